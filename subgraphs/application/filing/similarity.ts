import { foldTurkish } from '../../../lib/kit/turkish-text.ts';

/** What two applications are compared by. */
export interface Comparable {
  subject: string;
  text: string;
  topicId: string | null;
  provinceCode: string | null;
}

/** What each trait counts for among those that are known of both. */
const weights = { subject: 2, text: 3, topic: 2, place: 1 } as const;

/**
 * A word's ending says how it stands in the sentence; Turkish words are told apart nearly as well by
 * their first five letters as by their dictionary form (Can et al., "Information retrieval on Turkish
 * texts", 2008).
 */
const stemLetters = 5;
const shortestWord = 3;
/** So much of a text is looked at, in characters. */
const longestText = 2_000;

const noLetters = /[^\p{L}\p{N}]+/u;

/** A function that tells how much applications are like one, from 0 to 1; their order does not matter. */
export function likenessTo(wanted: Comparable): (other: Comparable) => number {
  const subject = stemsOf(wanted.subject);
  const text = stemsOf(wanted.text);

  return (other) => {
    const likenesses: [weight: number, likeness: number | null][] = [
      [weights.subject, overlap(subject, stemsOf(other.subject))],
      [weights.text, overlap(text, stemsOf(other.text))],
      [weights.topic, sameness(wanted.topicId, other.topicId)],
      [weights.place, sameness(wanted.provinceCode, other.provinceCode)],
    ];
    let sum = 0;
    let total = 0;
    for (const [weight, likeness] of likenesses) {
      if (likeness === null) continue;
      sum += weight * likeness;
      total += weight;
    }
    return total === 0 ? 0 : sum / total;
  };
}

function stemsOf(text: string): ReadonlySet<string> {
  const words = foldTurkish(text.slice(0, longestText)).split(noLetters);
  return new Set(
    words.filter((word) => word.length >= shortestWord).map((word) => word.slice(0, stemLetters)),
  );
}

/** Dice's coefficient: what both have of what each has; null where neither has anything. */
function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number | null {
  const size = one.size + other.size;
  let shared = 0;
  for (const stem of one) if (other.has(stem)) shared += 1;
  return size === 0 ? null : (2 * shared) / size;
}

/** Null where one of them is not known. */
function sameness(one: string | null, other: string | null): number | null {
  if (one === null || other === null) return null;
  return one === other ? 1 : 0;
}
