import { hkdfSync } from 'node:crypto';
import { z } from 'zod';

/** More are never needed at once: values of an old version are rewritten under the current one. */
const mostVersions = 10;

const secret = z
  .base64()
  .refine((value) => Buffer.from(value, 'base64').length >= 32, 'under 32 bytes');

/** Secrets by version. Exactly one makes new values; those made by the others remain readable. */
export const secretsSchema = z
  .object({
    current: z.int().positive(),
    versions: z.record(z.string().regex(/^[1-9]\d{0,5}$/, 'is not a version'), secret),
  })
  .superRefine(({ current, versions }, { addIssue }) => {
    const mistake = (path: string, message: string) =>
      addIssue({ code: 'custom', path: [path], message });
    const secrets = Object.values(versions);
    if (!Object.hasOwn(versions, current)) {
      mistake('current', `version ${current} is not among the versions`);
    }
    if (secrets.length > mostVersions) mistake('versions', `more than ${mostVersions}`);
    if (new Set(secrets).size < secrets.length) {
      mistake('versions', 'two versions have the same secret');
    }
  });

export type Secrets = z.output<typeof secretsSchema>;

/** A single secret, from key files older than versions, is version 1. */
export const singleSecretSchema = secret.transform((single): Secrets => ({
  current: 1,
  versions: { 1: single },
}));

/** The keys of one purpose, by version. */
export interface VersionedKey {
  /** The version that makes new values. */
  readonly current: number;
  /** All versions present, the current one first. */
  readonly versions: readonly number[];
  /** The 32-byte key; null for a version that is missing. */
  of(version: number): Buffer | null;
}

/**
 * The keys of one purpose, derived from each version's secret (HKDF-SHA-256). No two purposes ever share a key, and a
 * leaked key reveals nothing about another.
 */
export function keyOf({ secrets }: { secrets: Secrets }, purpose: string): VersionedKey {
  const { current } = secrets;
  const keys = new Map(
    Object.entries(secrets.versions).map(([version, value]) => [
      Number(version),
      deriveKey(value, purpose),
    ]),
  );
  const others = [...keys.keys()].filter((version) => version !== current);
  return {
    current,
    versions: [current, ...others],
    of: (version) => keys.get(version) ?? null,
  };
}

function deriveKey(value: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(value, 'base64'), '', purpose, 32));
}

/** The current version and its key. */
export function currentKey(key: VersionedKey): { version: number; key: Buffer } {
  const current = key.of(key.current);
  if (!current) throw new RangeError(`The current version ${key.current} has no key.`);
  return { version: key.current, key: current };
}
