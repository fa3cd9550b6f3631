import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { searchedWords, subjectTermsOf } from './subject-terms.ts';

const found = (search: string, subject: string) => {
  const { terms, matches } = searchedWords(search, 'subject');
  const kept = new Set(subjectTermsOf(subject));
  return { candidate: terms.every((term) => kept.has(term)), matches: matches(subject) };
};

describe('searchedWords', () => {
  it.each([
    ['lamba', 'Sokak lambaları yanmıyor'],
    ['LAMBALARI sokak', 'Sokak lambaları yanmıyor'],
    ['yol', 'Köy yolumuz bozuk'],
    ['su', 'Suyumuz kesik'],
    ['kadikoy', 'KADIKÖY’de çöp'],
    ["Kadıköy'de", 'Kadıköyde çöp'],
    ['ÇÖP', 'kadıköyde çöp'],
    ['2026', 'Karar 2026/17'],
    ['trafik', 'tra\ufb01k ışıkları'],
  ])('"%s" finds "%s"', (search, subject) => {
    expect(found(search, subject)).toEqual({ candidate: true, matches: true });
  });

  it.each([
    ['lambader', 'Sokak lambaları yanmıyor'],
    ['bakkal', 'Sokak lambaları yanmıyor'],
    ['ambalari', 'Sokak lambaları yanmıyor'],
    ['lamba direk', 'Sokak lambaları yanmıyor'],
  ])('"%s" does not find "%s"', (search, subject) => {
    expect(found(search, subject).matches).toBe(false);
  });

  it('has no match that is not a candidate', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
    const words = fc.array(word, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(words, fc.nat(), fc.nat({ max: 8 }), (subject, index, letters) => {
        const search = subject[index % subject.length]?.slice(0, letters) ?? '';
        const text = subject.join(' ');
        let result;
        try {
          result = found(search, text);
        } catch {
          return; // without words
        }
        expect(result.candidate || !result.matches).toBe(true);
      }),
    );
  });

  it.each([
    ['nothing', '', { min: 1, max: 8 }],
    ['single letters', 'a b c', { min: 1, max: 8 }],
    ['punctuation', '?!', { min: 1, max: 8 }],
    ['nine words', 'bir iki uc dort bes alti yedi sekiz dokuz', { min: 1, max: 8 }],
    ['a long text', 'ab'.repeat(101), { min: 2, max: 200 }],
  ])('refuses %s', (_what, search, range) => {
    expect(() => searchedWords(search, 'filter.subject')).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        details: { field: 'filter.subject', reason: 'RANGE', ...range },
      }),
    );
  });
});

describe('subjectTermsOf', () => {
  it('gives the beginnings of each word, once', () => {
    expect(subjectTermsOf('Yol ve yolluk: 5 a')).toEqual(['yo', 'yol', 've', 'yollu']);
  });

  it('gives a term for a subject without words, so that it counts as done', () => {
    expect(subjectTermsOf('?????')).toEqual(['']);
  });
});
