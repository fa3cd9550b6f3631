import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { operations } from '../casework/operations.ts';
import type { Town } from '../casework/town.ts';
import { startGraph, type TestGraph, testOnceInTheSuite } from '../support/graph.ts';
import { kindsOf, now, openEventTown, poll, pollUntil, refusedPoll } from './events-scene.ts';

let graph: TestGraph;
let town: Town;

beforeAll(async () => {
  graph = await startGraph();
  town = await openEventTown(graph);
});

afterAll(() => graph?.stop());

describe('somebody who polls for the changes of a unit', () => {
  test('gets each in the order of commits, with its place', async () => {
    const unitId = await town.make('Park ve Bahçeler');
    const officer = await town.officerOf(unitId);
    const after = await now(officer);
    const { number, referrals } = await town.referTo([unitId]);
    const [referral] = referrals;
    await officer.do(operations.accept, { referralId: referral?.id });

    const events = await pollUntil(officer, { after }, 2);

    const common = {
      cursor: expect.stringMatching(/^[\w.-]{1,80}$/),
      at: expect.any(String),
      application: { number },
    };
    const own = { id: referral?.id, unit: { id: unitId } };
    expect(events).toEqual([
      { ...common, kind: 'REFERRED', referral: own },
      { ...common, kind: 'ACCEPTED', referral: own },
    ]);
  });
});
