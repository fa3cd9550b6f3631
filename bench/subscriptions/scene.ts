import { databaseName } from '../../lib/federation/subgraph-database.ts';
import { loadKeys } from '../../lib/platform/identity/keys.ts';
import { directoryModels } from '../../subgraphs/institution-directory/units/index.ts';
import { withDatabases } from '../../seed/open-databases.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { type DataSet, keysFile, prepare, tokenFor } from '../data.ts';
import type { SubscriberTask } from './clients.ts';
import type { Reader } from './reader.ts';
import { startWorker, type Worker } from './worker.ts';
import type { Writer } from './writer.ts';

/** How subscribers share streams: those of one unit, or none. */
export type Sharing = 'of a unit' | 'alone';

/** How many subscribers a referral matches. */
export const matching = 10;

/** The data, and the processes that write, read and subscribe. */
export interface Scene {
  readonly data: DataSet;
  readonly writer: Worker<Writer>;
  readonly reader: Worker<Reader>;
  /** One for each unit that a referral may go to. */
  readonly unitIds: readonly string[];
  /** The access token of the first subscriber. */
  readonly token: string;
  /** Subscribers, ten for each unit, from one number to another. */
  tasks(sharing: Sharing, from: number, to: number): SubscriberTask[];
}

const need = { applications: 10_000, writtenBy: 'subscriptions', asked: 'status' } as const;

interface Options {
  uri: string;
  /** The most that subscribe at once. */
  subscribers: number;
  say: (line: string) => void;
}

export async function prepareScene({ uri, subscribers, say }: Options): Promise<Scene> {
  const data = await prepare(uri, need, say);
  const keys = await loadKeys(keysFile(), { production: false });
  const { databasePrefix } = data;
  const unitIds = await chooseUnits(uri, data, Math.ceil(subscribers / matching));
  say('Signing access tokens …');
  const tokens = await Promise.all(
    Array.from({ length: subscribers }, (_, index) =>
      tokenFor(
        { subject: `bench-${index}`, role: 'OFFICER', unitId: unitOf(unitIds, index) },
        keys,
      ),
    ),
  );
  const writer = await startWorker<Writer>('writer.ts');
  await writer.ask('connect', { uri, databasePrefix });
  const reader = await startWorker<Reader>('reader.ts');
  await reader.ask('follow', { uri, database: databaseName(databasePrefix, 'application') });
  return {
    data,
    writer,
    reader,
    unitIds,
    token: tokens[0] ?? '',
    tasks: (sharing, from, to) =>
      tokens.slice(from, to).map((token, index) => ({
        token,
        variables: sharing === 'alone' ? { types: typesOf((from + index) % matching) } : {},
      })),
  };
}

export const unitOf = (unitIds: readonly string[], subscriber: number): string =>
  unitIds[Math.floor(subscriber / matching)] ?? '';

const types = ['REQUEST', 'COMPLAINT', 'INFORMATION_REQUEST', 'OPINION', 'REPORT'];

/** Others for each subscriber of a unit, so that none shares a stream; each contains what is filed here. */
const typesOf = (subscriber: number): string[] => {
  const rotated = [...types.slice(subscriber % types.length), ...types];
  const chosen = rotated.slice(0, types.length);
  return subscriber < types.length ? chosen : chosen.toReversed();
};

async function chooseUnits(uri: string, { databasePrefix }: DataSet, count: number) {
  const keys = await loadKeys(keysFile(), { production: false });
  const logger = createLogger({ level: 'warn', name: 'bench' });
  return withDatabases(
    { mongodb: { uri, databasePrefix }, keys, logger },
    async ({ directory }) => {
      const found = await directoryModels(directory.connection)
        .units.find({ kind: 'DISTRICT_DIRECTORATE', status: 'ACTIVE' }, { _id: 1 })
        .sort({ _id: 1 })
        .limit(count)
        .lean();
      if (found.length < count) throw new Error('There are too few units.');
      return found.map(({ _id }) => _id);
    },
  );
}
