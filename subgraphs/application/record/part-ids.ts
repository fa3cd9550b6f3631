import { createPartIds, type PartIds } from '../../../lib/kit/part-ids.ts';
import { keyOf, type Secrets } from '../../../lib/kit/versioned-keys.ts';

/** The ids of the parts of an application that the database stores in lists. */
export interface PartIdsByKind {
  /** By the referral and the place among its replies. */
  readonly reply: PartIds;
  /** By the application and the place among its supplements. */
  readonly supplement: PartIds;
  /** By the application and the place in its timeline. */
  readonly timelineEntry: PartIds;
}

export function createPartIdsByKind(keys: { secrets: Secrets }): PartIdsByKind {
  const idsOf = (kind: keyof PartIdsByKind) =>
    createPartIds(kind, keyOf(keys, `application/ids of ${kind}`));
  return {
    reply: idsOf('reply'),
    supplement: idsOf('supplement'),
    timelineEntry: idsOf('timelineEntry'),
  };
}
