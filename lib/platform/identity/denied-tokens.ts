import { say } from '../../kit/say.ts';
import type { Logger } from 'pino';
import { followed, type Followed } from '../../kit/followed.ts';
import { readAddress } from './read-address.ts';
import type { Stoppable } from '../process/run.ts';

/** The ids (`jti`) of unexpired access tokens that have been revoked. */
export interface DeniedTokens extends Stoppable {
  has(id: string): boolean;
  /** False until the list has been read once: until then no token can be accepted. */
  readonly known: boolean;
}

/** For use without a list. */
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
 * Follows a denylist of tokens: a text at an address, one id per line; text after an id or a `#` is a comment. It is
 * polled every second, so that an id takes effect everywhere some seconds after it was added, and ceases to when it is
 * removed. A list that cannot be read is logged, and the latest one stays in force.
 */
export function followDeniedTokens(url: URL, logger: Logger): DeniedTokens {
  const { href } = url;
  const list: Followed<DeniedList> = followed({
    name: say`The list of denied access tokens`,
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
