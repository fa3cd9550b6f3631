import { describe, expect, it } from '@jest/globals';
import { idKinds, idOf, idToLookUp, isIdOf, kindOf, newId } from './public-id.ts';

const bytes = (hex: string) => Buffer.from(hex, 'hex');

describe('a public id', () => {
  it.each([
    ['application', '00000000000000000000000000000000', 'app_AAAAAAAAAAAAAAAAAAAAAA'],
    ['attachment', 'ffffffffffffffffffffffffffffffff', 'att______________________w'],
    ['citizen', '000102030405060708090a0b0c0d0e0f', 'cit_AAECAwQFBgcICQoLDA0ODw'],
    ['referral', 'fbeffbeffbeffbeffbeffbeffbeffbef', 'ref_--_77_vv--_77_vv--_77w'],
    ['draft', '80000000000000000000000000000001', 'drf_gAAAAAAAAAAAAAAAAAAAAQ'],
    ['appeal', '00000000000000000000000000000002', 'apl_AAAAAAAAAAAAAAAAAAAAAg'],
    ['message', '0123456789abcdeffedcba9876543210', 'msg_ASNFZ4mrze_-3LqYdlQyEA'],
    ['unitChange', '00000000000000000000000000000003', 'uch_AAAAAAAAAAAAAAAAAAAAAw'],
    ['reply', '00000000000000000000000000000004', 'rpl_AAAAAAAAAAAAAAAAAAAABA'],
    ['supplement', '00000000000000000000000000000005', 'sup_AAAAAAAAAAAAAAAAAAAABQ'],
    ['timelineEntry', '00000000000000000000000000000006', 'tle_AAAAAAAAAAAAAAAAAAAABg'],
  ] as const)('of the kind %s is its prefix and 128 bits in base64url', (kind, bits, id) => {
    expect(idOf(kind, bytes(bits))).toBe(id);
    expect(isIdOf(kind, id)).toBe(true);
  });

  it('is of exactly one kind', () => {
    for (const kind of idKinds) {
      const id = newId(kind);
      expect(idKinds.filter((other) => isIdOf(other, id))).toEqual([kind]);
      expect(kindOf(id)).toBe(kind);
    }
  });

  it('has 128 bits', () => {
    for (const length of [0, 12, 15, 17]) {
      expect(() => idOf('citizen', new Uint8Array(length))).toThrow(RangeError);
    }
  });

  it('has nothing in common with the previous one', () => {
    const ids = Array.from({ length: 1_000 }, () => newId('referral'));
    expect(new Set(ids).size).toBe(ids.length);
    // Each character of six bits takes more than half of its 64 values.
    for (let place = 4; place < 25; place += 1) {
      expect(new Set(ids.map((id) => id[place])).size).toBeGreaterThan(32);
    }
  });

  it.each([
    ['nothing', ''],
    ['an ObjectId', '6748a1b2c3d4e5f607182930'],
    ['another prefix', 'cit_AAECAwQFBgcICQoLDA0ODw'],
    ['no prefix', 'AAECAwQFBgcICQoLDA0ODw'],
    ['a prefix in capitals', 'APP_AAECAwQFBgcICQoLDA0ODw'],
    ['too short', 'app_AAECAwQFBgcICQoLDA0OD'],
    ['too long', 'app_AAECAwQFBgcICQoLDA0ODwA'],
    ['with padding', 'app_AAECAwQFBgcICQoLDA0ODw=='],
    ['another spelling of the same bits', 'app_AAECAwQFBgcICQoLDA0ODx'],
    ['base64 of the other alphabet', 'app_AAECAwQFBgcICQ+LDA0ODw'],
    ['a line break', 'app_AAECAwQFBgcICQoLDA0ODw\n'],
    ['a lone surrogate', 'app_AAECAwQFBgcICQoLDA0OD\uD800'],
    ['very long', 'app_'.repeat(100_000)],
  ])('is looked up as an id that is never issued when it is malformed: %s', (_, given) => {
    expect(isIdOf('application', given)).toBe(false);
    expect(kindOf(given)).not.toBe('application');
    expect(idToLookUp('application', given)).toBe('app_AAAAAAAAAAAAAAAAAAAAAA');
  });

  it('is looked up unchanged when it is well-formed', () => {
    const id = newId('application');
    expect(idToLookUp('application', id)).toBe(id);
  });
});
