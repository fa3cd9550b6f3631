import type { Connection } from 'mongoose';
import type { RelayConnection } from '../../lib/kit/connection.ts';
import { createCursorCodec } from '../../lib/kit/cursor.ts';
import type { LocalDate } from '../../lib/kit/local-date.ts';
import { keyOf } from '../../lib/kit/versioned-keys.ts';
import type { Viewer } from '../../lib/kit/viewer.ts';
import type { Keys } from '../../lib/platform/identity/keys.ts';
import type { Interruption } from '../../lib/platform/operations/interruption.ts';
import type { Events } from './events/index.ts';
import { findSimilarApplications, type Lookalike } from './filing/index.ts';
import {
  findReferral,
  officersOf,
  type ReferralHandle,
  type SeenApplication,
  type SeenReferral,
} from './reading/index.ts';
import {
  appealModel,
  applicationModel,
  type Loaders,
  referralModel,
  type UnitOfficerDocument,
  unitOfficerModel,
} from './record/index.ts';
import type { SimilarApplicationsInput } from './schema-types.ts';
import type { UnitProjection } from './units/index.ts';
import {
  type ClosedLists,
  createClosedLists,
  createUnitInbox,
  type EvaluationQueueArguments,
  findEvaluationQueue,
  type AppealCounts,
  countUnitAppeals,
  findUnitAppeals,
  type UnitAppealsArguments,
  type UnitAppealsPage,
  type UnitInbox,
} from './worklists/index.ts';

interface ListsDependencies {
  connection: Connection;
  keys: Keys;
  units: UnitProjection;
}

/**
 * The lists in which one viewer browses, in one request. Each throws the errors of the function
 * that it calls.
 */
export interface Lists {
  /** The viewer's own applications that resemble the one about to be filed. */
  similarApplications(input: SimilarApplicationsInput): Promise<Lookalike[]>;
  /** The applications that wait for the centre. */
  evaluationQueue(page: EvaluationQueueArguments): Promise<RelayConnection<SeenApplication>>;
  /** One referral, by its id or its file number. */
  referral(handle: ReferralHandle): Promise<SeenReferral>;
  /** Closed applications and referrals. */
  readonly closed: ClosedLists;
  /** The officers of a unit; null for a viewer who may not know them. */
  officersOf(unitId: string): Promise<UnitOfficerDocument[] | null>;
  /** The work lists of the viewer's units. */
  readonly inbox: UnitInbox;
  /** The appeals that a unit of the viewer decides. */
  unitAppeals(page: UnitAppealsArguments): Promise<UnitAppealsPage>;
  /** How many pending appeals it decides. */
  appealCounts(unitId: string): Promise<AppealCounts>;
}

/** The parts of a request that the lists need. */
interface ListsRequest {
  viewer: Viewer;
  loaders: Loaders;
  today: LocalDate;
  events: Pick<Events, 'moment'>;
  interruption: Interruption;
  /** As in `Pace`. */
  rest(): Promise<void> | undefined;
}

export type ListsOfRequest = (request: ListsRequest) => Lists;

/** @returns a function that makes the lists of a request. */
export function createLists({ connection, keys, units }: ListsDependencies): ListsOfRequest {
  const model = applicationModel(connection);
  const referrals = referralModel(connection);
  const appeals = appealModel(connection);
  const officers = unitOfficerModel(connection);
  const cursorKey = keyOf(keys, 'application/cursor');
  const queue = createCursorCodec(cursorKey, 'applications that await the centre');
  const inbox = createCursorCodec(cursorKey, 'open referrals of a unit');
  const closed = {
    applications: createCursorCodec(cursorKey, 'closed applications'),
    referrals: createCursorCodec(cursorKey, 'closed referrals of a unit'),
  };
  const appealed = createCursorCodec(cursorKey, 'appeals to a unit');

  return (request) => {
    const common = { model, units, ...request };
    return {
      similarApplications: (input) => findSimilarApplications(common, input),
      evaluationQueue: (page) => findEvaluationQueue({ ...common, cursors: queue }, page),
      referral: (handle) => findReferral(common, handle),
      officersOf: (unitId) => officersOf({ ...common, model: officers }, unitId),
      closed: createClosedLists({ ...common, applications: model, referrals, cursors: closed }),
      inbox: createUnitInbox({ ...common, model: referrals, cursors: inbox }),
      unitAppeals: (page) =>
        findUnitAppeals({ ...common, model: appeals, cursors: appealed }, page),
      appealCounts: (unitId) => countUnitAppeals({ ...common, model: appeals }, unitId),
    };
  };
}
