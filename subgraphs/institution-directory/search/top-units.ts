import { unitKinds, type UnitRecord } from '../units/index.ts';

interface Found {
  unit: UnitRecord;
  score: number;
  matchedTerms: number;
}

const kindRanks = new Map(unitKinds.map((kind, rank) => [kind, rank]));

/** Keeps the best of many units found; all but a few are examined only once. */
export class TopUnits {
  readonly #best: Found[] = [];
  readonly #size: number;
  readonly #filter: ((unit: UnitRecord) => boolean) | undefined;

  constructor(size: number, filter: ((unit: UnitRecord) => boolean) | undefined) {
    this.#size = size;
    this.#filter = filter;
  }

  offer(unit: UnitRecord, score: number, matchedTerms: number): void {
    const worst = this.#best.length === this.#size ? this.#best.at(-1) : undefined;
    // A search for one letter offers most units of the country: discard those without a chance first.
    if (worst !== undefined && isHopeless(score, matchedTerms, worst)) return;
    const found = { unit, score, matchedTerms };
    if (worst !== undefined && compare(found, worst) > 0) return;
    if (this.#filter?.(unit) === false) return;
    this.#insert(found);
    if (this.#best.length > this.#size) this.#best.pop();
  }

  /** How many terms another unit must match to be among the best. */
  get leastTerms(): number {
    return this.#best.length === this.#size ? (this.#best.at(-1)?.matchedTerms ?? 0) : 0;
  }

  /** How many terms the best unit matches. */
  get matchedTerms(): number {
    return this.#best[0]?.matchedTerms ?? 0;
  }

  /** The units that match as many terms as the best one, best first. */
  units(): UnitRecord[] {
    return this.#best
      .filter(({ matchedTerms }) => matchedTerms === this.matchedTerms)
      .map(({ unit }) => unit);
  }

  #insert(found: Found): void {
    let low = 0;
    let high = this.#best.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#best[middle];
      if (other !== undefined && compare(other, found) <= 0) low = middle + 1;
      else high = middle;
    }
    this.#best.splice(low, 0, found);
  }
}

function isHopeless(score: number, matchedTerms: number, worst: Found): boolean {
  if (matchedTerms !== worst.matchedTerms) return matchedTerms < worst.matchedTerms;
  return score < worst.score && worst.unit.status === 'ACTIVE';
}

/** Negative if `a` comes first. Ties are in the order of places, whose codes are alphabetical. */
function compare(a: Found, b: Found): number {
  return (
    b.matchedTerms - a.matchedTerms ||
    Number(a.unit.status === 'CLOSED') - Number(b.unit.status === 'CLOSED') ||
    b.score - a.score ||
    rankOf(a) - rankOf(b) ||
    compareTexts(a.unit.provinceCode, b.unit.provinceCode) ||
    compareTexts(a.unit.districtCode, b.unit.districtCode) ||
    compareTexts(a.unit._id, b.unit._id)
  );
}

function rankOf({ unit }: Found): number {
  return kindRanks.get(unit.kind) ?? 0;
}

/** The missing text first: the whole country before a province, the province before a district. */
function compareTexts(a: string | null, b: string | null): number {
  if (a === b) return 0;
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
