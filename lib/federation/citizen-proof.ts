import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Keys } from '../platform/identity/keys.ts';
import { markVersion, readVersion } from '../kit/version-mark.ts';
import { currentKey, keyOf } from '../kit/versioned-keys.ts';
import type { SignedInViewer, Viewer } from '../kit/viewer.ts';

/**
 * Proofs for the citizen subgraph that the subgraph which refers to a citizen has allowed this very viewer to follow
 * the reference.
 */
export interface CitizenProofs {
  /** Null if no proof is needed: for the viewer's own person and for an anonymous viewer. */
  seal(citizenId: string, viewer: Viewer): string | null;
  /** Whether the viewer may follow a reference to the citizen: to themselves, or with a valid proof. */
  allows(citizenId: string, viewer: Viewer, proof: string | null | undefined): boolean;
}

/** The minimum validity of a proof: longer than a request may take. */
const leastSeconds = 60;
const form = /^(\d{1,12})~([\w-]{43})$/;

/**
 * A proof consists of its expiry and an HMAC-SHA-256 over the expiry, the citizen and the whole viewer. Within a
 * minute, the same viewer's proofs of the same citizen are equal, so that equal references stay equal.
 */
export function createCitizenProofs(keys: Keys): CitizenProofs {
  const versions = keyOf(keys, 'citizen/reference-proof');
  const current = currentKey(versions);
  const secrets = new Map<number, KeyObject>([
    [current.version, createSecretKey(current.key)],
    ...versions.versions.flatMap((version): [number, KeyObject][] => {
      const key = versions.of(version);
      return key ? [[version, createSecretKey(key)]] : [];
    }),
  ]);

  function mac(version: number, citizenId: string, viewer: SignedInViewer, end: number) {
    const secret = secrets.get(version);
    const { role, subject, citizenId: self, unitId } = viewer;
    const said = JSON.stringify([end, citizenId, role, subject, self, unitId]);
    return secret ? createHmac('sha256', secret).update(said).digest('base64url') : null;
  }

  return {
    seal(citizenId, viewer) {
      if (!viewer || viewer.citizenId === citizenId) return null;
      const end = (Math.floor(nowSeconds() / leastSeconds) + 2) * leastSeconds;
      const { version } = current;
      return markVersion(version, `${end}~${mac(version, citizenId, viewer, end) ?? ''}`);
    },
    allows(citizenId, viewer, proof) {
      if (!viewer) return false;
      if (viewer.citizenId === citizenId) return true;
      if (typeof proof !== 'string') return false;
      const { version, text } = readVersion(proof);
      const [, end, given] = form.exec(text) ?? [];
      if (end === undefined || given === undefined || Number(end) <= nowSeconds()) return false;
      const expected = mac(version, citizenId, viewer, Number(end));
      return expected !== null && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
    },
  };
}

const nowSeconds = () => Date.now() / 1000;
