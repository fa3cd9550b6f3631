import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createTermReader, joinedTerms, searchTerms, spelledTermsOf, termsOf } from './terms.ts';

describe('termsOf', () => {
  it.each([
    [
      'Çevre, Şehircilik ve İklim Değişikliği İl Müdürlüğü',
      'cevre sehircilik iklim degisikligi il mudurlugu',
    ],
    ['Fen-Edebiyat Fakültesi', 'fen edebiyat fakultesi'],
    ['Yükseköğretim Kurulu Başkanlığı (YÖK)', 'yuksekogretim kurulu baskanligi yok'],
    ['19 Mayıs', '19 mayis'],
    ['Merkez Merkez', 'merkez'],
    ['…', ''],
  ])('takes the words of "%s"', (name, terms) => {
    expect(termsOf(name).join(' ')).toBe(terms);
  });
});

describe('createTermReader', () => {
  it('reads every name as termsOf does', () => {
    const read = createTermReader();
    const words = fc.constantFrom(
      'İl',
      'Müdürlüğü',
      've',
      'Fen-Edebiyat',
      '(YÖK)',
      "Ağrı'nın",
      '…',
    );
    const names = fc.array(fc.oneof(words, fc.string({ unit: 'grapheme' })));
    fc.assert(
      fc.property(names, (parts) => {
        const name = parts.join(' ');
        expect(read(name).map(({ term }) => term)).toEqual(termsOf(name));
      }),
    );
  });

  it('remembers a bounded number of words, however many it reads', () => {
    const known = new Map();
    const read = createTermReader(known, 100);
    const sizes = Array.from({ length: 1000 }, (_, index) => {
      expect(read(`Birim ${index}`).map(({ term }) => term)).toEqual(['birim', `${index}`]);
      return known.size;
    });
    expect(Math.max(...sizes)).toBe(100);
  });
});

describe('spelledTermsOf', () => {
  it('reads how words are written', () => {
    expect(spelledTermsOf('Selçuk Üniversitesi (SÜ) SU’ya')).toEqual([
      { term: 'selcuk', spelling: 'selçuk', inCapitals: false },
      { term: 'universitesi', spelling: 'üniversitesi', inCapitals: false },
      { term: 'su', spelling: 'sü', inCapitals: true },
      { term: 'suya', spelling: 'suya', inCapitals: false },
    ]);
  });
});

describe('joinedTerms', () => {
  it('joins two and three neighbours', () => {
    const joined = joinedTerms(spelledTermsOf('Gazi Mağusa Kapısı'));
    expect(joined.map(({ from, to, spelling }) => [from, to, spelling])).toEqual([
      [0, 2, 'gazimağusa'],
      [0, 3, 'gazimağusakapisi'],
      [1, 3, 'mağusakapisi'],
    ]);
    expect(joinedTerms(spelledTermsOf('Gazi'))).toEqual([]);
  });
});

describe('searchTerms', () => {
  const foldedTerms = (...search: Parameters<typeof searchTerms>) =>
    searchTerms(...search).terms.map(({ term }) => term);

  it.each([
    ['Kadıköy’de nüfus', 'kadikoy nufus'],
    ["İSTANBUL'DAKİ müftülük", 'istanbul muftuluk'],
    ['  tapu   ve\tkadastro ', 'tapu kadastro'],
    ["Kur'an eğitimi", 'kuran egitimi'],
    ['Kur’an’ın eğitimi', 'kuran egitimi'],
    ['kadı\u00adköy', 'kadikoy'],
    ['Kur\uff07an', 'kuran'],
    ['Kur\u2032an', 'kuran'],
    ['Kur\u02bban\u02bbın', 'kuran'],
    ['Kur\ua78can', 'kuran'],
    ['Kur\u055aan', 'kuran'],
    ['Kadıköy\u02bbde', 'kadikoy'],
    ['Kadıköy\u055ade', 'kadikoy'],
    ["Kur'a", 'kura'],
    ["Kur'a eğitimi", 'kur egitimi'],
    ["Kur'", 'kur'],
  ])('reads "%s"', (text, terms) => {
    const known = {
      has: (term: string) => term === 'kuran',
      hasBeginning: (beginning: string) => 'kuran'.startsWith(beginning),
    };
    expect(foldedTerms(text, known).join(' ')).toBe(terms);
  });

  it('reads only the beginning of a long text', () => {
    const words = Array.from({ length: 100 }, (_, index) => `k${index}`).join(' ');
    const nothing = { has: () => false, hasBeginning: () => false };
    expect(foldedTerms(words, nothing)).toHaveLength(10);
    expect(foldedTerms('x'.repeat(5000), nothing)).toEqual(['x'.repeat(40)]);
  });
});
