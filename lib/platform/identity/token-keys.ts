import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { unavailable } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import { createOutage, type Outage } from '../../kit/outage.ts';
import { readAddress } from './read-address.ts';

/** The public keys with which tokens are verified. */
export interface TokenKeys {
  readonly find: JWTVerifyGetKey;
  /**
   * Changes whenever the keys do: tokens verified with an earlier revision must be verified again. Null while it is
   * unknown whether the keys have changed.
   */
  revision(): number | null;
  /** The revision of the keys that were read last, however long ago. */
  readonly latest: number;
  /** False while no token can be verified, since the keys cannot be read. Asks for keys that are not fresh. */
  usable(): boolean;
  /** Called often while tokens are in use without requests: has a removed key noticed within seconds. */
  keepFresh(): void;
}

export function fixedKeys(keys: JSONWebKeySet): TokenKeys {
  return {
    find: createLocalJWKSet(keys),
    revision: () => 0,
    latest: 0,
    usable: () => true,
    keepFresh() {},
  };
}

/** The timeout of the key server. */
const timeoutMs = 3_000;

/** Ages of the keys since they were read, in milliseconds. */
const keyAges = {
  /** From this age, they are refreshed in the background for open subscriptions. */
  fresh: 1_500,
  /** From this age, they are refreshed in the background. */
  refresh: 30_000,
  /** From this age, a token is verified only after a refresh, if the server responds. */
  stale: 120_000,
  /** From this age, if the server does not respond, no token can be verified. */
  longest: 600_000,
} as const;

/**
 * The minimum time between two requests to the server, whatever tokens arrive and whatever it answers; `keyAges.fresh`
 * while there are subscriptions.
 */
const leastPauseMs = 30_000;
const leastPauseOfFailureMs = 2_000;

interface FollowedKeysOptions {
  url: URL;
  logger: Logger;
  now?: () => number;
}

/**
 * Follows the keys published by a server, refreshed as tokens arrive. A removed key ceases to be accepted after two
 * minutes, or after ten if the server does not respond; within seconds while `keepFresh` is called.
 */
export function followKeys(options: FollowedKeysOptions): TokenKeys {
  return new FollowedKeys(options);
}

interface HeldKeys {
  text: string;
  find: JWTVerifyGetKey;
  readAt: number;
}

class FollowedKeys implements TokenKeys {
  readonly #url: URL;
  readonly #now: () => number;
  readonly #outage: Outage;
  #held: HeldKeys | null = null;
  #revision = 0;
  #reading: Promise<void> | null = null;
  #triedAt = Number.NEGATIVE_INFINITY;

  constructor({ url, logger, now = Date.now }: FollowedKeysOptions) {
    this.#url = url;
    this.#now = now;
    this.#outage = createOutage({
      began: (err) =>
        logger.warn({ err, url: url.href }, 'the keys of access tokens cannot be read'),
    });
  }

  revision(): number | null {
    const age = this.#age();
    if (age > keyAges.refresh) void this.#refresh();
    const isUnknown = age > (this.#outage.lasts ? keyAges.longest : keyAges.stale);
    return isUnknown ? null : this.#revision;
  }

  get latest(): number {
    return this.#revision;
  }

  usable(): boolean {
    if (this.#age() > keyAges.refresh) void this.#refresh();
    // Before the first answer it is not known that they cannot be read.
    return !this.#outage.lasts || this.#age() <= keyAges.longest;
  }

  keepFresh(): void {
    if (this.#reading || this.#now() - this.#triedAt < keyAges.fresh) return;
    this.#reading = this.#read();
  }

  /** A property, since it is handed over as a function. */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    const reading = this.#age() > keyAges.stale ? this.#refresh() : null;
    // Does not wait for a server that has just failed: each request would wait for it.
    if (!this.#held || !this.#outage.lasts || this.#age() > keyAges.longest) await reading;
    if (!this.#held || this.#age() > keyAges.longest)
      throw unavailable(say`The keys of access tokens`);
    try {
      return await this.#held.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await this.#refresh(); // the key may have been added since
      return this.#held.find(header, token);
    }
  };

  #age(): number {
    return this.#held ? this.#now() - this.#held.readAt : Number.POSITIVE_INFINITY;
  }

  /** Refreshes the keys unless that was done just now; concurrent calls share the request. */
  #refresh(): Promise<void> {
    const pauseOfFailure = this.#held ? leastPauseOfFailureMs : 0;
    const pause = this.#outage.lasts ? pauseOfFailure : leastPauseMs;
    if (!this.#reading && this.#now() - this.#triedAt >= pause) this.#reading = this.#read();
    return this.#reading ?? Promise.resolve();
  }

  async #read(): Promise<void> {
    this.#triedAt = this.#now();
    try {
      const text = await readAddress(this.#url, timeoutMs);
      const find = createLocalJWKSet(JSON.parse(text) as JSONWebKeySet); // validates the form
      if (text !== this.#held?.text) this.#revision += 1;
      this.#held = { text, find, readAt: this.#now() };
      this.#outage.worked();
    } catch (error) {
      this.#outage.failed(error);
    } finally {
      this.#reading = null;
    }
  }
}
