import { isDeepStrictEqual } from 'node:util';
import { type Example, examples } from '../examples/index.ts';
import { type Keys, loadKeys } from '../lib/platform/identity/keys.ts';
import { createLogger } from '../lib/platform/process/logger.ts';
import { demonstration } from '../seed/applications/demonstration.ts';
import { withDatabases } from '../seed/open-databases.ts';
import { findCitizenId } from '../subgraphs/citizen/citizens/index.ts';
import { keysFile, tokenFor } from './data.ts';
import { forgetFiled } from './filing-data.ts';
import { postGraphql } from './post-graphql.ts';
import type { Row } from './rows.ts';

interface Options {
  mongodbUri: string;
  /** All on the same data; the first is the reference. */
  rows: readonly Row[];
  /** Waits until all work for earlier requests is done. */
  settle: () => Promise<void>;
}

/**
 * Every router must answer each example of GraphiQL that analytics is not needed for, with the token of its role, as the first one does, and without
 * errors. Filed applications are removed again.
 */
export async function compareExamples({ mongodbUri, rows, settle }: Options): Promise<void> {
  const [first, ...others] = rows;
  if (!first) return;
  const keys = await loadKeys(keysFile(), { production: false });
  const mongodb = { uri: mongodbUri, databasePrefix: first.data.databasePrefix };
  const logger = createLogger({ level: 'warn', name: 'bench' });
  await withDatabases({ mongodb, keys, logger }, async ({ application, citizen }) => {
    const citizenId = await findCitizenId(citizen.connection, keys, demonstration.firstNationalId);
    await forgetFiled(application.connection);
    for (const example of examples) {
      if (example.needsAnalytics) continue; // it runs beside none of them
      const token = await tokenOf(example, citizenId, keys);
      const expected = await send(first, example, token);
      // Its background work finishes before the next router is queried.
      await settle();
      const { data, errors } = comparable(expected);
      if (errors || Object.values(data ?? { nothing: null }).includes(null)) {
        throw new Error(`${first.title} answers the example ${example.name} with ${expected}.`);
      }
      for (const row of others) {
        const answer = await send(row, example, token);
        if (isDeepStrictEqual(comparable(answer), { data })) continue;
        throw new Error(
          `${row.title} answers the example ${example.name} with ${answer} where ${first.title} answers ${expected}.`,
        );
      }
    }
    await forgetFiled(application.connection);
  });
}

async function tokenOf({ role, unitId }: Example, citizenId: string | null, keys: Keys) {
  if (!role) return null;
  return tokenFor({ role, unitId, citizenId: role === 'CITIZEN' ? citizenId : null }, keys);
}

const send = (row: Row, { query, variables }: Example, token: string | null) =>
  postGraphql(row, { body: JSON.stringify({ query, variables }), token });

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: unknown;
}

/** Cursors differ each time they are sealed. */
const comparable = (answer: string): Answer =>
  JSON.parse(answer, (name, value) => (name === 'endCursor' ? null : value)) as Answer; // by GraphQL over HTTP
