import { isDuplicateKey } from '../../../lib/mongodb/duplicate-key.ts';
import { badInput, clientError, notFound } from '../../../lib/kit/errors.ts';
import { newId } from '../../../lib/kit/public-id.ts';
import { longestReadMs } from '../../../lib/mongodb/find-at-once.ts';
import { requireUnitId } from '../../../lib/kit/unit-id.ts';
import { placeOf } from '../../../lib/kit/unit-lineage.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import { plainText } from '../../../lib/kit/plain-text.ts';
import { changeOf, notOpen, openAt, undecided } from './change-log.ts';
import { type Directory, type HeldDirectory, requireUnit } from '../held/index.ts';
import type { DirectoryChangeModel, DirectoryChangeRecord } from './directory-change.model.ts';
import { stateOf } from './directory-changes.ts';
import type { ProposeUnitChangeInput } from '../schema-types.ts';
import type { UnitRecord } from '../units/index.ts';
import { closedFor, requireNewParent, requireNewSuccessor, requireSignedIn } from './unit-acts.ts';
import { requireChangeable } from './unit-rules.ts';
import { isSame, type UnitStore } from './unit-store.ts';

const lengths = { reason: { min: 5, max: 2_000 } } as const;
/** After this many days the change has to be proposed again. */
const lifetimeDays = 14;
/** The limit of pending proposals for each administrator. */
const mostProposed = 100;

interface UnitProposalsDependencies {
  model: DirectoryChangeModel;
  store: UnitStore;
  held: HeldDirectory;
  viewer: Viewer;
}

/**
 * Changes of units that take two administrators: one proposes, another approves, and then exactly the proposed
 * change is made. Until then the proposer may withdraw it and any other administrator may reject it.
 */
export interface UnitProposals {
  /**
   * Proposes a change. If the same administrator sends the same proposal again while it is open, that proposal
   * is returned.
   * @throws the errors that the change itself would throw now; `CONFLICT` with `proposalId` while there is
   * another proposal for the unit; `LIMIT_EXCEEDED`; `BAD_USER_INPUT` with the field.
   */
  propose(input: ProposeUnitChangeInput): Promise<DirectoryChangeRecord>;
  /**
   * Makes the change that another administrator has proposed, and resolves when it is in force, as `moveUnit`
   * does.
   * @throws `FORBIDDEN` for the proposer; `CONFLICT` where the proposal is not open, or a unit that it names,
   * or one above those, has changed since.
   */
  approve(id: string): Promise<DirectoryChangeRecord>;
  /** @throws `FORBIDDEN` for the proposer, who withdraws it; `CONFLICT` where it is not open. */
  reject(given: Rejection): Promise<DirectoryChangeRecord>;
  /** @throws `FORBIDDEN` for anyone but the proposer; `CONFLICT` where it is not open. */
  withdraw(id: string): Promise<DirectoryChangeRecord>;
}

interface Rejection {
  id: string;
  reason: string;
}

interface Services {
  model: DirectoryChangeModel;
  store: UnitStore;
  held: HeldDirectory;
  /** The administrator who acts. */
  subject: string;
}

/** The proposed place of a unit: exactly one of the two. */
type Aim = Pick<DirectoryChangeRecord, 'newParentId' | 'successorId'>;

export function createUnitProposals({
  viewer,
  ...dependencies
}: UnitProposalsDependencies): UnitProposals {
  const services = { ...dependencies, subject: requireSignedIn(viewer).subject };
  return {
    propose: (input) => propose(services, input),
    approve: (id) => approve(services, id),
    reject: (given) => reject(services, given),
    withdraw: (id) => withdraw(services, id),
  };
}

async function propose(
  { model, held, subject }: Services,
  input: ProposeUnitChangeInput,
): Promise<DirectoryChangeRecord> {
  const { unitId, expectedVersion } = input;
  requireUnitId(unitId, 'input.unitId');
  const aim = requireAim(input);
  const reason = plainText(input.reason, 'input.reason', lengths.reason);
  const directory = held.current();
  const unit = requireUnit(directory, unitId);
  requireChangeable(unit, expectedVersion);
  const changed = changedTo(directory, unit, aim);
  if (isSame(unit, changed))
    throw badInput('input.parentId', 'CONFLICT', 'The unit is already as proposed.');
  const at = new Date();
  const proposal: DirectoryChangeRecord = {
    ...undecided,
    ...changeOf(directory.tree, changed),
    _id: newId('unitChange'),
    state: 'PROPOSED',
    at,
    by: subject,
    reason,
    expiresAt: new Date(at.getTime() + lifetimeDays * 86_400_000),
    basedOn: directory.tree.version,
  };
  return insert(model, proposal);
}

async function approve(services: Services, id: string): Promise<DirectoryChangeRecord> {
  const { model, store, subject } = services;
  const proposal = await load(model, id);
  if (proposal.by === subject) {
    const message = 'An administrator other than the one who proposed it has to approve it.';
    throw clientError('FORBIDDEN', message, { requirement: 'OTHER_THAN_PROPOSER' });
  }
  const isRepeated = proposal.state === 'DONE' && proposal.decidedBy === subject;
  await store.change(
    (directory) => {
      const unit = requireUnit(directory, proposal.unitId);
      if (isRepeated) return unit; // only waits until it is in force
      if (stateOf(proposal) !== 'PROPOSED') throw notOpen({ state: stateOf(proposal) });
      requireAsProposed(directory, proposal);
      return changedTo(directory, unit, proposal);
    },
    { by: subject, proposal },
  );
  return load(model, id);
}

async function reject(
  services: Services,
  { id, reason }: Rejection,
): Promise<DirectoryChangeRecord> {
  const rejectionReason = plainText(reason, 'reason', lengths.reason);
  const proposal = await load(services.model, id);
  if (proposal.by === services.subject) {
    const message = 'You proposed it: withdraw it with withdrawUnitChange.';
    throw clientError('FORBIDDEN', message, { requirement: 'OTHER_THAN_PROPOSER' });
  }
  return end(services, proposal, 'REJECTED', rejectionReason);
}

async function withdraw(services: Services, id: string): Promise<DirectoryChangeRecord> {
  const proposal = await load(services.model, id);
  if (proposal.by !== services.subject) {
    const message = 'Only the administrator who proposed it can withdraw it.';
    throw clientError('FORBIDDEN', message, { requirement: 'PROPOSER' });
  }
  return end(services, proposal, 'WITHDRAWN');
}

async function load(model: DirectoryChangeModel, id: string): Promise<DirectoryChangeRecord> {
  const found = await model.findById(id).maxTimeMS(longestReadMs).lean<DirectoryChangeRecord>();
  if (!found || found.expiresAt === null) throw notFound('proposal');
  return found;
}

/** Ends a proposal without making the change; conditional, so that of two decisions one counts. */
async function end(
  { model, subject }: Services,
  proposal: DirectoryChangeRecord,
  state: 'REJECTED' | 'WITHDRAWN',
  rejectionReason: string | null = null,
): Promise<DirectoryChangeRecord> {
  const now = new Date();
  const decision = { state, rejectionReason, decidedBy: subject, decidedAt: now };
  const { _id } = proposal;
  const { matchedCount } = await model.updateOne({ _id, ...openAt(now) }, { $set: decision });
  const ended = await load(model, _id);
  // The same decision sent again, because its answer was lost, succeeds in the same way.
  const isDone = matchedCount > 0 || (ended.state === state && ended.decidedBy === subject);
  if (!isDone) throw notOpen({ state: stateOf(ended) });
  return ended;
}

function requireAim({ parentId = null, successorId = null }: ProposeUnitChangeInput): Aim {
  if ((parentId === null) === (successorId === null)) {
    const message = 'Name either the unit that it is to lie below, or its successor.';
    throw badInput('input', parentId === null ? 'REQUIRED' : 'CONFLICT', message);
  }
  if (parentId !== null) requireUnitId(parentId, 'input.parentId');
  if (successorId !== null) requireUnitId(successorId, 'input.successorId');
  return { newParentId: parentId, successorId };
}

/** The unit as the change leaves it. @throws the errors of the rules of `moveUnit` and `closeUnit`. */
function changedTo(directory: Directory, unit: UnitRecord, aim: Aim): UnitRecord {
  if (aim.successorId !== null) {
    requireNewSuccessor(directory, unit, aim.successorId);
    return { ...unit, ...closedFor(aim.successorId) };
  }
  if (aim.newParentId === null) throw new Error('a proposal has an aim');
  requireNewParent(directory, unit, aim.newParentId);
  return { ...unit, parentId: aim.newParentId };
}

/**
 * Checks that neither the unit, nor its proposed place, nor any unit above the two has changed since the
 * proposal: the approver decides on what they have read. A new name counts too, since people decide by names.
 * @throws `CONFLICT` with the unit that has changed.
 */
function requireAsProposed({ tree }: Directory, proposal: DirectoryChangeRecord): void {
  const { unitId, newParentId, successorId, basedOn } = proposal;
  const aimId = successorId ?? newParentId;
  const named = [unitId, ...(aimId === null ? [] : [aimId])];
  for (const id of named.flatMap((one) => placeOf(one, tree))) {
    const version = tree.get(id)?.version ?? 0;
    if (basedOn !== null && version <= basedOn) continue;
    const message = 'Units that the proposal concerns have changed since: propose it again.';
    throw clientError('CONFLICT', message, { state: stateOf(proposal), unitId: id, version });
  }
}

/** A unit has one proposal at a time, which an index enforces. */
async function insert(
  model: DirectoryChangeModel,
  proposal: DirectoryChangeRecord,
): Promise<DirectoryChangeRecord> {
  const { unitId, by, at } = proposal;
  await model.updateMany(
    { unitId, state: 'PROPOSED', expiresAt: { $lte: at } },
    { $set: { state: 'EXPIRED' } },
  );
  const proposed = await model.countDocuments(
    { by, ...openAt(at) },
    { limit: mostProposed, maxTimeMS: longestReadMs },
  );
  if (proposed >= mostProposed) {
    const message = `At most ${mostProposed} proposals of an administrator can wait at a time.`;
    throw clientError('LIMIT_EXCEEDED', message, { limit: mostProposed });
  }
  try {
    await model.insertOne(proposal);
    return proposal;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const open = await model
    .findOne({ unitId, ...openAt(at) })
    .maxTimeMS(longestReadMs)
    .lean<DirectoryChangeRecord>();
  if (open && isAlike(open, proposal)) return open;
  const message = 'There is a proposal for this unit already.';
  throw clientError('CONFLICT', message, open ? { proposalId: open._id } : {});
}

const isAlike = (one: DirectoryChangeRecord, other: DirectoryChangeRecord) =>
  one.by === other.by &&
  one.newParentId === other.newParentId &&
  one.successorId === other.successorId &&
  one.reason === other.reason;
