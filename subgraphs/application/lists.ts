import type { Connection } from 'mongoose';
import type { Interruption } from '../../lib/platform/operations/interruption.ts';
import type { Keys } from '../../lib/platform/identity/keys.ts';
import { keyOf } from '../../lib/kit/versioned-keys.ts';
import type { Viewer } from '../../lib/kit/viewer.ts';
import { createCursorCodec } from '../../lib/kit/cursor.ts';
import { appealModel, applicationModel, type Loaders, referralModel } from './record/index.ts';
import type { LocalDate } from './calendar/index.ts';
import { createEvaluationQueue, createUnitInbox, createUnitAppeals } from './worklists/index.ts';
import { createFindReferral } from './reading/index.ts';
import { createSimilarApplications } from './filing/index.ts';
import type { UnitProjection } from './units/index.ts';

export interface ListsDependencies {
  connection: Connection;
  keys: Keys;
  units: UnitProjection;
}

export type Lists = ReturnType<ReturnType<typeof createLists>>;

/** The lists in which people browse; call the result for the lists of a request. */
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
