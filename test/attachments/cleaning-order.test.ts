import { expect, test } from '@jest/globals';
import { Buckets } from '../../lib/kit/buckets.ts';
import { CleaningOrder } from '../../subgraphs/application/attachments/index.ts';
import { attachmentModel } from '../../subgraphs/application/record/index.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { cleaningOf, connection, stored, useFiles } from './cleaning-scene.ts';

onceInTheSuite('files that wait to be cleaned', () => {
  useFiles();
  /** Milliseconds. */
  let now = 0;
  const allowance = { available: 1_000, restoreRate: 10 };

  const order = () => new CleaningOrder(allowance, new Buckets(() => now));

  async function clean(by = order()): Promise<void> {
    const cleaning = cleaningOf({ order: by });
    await cleaning.run(new AbortController().signal);
    await cleaning.stop();
  }

  /** The citizens whose files have been cleaned, in this order. */
  async function cleanedOf(): Promise<string[]> {
    const found = await attachmentModel(connection)
      .find({ cleaned: { $ne: null } })
      .lean();
    return found
      .map(({ citizenId, cleaned }) => ({ citizenId, copy: String(cleaned?.copy?.id) }))
      .toSorted((a, b) => (a.copy < b.copy ? -1 : 1))
      .map(({ citizenId }) => citizenId);
  }

  test('are taken from one citizen after the other', async () => {
    for (const citizenId of ['a', 'a', 'a', 'b', 'c', 'c']) await stored(citizenId);

    await clean();

    expect(await cleanedOf()).toEqual(['a', 'b', 'c', 'a', 'c', 'a']);
  });

  test('come before those that were cleaned by earlier rules', async () => {
    await stored('a', 1);
    for (const citizenId of ['b', 'b']) await stored(citizenId);

    await clean();

    expect(await cleanedOf()).toEqual(['b', 'b', 'a']);
  });

  test('wait while the allowance of their citizen is used up', async () => {
    for (const citizenId of ['a', 'b']) await stored(citizenId);
    const spent = order();
    spent.charge('a', 1_500);

    await clean(spent);
    const before = await cleanedOf();
    now += 60_000;
    await clean(spent);

    expect(before).toEqual(['b']);
    expect(await cleanedOf()).toEqual(['b', 'a']);
  });

  test('are charged to their citizen when they are cleaned', async () => {
    await stored('a');
    const charged: [string, boolean][] = [];
    const noting = order();
    const charge = noting.charge.bind(noting);
    noting.charge = (citizenId, cpuMs) => {
      charged.push([citizenId, cpuMs > 0]);
      charge(citizenId, cpuMs);
    };

    await clean(noting);

    expect(charged).toEqual([['a', true]]);
  });
});
