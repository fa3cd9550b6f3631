import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Peers } from '../../../lib/federation/peers.ts';
import { until } from '../../../test/support/wait.ts';
import type { Copy } from './copy.ts';
import { followFacts } from './follow-facts.ts';
import { measuresOf } from './measures.ts';

/** The copy with a real file, beside an application without facts, and a directory that changes while it is read. */

const source = { data: 'data', keyVersion: 1 };
const asOf = '2026-11-29T09:00:00.000Z';
let calendarVersion = 1;
/** Whether nothing has changed that is not among the changes that were last asked for. */
let isCurrent = true;
const unit = (name: string) => ({
  id: '10000001',
  forms: [
    {
      from: null,
      name,
      kind: 'MINISTRY',
      status: 'ACTIVE',
      parentId: null,
      provinceCode: null,
      districtCode: null,
      successorId: null,
    },
  ],
});

const answers: Readonly<Record<string, (variables: Readonly<Record<string, unknown>>) => object>> =
  {
    ApplicationFacts: () => ({
      applicationFacts: { applications: [], endCursor: null, total: 0, source },
    }),
    ChangedFacts: () => ({
      changedFacts: {
        applications: [],
        isReplaced: false,
        cursor: 'position',
        asOf,
        isCurrent,
        calendarVersion,
        source,
      },
    }),
    BusinessDays: () => ({
      businessDays: {
        version: calendarVersion,
        days: [{ date: '2026-11-27', ordinal: 1, isBusinessDay: true }],
      },
    }),
    PlacesAndTopics: () => ({ provinces: [], topics: [] }),
    // Renamed after the first page was read: it comes again on the second one.
    UnitHistories: ({ after }) => ({
      unitHistories:
        after === 0
          ? { units: [unit('Eski')], version: 1, more: true, generation: 1 }
          : { units: after === 1 ? [unit('Yeni')] : [], version: 2, more: false, generation: 1 },
    }),
  };

const peers: Peers = {
  async query(_, operation, variables = {}) {
    await setImmediate(); // as any answer from another process
    const [, name = ''] = /query (\w+)/.exec(operation) ?? [];
    return answers[name]?.(variables) as never; // of this operation
  },
};

const follow = (path: string, everyMs: number) =>
  followFacts({
    peers,
    store: { path, threads: 1, memoryMb: 64 },
    after: Promise.resolve(),
    logger: pino({ level: 'silent' }),
    everyMs,
  });

/** The checksum of a block, as DuckDB computes it. */
function checksumOf(block: Buffer): bigint {
  let sum = 5_381n;
  for (let at = 0; at < block.length; at += 8) {
    sum ^= BigInt.asUintN(64, block.readBigUInt64LE(at) * 0xbf58_476d_1ce4_e5b9n);
  }
  return sum;
}

/** Has a file say that another version of DuckDB has written it. */
async function writeVersion(path: string, version: bigint): Promise<void> {
  const file = await readFile(path);
  const header = file.subarray(8, 4_096);
  expect(file.readBigUInt64LE(0)).toBe(checksumOf(header));
  header.writeBigUInt64LE(version, 4);
  file.writeBigUInt64LE(checksumOf(header), 0);
  await writeFile(path, file);
}

describe('the copy of facts', () => {
  let directory: string;
  let path: string;
  let copy: Copy;
  let lagAtFirst: unknown;

  const lagOf = (of: Copy) =>
    measuresOf(of)
      .find(({ name }) => name === 'analytics_lag_seconds')
      ?.value();

  beforeEach(async () => {
    directory = join(await mkdtemp(join(tmpdir(), 'copy-test-')), 'analytics');
    path = join(directory, 'test.duckdb');
    copy = follow(path, 10);
    lagAtFirst = lagOf(copy);
    await copy.ready;
  });
  afterEach(async () => {
    await copy.stop();
    await rm(join(directory, '..'), { recursive: true });
  });

  it('goes on soon after a batch with changes, however long pauses are otherwise', async () => {
    const patient = follow(join(directory, 'patient.duckdb'), 3_600_000);
    try {
      await patient.ready;
      calendarVersion += 1;
      await patient.caughtUp(AbortSignal.timeout(60_000));
      const { batches, batchSeconds } = patient.counts;
      expect(batchSeconds).toBeGreaterThan(0);
      await until(
        () => patient.counts.batches,
        (count) => count > batches,
      );
    } finally {
      await patient.stop();
    }
  });

  it('has no lag until it is built, which would hide how old it is', () => {
    expect(lagAtFirst).toBeNull();
    const ageNow = () => (Date.now() - Date.parse(asOf)) / 1_000;
    const least = ageNow();
    const lag = lagOf(copy);
    expect(lag).toBeGreaterThanOrEqual(least);
    expect(lag).toBeLessThanOrEqual(ageNow());
  });

  const read = (sql: string) =>
    copy.read(async (connection) => (await connection.runAndReadAll(sql)).getRowObjectsJson());
  const failing = (message: string) => copy.read(() => Promise.reject(new Error(message)));
  const caughtUp = () => copy.caughtUp(AbortSignal.timeout(60_000));
  const counts = () => ({ builds: copy.counts.builds, damages: copy.counts.damages });

  it('answers once it has followed what changed while it was built, and from then on after each start', async () => {
    const late = join(directory, 'late.duckdb');
    isCurrent = false;
    let other = follow(late, 10);
    const restart = async () => {
      await other.stop();
      other = follow(late, 10);
    };
    const batches = (least: number) =>
      until(
        () => other.counts.batches,
        (count) => count >= least,
      );
    const refusal = async () => {
      expect(other.isBuilt).toBe(false);
      expect(lagOf(other)).toBeNull();
      const refused = { code: 'UNAVAILABLE', details: { progress: { applications: 0 } } };
      await expect(other.read(async () => {})).rejects.toMatchObject(refused);
      expect(() => other.asOf).toThrow('is being built');
    };
    try {
      await batches(3);
      await refusal();
      await restart();
      await batches(3);
      await refusal();
      isCurrent = true;
      await other.ready;
      expect(other.isBuilt).toBe(true);
      expect(other.counts.builds).toBe(0);
      isCurrent = false;
      await restart();
      await other.ready;
      expect(await other.read(async (_, readAt) => readAt)).toEqual(new Date(asOf));
    } finally {
      isCurrent = true;
      await other.stop();
    }
  });

  it('has a unit once that changed while the directory was read', async () => {
    expect(await read('SELECT name FROM unit_forms')).toEqual([{ name: 'Yeni' }]);
  });

  it('is set aside and built anew when a question finds the file damaged', async () => {
    const found = failing('IO Error: Corrupt database file: computed checksum does not match');
    await expect(found).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await caughtUp();
    expect(existsSync(`${path}.damaged`)).toBe(true);
    expect(counts()).toEqual({ builds: 2, damages: 1 });
    expect(await read('SELECT name FROM unit_forms')).toEqual([{ name: 'Yeni' }]);
  });

  /** Opens the copy again, after its files were changed. */
  async function afterChange(change: () => Promise<void>): Promise<void> {
    await copy.stop();
    await change();
    copy = follow(path, 10);
    await copy.ready;
  }

  it('is set aside and built anew when its log is of another moment', async () => {
    const log = join(directory, 'log');
    // The tables are in the file: the log could be applied to it twice.
    await afterChange(async () => {});
    calendarVersion += 1;
    await caughtUp();
    await copyFile(`${path}.wal`, log);
    await afterChange(() => copyFile(log, `${path}.wal`));
    expect(existsSync(`${path}.damaged.wal`)).toBe(true);
    expect(counts()).toEqual({ builds: 1, damages: 1 });
    expect(await read('SELECT name FROM unit_forms')).toEqual([{ name: 'Yeni' }]);
  });

  it('is set aside and built anew when a later version of DuckDB has written it', async () => {
    await afterChange(() => writeVersion(path, 999n));
    expect(existsSync(`${path}.damaged`)).toBe(true);
    expect(counts()).toEqual({ builds: 1, damages: 1 });
  });

  it('stays when a question meets a bug of DuckDB', async () => {
    const message = 'INTERNAL Error: Failed to bind column reference';
    for (let times = 0; times < 3; times += 1) {
      await expect(failing(message)).rejects.toThrow(message);
    }
    await caughtUp();
    expect(counts()).toEqual({ builds: 1, damages: 0 });
  });

  it('is opened again when DuckDB cannot continue, as often as that happens', async () => {
    const message =
      'FATAL Error: Failed: database has been invalidated because of a previous fatal';
    for (let times = 0; times < 3; times += 1) {
      await expect(failing(message)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await caughtUp();
    }
    expect(counts()).toEqual({ builds: 1, damages: 0 });
    expect(await read('SELECT name FROM unit_forms')).toEqual([{ name: 'Yeni' }]);
    expect(existsSync(`${path}.damaged`)).toBe(false);
  });

  it('can be read by its owner alone', async () => {
    const modeOf = async (name: string) => ((await stat(name)).mode & 0o777).toString(8);
    expect(await modeOf(directory)).toBe('700');
    expect(await modeOf(path)).toBe('600');
    const names = await readdir(directory);
    expect(names).toContain('test.duckdb');
    expect(await modeOf(`${path}.exports`)).toBe('700');
  });
});
