import type { GraphAnswer } from './client.ts';
import { until } from './wait.ts';

const isTemporary = ({ message, extensions }: GraphAnswer['errors'][number]) =>
  extensions['code'] === 'UNAVAILABLE' || message.startsWith('The server is busy.');

/**
 * Asks as clients do: again while a part of the graph is unavailable, or the graph busy. On a machine with other work,
 * either may last for seconds.
 */
export const patiently = (ask: () => Promise<GraphAnswer>): Promise<GraphAnswer> =>
  until(ask, ({ errors }) => !errors.some(isTemporary));
