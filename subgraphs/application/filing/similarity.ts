import { rootForms } from './root-forms.ts';
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
 * Endings give the grammatical role of a word. Its first letters distinguish Turkish words nearly as well as their
 * dictionary form does (Can et al., "Information retrieval on Turkish texts", 2008). Four letters also find words of one
 * root, such as "kesinti" and "kesik". Words that change before an ending are compared by their roots as well.
 */
const stemLetters = 4;
const shortestWord = 2;
/** Words of two letters that only join or point. Other short words, such as "su", are roots. */
const joining = new Set(['bu', 'da', 'de', 'ki', 'mi', 'mu', 've', 'ya']);
/** How much of a text is examined, in characters. */
const longestText = 2_000;

const noLetters = /[^\p{L}\p{N}]+/u;

/** A function that computes the similarity of applications to a given one, from 0 to 1. It is symmetric. */
export function likenessTo(wanted: Comparable): (other: Comparable) => number {
  const subject = new Stems(wanted.subject);
  const text = new Stems(wanted.text);

  return (other) => {
    const likenesses: [weight: number, likeness: number | null][] = [
      [weights.subject, overlap(subject, new Stems(other.subject))],
      [weights.text, overlap(text, new Stems(other.text))],
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

/** The beginnings of the words of a text, whole where they are shorter than a stem. */
class Stems {
  /** Each with the roots of words that may have it, as these may be written otherwise; null if there are none. */
  readonly #stems = new Map<string, Set<string> | null>();
  readonly #beginnings = new Set<string>();
  readonly #roots = new Set<string>();

  constructor(text: string) {
    const words = foldTurkish(text.slice(0, longestText)).split(noLetters);
    for (const word of new Set(words)) {
      if (word.length >= shortestWord && !joining.has(word)) this.#add(word);
    }
    for (const stem of this.#stems.keys()) {
      for (let length = shortestWord; length < stem.length; length += 1) {
        this.#beginnings.add(stem.slice(0, length));
      }
    }
  }

  get size(): number {
    return this.#stems.size;
  }

  /** The number of stems that the other text has as well: a stem equals another one that begins with it. */
  sharedWith(other: Stems): number {
    let shared = 0;
    for (const [stem, roots] of this.#stems) if (other.#has(stem, roots)) shared += 1;
    return shared;
  }

  #add(word: string): void {
    const { usual, own, otherwise } = rootForms(word);
    const stem = usual.slice(0, stemLetters);
    const others = this.#stems.get(stem) ?? null;
    if (own !== null) {
      this.#roots.add(own);
      this.#stems.set(stem, (others ?? new Set()).add(otherwise));
    } else if (others === null) this.#stems.set(stem, null);
  }

  #has(stem: string, roots: ReadonlySet<string> | null): boolean {
    if (this.#stems.has(stem) || this.#beginnings.has(stem)) return true;
    for (let length = shortestWord; length < stem.length; length += 1) {
      if (this.#stems.has(stem.slice(0, length))) return true;
    }
    return roots !== null && roots.values().some((root) => this.#roots.has(root));
  }
}

/** Dice's coefficient: the shared elements relative to all; null if both are empty. */
function overlap(one: Stems, other: Stems): number | null {
  const size = one.size + other.size;
  return size === 0 ? null : (one.sharedWith(other) + other.sharedWith(one)) / size;
}

/** Null if either is unknown. */
function sameness(one: string | null, other: string | null): number | null {
  if (one === null || other === null) return null;
  return one === other ? 1 : 0;
}
