import type { Connection } from 'mongoose';
import {
  appealModel,
  applicationModel,
  contentModel,
  referralModel,
  timelineModel,
} from '../record/index.ts';

/** The collections in which a case is stored, accessed without schemas. */
export type Collections = ReturnType<typeof collectionsOf>;

export const collectionsOf = (connection: Connection) => ({
  applications: applicationModel(connection).collection,
  referrals: referralModel(connection).collection,
  appeals: appealModel(connection).collection,
  timelines: timelineModel(connection).collection,
  contents: contentModel(connection).collection,
});
