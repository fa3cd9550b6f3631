import type { Types } from 'mongoose';
import type { ApplicationDocument, ApplicationModel, TrackingCodes } from '../record/index.ts';
import type { NotificationDocument } from './notification.model.ts';
import { isConfirmation } from './templates.ts';

/** The tracking codes for messages, by the ids of their applications. */
export type FindTrackingCodes = (
  messages: readonly Pick<NotificationDocument, 'applicationId' | 'event'>[],
) => Promise<ReadonlyMap<string, string>>;

/** Computes them when the messages are sent, so that a code renewed in the meantime is the one given. */
export function createFindTrackingCodes(
  applications: ApplicationModel,
  codes: Pick<TrackingCodes, 'codeOf'>,
): FindTrackingCodes {
  return async (messages) => {
    const ids = messages.flatMap(({ event, applicationId }): Types.ObjectId[] =>
      givesTrackingCode(event) ? [applicationId] : [],
    );
    if (ids.length === 0) return new Map();
    const found = await applications
      .find({ _id: { $in: ids } }, { tracking: 1 })
      .lean<Pick<ApplicationDocument, '_id' | 'tracking'>[]>();
    return new Map(
      found.flatMap((application) => {
        const code = codes.codeOf(application);
        return code === null ? [] : [[application._id.toHexString(), code] as const];
      }),
    );
  };
}

/** The confirmation of the filing gives the code. */
export const givesTrackingCode = (event: NotificationDocument['event']) => isConfirmation(event);
