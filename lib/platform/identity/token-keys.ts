import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { unavailable } from '../../kit/errors.ts';
import { createOutage } from '../../kit/outage.ts';
import { readAddress } from './read-address.ts';

/** The public keys that tokens are verified with. */
export interface TokenKeys {
  readonly find: JWTVerifyGetKey;
  /**
   * Changes whenever the keys do: what was verified with others has to be verified anew. Null while it is
   * not known whether they have changed.
   */
  revision(): number | null;
}

export function fixedKeys(keys: JSONWebKeySet): TokenKeys {
  return { find: createLocalJWKSet(keys), revision: () => 0 };
}

/** How long the server of the keys is waited for. */
const timeoutMs = 3_000;

/** Ages of what was read, in milliseconds. */
export const keyAges = {
  /** From this on it is read again in the background. */
  refresh: 30_000,
  /** From this on a token is verified only after it was read again, if the server answers. */
  stale: 120_000,
  /** From this on, with a server that does not answer, no token can be verified. */
  longest: 600_000,
} as const;

/** The server is asked no more often than this, whatever tokens come and whatever it answers. */
const leastPauseMs = 30_000;
const leastPauseOfFailureMs = 2_000;

export interface FollowedKeysOptions {
  url: URL;
  logger: Logger;
  now?: () => number;
}

/**
 * The keys that a server publishes, followed while tokens come: one that it no longer has is good for no
 * token two minutes later, ten where the server does not answer.
 */
export function followKeys({ url, logger, now = Date.now }: FollowedKeysOptions): TokenKeys {
  let held: { text: string; find: JWTVerifyGetKey; readAt: number } | null = null;
  let revision = 0;
  let reading: Promise<void> | null = null;
  let triedAt = Number.NEGATIVE_INFINITY;
  const outage = createOutage({
    began: (err) => logger.warn({ err, url: url.href }, 'the keys of access tokens cannot be read'),
  });

  const age = () => (held ? now() - held.readAt : Number.POSITIVE_INFINITY);

  async function read(): Promise<void> {
    triedAt = now();
    try {
      const text = await readAddress(url, timeoutMs);
      const find = createLocalJWKSet(JSON.parse(text) as JSONWebKeySet); // which refuses any other form
      if (text !== held?.text) revision += 1;
      held = { text, find, readAt: now() };
      outage.worked();
    } catch (error) {
      outage.failed(error);
    } finally {
      reading = null;
    }
  }

  /** Reads anew unless that was done just now; those that call meanwhile wait for the same answer. */
  function refresh(): Promise<void> {
    const pause = outage.lasts ? (held ? leastPauseOfFailureMs : 0) : leastPauseMs;
    if (!reading && now() - triedAt >= pause) reading = read();
    return reading ?? Promise.resolve();
  }

  return {
    revision() {
      if (age() > keyAges.refresh) void refresh();
      const isUnknown = age() > (outage.lasts ? keyAges.longest : keyAges.stale);
      return isUnknown ? null : revision;
    },
    async find(header, token) {
      const reading = age() > keyAges.stale ? refresh() : null;
      // Not for a server that has just failed: each request would wait for it.
      if (!held || !outage.lasts || age() > keyAges.longest) await reading;
      if (!held || age() > keyAges.longest) throw unavailable('The keys of access tokens');
      try {
        return await held.find(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        await refresh(); // it may have been added since
        return held.find(header, token);
      }
    },
  };
}
