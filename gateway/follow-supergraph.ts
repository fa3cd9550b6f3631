import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { createOutage } from '../lib/kit/outage.ts';
import { repeat } from '../lib/kit/repeat.ts';
import type { Stoppable } from '../lib/platform/process/run.ts';

interface FollowSupergraphOptions {
  /** The SDL that the gateway serves at the beginning. */
  served: string;
  /** Serves another one. @throws for one that cannot be used; nothing changes then. */
  replace(supergraphSdl: string): void;
  logger: Logger;
  everyMs?: number;
}

/**
 * Serves what a file contains, within about a second after it has changed. A supergraph that cannot be used is logged
 * once, and the one before stays in force.
 */
export function followSupergraph(
  path: string,
  { served, replace, logger, everyMs = 1_000 }: FollowSupergraphOptions,
): Stoppable {
  let tried = served;

  async function readAgain(): Promise<void> {
    const sdl = await readFile(path, 'utf8');
    if (sdl === tried) return;
    tried = sdl;
    try {
      replace(sdl);
      logger.info('the supergraph was replaced');
    } catch (error) {
      logger.error({ err: error }, 'the supergraph stays as it was');
    }
  }

  const following = repeat({
    run: readAgain,
    everyMs,
    after: Promise.resolve(),
    outage: createOutage({
      began: (err) => logger.error({ err }, 'the supergraph cannot be read'),
    }),
    keepsProcess: false,
  });
  return { stop: () => following.stop() };
}
