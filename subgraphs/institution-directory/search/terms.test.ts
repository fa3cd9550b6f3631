import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createTermReader, searchTerms, termsOf } from './terms.ts';

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
        expect(read(name)).toEqual(termsOf(name));
      }),
    );
  });
});

describe('searchTerms', () => {
  it.each([
    ['Kadıköy’de nüfus', 'kadikoy nufus'],
    ["İSTANBUL'DAKİ müftülük", 'istanbul muftuluk'],
    ['  tapu   ve\tkadastro ', 'tapu kadastro'],
    ["Kur'an eğitimi", 'kuran egitimi'],
    ['Kur’an’ın eğitimi', 'kuran egitimi'],
    ['kadı\u00adköy', 'kadikoy'],
    ['Kur\uff07an', 'kuran'],
    ['Kur\u2032an', 'kuran'],
    ["Kur'a", 'kura'],
    ["Kur'a eğitimi", 'kur egitimi'],
    ["Kur'", 'kur'],
  ])('reads "%s"', (text, terms) => {
    const known = {
      has: (term: string) => term === 'kuran',
      hasBeginning: (beginning: string) => 'kuran'.startsWith(beginning),
    };
    expect(searchTerms(text, known).terms.join(' ')).toBe(terms);
  });

  it('reads only the beginning of a long text', () => {
    const words = Array.from({ length: 100 }, (_, index) => `k${index}`).join(' ');
    const nothing = { has: () => false, hasBeginning: () => false };
    expect(searchTerms(words, nothing).terms).toHaveLength(10);
    expect(searchTerms('x'.repeat(5000), nothing).terms).toEqual(['x'.repeat(40)]);
  });
});
