import { background } from '../../../lib/kit/background.ts';
import type { ApplicationDocument, ApplicationModel } from '../record/index.ts';
import type { NotificationDocument } from './notification.model.ts';
import { type Standing, standingProjection } from './standing.ts';
import { isConfirmation } from './templates.ts';

/** Where the applications of messages stand, by their ids; without those that are no longer stored. */
export type FindStandings = (
  messages: readonly Pick<NotificationDocument, 'applicationId' | 'event'>[],
) => Promise<ReadonlyMap<string, Standing>>;

/** Reads them each time: a step may be made between two attempts. The confirmation of a filing needs none. */
export function createFindStandings(applications: ApplicationModel): FindStandings {
  return async (messages) => {
    const reporting = messages.filter(({ event }) => !isConfirmation(event));
    if (reporting.length === 0) return new Map();
    const found = await applications
      .find(
        { _id: { $in: reporting.map(({ applicationId }) => applicationId) } },
        standingProjection,
      )
      .comment(background)
      .lean<(Standing & Pick<ApplicationDocument, '_id'>)[]>();
    return new Map(found.map((standing) => [standing._id.toHexString(), standing]));
  };
}
