import type { Viewer } from '../../../lib/kit/viewer.ts';
import { forbidden } from '../../../lib/kit/errors.ts';
import { once } from '../../../lib/kit/once.ts';
import { longestReadMs } from '../../../lib/mongodb/find-at-once.ts';
import type { GivenAt } from '../peers/index.ts';
import type { AnswerChannel } from '../schema-types.ts';
import { otherChannel } from './compose.ts';
import {
  isUndelivered,
  type NotificationDocument,
  type NotificationModel,
} from './notification.model.ts';

/** A channel by which a message could not be delivered to the citizen. */
export interface UndeliveredMessage {
  /** When it was given up there. */
  at: Date;
  channel: AnswerChannel;
  /** Null unless it has been sent by the other channel. */
  sentBy: AnswerChannel | null;
  /** The number of its application. */
  number: string;
  /** Whether the citizen has given the address of the channel since. @throws `UNAVAILABLE`. */
  corrected(this: void): Promise<boolean>;
}

/** When the viewer last gave the address of each channel. @throws `UNAVAILABLE`. */
type FindGivenAt = (citizenId: string) => Promise<GivenAt>;

/** Entries listed at most. */
const mostListed = 20;

const addressFor = { SMS: 'mobilePhone', EMAIL: 'email' } as const;

/**
 * The messages that could not be delivered to the viewer within the time for which messages are kept, once for each
 * channel by which they could not, the latest first, 20 entries at most.
 * @throws `FORBIDDEN` for staff, who get no messages.
 */
export async function findUndelivered(
  notifications: NotificationModel,
  viewer: Viewer,
  findGivenAt: FindGivenAt,
): Promise<UndeliveredMessage[]> {
  if (!viewer?.citizenId) throw forbidden();
  const { citizenId } = viewer;
  const found = await notifications
    .find({ citizenId: viewer.citizenId, ...isUndelivered })
    .sort({ undeliveredAt: -1 })
    .limit(mostListed)
    .maxTimeMS(longestReadMs)
    .lean<NotificationDocument[]>();
  // Once for all messages, and only if it is requested.
  const givenAt = once(() => findGivenAt(citizenId));
  return found
    .flatMap(({ undelivered = [], state, number }) =>
      undelivered.toReversed().map(({ channel, at }) => ({
        at,
        channel,
        // Given up by both channels, it was not sent.
        sentBy: state === 'SENT' ? otherChannel[channel] : null,
        number,
        corrected: async () => ((await givenAt())[addressFor[channel]] ?? 0) > at,
      })),
    )
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, mostListed);
}
