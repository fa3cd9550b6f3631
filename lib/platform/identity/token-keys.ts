import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { unavailable } from '../../kit/errors.ts';
import { createOutage } from '../../kit/outage.ts';
import { readAddress } from './read-address.ts';

/** The public keys with which tokens are verified. */
export interface TokenKeys {
  readonly find: JWTVerifyGetKey;
  /**
   * Changes whenever the keys do: tokens verified with an earlier revision must be verified again. Null while it is
   * unknown whether the keys have changed.
   */
  revision(): number | null;
}

export function fixedKeys(keys: JSONWebKeySet): TokenKeys {
  return { find: createLocalJWKSet(keys), revision: () => 0 };
}

/** The timeout of the key server. */
const timeoutMs = 3_000;

/** Ages of the keys since they were read, in milliseconds. */
export const keyAges = {
  /** From this age, they are refreshed in the background. */
  refresh: 30_000,
  /** From this age, a token is verified only after a refresh, if the server responds. */
  stale: 120_000,
  /** From this age, if the server does not respond, no token can be verified. */
  longest: 600_000,
} as const;

/** The minimum time between two requests to the server, whatever tokens arrive and whatever it answers. */
const leastPauseMs = 30_000;
const leastPauseOfFailureMs = 2_000;

export interface FollowedKeysOptions {
  url: URL;
  logger: Logger;
  now?: () => number;
}

/**
 * Follows the keys published by a server, refreshed as tokens arrive. A removed key ceases to be accepted after two
 * minutes, or after ten if the server does not respond.
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
      const find = createLocalJWKSet(JSON.parse(text) as JSONWebKeySet); // validates the form
      if (text !== held?.text) revision += 1;
      held = { text, find, readAt: now() };
      outage.worked();
    } catch (error) {
      outage.failed(error);
    } finally {
      reading = null;
    }
  }

  /** Refreshes the keys unless that was done just now; concurrent calls share the request. */
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
      // Does not wait for a server that has just failed: each request would wait for it.
      if (!held || !outage.lasts || age() > keyAges.longest) await reading;
      if (!held || age() > keyAges.longest) throw unavailable('The keys of access tokens');
      try {
        return await held.find(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        await refresh(); // the key may have been added since
        return held.find(header, token);
      }
    },
  };
}
