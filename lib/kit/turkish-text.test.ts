import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { foldTurkish, spellTurkish, turkishCollator } from './turkish-text.ts';

describe('foldTurkish', () => {
  it.each([
    ['KADIKÖY', 'kadikoy'],
    ['kadıköy', 'kadikoy'],
    ['kadikoy', 'kadikoy'],
    ['İSTANBUL', 'istanbul'],
    ['ISTANBUL', 'istanbul'],
    ['Iğdır', 'igdir'],
    ['ŞANLIURFA', 'sanliurfa'],
    ['Hakkâri', 'hakkari'],
    ['Millî Eğitim', 'milli egitim'],
    ['Mahallî İdareler', 'mahalli idareler'],
    ['Gümüşhane', 'gumushane'],
    ['Kur’an', 'kuran'],
    ["Kadıköy'ün", 'kadikoyun'],
    ['Kadıköy´ün', 'kadikoyun'],
    ['19 Mayıs', '19 mayis'],
    ['kadı\u00adköy', 'kadikoy'],
    ['kadı\u200dköy', 'kadikoy'],
    ['kadı\u200bköy', 'kadikoy'],
    ['tra\ufb01k', 'trafik'],
    ['\uff34\uff32\uff21\uff26\uff29\uff2b', 'trafik'],
    ['K\uff07an', 'kan'],
    ['K\u2032an', 'kan'],
    ['K\u02bban', 'kan'],
    ['K\ua78can', 'kan'],
    ['K\ua78ban', 'kan'],
    ['K\u055aan', 'kan'],
    ['K\u02bean', 'kan'],
    ['\u0149', 'n'],
    ['\u1fef\uff40', ''],
  ])('folds %s to %s', (text, folded) => {
    expect(foldTurkish(text)).toBe(folded);
  });

  it('folds letters typed as a base letter and a combining mark like the single letter', () => {
    expect(foldTurkish('şüğöçİ'.normalize('NFD'))).toBe('sugoci');
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldTurkish(foldTurkish(text))).toBe(foldTurkish(text));
      }),
    );
  });
});

describe('spellTurkish', () => {
  it.each([
    ['SÜ', 'sü'],
    ['su', 'su'],
    ['İTÜ', 'itü'],
    ['ITÜ', 'itü'],
    ['Çığ', 'çiğ'],
    ['Hakkâri', 'hakkari'],
    ['Kur’an', 'kuran'],
    ['Şöğü\u0302', 'şöğü'],
  ])('spells %s as %s', (text, spelling) => {
    expect(spellTurkish(text)).toBe(spelling);
    expect(spellTurkish(text.normalize('NFD'))).toBe(spelling);
  });

  it('folds to the folded text', () => {
    const letters = fc.constantFrom(
      'ü',
      'u\u0308',
      'ö',
      'ş',
      'Ğ',
      'ç',
      '\u0308',
      '\u0302',
      ' ',
      'ŉ',
    );
    const texts = fc.array(fc.oneof(letters, fc.string({ unit: 'binary' })));
    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.join('');
        expect(foldTurkish(spellTurkish(text))).toBe(foldTurkish(text));
      }),
    );
  });
});

describe('turkishCollator', () => {
  it('sorts by the Turkish alphabet', () => {
    const names = [
      'Zonguldak',
      'Şırnak',
      'Çorum',
      'İzmir',
      'Iğdır',
      'Sivas',
      'Ordu',
      'Cizre',
      'Ödemiş',
    ];
    expect(names.toSorted(turkishCollator.compare)).toEqual([
      'Cizre',
      'Çorum',
      'Iğdır',
      'İzmir',
      'Ordu',
      'Ödemiş',
      'Sivas',
      'Şırnak',
      'Zonguldak',
    ]);
  });
});
