import { DuckDBInstance } from '@duckdb/node-api';
import {
  columnsOf,
  definitions,
  factTables,
  type TableName,
  tables,
} from '../../subgraphs/analytics/facts/index.ts';

/**
 * Generates the facts of more applications than there are documents: each application of a copy occurs a number of times,
 * with all of its referrals and steps. So distributions, and how facts depend on each other, are those of the copy, and
 * every count is the same multiple of what it was. Each time it has
 *
 * - a key of its own, next to the others of the same application: rows stay in the order of filing;
 * - the ids that it had, the first time; digests of these and of the number of the time, otherwise;
 * - another person, who has filed the other applications of the same person and the same time, with another record key.
 *
 * The same copy always gives the same facts.
 */

/** Values that are not simply repeated, by column. `time` is the number of the time, from 0. */
const repeated: Readonly<Record<string, (times: number) => string>> = {
  app: (times) => `app * ${times} + time`,
  id: () => `CASE WHEN time = 0 THEN id ELSE CAST(md5(concat(id, time)) AS UUID) END`,
  person: () => `xor(person, CAST(time * ${personStep} AS UBIGINT))`,
  record_key: () => `xor(record_key, CAST(time * ${recordKeyStep} % 4096 AS USMALLINT))`,
};

/** Odd numbers, so that each time has another product. */
const personStep = 11_400_714_819n;
const recordKeyStep = 1_213;

/** Repeats the facts of a copy in a new file, which is one as well. Nothing else may have either file open. */
export async function multiplyFacts(
  { from, to }: { from: string; to: string },
  times: number,
  memoryMb: number,
): Promise<void> {
  const instance = await DuckDBInstance.create(to, {
    threads: '1',
    memory_limit: `${memoryMb}MB`,
  });
  const connection = await instance.connect();
  try {
    await connection.run(`ATTACH '${from.replaceAll(`'`, `''`)}' AS origin (READ_ONLY)`);
    for (const definition of definitions) await connection.run(definition);
    for (const name of Object.keys(tables) as TableName[]) {
      await connection.run(isFacts(name) ? multiplied(name, times) : copied(name));
    }
    await connection.run(copied('state'));
    await connection.run(`UPDATE state SET next_app = next_app * ${times}`);
    await connection.run('DETACH origin');
    await connection.run('CHECKPOINT');
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const isFacts = (name: TableName): name is (typeof factTables)[number] =>
  factTables.some((known) => known === name);

const copied = (name: string) => `INSERT INTO ${name} SELECT * FROM origin.${name}`;

function multiplied(name: (typeof factTables)[number], times: number): string {
  const columns = columnsOf(name, []).map(
    ({ name: column }) => repeated[column]?.(times) ?? column,
  );
  return `INSERT INTO ${name} SELECT ${columns.join(', ')}
    FROM (SELECT *, unnest(range(${times})) AS time FROM origin.${name})`;
}
