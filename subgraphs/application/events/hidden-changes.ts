import { type ClientSession, type Connection, Types } from 'mongoose';
import { type EventDocument, eventModel, type HiddenChange } from './event.model.ts';

/** The values of a hidden change in the fields by which events are found. */
const foundByNothing = {
  version: 0,
  topicId: '',
  referralId: null,
  unitId: null,
  unitIds: [],
  aboutHeadOfUnit: false,
  meantUnitId: null,
  public: false,
};

function hiddenChange(
  event: HiddenChange,
  hiddenIds: readonly Types.ObjectId[],
): Omit<EventDocument, 'type'> {
  const own = { _id: new Types.ObjectId(), applicationId: new Types.ObjectId(), at: new Date() };
  return { ...own, ...foundByNothing, event, hiddenIds: [...hiddenIds] };
}

/** Records that the dates of applications follow another calendar, in the transaction that changes them. */
export async function publishRedated(
  connection: Connection,
  applicationIds: readonly Types.ObjectId[],
  session: ClientSession,
): Promise<void> {
  if (applicationIds.length === 0) return;
  const { collection } = eventModel(connection);
  await collection.insertOne(hiddenChange('REDATED', applicationIds), { session });
}

/**
 * Records that applications were written without events, after they were: readers that keep a copy of all of them read
 * everything again. For commands that write in bulk.
 */
export async function publishReplaced(connection: Connection): Promise<void> {
  const { collection } = eventModel(connection);
  await collection.insertOne(hiddenChange('REPLACED', []), {
    writeConcern: { w: 'majority', journal: true },
  });
}
