import type { Connection } from 'mongoose';
import {
  applicationModel,
  contentModel,
  referralModel,
  timelineModel,
} from '../subgraphs/application/record/index.ts';
import { eventModel } from '../subgraphs/application/events/index.ts';
import { outboxMessageModel } from '../lib/messaging/outbox-message.model.ts';
import { notificationModel } from '../subgraphs/application/notifications/index.ts';
import { trackingFailureModel } from '../subgraphs/application/tracking/index.ts';
import type { Ask } from './query.ts';

/** Applications with another idempotency key than seeded ones have were filed by an earlier run. */
const filed = { idempotencyKey: { $type: 'string', $not: /^seed-/ } } as const;

/** Removes what earlier runs have filed, and codes they have tried: each run begins with the seeded data alone. */
export async function forgetFiled(connection: Connection): Promise<void> {
  const found = await applicationModel(connection).find(filed, { _id: 1 }).lean();
  const ids = found.map(({ _id }) => _id);
  const written = { applicationId: { $in: ids } };
  await eventModel(connection).deleteMany(written);
  await referralModel(connection).deleteMany(written);
  await notificationModel(connection).deleteMany(written);
  await outboxMessageModel(connection).deleteMany();
  await timelineModel(connection).deleteMany({ _id: { $in: ids } });
  await contentModel(connection).deleteMany({ _id: { $in: ids } });
  await applicationModel(connection).deleteMany(filed);
  await trackingFailureModel(connection).deleteMany();
}

/** Filing requests that repeat existing applications of the citizens. */
export async function asksToFile(
  connection: Connection,
  tokens: ReadonlyMap<string, string>,
): Promise<Ask[]> {
  const earlier = await applicationModel(connection)
    .find({ citizenId: { $in: [...tokens.keys()] } })
    .lean();
  const contents = await contentModel(connection)
    .find({ _id: { $in: earlier.map(({ _id }) => _id) } }, { subject: 1, text: 1 })
    .lean();
  const words = new Map(contents.map(({ _id, ...content }) => [_id.toHexString(), content]));
  return earlier.map(({ _id, citizenId, type, topicId, provinceCode, districtCode }) => ({
    token: tokens.get(citizenId) ?? '',
    given: {
      ...words.get(_id.toHexString()),
      type,
      topicId,
      provinceCode,
      districtCode,
      answerChannel: 'SMS',
    },
  }));
}
