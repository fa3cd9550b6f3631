import { describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { isIdOf } from '../kit/public-id.ts';
import { createEarlierIds } from './earlier-ids.ts';

const secretOf = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const first = { secrets: { current: 1, versions: { 1: secretOf(1) } } };
const id = new Types.ObjectId('6748a1b2c3d4e5f607182930');

describe('the public id of a document stored before public ids existed', () => {
  it('is derived from the key, the kind and the ObjectId', () => {
    const earlier = createEarlierIds(first);
    expect(earlier('citizen', id)).toBe('cit_O-xBeQzkjpDO2KX27ttAjA');
    expect(earlier('application', id)).toBe('app_0ByIti5rh2JXSL9fnEiVEw');
    expect(isIdOf('citizen', earlier('citizen', id))).toBe(true);
  });

  it('differs under another key and for another ObjectId', () => {
    const other = { secrets: { current: 1, versions: { 1: secretOf(2) } } };
    const next = new Types.ObjectId('6748a1b2c3d4e5f607182931');
    const ids = [
      createEarlierIds(first)('citizen', id),
      createEarlierIds(first)('citizen', next),
      createEarlierIds(other)('citizen', id),
    ];
    expect(new Set(ids).size).toBe(3);
  });

  it('stays the same while a secret is rotated, until the earliest version is removed', () => {
    const added = { 1: secretOf(1), 2: secretOf(2) };
    const same = createEarlierIds(first)('citizen', id);
    for (const current of [1, 2]) {
      const rotating = { secrets: { current, versions: added } };
      expect(createEarlierIds(rotating)('citizen', id)).toBe(same);
    }
    const removed = { secrets: { current: 2, versions: { 2: secretOf(2) } } };
    expect(createEarlierIds(removed)('citizen', id)).not.toBe(same);
  });
});
