import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Keys } from '../platform/identity/keys.ts';
import { markVersion, readVersion } from '../kit/version-mark.ts';
import { currentKey, keyOf } from '../kit/versioned-keys.ts';
import type { SignedInViewer, Viewer } from '../kit/viewer.ts';

/**
 * Proofs for the citizen subgraph that the subgraph which refers to a citizen has allowed viewers like this one to follow
 * the reference.
 */
export interface CitizenProofs {
  /** Null if no proof is needed: for the viewer's own person and for an anonymous viewer. */
  seal(citizenId: string, viewer: Viewer): string | null;
  /** Whether the viewer may follow a reference to the citizen: to themselves, or with a valid proof. */
  allows(citizenId: string, viewer: Viewer, proof: string | null | undefined): boolean;
  /** Whether the viewer could have followed the reference with this proof before it expired. */
  hasExpired(citizenId: string, viewer: Viewer, proof: string | null | undefined): boolean;
}

/** The minimum validity of a proof: longer than a request may take. */
const leastSeconds = 60;
const form = /^(\d{1,12})~([\w-]{43})$/;

/**
 * A proof consists of its expiry and an HMAC-SHA-256 over the expiry, the citizen, and the viewer's role, citizen and
 * unit: everything that decides whom the viewer sees. The subject does not, so that officers of one unit may share the
 * events of a subscription, which are read for one of them. Within a minute, proofs of the same citizen for such viewers
 * are equal, so that equal references stay equal.
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

  function mac(version: number, said: readonly unknown[]) {
    const secret = secrets.get(version);
    return secret
      ? createHmac('sha256', secret).update(JSON.stringify(said)).digest('base64url')
      : null;
  }

  /** When a proof for this viewer ends, in seconds since the epoch; null for one that is not of this graph. */
  function endOf(citizenId: string, viewer: SignedInViewer, proof: string | null | undefined) {
    if (typeof proof !== 'string') return null;
    const { version, text } = readVersion(proof);
    const [, end, given] = form.exec(text) ?? [];
    if (end === undefined || given === undefined) return null;
    const isOurs = [provedTo, formerlyProvedTo].some((proved) => {
      const expected = mac(version, [Number(end), citizenId, ...proved(viewer)]);
      return expected !== null && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
    });
    return isOurs ? Number(end) : null;
  }

  return {
    seal(citizenId, viewer) {
      if (!viewer || viewer.citizenId === citizenId) return null;
      const end = (Math.floor(nowSeconds() / leastSeconds) + 2) * leastSeconds;
      const { version } = current;
      const said = mac(version, [end, citizenId, ...provedTo(viewer)]);
      return markVersion(version, `${end}~${said ?? ''}`);
    },
    allows(citizenId, viewer, proof) {
      if (!viewer) return false;
      if (viewer.citizenId === citizenId) return true;
      const end = endOf(citizenId, viewer, proof);
      return end !== null && end > nowSeconds();
    },
    hasExpired(citizenId, viewer, proof) {
      const end = viewer && endOf(citizenId, viewer, proof);
      return end !== null && end <= nowSeconds();
    },
  };
}

/** Viewers who agree in all of this see the same applicants. */
const provedTo = ({ role, citizenId, unitId }: SignedInViewer) => [role, citizenId, unitId];

/** As processes from before 2026-11-30 seal them, which may run beside this one during an upgrade. */
const formerlyProvedTo = ({ role, subject, citizenId, unitId }: SignedInViewer) => [
  role,
  subject,
  citizenId,
  unitId,
];

const nowSeconds = () => Date.now() / 1000;
