import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { until } from '../test/support/wait.ts';
import { createLogger } from '../lib/platform/process/logger.ts';
import type { Stoppable } from '../lib/platform/process/run.ts';
import { followSupergraph } from './follow-supergraph.ts';

let folder: string;
let file: string;
let following: Stoppable;
/** Every text that the gateway was given. */
let given: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'supergraph-test-'));
  file = join(folder, 'supergraph.graphql');
  given = [];
  await write('first');
  following = followSupergraph(file, {
    served: 'first',
    replace(sdl) {
      given.push(sdl);
      if (sdl === 'unusable') throw new Error('Invalid supergraph');
    },
    logger: createLogger({ level: 'silent', name: 'test' }),
    everyMs: 5,
  });
});

afterEach(async () => {
  await following.stop();
  await following.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Replaces the file in one step, as deployment tools do. */
async function write(text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

const untilGiven = (count: number) =>
  until(
    () => given,
    ({ length }) => length === count,
  );

test('each change of the file is served once, an unusable one is tried once', async () => {
  await write('second');
  await untilGiven(1);
  await write('unusable');
  await untilGiven(2);
  await write('first');
  await untilGiven(3);

  expect(given).toEqual(['second', 'unusable', 'first']);
});

test('a file that is missing for a while changes nothing', async () => {
  await rm(file);
  await write('second');
  await untilGiven(1);

  expect(given).toEqual(['second']);
});
