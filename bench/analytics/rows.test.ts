import { describe, expect, it } from '@jest/globals';
import { differencesOf, type Group, notMultiplied } from './rows.ts';

const group = (of: string | null, ...figures: (number | null)[]): Group => ({ of: [of], figures });

describe('two answers', () => {
  it('are the same in any order, and if they differ by rounding alone', () => {
    const ours = [group('06', 3, 0.1 + 0.2), group(null, 1, null)];
    expect(differencesOf(ours, [group(null, 1, null), group('06', 3, 0.3)])).toEqual([]);
  });

  it('differ by a figure, by a group that one of them lacks, and by one that occurs twice', () => {
    expect(differencesOf([group('06', 3)], [group('06', 4)])).toEqual([
      '["06"]: [3] here, [4] in MongoDB',
    ]);
    expect(differencesOf([group('06', 3)], [])).toEqual(['only the graph has ["06"]: [3]']);
    expect(differencesOf([], [group('06', 3)])).toEqual(['only MongoDB has ["06"]: [3]']);
    expect(differencesOf([group('06', 3), group('06', 3)], [group('06', 3)])).not.toEqual([]);
    expect(differencesOf([group('06', null)], [group('06', 0)])).toHaveLength(1);
  });
});

describe('an answer on a multiple of the facts', () => {
  it('has each group, with the multiple of its count, and may have more', () => {
    const more = [group('06', 30, 0.5), group('34', 20, 0.1)];
    expect(notMultiplied([group('06', 3, 0.7)], more, 10)).toEqual([]);
    expect(notMultiplied([group('06', 4, 0.7)], more, 10)).toEqual([
      '["06"]: 4, and 30 of 10 times',
    ]);
    expect(notMultiplied([group('35', 1)], more, 10)).toHaveLength(1);
  });
});
