import type { TimelineEvent } from '../schema-types.ts';

/** Every kind of entry, each once: the type checker names one that is missing. */
const knownEvents: Readonly<Record<TimelineEvent, true>> = {
  FILED: true,
  CLAIMED: true,
  REFERRED: true,
  REFUSED: true,
  IDENTITY_HIDDEN: true,
  CORRECTED: true,
  ACCEPTED: true,
  FORWARDED: true,
  TAKEN_OVER: true,
  RETURNED: true,
  CLARIFICATION_REQUESTED: true,
  CLARIFICATION_ENDED: true,
  SUPPLEMENTED: true,
  REPLY_DRAFTED: true,
  INTERIM_REPLIED: true,
  REPLIED: true,
  WITHDRAWN: true,
  CANCELLED: true,
  ASSIGNED: true,
  REPLY_REJECTED: true,
  REPLY_WITHDRAWN: true,
  EXTENDED: true,
  NOTE_ADDED: true,
  REDACTED: true,
  ATTACHMENT_WITHHELD: true,
  ATTACHMENT_RELEASED: true,
  RATED: true,
  APPEALED: true,
  APPEAL_UPHELD: true,
  APPEAL_DISMISSED: true,
  TARGET_PASSED: true,
  STATUTORY_PASSED: true,
};

/**
 * Whether this release knows a stored kind of entry. Beside a process of a later release, there may be others: they are
 * not shown, since the schema has no value for them, and stay as they are.
 */
export const isKnownEvent = (event: string): event is TimelineEvent =>
  Object.hasOwn(knownEvents, event);
