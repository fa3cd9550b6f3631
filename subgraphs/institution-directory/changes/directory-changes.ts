import { checkAll } from '../../../lib/kit/check-all.ts';
import { notFound } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { earlierThan } from '../../../lib/mongodb/timed-position.ts';
import { requireUnitId } from '../../../lib/kit/unit-id.ts';
import type { Interruption } from '../../../lib/platform/operations/interruption.ts';
import type { SignedInViewer } from '../../../lib/kit/viewer.ts';
import {
  connectionOf,
  type PageArguments,
  pageChecks,
  type RelayConnection,
} from '../../../lib/kit/connection.ts';
import { type CursorCodec, notIssued } from '../../../lib/kit/cursor.ts';
import { idToLookUp } from '../../../lib/kit/public-id.ts';
import { currentUnit, placeOf } from '../../../lib/kit/unit-lineage.ts';
import type { ChangeLoaders } from './loaders.ts';
import { openAt } from './change-log.ts';
import { movedSince, placesOf } from './earlier-places.ts';
import type {
  DirectoryChangeModel,
  DirectoryChangeRecord,
  StoredChangeState,
} from './directory-change.model.ts';
import type { HeldDirectory } from '../held/index.ts';
import type { UnitTree } from '../units/index.ts';

/** The part of a viewer that decides which changes they see. */
export type ChangeReader = Pick<SignedInViewer, 'role' | 'unitId'> | null;

interface DirectoryChangesDependencies {
  model: DirectoryChangeModel;
  held: HeldDirectory;
  viewer: ChangeReader;
  loaders: Pick<ChangeLoaders, 'changeById'>;
  cursors: CursorCodec;
  interruption: Interruption;
}

/** The record of changes to units, as one viewer sees it; each list latest first. */
export interface DirectoryChanges {
  /**
   * The changes that concern the officers of a unit: those of the unit itself, those that gave or took them
   * sight, and those that showed its inbox, or that of a unit above it, to others.
   * @throws `NOT_FOUND` for an officer of another unit that is not above it; `BAD_USER_INPUT` or `LIMIT_EXCEEDED`
   * for the id and the page.
   */
  ofUnit(unitId: string, page: PageArguments): Promise<ChangePage>;
  /** The proposals that wait for a decision. @throws `BAD_USER_INPUT` or `LIMIT_EXCEEDED` for the page. */
  proposed(page: PageArguments): Promise<ChangePage>;
  /** The change with that id; null unless one of the lists that the viewer may read contains it. */
  byId(id: string): Promise<DirectoryChangeRecord | null>;
}

type ChangePage = RelayConnection<DirectoryChangeRecord>;

export function createDirectoryChanges(
  dependencies: DirectoryChangesDependencies,
): DirectoryChanges {
  return {
    ofUnit: (unitId, page) => ofUnit(dependencies, unitId, page),
    proposed: (page) =>
      list(
        dependencies,
        () => {},
        () => openAt(new Date()),
        page,
      ),
    byId: (id) => byId(dependencies, id),
  };
}

async function ofUnit(
  dependencies: DirectoryChangesDependencies,
  unitId: string,
  page: PageArguments,
): Promise<ChangePage> {
  const { held, viewer } = dependencies;
  const { tree } = held.current();
  const requireOwn = () => {
    requireUnitId(unitId, 'unitId');
    if (!tree.get(unitId) || !isOwn(tree, unitId, viewer)) throw notFound(say`administrative unit`);
  };
  return list(dependencies, requireOwn, () => concerning(dependencies, tree, unitId), page);
}

/** Matches the changes that concern a unit: one that exposed another was of those that lay below it at that time. */
async function concerning(
  { model, interruption }: DirectoryChangesDependencies,
  tree: UnitTree,
  unitId: string,
): Promise<object> {
  const places = await placesOf(unitId, { model, tree, options: interruption.readOptions() });
  const exposing = places.map(({ ids, from, to }) => ({
    exposedIds: { $in: ids },
    version: { $gte: from, ...(to !== Infinity && { $lt: to }) },
  }));
  const proposed = { exposedIds: { $in: placeOf(unitId, tree) }, version: null };
  return { $or: [{ concernedIds: unitId }, proposed, ...exposing] };
}

async function list(
  { model, cursors, interruption }: DirectoryChangesDependencies,
  requireAllowed: () => void,
  findFilter: () => object | Promise<object>,
  page: PageArguments,
): Promise<ChangePage> {
  const { size, start } = checkAll({
    filter: requireAllowed,
    ...pageChecks(page, (cursor) => earlierThan('at', readPosition(cursors.open(cursor)))),
  });
  const filter = await findFilter();
  const found = await model
    .find({ $and: [filter, ...(start ? [start] : [])] })
    .sort({ at: -1, _id: -1 })
    .limit(size + 1)
    .setOptions(interruption.readOptions())
    .lean<DirectoryChangeRecord[]>();
  return connectionOf(
    { items: found.slice(0, size), hasNextPage: found.length > size },
    { after: page.after, cursorOf: (change) => cursors.seal(positionOf(change)) },
  );
}

async function byId(
  dependencies: DirectoryChangesDependencies,
  id: string,
): Promise<DirectoryChangeRecord | null> {
  const { held, loaders, viewer } = dependencies;
  const change = await loaders.changeById.load(idToLookUp('unitChange', id));
  return change && (await maySee(dependencies, held.current().tree, change, viewer))
    ? change
    : null;
}

/** Whether `ofUnit` shows the change for a unit that the viewer may ask for. */
async function maySee(
  dependencies: DirectoryChangesDependencies,
  tree: UnitTree,
  change: DirectoryChangeRecord,
  viewer: ChangeReader,
): Promise<boolean> {
  if (viewer?.role === 'ADMIN') return true;
  if (viewer?.unitId == null) return false;
  const { concernedIds, exposedIds } = change;
  const isListed = (unitId: string) =>
    tree.get(unitId) !== undefined && isOwn(tree, unitId, viewer);
  if ([...concernedIds, ...exposedIds].some(isListed)) return true;
  return exposedIds.length > 0 && wasExposed(dependencies, tree, change, viewer.unitId, isListed);
}

/** Whether a change has exposed a unit itself, or one that is listed, by the places where they lay then. */
async function wasExposed(
  { model, interruption }: DirectoryChangesDependencies,
  tree: UnitTree,
  { exposedIds, version }: DirectoryChangeRecord,
  unitId: string,
  isListed: (unitId: string) => boolean,
): Promise<boolean> {
  const own = new Set([unitId, currentUnit(unitId, tree)]);
  const lieBelow = (ids: readonly string[]) => exposedIds.some((id) => ids.includes(id));
  if (version === null) return [...own].some((id) => lieBelow(placeOf(id, tree)));
  const options = interruption.readOptions();
  // Those that were not moved since lie below one of these, or of the own ones, as they did then.
  const moved = (await movedSince(version, { model, options })).filter(isListed);
  for (const id of new Set([...own, ...moved])) {
    const places = await placesOf(id, { model, tree, options });
    const then = places.find(({ from, to }) => from <= version && version < to);
    if (then && lieBelow(then.ids)) return true;
  }
  return false;
}

/**
 * For an officer, their own unit and those below it; the officers of a closed unit act for its successor. The record of
 * a closed unit stays with the units that it lay below, whose officers read it before.
 */
function isOwn(tree: UnitTree, unitId: string, viewer: ChangeReader): boolean {
  if (viewer?.role === 'ADMIN') return true;
  if (viewer?.unitId == null) return false;
  return unitId === viewer.unitId || tree.isAtOrBelow(unitId, currentUnit(viewer.unitId, tree));
}

/** An expired proposal cannot be decided, whatever its stored state. */
export function stateOf({ state, expiresAt }: DirectoryChangeRecord): StoredChangeState {
  const isOver = state === 'PROPOSED' && expiresAt !== null && expiresAt <= new Date();
  return isOver ? 'EXPIRED' : state;
}

/** The place of a change in its lists. */
const positionOf = ({ _id, at }: DirectoryChangeRecord) => `${at.getTime()}.${_id}`;

function readPosition(position: string): { value: Date; _id: string } {
  const [, time = '', _id = ''] = /^(\d+)\.(.+)$/.exec(position) ?? [];
  if (_id === '') throw notIssued('after');
  return { value: new Date(Number(time)), _id };
}
