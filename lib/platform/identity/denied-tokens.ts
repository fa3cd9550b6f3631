import type { Logger } from 'pino';
import { followed, type Followed } from '../../kit/followed.ts';
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

interface DeniedList {
  readonly text: string;
  readonly ids: ReadonlySet<string>;
}

const everyMs = 1_000;
const timeoutMs = 3_000;

/**
 * Follows a list of denied tokens: a text at an address, one id a line; what follows an id or a `#` is for
 * people. Read every second, so that an id holds everywhere some seconds after it was added, and no longer
 * than it stands there. A list that cannot be read is logged, and the latest one holds.
 */
export function followDeniedTokens(url: URL, logger: Logger): DeniedTokens {
  const { href } = url;
  const list: Followed<DeniedList> = followed({
    name: 'The list of denied tokens',
    everyMs,
    keepsProcess: false,
    report: {
      began: (err) => logger.error({ err, url: href }, 'the list of denied tokens cannot be read'),
      ended: () => logger.info({ url: href }, 'the list of denied tokens can be read again'),
    },
    async follow() {
      const text = await readAddress(url, timeoutMs);
      if (text !== list.held?.text) list.hold({ text, ids: idsIn(text) });
    },
  });
  return {
    has: (id) => list.held?.ids.has(id) ?? false,
    get known() {
      return list.loaded;
    },
    stop: () => list.stop(),
  };
}

function idsIn(text: string): Set<string> {
  const ids = text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(/\s/, 1)[0] ?? '');
  return new Set(ids.filter(Boolean));
}
