import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { until } from '../../../test/support/wait.ts';
import { createLogger } from '../process/logger.ts';
import { followManifests, type ManifestSource, maxManifestBytes } from './follow-manifests.ts';

const logger = createLogger({ level: 'silent', name: 'test' });
let folder: string;
let source: ManifestSource | null;
/** The ids of each manifest that was passed on. */
let taken: string[][];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manifests-test-'));
  source = null;
  taken = [];
});

afterEach(async () => {
  await source?.stop();
  await source?.stop();
  await rm(folder, { recursive: true, force: true });
});

const path = (name: string) => join(folder, name);
const write = (name: string, text: string) => writeFile(path(name), text);
const lastTaken = () => taken.at(-1)?.join();

/** Replaces a file in one step, as deployment tools do. */
async function replace(name: string, text: string): Promise<void> {
  await write(`${name}.new`, text);
  await rename(path(`${name}.new`), path(name));
}

async function follow(...names: string[]): Promise<void> {
  source = await followManifests(names.map(path), logger, 10);
  await source.follow(async (manifest) => void taken.push([...manifest.keys()]));
}

test('the content of the files is used, and so are later changes', async () => {
  await write('web.json', '{"a": "{ a }"}');
  await write('phone.json', '{"b": "{ b }"}');

  await follow('web.json', 'phone.json');
  expect(taken).toEqual([['a', 'b']]);

  await replace('phone.json', '{"c": "{ c }"}');
  await until(lastTaken, (ids) => ids === 'a,c');
  await write('web.json', '{"d": "{ d }"}');
  await until(lastTaken, (ids) => ids === 'd,c');
  expect(source?.isStale).toBe(false);
});

test('unreadable files remove nothing, and are read as soon as they are readable', async () => {
  await write('web.json', '{"a": "{ a }"}');
  await follow('web.json');
  const isStale = () => source?.isStale;

  for (const broken of ['{"b": ', '[]', `{"b": "${'x'.repeat(maxManifestBytes)}"}`]) {
    await replace('web.json', broken);
    await until(isStale, (stale) => stale === true);
    expect(taken).toHaveLength(1);
    await replace('web.json', '{"a": "{ a }"}');
    await until(isStale, (stale) => stale === false);
    taken.length = 1;
  }
  await rm(path('web.json'));
  await until(isStale, (stale) => stale === true);
  expect(taken).toEqual([['a']]);
  await write('web.json', '{"c": "{ c }"}');
  await until(lastTaken, (ids) => ids === 'c');
});

test('files that cannot be read at the start are refused', async () => {
  await write('web.json', '{}');

  await expect(follow('web.json', 'none.json')).rejects.toThrow(/none\.json: .*ENOENT/);
  await write('none.json', 'x'.repeat(maxManifestBytes));
  await expect(follow('web.json', 'none.json')).rejects.toThrow(
    /none\.json: 8000000 bytes is the limit/,
  );
});
