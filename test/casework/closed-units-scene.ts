import { afterAll, beforeAll } from '@jest/globals';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { operations } from './operations.ts';
import { openTown, type Town } from './town.ts';

/** Units to close, on a separate graph for each file that imports this. */

export let graph: TestGraph;
export let town: Town;

beforeAll(async () => {
  graph = await startGraph();
  town = await openTown(graph);
});

afterAll(() => graph?.stop());

/** Brings a pending referral to another state. */
export const ways: Record<string, (referralId: string, unitId: string) => Promise<unknown>> = {
  async PENDING() {},
  async IN_PROGRESS(referralId, unitId) {
    await (await town.officerOf(unitId)).do(operations.accept, { referralId });
  },
  async AWAITING_APPROVAL(referralId, unitId) {
    const officer = await town.officerOf(unitId);
    await officer.do(operations.accept, { referralId });
    const text = 'Lambaların yenilenmesi programa alınmıştır.';
    await officer.do(operations.draft, { referralId, kind: 'FINAL', outcome: 'GRANTED', text });
  },
  async AWAITING_CITIZEN(referralId, unitId) {
    const officer = await town.officerOf(unitId);
    await officer.do(operations.accept, { referralId });
    await officer.do(operations.requestClarification, { referralId, question: 'Hangi sokak?' });
  },
};

export const inside = /* GraphQL */ `
  query ($number: String!) {
    application(number: $number) {
      referrals {
        assignee
        draft {
          text
        }
      }
    }
  }
`;
