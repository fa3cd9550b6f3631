import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { beforeAll, expect } from '@jest/globals';
import { shapeNames } from '../../bench/memory/shapes.ts';
import { testOnceInTheSuite as test } from '../support/graph.ts';
import type { Weight } from './weigh-operations.ts';

/** Compares the weights charged to the operation memory with the heap. */

let weights: Weight[];

beforeAll(async () => {
  weights = [];
  const worker = new Worker(new URL('./weigh-operations.ts', import.meta.url));
  worker.on('message', (weight: Weight) => weights.push(weight));
  await once(worker, 'exit'); // rejects if the thread fails
});

test('an operation is charged at least its memory, and not much more, whatever its shape', () => {
  // The engine itself retains some memory, too.
  const isRight = ({ charged, measured }: Weight) =>
    charged > 0.8 * measured - 5_000 && charged < 4 * measured + 20_000;

  expect(weights.map(({ name }) => name)).toEqual(expect.arrayContaining([...shapeNames]));
  expect(weights.length).toBeGreaterThan(shapeNames.length);
  expect(weights.filter((weight) => !isRight(weight))).toEqual([]);
});
