import { inspect } from 'node:util';
import { afterAll, afterEach } from '@jest/globals';
import { takeReceived, watchReceived } from './received-ids.ts';

/**
 * For every test of a graph: it fails when it has received an ObjectId, which would reveal when
 * something was made.
 */
const stop = watchReceived();

function requireNone(): void {
  const received = takeReceived();
  if (received.length > 0)
    throw new Error(`The graph has revealed ObjectIds: ${inspect(received)}`);
}

afterEach(requireNone);
afterAll(() => {
  stop();
  requireNone();
});
