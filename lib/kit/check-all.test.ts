import { describe, expect, it } from '@jest/globals';
import { allChecked, checkAll } from './check-all.ts';
import { badInput, clientError } from './errors.ts';
import { say } from './say.ts';

const wrong = (field: string) => badInput(field, 'RANGE', say`${field} is wrong.`, { max: 5 });
const refuse = (error: Error) => () => {
  throw error;
};

describe('checks of several fields', () => {
  it('return what each returns', () => {
    expect(checkAll({ a: () => 1, b: () => 'b' })).toEqual({ a: 1, b: 'b' });
  });

  it('are all made, and refused with one error for all that is wrong', () => {
    const check = () => checkAll({ a: refuse(wrong('a')), b: () => 'b', c: refuse(wrong('c')) });

    expect(check).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        message: 'a is wrong. c is wrong.',
        details: { field: 'a', reason: 'RANGE', max: 5 },
        problems: [
          expect.objectContaining({ details: { field: 'a', reason: 'RANGE', max: 5 } }),
          expect.objectContaining({ details: { field: 'c', reason: 'RANGE', max: 5 } }),
        ],
      }),
    );
  });

  it('are refused with the one error if one is wrong', () => {
    const error = wrong('b');

    expect(() => checkAll({ a: () => 1, b: refuse(error) })).toThrow(error);
  });

  it('within checks are refused with those around them', () => {
    const inner = () => checkAll({ b: refuse(wrong('b')), c: refuse(wrong('c')) });

    expect(() => checkAll({ a: refuse(wrong('a')), inner })).toThrow(
      expect.objectContaining({ message: 'a is wrong. b is wrong. c is wrong.' }),
    );
  });

  it('throw any other error as it is', () => {
    const away = clientError('UNAVAILABLE', say`Away.`);

    expect(() => checkAll({ a: refuse(wrong('a')), b: refuse(away) })).toThrow(away);
  });
});

describe('checks under way', () => {
  it('resolve to what each resolves to', async () => {
    expect(await allChecked([Promise.resolve(1), Promise.resolve('b')])).toEqual([1, 'b']);
  });

  it('are all awaited, and refused with one error for all that is wrong', async () => {
    let isDone = false;
    const slow = new Promise((resolve) => setImmediate(resolve)).then(() => (isDone = true));

    await expect(
      allChecked([Promise.reject(wrong('a')), slow, Promise.reject(wrong('c'))]),
    ).rejects.toMatchObject({ message: 'a is wrong. c is wrong.' });
    expect(isDone).toBe(true);
  });

  it('reject with any other error in preference', async () => {
    const away = clientError('UNAVAILABLE', say`Away.`);

    await expect(allChecked([Promise.reject(wrong('a')), Promise.reject(away)])).rejects.toBe(away);
  });
});
