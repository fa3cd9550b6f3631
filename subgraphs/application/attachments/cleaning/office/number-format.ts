import { charactersOf } from '../xml/characters.ts';

/** A cell shows its value, a text in place of it, or nothing. */
export type Shown = 'VALUE' | 'OTHER_TEXT' | 'NOTHING';

interface Section {
  shows: Shown;
  /** Whether it shows texts. */
  hasText: boolean;
  condition: { sign: string; limit: number } | null;
}

const conditionForm = /\[\s*(<=|>=|<>|<|>|=)\s*(-?[\d.]+(?:E[+-]?\d+)?)\s*\]/i;
/** Texts in quotation marks, escaped characters, the widths of characters, and everything in brackets. */
const quoted = /"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?/gs;
/** Elapsed time is in brackets. */
const elapsed = /\[(?:h+|m+|s+)\]/gi;
const ofValue = /[0#?@ymdhsbeg]|general|AM\/PM/i;

/**
 * The format of a cell's number (ECMA-376, 18.8.31): up to four sections, for positive and negative numbers, zero and
 * texts, or for conditions.
 */
export class NumberFormat {
  readonly #sections: readonly Section[];

  /** @param code as written in XML. */
  constructor(code: string) {
    this.#sections = sectionsOf(charactersOf(code)).map(sectionOf);
  }

  /** Whether it shows nothing of some values. */
  get mayHide(): boolean {
    return this.#sections.some(({ shows }) => shows === 'NOTHING');
  }

  /** Whether it shows all numbers and texts. */
  get showsAll(): boolean {
    return this.#sections.every(({ shows }) => shows === 'VALUE');
  }

  /** Without a section of their own, texts are shown. */
  showsOfText(): Shown {
    const own = this.#sections[3];
    return !own || own.hasText ? 'VALUE' : own.shows;
  }

  showsOfNumber(value: number): Shown {
    const numbers = this.#sections.slice(0, 3);
    const [first, second] = numbers;
    if (numbers.some(({ condition }) => condition)) {
      const applies = numbers.find((one) => !one.condition || holds(one.condition, value));
      return (applies ?? numbers.at(-1))?.shows ?? 'VALUE';
    }
    if (numbers.length === 1 || value > 0) return first?.shows ?? 'VALUE';
    if (value < 0) return second?.shows ?? 'VALUE';
    return (numbers.length === 3 ? numbers[2] : first)?.shows ?? 'VALUE';
  }
}

/** Sections end at semicolons outside of texts. */
function sectionsOf(code: string): string[] {
  const sections = [''];
  for (const [token] of code.matchAll(/"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?|./gs)) {
    if (token === ';') sections.push('');
    else sections.push(`${sections.pop() ?? ''}${token}`);
  }
  return sections.slice(0, 4);
}

function sectionOf(section: string): Section {
  const [, sign, limit] = conditionForm.exec(section) ?? [];
  const codes = section.replaceAll(elapsed, 'h').replaceAll(quoted, '');
  const texts = section.replaceAll(/_.|\*\s|\[[^\]]*\]?/gs, '').replaceAll(/["\\\s]/g, '');
  return {
    shows: ofValue.test(codes) ? 'VALUE' : texts === '' ? 'NOTHING' : 'OTHER_TEXT',
    hasText: /@|general/i.test(codes),
    condition: sign === undefined ? null : { sign, limit: Number(limit) },
  };
}

function holds({ sign, limit }: { sign: string; limit: number }, value: number): boolean {
  switch (sign) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '<>':
      return value !== limit;
    default:
      return value === limit;
  }
}
