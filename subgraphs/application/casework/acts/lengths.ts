import { plainText } from '../../../../lib/kit/plain-text.ts';

/** Lengths of what people write, in characters. */
export const lengths = {
  reason: { min: 5, max: 2_000 },
  note: { min: 1, max: 2_000 },
  reply: { min: 20, max: 10_000 },
  appeal: { min: 20, max: 10_000 },
  supplement: { min: 1, max: 10_000 },
  redactedSubject: { min: 1, max: 200 },
  redactedText: { min: 1, max: 10_000 },
} as const;

/** @throws `BAD_USER_INPUT` for a reason of the wrong length or with invalid characters. */
export const checkReason = (reason: string) => plainText(reason, 'reason', lengths.reason);
