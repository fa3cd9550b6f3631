import { outboxMessageModel } from '../../../lib/messaging/outbox-message.model.ts';
import { indexesOf } from '../../../lib/mongodb/indexes.ts';
import type { StoredData } from '../../../lib/mongodb/migrations.ts';
import { calendarStateModel, leaveDayModel } from '../calendar/index.ts';
import { eventModel, streamStateModel } from '../events/index.ts';
import { notificationModel } from '../notifications/index.ts';
import { numberSequenceModel } from '../numbers/index.ts';
import {
  appealModel,
  applicationModel,
  attachmentModel,
  contentModel,
  referralModel,
  timelineModel,
  unitOfficerModel,
} from '../record/index.ts';
import { trackingFailureModel } from '../tracking/index.ts';
import { scopeRepairModel } from '../worklists/index.ts';
import { migrations } from './migrations.ts';

export { migrations } from './migrations.ts';

/**
 * Every model of this subgraph, whether it declares indexes yet or not. The indexes of the attachment buckets are
 * created by the migrations: MongoDB prescribes them.
 */
const models = [
  appealModel,
  applicationModel,
  attachmentModel,
  calendarStateModel,
  contentModel,
  eventModel,
  leaveDayModel,
  notificationModel,
  numberSequenceModel,
  outboxMessageModel,
  referralModel,
  scopeRepairModel,
  streamStateModel,
  timelineModel,
  trackingFailureModel,
  unitOfficerModel,
] as const;

export const storedData: StoredData = {
  migrations,
  indexes: (connection) => models.map((model) => indexesOf(model(connection))),
};
