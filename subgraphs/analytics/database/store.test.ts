import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isOfContent, openStore, removeFile, setAside } from './store.ts';

/** DuckDB files, with real ones. */

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'store-test-'));
  path = join(directory, 'test.duckdb');
});
afterEach(() => rm(directory, { recursive: true }));

const opened = (at = path) => openStore({ path: at, threads: 1, memoryMb: 64 });

const refusal = (at?: string): Promise<unknown> =>
  opened(at).then(
    () => null,
    (error: unknown) => error,
  );

describe('an error when a file is opened', () => {
  it('is not of its content where the operating system does not let it be opened', async () => {
    await mkdir(path);
    for (const [at, says] of [
      [path, /is a directory/i],
      ['/dev/full', /no space left on device/i],
    ] as const) {
      const error = await refusal(at);
      expect(String(error)).toMatch(says);
      expect(isOfContent(error)).toBe(false);
    }
  });

  it('is not of its content where another process has it open', async () => {
    const holds = `
      import { DuckDBInstance } from '@duckdb/node-api';
      await DuckDBInstance.create(process.argv[1]);
      process.stdout.write('open');
      process.stdin.resume();`;
    const other = spawn(process.execPath, ['--input-type=module', '-e', holds, path]);
    try {
      await once(other.stdout, 'data');
      const error = await refusal();
      expect(String(error)).toMatch(/could not set lock/i);
      expect(isOfContent(error)).toBe(false);
    } finally {
      other.kill();
      await once(other, 'exit');
    }
  });

  it('is of its content where it is no DuckDB file', async () => {
    await writeFile(path, 'text');
    expect(isOfContent(await refusal())).toBe(true);
  });
});

it('gives no work a connection once it is being closed', async () => {
  const store = await opened();
  let hasBegun = false;
  const reading = store.read(async () => {
    hasBegun = true;
  });
  const closing = store.close();
  await expect(reading).rejects.toThrow('has been closed');
  await closing;
  await expect(store.read(async () => {})).rejects.toThrow('has been closed');
  expect(hasBegun).toBe(false);
});

it('interrupts work also when its next statement begins while the file is being closed', async () => {
  const store = await opened();
  const hasBegun = Promise.withResolvers<void>();
  const reading = store.read(async (connection, closing) => {
    hasBegun.resolve();
    await once(closing, 'abort');
    await setImmediate();
    await connection.run('SELECT sum(hash(i)) FROM range(20000000000) AS t (i)');
  });
  const failure = reading.catch((error: unknown) => error);
  await hasBegun.promise;
  await store.close();
  expect(await failure).toMatchObject({ message: expect.stringMatching(/interrupt/i) });
});

it('is removed, and set aside, with all files of its log', async () => {
  const ends = ['', '.wal', '.wal.checkpoint', '.wal.recovery'];
  const write = async () => {
    for (const end of ends) await writeFile(`${path}${end}`, end);
  };
  await write();
  expect(await setAside(path)).toBe(`${path}.damaged`);
  await write();
  await removeFile(path);
  expect((await readdir(directory)).toSorted()).toEqual(
    ends.map((end) => `test.duckdb.damaged${end}`),
  );
});
