import type { OwnField } from './neighbour-index.ts';
import { otherSpellings, otherWordsOf } from './other-names.ts';
import { createTermReader, spelledTermsOf, termsOf, type NameTerm, type Term } from './terms.ts';
import { fieldWeights, type WordField } from './word-index.ts';
import type { ProvinceRecord, UnitRecord } from '../units/index.ts';

/** A word by which a unit is found. */
interface UnitWord extends Term {
  readonly field: WordField;
}

/** What a unit is found by. */
interface WordsOfUnit {
  /** Its words, short and former names among them, each with the strongest field in which it occurs. */
  readonly words: Iterable<UnitWord>;
  /** The words of its name, without an abbreviation in brackets, and those of its place, each in their order. */
  readonly inOrder: Readonly<Record<OwnField, readonly string[]>>;
}

/** Reads the words of units, whose places it knows. */
export class UnitWords {
  readonly #termsOf = createTermReader();
  readonly #places = new Map<string, Place>();

  constructor(provinces: Iterable<ProvinceRecord>) {
    for (const province of provinces) {
      this.#places.set(province._id, placeOf(province.name));
      for (const { code, name } of province.districts) {
        this.#places.set(code, placeOf(name, province.name));
      }
    }
  }

  of({ name, provinceCode, districtCode }: UnitRecord): WordsOfUnit {
    const place = this.#places.get(districtCode ?? provinceCode ?? '') ?? nowhere;
    const bracketed = bracketedIn(name);
    const inName = this.#termsOf(name);
    const words = new Map<string, UnitWord>();
    const add = ({ term, spelling }: Term, field: WordField) => {
      const known = words.get(term);
      if (known !== undefined && fieldWeights[known.field] >= fieldWeights[field]) return;
      words.set(term, { term, spelling, field });
    };
    const fieldOf = ({ term, spelling, inCapitals }: NameTerm): WordField => {
      if (term === bracketed) return 'inAbbreviation';
      if (spelling === term) return 'inName';
      const isAbbreviation = inCapitals && /\p{Ll}/u.test(name);
      return isAbbreviation || otherSpellings.has(spelling) ? 'asName' : 'inName';
    };
    for (const word of inName) add(word, fieldOf(word));
    for (const word of place.words) add(word, 'inPlace');
    const terms = inName.map(({ term }) => term);
    const spelled = bracketed === undefined ? terms : terms.filter((term) => term !== bracketed);
    for (const other of otherWordsOf(spelled, place.terms)) add(other, other.field);
    return { words: words.values(), inOrder: { inName: spelled, inPlace: place.ownTerms } };
  }
}

/** The words of a province, or of a province and its district. */
interface Place {
  readonly words: readonly Term[];
  readonly terms: readonly string[];
  /** Of the district, or of the province. */
  readonly ownTerms: readonly string[];
}

function placeOf(name: string, ofProvince = ''): Place {
  const whole = `${ofProvince} ${name}`;
  return { words: spelledTermsOf(whole), terms: termsOf(whole), ownTerms: termsOf(name) };
}

const nowhere = placeOf('');

/** The folded "YÖK" of "Yükseköğretim Kurulu Başkanlığı (YÖK)". */
function bracketedIn(name: string): string | undefined {
  const [, abbreviation] = /\((\p{Lu}+)\)$/u.exec(name) ?? [];
  return abbreviation === undefined ? undefined : termsOf(abbreviation)[0];
}
