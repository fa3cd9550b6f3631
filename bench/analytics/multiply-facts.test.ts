import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openStore } from '../../subgraphs/analytics/database/index.ts';
import { definitions } from '../../subgraphs/analytics/facts/index.ts';
import { multiplyFacts } from './multiply-facts.ts';

const rows = 300;
const times = 7;
const memoryMb = 256;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'multiply-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A copy in which person `p` has filed three applications, each with one referral and two steps. */
async function writeCopy(path: string): Promise<void> {
  const store = await openStore({ path, threads: 1, memoryMb });
  for (const definition of definitions) await store.writer.run(definition);
  await store.writer.run('INSERT INTO state (is_built, next_app) VALUES (true, $1)', [rows]);
  await store.writer.run(
    `INSERT INTO applications BY NAME SELECT CAST(i AS INTEGER) AS app, CAST(md5(concat('a', i)) AS UUID) AS id,
      CAST(hash(i // 3) AS UBIGINT) AS person, CAST(hash(i // 3) % 4096 AS USMALLINT) AS record_key,
      'REQUEST' AS type, DATE '2026-01-01' + CAST(i // 10 AS INTEGER) AS filed_on FROM range(${rows}) AS all_rows(i)`,
  );
  await store.writer.run(
    `INSERT INTO referrals BY NAME SELECT app, 0 AS place, CAST(md5(concat('r', app)) AS UUID) AS id,
      10000000 + app % 5 AS unit FROM applications`,
  );
  await store.writer.run(
    `INSERT INTO steps BY NAME SELECT app, unnest([0, 1]) AS place, 'FILED' AS kind FROM applications`,
  );
  await store.close();
}

async function read(path: string, sql: string): Promise<unknown[][]> {
  const store = await openStore({ path, threads: 1, memoryMb });
  try {
    return await store.read(async (connection) =>
      (await connection.runAndReadAll(sql)).getRowsJson(),
    );
  } finally {
    await store.close();
  }
}

const path = (name: string) => join(folder, name);

async function multiplied(name: string): Promise<string> {
  await multiplyFacts({ from: path('origin'), to: path(name) }, times, memoryMb);
  return path(name);
}

describe('facts that are generated from those of a copy', () => {
  beforeEach(() => writeCopy(path('origin')));

  it('are the same each time', async () => {
    const all = `SELECT * FROM applications ORDER BY app`;
    expect(await read(await multiplied('one'), all)).toEqual(
      await read(await multiplied('other'), all),
    );
  });

  it('occur a number of times, in the order of filing, with ids of their own', async () => {
    const to = await multiplied('one');
    const counts = `SELECT count(*)::INTEGER, count(DISTINCT app)::INTEGER, count(DISTINCT id)::INTEGER FROM`;
    const most = rows * times;
    expect(await read(to, `${counts} applications`)).toEqual([[most, most, most]]);
    expect(await read(to, `${counts} referrals`)).toEqual([[most, most, most]]);
    const outOfOrder = `SELECT app FROM (SELECT app, filed_on, lag(app) OVER (ORDER BY rowid) AS earlier
      FROM applications) WHERE app <> coalesce(earlier + 1, 0)`;
    expect(await read(to, outOfOrder)).toEqual([]);
    expect(await read(to, 'SELECT next_app FROM state')).toEqual([[most]]);
  });

  it('belong to persons who have filed as many applications, with one record key each', async () => {
    const persons = `SELECT person::VARCHAR, count(*)::INTEGER, count(DISTINCT record_key)::INTEGER FROM applications GROUP BY person`;
    const found = await read(await multiplied('one'), persons);
    expect(found).toHaveLength((rows / 3) * times);
    expect(new Set(found.map(([, ...counts]) => String(counts)))).toEqual(new Set(['3,1']));
  });

  it('keep referrals and steps with their applications, and every share', async () => {
    const to = await multiplied('one');
    const shares = (of: string) =>
      read(
        of,
        `SELECT filed_on, referrals.unit, count(*) / (SELECT count(*) FROM applications) FROM applications
        JOIN referrals USING (app) JOIN steps USING (app) GROUP BY ALL ORDER BY ALL`,
      );
    expect(await shares(to)).toEqual(await shares(path('origin')));
    const first = `SELECT id FROM applications WHERE app % ${times} = 0 ORDER BY app`;
    expect(await read(to, first)).toEqual(
      await read(path('origin'), 'SELECT id FROM applications ORDER BY app'),
    );
  });
});
