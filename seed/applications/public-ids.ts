import { createHash } from 'node:crypto';
import { type IdKind, idOf } from '../../platform/public-id.ts';

/** Makes the public ids of one kind by index: random, and the same for the same seed. */
export const publicIdsOf =
  (seed: number, kind: IdKind) =>
  (index: number): string =>
    idOf(kind, createHash('sha256').update(`id/${kind}/${seed}/${index}`).digest().subarray(0, 16));
