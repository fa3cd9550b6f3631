import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { notificationTimes, parseQuietHours, sendableFrom } from './notification-times.ts';

/** In Türkiye. */
const at = (time: string) => new Date(`2026-11-${time}:00+03:00`);

describe('a text message', () => {
  test.each([
    ['24T20:59', '24T20:59'],
    ['24T21:00', '25T08:00'],
    ['24T23:59', '25T08:00'],
    ['25T00:00', '25T08:00'],
    ['25T07:59', '25T08:00'],
    ['25T08:00', '25T08:00'],
    ['30T22:00', '31T08:00'],
  ])('of %s is sent from %s on', (written, sent) => {
    const expected = sent === '31T08:00' ? new Date('2026-12-01T08:00:00+03:00') : at(sent);
    expect(sendableFrom(at(written), 'SMS', notificationTimes)).toEqual(expected);
  });

  test('may be kept within one day', () => {
    const times = { quietHours: { from: 12 * 60, until: 13 * 60 } };
    const from = (written: string) => sendableFrom(at(written), 'SMS', times);

    expect([from('24T11:59'), from('24T12:00'), from('24T13:00')]).toEqual([
      at('24T11:59'),
      at('24T13:00'),
      at('24T13:00'),
    ]);
  });

  test('is never kept for longer than the quiet hours, nor sent in them', () => {
    const minute = fc.integer({ min: 0, max: 1_439 });
    const instant = fc.date({
      min: new Date('2024-01-01'),
      max: new Date('2032-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, minute, minute, (written, from, until) => {
        fc.pre(from !== until);
        const times = { quietHours: { from, until } };
        const sent = sendableFrom(written, 'SMS', times);
        const longestMs = ((until - from + 1_440) % 1_440) * 60_000;
        expect(sent.getTime() - written.getTime()).toBeGreaterThanOrEqual(0);
        expect(sent.getTime() - written.getTime()).toBeLessThanOrEqual(longestMs);
        expect(sendableFrom(sent, 'SMS', times)).toEqual(sent);
      }),
    );
  });
});

test('an e-mail is sent at any hour, and a text message where there are no quiet hours', () => {
  expect(sendableFrom(at('24T23:00'), 'EMAIL', notificationTimes)).toEqual(at('24T23:00'));
  expect(sendableFrom(at('24T23:00'), 'SMS', { quietHours: null })).toEqual(at('24T23:00'));
});

test.each([
  ['21:00-08:00', { from: 1_260, until: 480 }],
  ['00:00-23:59', { from: 0, until: 1_439 }],
  ['none', null],
  ['08:00-08:00', undefined],
  ['24:00-08:00', undefined],
  ['21-8', undefined],
  ['', undefined],
])('the quiet hours %j are read as %j', (text, hours) => {
  expect(parseQuietHours(text)).toEqual(hours);
});
