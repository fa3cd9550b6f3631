import DataLoader from 'dataloader';
import { mongo } from 'mongoose';
import { createAccessTokenVerifier } from '../../lib/platform/identity/access-keys.ts';
import { viewerOfHeader } from '../../lib/platform/identity/access-token.ts';
import { readConfiguration } from '../../configuration/configuration.ts';
import { loadKeys } from '../../lib/platform/identity/keys.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import type { Viewer } from '../../lib/kit/viewer.ts';
import type {
  ApplicationDocument,
  ContentDocument,
  TimelineDocument,
} from '../../subgraphs/application/record/index.ts';
import type { EventDocument } from '../../subgraphs/application/events/index.ts';
import type { NotificationDocument } from '../../subgraphs/application/notifications/index.ts';
import type { NumberSequenceDocument } from '../../subgraphs/application/numbers/index.ts';
import type { CitizenDocument } from '../../subgraphs/citizen/citizens/index.ts';
import type { UnitRecord } from '../../subgraphs/institution-directory/units/index.ts';
import { databaseName } from '../../lib/federation/subgraph-database.ts';

/**
 * The parts shared by the contenders and this graph, so that the rows compare only how a graph is
 * served: the same documents, the same rules, the same cache of verified tokens.
 */
export const configuration = readConfiguration();

const verify = createAccessTokenVerifier(
  configuration,
  await loadKeys(configuration.keysFile, configuration),
  createLogger({ level: configuration.LOG_LEVEL, name: 'contender' }),
);

/** The viewer, from the `Authorization` header. */
export const authenticate = async (authorization: string | undefined): Promise<Viewer> =>
  viewerOfHeader(authorization, verify);

export const client = new mongo.MongoClient(configuration.MONGODB_URI ?? '');
const database = (name: Parameters<typeof databaseName>[1]) =>
  client.db(databaseName(configuration.DATABASE_PREFIX, name));

export const collections = {
  applications: database('application').collection<ApplicationDocument>('applications'),
  contents: database('application').collection<ContentDocument>('contents'),
  timelines: database('application').collection<TimelineDocument>('timelines'),
  events: database('application').collection<EventDocument>('events'),
  notifications: database('application').collection<NotificationDocument>('notifications'),
  numberSequences: database('application').collection<NumberSequenceDocument>('numberSequences'),
  citizens: database('citizen').collection<CitizenDocument>('citizens'),
  units: database('institution-directory').collection<UnitRecord>('units'),
};

/** DataLoaders for one request, as in Apollo's documentation. */
function createLoaders() {
  return {
    application: loaderBy(
      (keys: readonly string[]) =>
        collections.applications.find({ number: { $in: [...keys] } }).toArray(),
      ({ number }) => number,
    ),
    citizen: loaderBy(
      (keys: readonly string[]) =>
        collections.citizens.find({ publicId: { $in: [...keys] } }).toArray(),
      ({ publicId }) => publicId,
    ),
    unit: loaderBy(
      (keys: readonly string[]) => collections.units.find({ _id: { $in: [...keys] } }).toArray(),
      ({ _id }) => _id,
    ),
  };
}

function loaderBy<Found>(
  find: (keys: readonly string[]) => Promise<Found[]>,
  keyOf: (found: Found) => string,
): DataLoader<string, Found | null> {
  return new DataLoader(async (keys) => {
    const byKey = new Map((await find(keys)).map((found) => [keyOf(found), found]));
    return keys.map((key) => byKey.get(key) ?? null);
  });
}

export interface Context {
  viewer: Viewer;
  loaders: ReturnType<typeof createLoaders>;
}

/** The context of a request to a stock server. */
export async function contextOf(authorization: string | undefined): Promise<Context> {
  return { viewer: await authenticate(authorization), loaders: createLoaders() };
}

/** Ends the process on SIGTERM. */
process.on('SIGTERM', () => process.exit(0));
