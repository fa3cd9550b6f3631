import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { plainName, plainText } from './plain-text.ts';

const limits = { min: 5, max: 10 };
const read = (value: string) => plainText(value, 'text', limits);
const refusal = (reason: string) =>
  expect.objectContaining({
    code: 'BAD_USER_INPUT',
    details: { field: 'text', reason, ...(reason === 'RANGE' && limits) },
  });

describe('plain text', () => {
  it.each([
    ['without white space at its ends', ' \n\tbeş harf\u00a0', 'beş harf'],
    ['in its composed form', 's\u0327ikayet', 'şikayet'],
    ['with tabs and line breaks', 'ab\tc\r\nde', 'ab\tc\r\nde'],
    ['with the line and page breaks of Word as line feeds', 'ab\u000bc\u000cde', 'ab\nc\nde'],
    ['with the next line of mainframes as a line feed', 'ab\u0085cde', 'ab\ncde'],
    ['with Unicode’s separators as line feeds', 'ab\u2028c\u2029de', 'ab\nc\nde'],
    ['without a line break of Word at its end', 'beş harf\u000b', 'beş harf'],
    ['with white space between its words', 'd ö r t', 'd ö r t'],
    ['with joiners between visible characters', '👩\u200d👩\u200d👧 ve', '👩\u200d👩\u200d👧 ve'],
    ['with variation selectors', '☎\ufe0f beş ✉\ufe0f', '☎\ufe0f beş ✉\ufe0f'],
    ['with direction marks', '\u200fمرحبا\u200e', '\u200fمرحبا\u200e'],
    ['without zero width spaces', 'be\u200bş ha\u200brf', 'beş harf'],
    ['without direction overrides', '\u202ebeş\u202c harf\u202d', 'beş harf'],
    ['without embeddings and isolates', '\u202ab\u202beş \u2066h\u2067a\u2068rf\u2069', 'beş harf'],
    ['without white space inside removed characters', '\u2066 beş harf \u2069', 'beş harf'],
    ['with letters composed that removed characters separated', 's\u200b\u0327ikayet', 'şikayet'],
    ['with the joiner of Persian', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['with markup as it stands', '<b>&amp;', '<b>&amp;'],
    ['with emoji, of one character each', '😀😀😀😀😀😀😀😀😀😀', '😀😀😀😀😀😀😀😀😀😀'],
    [
      'with marks, composed with their letter where a composed form exists',
      'e\u0301'.repeat(10),
      'é'.repeat(10),
    ],
    ['with as many marks as a letter can have', `x${'\u0335'.repeat(9)}`, `x${'\u0335'.repeat(9)}`],
  ])('is kept %s', (_what, value, kept) => {
    expect(read(value)).toBe(kept);
  });

  it.each([
    ['too short', 'dört', 'RANGE'],
    ['of nothing but white space', ' '.repeat(20), 'RANGE'],
    ...Object.entries({
      'zero width spaces': '\u200b',
      'word joiners': '\u2060',
      'soft hyphens': '\u00ad',
      'marks of direction': '\u202e',
      'variation selectors': '\ufe0f',
      'variation selectors of the supplement': '\u{e0100}',
      'tag characters': '\u{e0061}',
      'Hangul fillers': '\u3164',
      'combining grapheme joiners': '\u034f',
      'blank braille patterns': '\u2800',
    }).flatMap(([name, character]) => [
      [`of nothing but ${name}`, character.repeat(8), 'RANGE'] as const,
      [`too short but for ${name}`, `dö${character.repeat(4)}rt`, 'RANGE'] as const,
    ]),
    ['too long', 'on bir harf', 'RANGE'],
    ['too long with invisible characters', `onbirharf${'\u2060'.repeat(2)}`, 'RANGE'],
    ['too long in emoji', '😀'.repeat(11), 'RANGE'],
    ['too long in marks that do not compose', `x${'\u0335'.repeat(10)}`, 'RANGE'],
    ['with NUL', 'a\u0000bcdef', 'FORMAT'],
    ['with another control character', 'a\u0086bcdef', 'FORMAT'],
    ['with a lone high surrogate', 'abc\ud83ddef', 'FORMAT'],
    ['with a lone low surrogate', 'abc\ude00def', 'FORMAT'],
    ['with a letter under excessively many marks', `abc${'\u0301'.repeat(31)}`, 'FORMAT'],
    ['with a separated surrogate pair', 'abc\ud83d\u200b\ud83d', 'FORMAT'],
  ])('is refused %s', (_what, value, reason) => {
    expect(() => read(value)).toThrow(refusal(reason));
  });

  it('says that characters must be visible when only invisible ones reach the minimum', () => {
    expect(() => read('\u2060'.repeat(5))).toThrow('text must have at least 5 visible characters.');
    expect(() => read('dört')).toThrow('text must have 5 to 10 characters.');
  });

  it('is refused with a letter under excessively many separated marks', () => {
    const heap = `beş harf${'\u0301\u200b'.repeat(31)}`;
    expect(() => plainText(heap, 'text', { min: 5, max: 100 })).toThrow(refusal('FORMAT'));
  });

  it('is refused cheaply, however costly it is to normalise', () => {
    const limits = { min: 20, max: 10_000 };
    for (const value of [
      `x${'\u2060'.repeat(9_998)}x`,
      '\u0301'.repeat(20_000) + '\u0323'.repeat(20_000),
      'a'.repeat(1_000_000),
    ]) {
      expect(() => plainText(value, 'text', limits)).toThrow(/^text /);
    }
  });

  it('does not change when it is processed again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 5, maxLength: 9 }), (value) => {
        let kept: string;
        try {
          kept = read(value);
        } catch {
          return;
        }
        expect(read(kept)).toBe(kept);
      }),
    );
  });
});

describe('a plain name', () => {
  const name = (value: string) => plainName(value, 'name', { min: 1, max: 20 });

  it('cannot reverse its direction', () => {
    expect(name('fatura\u202efdp.exe')).toBe('faturafdp.exe');
    expect(name('\u2067Daire\u2069')).toBe('Daire');
  });

  it.each(['a\nb', 'a\r\nb', 'a\tb', 'a\u000bb', 'a\u000cb', 'a\u0085b', 'a\u2028b', 'a\u2029b'])(
    'is on one line: %j',
    (value) => {
      expect(() => name(value)).toThrow('name must be on one line, without tabs.');
    },
  );

  it.each([' a\n', '\ta\u000b', 'a\r\n', 'a\u0085', '\u2028a'])(
    'is kept without breaks at its ends: %j',
    (value) => {
      expect(name(value)).toBe('a');
    },
  );
});
