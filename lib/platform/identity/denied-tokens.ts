import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { readAddress } from './read-address.ts';
import type { Stoppable } from '../process/run.ts';

/** The ids (`jti`) of the access tokens that are good no more, although they have not expired. */
export interface DeniedTokens extends Stoppable {
  has(id: string): boolean;
  /** False until the list was read once: until then no token can be said to be good. */
  readonly known: boolean;
}

/** Where there is no list. */
export const noneDenied: DeniedTokens = {
  has: () => false,
  known: true,
  stop: async () => {},
};

const everyMs = 1_000;
const timeoutMs = 3_000;

/**
 * Follows a list of denied tokens: a text at an address, one id a line; what follows an id or a `#` is for
 * people. Read every second, so that an id holds everywhere some seconds after it was added, and no longer
 * than it stands there. A list that cannot be read is logged, and the latest one holds.
 */
export function followDeniedTokens(url: URL, logger: Logger): DeniedTokens {
  const stopping = new AbortController();
  let text: string | null = null;
  let ids: ReadonlySet<string> = new Set();
  let failing = false;

  async function read(): Promise<void> {
    try {
      const latest = await readAddress(url, timeoutMs);
      if (latest !== text) ids = idsIn(latest);
      text = latest;
      if (failing) logger.info({ url: url.href }, 'the list of denied tokens can be read again');
      failing = false;
    } catch (error) {
      if (!failing) {
        logger.error({ err: error, url: url.href }, 'the list of denied tokens cannot be read');
      }
      failing = true;
    }
  }

  async function follow(): Promise<void> {
    while (!stopping.signal.aborted) {
      await read();
      await delay(everyMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {}); // stopped
    }
  }

  const following = follow();
  return {
    has: (id) => ids.has(id),
    get known() {
      return text !== null;
    },
    async stop() {
      stopping.abort();
      await following;
    },
  };
}

function idsIn(text: string): Set<string> {
  const ids = text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(/\s/, 1)[0] ?? '');
  return new Set(ids.filter(Boolean));
}
