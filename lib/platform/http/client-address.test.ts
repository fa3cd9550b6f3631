import { describe, expect, test } from '@jest/globals';
import { parseTrustedProxies } from './client-address.ts';

describe('trusted proxies', () => {
  test.each(['', '0'])('are none by %j', (text) => {
    expect(parseTrustedProxies(text)).toBeNull();
  });

  test('can be given as a number, counted from here', () => {
    const trusted = parseTrustedProxies('2');

    expect([0, 1, 2].map((hop) => trusted?.('203.0.113.9', hop))).toEqual([true, true, false]);
  });

  test.each([
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '::ffff:10.1.2.3', true],
    ['10.1.2.3', '10.1.2.4', false],
    ['10.0.0.0/8, 192.0.2.1', '10.200.0.1', true],
    ['10.0.0.0/8, 192.0.2.1', '192.0.2.1', true],
    ['10.0.0.0/8, 192.0.2.1', '192.0.2.2', false],
    ['2001:db8::/32', '2001:db8:1::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['loopback', '127.0.0.1', true],
    ['loopback', '::1', true],
    ['loopback,uniquelocal', '192.168.7.7', true],
    ['loopback,linklocal', 'fe80::1', true],
    ['loopback', '192.168.7.7', false],
    ['loopback', 'nonsense', false],
  ])('by %j: %s %s', (text, address, expected) => {
    expect(parseTrustedProxies(text)?.(address, 0)).toBe(expected);
  });

  test.each([
    'yes',
    '10',
    '-1',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0/8',
    '::1/129',
    '1.2.3.4/8/9',
    ',',
  ])('cannot be parsed from %j', (text) => {
    expect(parseTrustedProxies(text)).toBeUndefined();
  });
});
