import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Comparable, likenessTo } from './similarity.ts';

const lamp: Comparable = {
  subject: 'Sokak lambası',
  text: 'Sokak lambaları üç haftadır yanmıyor.',
  topicId: 'aydinlatma',
  provinceCode: '34',
};

const likeness = (one: Comparable, other: Comparable) => likenessTo(one)(other);

test('is 1 for the same, also in another case and without accents', () => {
  const shouted = {
    ...lamp,
    subject: 'SOKAK LAMBASI',
    text: 'sokak lambalari uc haftadir yanmiyor',
  };

  expect(likeness(lamp, lamp)).toBe(1);
  expect(likeness(lamp, shouted)).toBe(1);
});

test('ignores the endings of words', () => {
  expect(
    likeness(
      { ...lamp, text: 'lambaların yanmadığı sokakta' },
      { ...lamp, text: 'lambalar yanmadan sokaklarda' },
    ),
  ).toBe(1);
});

test('is 0 without common words', () => {
  const waste = {
    subject: 'Çöp',
    text: 'Konteyner boşaltılmadı.',
    topicId: 'cop',
    provinceCode: '54',
  };

  expect(likeness(lamp, waste)).toBe(0);
});

test('is lower with another topic, and lower still with another place too', () => {
  const otherTopic = likeness(lamp, { ...lamp, topicId: 'yol' });
  const otherPlace = likeness(lamp, { ...lamp, provinceCode: '54' });
  const neither = likeness(lamp, { ...lamp, topicId: 'yol', provinceCode: '54' });

  expect(otherTopic).toBe(6 / 8);
  expect(otherPlace).toBe(7 / 8);
  expect(neither).toBe(5 / 8);
});

test('omits unknown traits', () => {
  expect(likeness({ ...lamp, topicId: null, provinceCode: null }, lamp)).toBe(1);
});

test('is symmetric, and from 0 to 1', () => {
  const comparable = fc.record({
    subject: fc.string({ unit: 'grapheme' }),
    text: fc.lorem(),
    topicId: fc.constantFrom(null, 'a', 'b'),
    provinceCode: fc.constantFrom(null, '34', '54'),
  });

  fc.assert(
    fc.property(comparable, comparable, (one, other) => {
      const value = likeness(one, other);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
      expect(value).toBe(likeness(other, one));
    }),
  );
});
