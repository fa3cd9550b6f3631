import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { Types } from 'mongoose';
import { badInput } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import type { Keys } from '../../../lib/platform/identity/keys.ts';
import { keyOf, type VersionedKey } from '../../../lib/kit/versioned-keys.ts';
import { crockfordOf, inGroups, readCrockford } from '../../../lib/kit/crockford.ts';
import type { ApplicationDocument } from './application.model.ts';

/** 60 bits. */
const symbols = 12;

/** The fields from which the code of an application is computed. */
type Tracked = Pick<ApplicationDocument, '_id' | 'tracking'>;

export interface TrackingCodes {
  /** The version of the key that makes new codes. */
  readonly keyVersion: number;
  /**
   * The code of an application, `XXXX-XXXX-XXXX`. It is stored nowhere: the same code is computed each time.
   * Null if the key that made it is no longer kept.
   */
  codeOf(application: Tracked): string | null;
  /**
   * Whether a code, as `requireTrackingCode` returns it, is the application's. Takes the same time when there
   * is no application.
   */
  isCodeOf(application: Tracked | null, code: string): boolean;
}

/** The key of the codes. */
export const trackingKeyOf = (keys: Keys): VersionedKey => keyOf(keys, 'application/tracking-code');

/** Codes by which applicants track their applications without signing in. */
export function createTrackingCodes(key: VersionedKey): TrackingCodes {
  const secrets = new Map<number, KeyObject>();
  for (const version of key.versions) {
    const bytes = key.of(version);
    if (bytes) secrets.set(version, createSecretKey(bytes));
  }

  function symbolsOf({ _id, tracking }: Tracked): string | null {
    if (tracking.fixedCode !== undefined) return tracking.fixedCode;
    const secret = secrets.get(tracking.keyVersion);
    if (!secret) return null;
    const mac = createHmac('sha256', secret).update(`${_id.toHexString()}/${tracking.counter}`);
    return crockfordOf(mac.digest(), symbols);
  }

  return {
    keyVersion: key.current,
    codeOf(application) {
      const code = symbolsOf(application);
      return code && inGroups(code);
    },
    isCodeOf(application, code) {
      const expected = symbolsOf(application ?? unassigned(key.current));
      const isEqual = timingSafeEqual(Buffer.from(expected ?? noCode), Buffer.from(code));
      return application !== null && expected !== null && isEqual;
    },
  };
}

const noCode = '-'.repeat(symbols);

const nobody = new Types.ObjectId('0'.repeat(24));

/** The application that a code is compared with where there is none. */
const unassigned = (keyVersion: number): Tracked => ({
  _id: nobody,
  tracking: { keyVersion, counter: 0 },
});

/**
 * The symbols of a code as a person typed it.
 * @throws `BAD_USER_INPUT` unless it has the form of a tracking code.
 */
export function requireTrackingCode(input: string): string {
  const code = readCrockford(input, symbols);
  if (code === null) {
    const message = say`A tracking code has 12 letters and digits, as in 7K3M-9QXA-04TZ.`;
    throw badInput('trackingCode', 'FORMAT', message);
  }
  return code;
}
