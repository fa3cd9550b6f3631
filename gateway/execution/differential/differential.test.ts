import { beforeAll, describe, expect, it } from '@jest/globals';
import { createComparison } from './compare.ts';
import { composeLibrary } from './library/library.ts';
import { operations } from './operations.ts';

let compare: Awaited<ReturnType<typeof createComparison>>['compare'];

beforeAll(async () => {
  ({ compare } = await createComparison(composeLibrary()));
}, 60_000);

describe('a compiled operation answers and fetches as Apollo’s executor does, given', () => {
  it.each(Object.entries(operations))('%s', async (_, ask) => {
    const { apollo, again, compiled } = await compare(ask);
    expect(again).toEqual(apollo);
    expect(JSON.stringify(again.data)).toBe(JSON.stringify(apollo.data));
    expect(compiled).toBe(true);
    if (!ask.faults) return;
    const { apollo: unhurt } = await compare({ ...ask, faults: {} });
    expect(unhurt).not.toEqual(apollo);
  });
});
