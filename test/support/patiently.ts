import type { GraphAnswer } from './client.ts';
import { until } from './wait.ts';

/** An answer of a graph that works: a test that gets it has found that something is not done. */
const tooManyChanges = 'Too many requests change this application';

const isTemporary = ({ message, extensions }: GraphAnswer['errors'][number]) =>
  !message.startsWith(tooManyChanges) &&
  (extensions['code'] === 'UNAVAILABLE' || message.startsWith('The server is busy.'));

/**
 * Asks as clients do: again while a part of the graph is unavailable, or the graph busy. On a machine with other work,
 * either may last for seconds.
 */
export const patiently = (ask: () => Promise<GraphAnswer>): Promise<GraphAnswer> =>
  until(ask, ({ errors }) => !errors.some(isTemporary));
