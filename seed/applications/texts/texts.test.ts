import { describe, expect, it } from '@jest/globals';
import { topics } from '../../directory/topics.ts';
import { allCategories } from './all-categories.ts';
import { fill, prepare } from './template.ts';
import { drawSlotValues } from './slot-values.ts';
import { randomSource } from '../../random.ts';

describe('the texts', () => {
  it('know every topic of the directory, and no other', () => {
    const ofDirectory = topics.map(({ category, _id }) => `${category}: ${_id}`);
    const ofTexts = Object.entries(allCategories).flatMap(([category, texts]) =>
      Object.keys(texts.topics).map((id) => `${category}: ${id}`),
    );
    expect(ofTexts.toSorted()).toEqual(ofDirectory.toSorted());
  });
});

describe('a template', () => {
  const values = drawSlotValues(
    randomSource(1, 'text')(0),
    { province: 'Manisa', district: 'Akhisar' },
    'Gürültü',
    Date.parse('2025-03-12T09:00:00+03:00'),
  );

  it('is filled with values that agree with each other', () => {
    expect(fill(prepare('{yer}: {mahalle}'), values)).toBe(
      `Manisa ili Akhisar ilçesi ${values.mahalle}: ${values.mahalle}`,
    );
    expect(fill(prepare('{konu} ({yıl}), {başvuruTarihi}'), values)).toBe(
      'Gürültü (2025), 12 Mart 2025',
    );
    expect(fill(prepare('kelimesi kelimesine'), values)).toBe('kelimesi kelimesine');
  });

  it('with a slot that does not exist is refused', () => {
    expect(() => prepare('{mahale}')).toThrow('{mahale} is not a slot');
  });
});
