import { isDuplicateKey } from '../../../../lib/mongodb/duplicate-key.ts';
import { checkAll } from '../../../../lib/kit/check-all.ts';
import { badInput, clientError } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import { newId } from '../../../../lib/kit/public-id.ts';
import { longestReadMs } from '../../../../lib/mongodb/find-at-once.ts';
import { requireUnitId } from '../../../../lib/kit/unit-id.ts';
import { plainText } from '../../../../lib/kit/plain-text.ts';
import { requireUnit } from '../../held/index.ts';
import type { ProposeUnitChangeInput } from '../../schema-types.ts';
import { changeOf, openAt, undecided } from '../change-log.ts';
import type { DirectoryChangeModel, DirectoryChangeRecord } from '../directory-change.model.ts';
import { requireChangeable } from '../unit-rules.ts';
import { isSame } from '../../units/index.ts';
import { type Aim, changedTo } from './aim.ts';
import { type ProposalServices, reasonLengths } from './services.ts';

/** After this many days the change has to be proposed again. */
const lifetimeDays = 14;
/** The limit of pending proposals for each administrator. */
const mostProposed = 100;

export async function propose(
  { model, held, subject }: ProposalServices,
  input: ProposeUnitChangeInput,
): Promise<DirectoryChangeRecord> {
  const { unitId, expectedVersion } = input;
  const { aim, reason } = checkAll({
    unitId: () => requireUnitId(unitId, 'input.unitId'),
    aim: () => requireAim(input),
    reason: () => plainText(input.reason, 'input.reason', reasonLengths),
  });
  const directory = held.current();
  const unit = requireUnit(directory, unitId);
  requireChangeable(unit, expectedVersion);
  const changed = changedTo(directory, unit, aim);
  if (isSame(unit, changed))
    throw badInput('input.parentId', 'CONFLICT', say`The unit is already as proposed.`);
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

function requireAim({ parentId = null, successorId = null }: ProposeUnitChangeInput): Aim {
  if ((parentId === null) === (successorId === null)) {
    const message = say`Name either the unit that it is to lie below, or its successor.`;
    throw badInput('input', parentId === null ? 'REQUIRED' : 'CONFLICT', message);
  }
  if (parentId !== null) requireUnitId(parentId, 'input.parentId');
  if (successorId !== null) requireUnitId(successorId, 'input.successorId');
  return { newParentId: parentId, successorId };
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
    const message = say`At most ${mostProposed} proposals of an administrator can wait at a time.`;
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
  const message = say`There is a proposal for this unit already.`;
  throw clientError('CONFLICT', message, open ? { proposalId: open._id } : {});
}

const isAlike = (one: DirectoryChangeRecord, other: DirectoryChangeRecord) =>
  one.by === other.by &&
  one.newParentId === other.newParentId &&
  one.successorId === other.successorId &&
  one.reason === other.reason;
