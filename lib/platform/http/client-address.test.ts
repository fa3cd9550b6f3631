import { describe, expect, test } from '@jest/globals';
import { clientOfAddress } from '../../kit/client-of-address.ts';
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

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['::FFFF:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8::', '2001:db8:0:0::/64'],
  ['2001:db8:1:2::', '2001:db8:1:2::/64'],
  ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('the client at %s is counted as %s', (address, client) => {
  expect(clientOfAddress(address)).toBe(client);
});
