import type { ClientSession } from 'mongoose';
import { clientError } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { newId } from '../../../lib/kit/public-id.ts';
import { effectOf } from './change-rules.ts';
import type { DirectoryChangeModel, DirectoryChangeRecord } from './directory-change.model.ts';
import type { UnitRecord, UnitTree } from '../units/index.ts';

/** The administrator who makes a change. */
export interface ChangeMaker {
  /** The administrator's subject. */
  by: string;
  /** The proposal that is approved; null if one administrator acts alone. */
  proposal: Pick<DirectoryChangeRecord, '_id'> | null;
}

/** The record of changes to units. */
export interface ChangeLog {
  /**
   * Records a change to a unit, in the transaction that makes it. A proposal becomes the record itself.
   * @throws `CONFLICT` where the proposal is not open.
   */
  write(change: LoggedChange, session: ClientSession): Promise<void>;
  /**
   * The administrators who created or last moved one of these units, as far as that is on record: of a move that took
   * two, both.
   */
  placersOf(unitIds: readonly string[], session: ClientSession): Promise<ReadonlySet<string>>;
}

interface LoggedChange {
  /** The tree before the change. */
  tree: UnitTree;
  /** The unit after the change. */
  unit: UnitRecord;
  maker: ChangeMaker;
}

export const createChangeLog = (changes: DirectoryChangeModel): ChangeLog => ({
  async write({ tree, unit, maker: { by, proposal } }, session) {
    const { version } = unit;
    const now = new Date();
    const change = changeOf(tree, unit);
    if (proposal === null) {
      const made = { ...change, version, by, at: now, state: 'DONE' as const };
      await changes.create([{ ...undecided, ...made, _id: newId('unitChange') }], { session });
      return;
    }
    const decided = { state: 'DONE', decidedBy: by, decidedAt: now };
    const { matchedCount } = await changes.updateOne(
      { _id: proposal._id, ...openAt(now) },
      { $set: { ...change, ...decided, version } },
      { session },
    );
    if (matchedCount === 0) throw notOpen();
  },

  async placersOf(unitIds, session) {
    const found = new Set<string>();
    // Sequential: a session runs one command at a time.
    for (const unitId of unitIds) {
      const placed = await changes
        .findOne(
          { unitId, state: 'DONE', kind: { $in: ['CREATE', 'MOVE'] } },
          { by: 1, decidedBy: 1 },
        )
        .sort({ version: -1 })
        .session(session)
        .lean<Pick<DirectoryChangeRecord, 'by' | 'decidedBy'>>();
      if (placed) found.add(placed.by);
      if (placed?.decidedBy) found.add(placed.decidedBy);
    }
    return found;
  },
});

/** Matches proposals that can be approved at a moment. */
export const openAt = (now: Date) => ({ state: 'PROPOSED' as const, expiresAt: { $gt: now } });

export const notOpen = (extensions: Record<string, unknown> = {}) =>
  clientError('CONFLICT', say`The proposal is no longer open.`, extensions);

/** The empty fields of a change that needed no decision. */
export const undecided = {
  reason: null,
  decidedBy: null,
  decidedAt: null,
  rejectionReason: null,
  expiresAt: null,
  basedOn: null,
  version: null,
} as const;

/** Whom the record names for changes that were imported. */
const importer = 'directory import';

/** The records of units that were changed together by an import. @param tree the tree before it. */
export function importedChanges(
  tree: UnitTree,
  units: readonly UnitRecord[],
): DirectoryChangeRecord[] {
  const made = { by: importer, at: new Date(), state: 'DONE' as const };
  return units.map((unit) => ({
    ...undecided,
    ...changeOf(tree, unit),
    ...made,
    version: unit.version,
    _id: newId('unitChange'),
  }));
}

type Form = Omit<UnitRecord, 'version' | 'linkVersion'>;

/** The change that turns a unit into the given form. @param tree the tree before the change. */
export function changeOf(tree: UnitTree, unit: Form) {
  const { _id: unitId, successorId } = unit;
  const old = tree.get(unitId);
  const isRenamed = old?.name !== unit.name;
  const isMoved = old?.parentId !== unit.parentId;
  return {
    unitId,
    kind: kindOf(old, unit),
    oldName: isRenamed ? (old?.name ?? null) : null,
    newName: isRenamed ? unit.name : null,
    oldParentId: isMoved ? (old?.parentId ?? null) : null,
    newParentId: isMoved ? unit.parentId : null,
    successorId,
    ...effectOf(tree, unit),
  };
}

function kindOf(old: UnitRecord | undefined, unit: Form): DirectoryChangeRecord['kind'] {
  if (!old) return 'CREATE';
  if (unit.status !== old.status) return 'CLOSE';
  return unit.parentId === old.parentId ? 'RENAME' : 'MOVE';
}
