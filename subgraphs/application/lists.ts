import type { Connection } from 'mongoose';
import type { Interruption } from '../../lib/platform/operations/interruption.ts';
import type { Keys } from '../../lib/platform/identity/keys.ts';
import { keyOf } from '../../lib/kit/versioned-keys.ts';
import type { Viewer } from '../../lib/kit/viewer.ts';
import { createCursorCodec } from '../../lib/kit/cursor.ts';
import { appealModel } from './record/appeal.model.ts';
import { applicationModel } from './record/application.model.ts';
import type { LocalDate } from './calendar/local-date.ts';
import { createEvaluationQueue } from './worklists/evaluation-queue.ts';
import { createFindReferral } from './reading/find-referral.ts';
import { createUnitInbox } from './worklists/inbox/unit-inbox.ts';
import type { Loaders } from './record/loaders.ts';
import { referralModel } from './record/referral.model.ts';
import { createSimilarApplications } from './filing/similar-applications.ts';
import { createUnitAppeals } from './worklists/unit-appeals.ts';
import type { UnitProjection } from './units/unit-projection.ts';

export interface ListsDependencies {
  connection: Connection;
  keys: Keys;
  units: UnitProjection;
}

export type Lists = ReturnType<ReturnType<typeof createLists>>;

/** What people look through to see what there is; call what it returns for the lists of a request. */
export function createLists({ connection, keys, units }: ListsDependencies) {
  const applications = applicationModel(connection);
  const referrals = referralModel(connection);
  const appeals = appealModel(connection);
  const cursorKey = keyOf(keys, 'application/cursor');
  const cursors = {
    queue: createCursorCodec(cursorKey, 'applications that await the centre'),
    inbox: createCursorCodec(cursorKey, 'open referrals of a unit'),
    appeals: createCursorCodec(cursorKey, 'appeals to a unit'),
  };

  return (request: {
    viewer: Viewer;
    loaders: Loaders;
    today: LocalDate;
    interruption: Interruption;
  }) => {
    const common = { model: applications, units, ...request };
    return {
      similarApplications: createSimilarApplications(common),
      evaluationQueue: createEvaluationQueue({ ...common, cursors: cursors.queue }),
      findReferral: createFindReferral(common),
      inbox: createUnitInbox({ ...common, model: referrals, cursors: cursors.inbox }),
      unitAppeals: createUnitAppeals({ ...common, model: appeals, cursors: cursors.appeals }),
    };
  };
}
