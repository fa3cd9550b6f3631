import { Types } from 'mongoose';
import type { EventDocument } from '../../subgraphs/application/events/index.ts';

/** An event that has no position yet: a referral to a unit, unless the fields say otherwise. */
export const newEvent = (fields: Partial<EventDocument> = {}): EventDocument => ({
  _id: new Types.ObjectId(),
  at: new Date(),
  event: 'REFERRED',
  applicationId: new Types.ObjectId(),
  version: 1,
  type: 'REQUEST',
  topicId: 'roads',
  referralId: null,
  unitId: '10000002',
  unitIds: ['10000002'],
  aboutHeadOfUnit: false,
  meantUnitId: null,
  public: true,
  ...fields,
});
