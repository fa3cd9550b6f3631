import { foldTurkish } from '../../../lib/kit/turkish-text.ts';

/** The traits by which two applications are compared. */
export interface Comparable {
  subject: string;
  text: string;
  topicId: string | null;
  provinceCode: string | null;
}

/** The weight of each trait among those known of both. */
const weights = { subject: 2, text: 3, topic: 2, place: 1 } as const;

/**
 * A word's ending only gives its grammatical role. The first five letters distinguish Turkish words nearly as
 * well as their dictionary form does (Can et al., "Information retrieval on Turkish texts", 2008).
 */
const stemLetters = 5;
const shortestWord = 3;
/** How much of a text is examined, in characters. */
const longestText = 2_000;

const noLetters = /[^\p{L}\p{N}]+/u;

/** A function that computes the similarity of applications to a given one, from 0 to 1. It is symmetric. */
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

/** Dice's coefficient: the shared elements relative to all; null if both are empty. */
function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number | null {
  const size = one.size + other.size;
  let shared = 0;
  for (const stem of one) if (other.has(stem)) shared += 1;
  return size === 0 ? null : (2 * shared) / size;
}

/** Null if either is unknown. */
function sameness(one: string | null, other: string | null): number | null {
  if (one === null || other === null) return null;
  return one === other ? 1 : 0;
}
