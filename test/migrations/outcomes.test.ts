import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { Connection } from 'mongoose';
import { type SubgraphName, subgraphNames } from '../../lib/kit/subgraph-names.ts';
import { openDatabase } from '../../lib/mongodb/connection.ts';
import type { Migration } from '../../lib/mongodb/migrations.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { storedData as analytics } from '../../subgraphs/analytics/migrations.ts';
import { storedData as application } from '../../subgraphs/application/migrations/index.ts';
import { storedData as citizen } from '../../subgraphs/citizen/migrations.ts';
import { storedData as directory } from '../../subgraphs/institution-directory/migrations.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { oldDocuments } from './old-documents.ts';

/**
 * A migration that has landed does the same for ever: what each changes in fixed documents is recorded in
 * `outcomes.json`. If this fails, today's code has changed what an earlier migration does; undo that, and write another
 * migration. A new migration is recorded: its line is copied from what the test received, after it was read.
 */

const migrationsOf: Readonly<Record<SubgraphName, readonly Migration[]>> = {
  analytics: analytics.migrations,
  application: application.migrations,
  citizen: citizen.migrations,
  'institution-directory': directory.migrations,
};

/** By collection, document and field: the value that a migration gave it. */
type Outcome = Record<string, Record<string, Record<string, unknown>> | 'created'>;

const recorded = JSON.parse(
  readFileSync(new URL('outcomes.json', import.meta.url), 'utf8'),
) as Record<SubgraphName, Record<string, Outcome>>;

const secretOf = (version: number) => Buffer.alloc(32, version).toString('base64');
const keys = { secrets: { current: 2, versions: { 1: secretOf(1), 2: secretOf(2) } } };

type Stored = Map<string, Map<string, Record<string, unknown>>>;

/** All documents, with ids and moments as texts. */
async function storedIn({ db }: Connection): Promise<Stored> {
  const collections = (await db?.listCollections({}, { nameOnly: true }).toArray()) ?? [];
  const found: Stored = new Map();
  for (const { name } of collections.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const documents = (await db?.collection(name).find().sort({ _id: 1 }).toArray()) ?? [];
    const plain = JSON.parse(JSON.stringify(documents)) as { _id: string; fileNumber?: string }[];
    for (const document of plain) {
      // The only value that is drawn.
      if (/^([\dA-HJKMNP-TV-Z]{3}(-|$)){3}/.test(document.fileNumber ?? '')) {
        document.fileNumber = 'XXX-XXX-XXX';
      }
    }
    found.set(name, new Map(plain.map((document) => [document._id, { ...document }])));
  }
  return found;
}

function changesBetween(before: Stored, after: Stored): Outcome {
  const outcome: Outcome = {};
  for (const [collection, documents] of after) {
    const earlier = before.get(collection);
    const ids = new Set([...(earlier?.keys() ?? []), ...documents.keys()]);
    const changes = [...ids].flatMap((id) => {
      const fields = fieldsChanged(earlier?.get(id), documents.get(id));
      return Object.keys(fields).length > 0 ? [[id, fields] as const] : [];
    });
    if (changes.length > 0) outcome[collection] = Object.fromEntries(changes);
    else if (!earlier) outcome[collection] = 'created';
  }
  return outcome;
}

/** The fields with other values than before; null for one that is gone. */
function fieldsChanged(
  before: Record<string, unknown> = {},
  after: Record<string, unknown> = {},
): Record<string, unknown> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...names]
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map((name) => [name, after[name] ?? null]),
  );
}

/** Runs all migrations over the old documents. @returns what each has changed. */
async function outcomesOf(subgraph: SubgraphName): Promise<Record<string, Outcome>> {
  const uri = process.env['TEST_MONGODB_URI'];
  if (!uri) throw new Error('global-setup starts MongoDB');
  const database = openDatabase({
    uri,
    name: `t${randomBytes(6).toString('hex')}_outcomes`,
    logger: createLogger({ level: 'silent', name: 'test' }),
  });
  try {
    await database.connected;
    const { connection } = database;
    for (const [collection, documents] of Object.entries(oldDocuments[subgraph])) {
      await connection.db?.collection(collection).insertMany([...documents]);
    }
    const outcomes: Record<string, Outcome> = {};
    let before = await storedIn(connection);
    for (const { name, up } of migrationsOf[subgraph]) {
      await up(connection, keys);
      const after = await storedIn(connection);
      outcomes[name] = changesBetween(before, after);
      before = after;
    }
    return outcomes;
  } finally {
    await database.connection.dropDatabase();
    await database.stop();
  }
}

onceInTheSuite('the migrations', () => {
  test.each(subgraphNames)('of %s do to old documents what they did', async (subgraph) => {
    expect(await outcomesOf(subgraph)).toEqual(recorded[subgraph]);
  });

  test('are all recorded, and each has something to do', () => {
    for (const subgraph of subgraphNames) {
      const names = migrationsOf[subgraph].map(({ name }) => name);
      expect(Object.keys(recorded[subgraph])).toEqual(names);
    }
    const idle = Object.entries(recorded.application).filter(
      ([, outcome]) => Object.keys(outcome).length === 0,
    );
    // Those that only made indexes or collections that exist, or now do.
    expect(idle.map(([name]) => name)).toEqual(['0001-create-indexes', '0003-following-units']);
  });
});
