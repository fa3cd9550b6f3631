import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Peers } from '../../../lib/federation/peers.ts';
import { type DuckDBConnection, openStore, type Store } from '../database/index.ts';
import { replaceUnits } from '../facts/index.ts';
import type { ApplicationFacts, UnitHistory } from '../peers/index.ts';
import { createTables, inTransaction } from './state.ts';
import { verifyCopy } from './verify.ts';
import { writeFacts } from './write-facts.ts';

/** A verification of a real file beside an origin with some thousands of applications. */

const source = { data: 'data', keyVersion: 1 };
const asOf = '2026-11-29T09:00:00.000Z';
const perPage = 50;
const applications = 1_400;

const idOf = (number: number) =>
  `app_${Buffer.from(number.toString(16).padStart(32, '0'), 'hex').toString('base64url')}`;

const factsOf = (number: number): ApplicationFacts => ({
  id: idOf(number),
  person: '1f',
  recordKey: 7,
  type: 'REQUEST',
  topicId: 'sokak-kaldirim',
  provinceCode: '34',
  districtCode: null,
  filedType: 'REQUEST',
  filedTopicId: 'sokak-kaldirim',
  filedProvinceCode: '34',
  filedDistrictCode: null,
  stage: 'RECEIVED',
  channel: 'SMS',
  filedOn: '2026-11-02',
  filedHour: 9,
  targetDate: '2026-11-17',
  statutoryDate: '2026-12-02',
  answeredOn: null,
  firstAnsweredOn: null,
  lateAnswerOn: null,
  savedAnswerOn: null,
  closedOn: null,
  interimRepliedOn: null,
  isMetByInterimReply: false,
  extendedOn: null,
  awaitingCitizenSince: null,
  overdueFrom: '2026-12-03',
  outcome: null,
  refusalReason: null,
  rating: null,
  ratedOn: null,
  earlierAnswers: [],
  isSolved: null,
  clarifications: 0,
  interimReplies: 0,
  appeals: 0,
  appealsUpheld: 0,
  appealsDismissed: 0,
  objections: 0,
  objectionsUpheld: 0,
  objectionsDismissed: 0,
  referrals: [],
  steps: [
    {
      kind: 'FILED',
      isAutomatic: false,
      day: '2026-11-02',
      hour: 9,
      unitId: null,
      referral: null,
      stage: 'RECEIVED',
      endedBy: null,
      endedOn: null,
      outcome: null,
      awaitingCitizenSince: null,
    },
  ],
});

const all = Array.from({ length: applications }, (_, index) => factsOf(index + 1));

const unitId = (number: number) => String(20_000_000 + number);

/** Each lies below the one with half its number. */
const unitOf = (number: number, name = `Birim ${number}`): UnitHistory => ({
  id: unitId(number),
  forms: [
    {
      from: null,
      name,
      kind: 'DEPARTMENT',
      status: 'ACTIVE',
      parentId: number > 1 ? unitId(Math.floor(number / 2)) : null,
      provinceCode: null,
      districtCode: null,
      successorId: null,
    },
  ],
});

const allUnits = Array.from({ length: 500 }, (_, index) => unitOf(index + 1));

describe('a verification', () => {
  let directory: string;
  let store: Store;
  let pages: number;
  let mostRows: number;
  /** Statements that read scopes of units. */
  let readsOfScopes: number;
  let origin: readonly ApplicationFacts[];
  let units: readonly UnitHistory[];

  const answers: Readonly<
    Record<string, (variables: Readonly<Record<string, unknown>>) => object>
  > = {
    FactsOfApplications({ ids }) {
      const wanted = ids as readonly string[];
      return {
        applicationFacts: { applications: origin.filter(({ id }) => wanted.includes(id)) },
      };
    },
    ApplicationFacts({ after, first }) {
      pages += 1;
      const from = Number(after ?? 0);
      const to = from + Number(first);
      return {
        applicationFacts: {
          applications: origin.slice(from, to),
          endCursor: to < origin.length ? String(to) : null,
          total: origin.length,
          source,
        },
      };
    },
    BusinessDays: () => ({ businessDays: { version: 1, days: [] } }),
    PlacesAndTopics: () => ({ provinces: [], topics: [] }),
    UnitHistories: () => ({
      unitHistories: { units, version: 1, more: false, generation: 1 },
    }),
  };

  const peers: Peers = {
    async query(_, operation, variables = {}) {
      const [, name = ''] = /query (\w+)/.exec(operation) ?? [];
      return answers[name]?.(variables) as never; // of this operation
    },
  };

  /** A connection that counts the rows of each statement. */
  const counted = (connection: DuckDBConnection): DuckDBConnection =>
    new Proxy(connection, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return async (...given: unknown[]) => {
          if (String(given[0]).includes('unit_scopes')) readsOfScopes += 1;
          const result: unknown = await Reflect.apply(value, target, given);
          const { currentRowCount } = result as { currentRowCount?: number };
          mostRows = Math.max(mostRows, currentRowCount ?? 0);
          return result;
        };
      },
    });

  let whenRead = async () => {};

  const run = () =>
    verifyCopy({
      copy: {
        caughtUp: async () => {},
        read: async (work) => {
          await whenRead();
          return store.read((from, closing) => work(counted(from), new Date(asOf), closing));
        },
      },
      peers,
      signal: AbortSignal.timeout(60_000),
      perPage,
      keysAtOnce: 4 * perPage,
      unitsAtOnce: 20,
    });

  const write = (facts: readonly ApplicationFacts[], nextApp: number) =>
    inTransaction(store.writer, () => writeFacts(store.writer, facts, nextApp));

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'verify-test-'));
    store = await openStore({ path: join(directory, 'test.duckdb'), threads: 1, memoryMb: 128 });
    const state = { page: null, calendarVersion: null, directoryVersion: null };
    await createTables(store.writer, {
      ...source,
      ...state,
      directoryGeneration: null,
      build: 'first',
      isCopied: true,
      isBuilt: true,
      position: 'position',
      asOf,
      nextApp: applications,
    });
    await write(all, 0);
    origin = all;
    units = [];
    pages = 0;
    mostRows = 0;
    readsOfScopes = 0;
    whenRead = async () => {};
  });
  afterEach(async () => {
    await store.close();
    await rm(directory, { recursive: true });
  });

  it('finds nothing in a copy that agrees, of which it holds some rows at a time', async () => {
    expect(await run()).toEqual({ applications, differences: [] });
    expect(mostRows).toBeGreaterThanOrEqual(perPage);
    expect(mostRows).toBeLessThanOrEqual(4 * perPage);
  });

  it('finds what is missing, other, more and there twice', async () => {
    const changed = { ...factsOf(1_001), stage: 'WITHDRAWN' };
    await write([changed, factsOf(9_001)], applications);
    await store.writer.run('DELETE FROM applications WHERE app = 1201');
    await store.writer.run('DELETE FROM steps WHERE app = 1301');
    for (const table of ['applications', 'steps']) {
      await store.writer.run(
        `INSERT INTO ${table} SELECT * REPLACE (app + 5000 AS app) FROM ${table} WHERE app = 11`,
      );
    }
    const { differences } = await run();
    const of = (table: string) =>
      differences.filter((one) => one.table === table).map((one) => one.of);
    expect(of('applications')).toEqual([
      idOf(1_001),
      idOf(1_202),
      idOf(9_001),
      `${idOf(12)} twice`,
    ]);
    // The keys of what the copy has not are unknown, and so are its steps.
    expect(of('steps')).toEqual([idOf(1_202), idOf(1_302)]);
    expect(differences).toHaveLength(6);
  });

  it('compares units some at a time, and finds those that are missing, other and more', async () => {
    units = allUnits;
    await replaceUnits(store.writer, allUnits);
    expect(await run()).toEqual({ applications, differences: [] });
    // A unit has nine rows at most: itself and those above it.
    expect(readsOfScopes).toBe(units.length / 20);
    expect(mostRows).toBeLessThanOrEqual(4 * perPage);

    const [first, last, other] = [unitId(1), unitId(500), unitId(250)].map(Number);
    await store.writer.run(`DELETE FROM unit_forms WHERE unit = ${last}`);
    await store.writer.run(`UPDATE unit_forms SET name = 'Başka' WHERE unit = ${other}`);
    await store.writer.run(`DELETE FROM unit_scopes WHERE unit = ${first}`);
    for (const more of [7, 99_999_999]) {
      await store.writer.run(
        `INSERT INTO unit_scopes SELECT * REPLACE (${more} AS unit) FROM unit_scopes WHERE unit = ${last} AND distance = 1`,
      );
    }
    const { differences } = await run();
    const of = (table: string) =>
      differences
        .filter((one) => one.table === table)
        .map((one) => (JSON.parse(one.of) as unknown[])[0]);
    expect(of('unit_forms')).toEqual([other, other, last]);
    expect(of('unit_scopes')).toEqual([first, 7, 99_999_999]);
    expect(differences).toHaveLength(6);
  });

  it('ends when enough differs to say so', async () => {
    origin = all.map((facts) => ({ ...facts, type: 'COMPLAINT' }));
    const { applications: compared, differences } = await run();
    expect(differences).toHaveLength(1_000);
    expect(compared).toBe(1_000);
    expect(pages).toBe(1_000 / perPage);
  });

  it('is given up when the copy is built anew, with other keys', async () => {
    whenRead = async () => {
      if (pages === 3) await store.writer.run(`UPDATE state SET build = 'second'`);
    };
    await expect(run()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
