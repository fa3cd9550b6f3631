import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { countCommands } from '../support/commands.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';

let graph: TestGraph;
let officer: Person;

beforeAll(async () => {
  graph = await startGraph();
  const { _id: unitId } = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  officer = await personOf(graph, { role: 'OFFICER', unitId, subject: 'officer-1' });
});
afterAll(() => graph?.stop());

async function referralIds(count: number): Promise<string[]> {
  const citizen = await graph.data.citizen();
  const unit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  const made = await Promise.all(
    Array.from({ length: count }, () => graph.data.application({ citizen, referrals: [{ unit }] })),
  );
  return made.flatMap((application) => application.referralIds);
}

/** Nobody is notified of it, which would take commands of its own. */
const assign = `mutation ($referralIds: [ID!]!) {
  assignReferrals(referralIds: $referralIds, assignee: "officer-2") { error { code } } }`;

test('36 referrals that are changed at once need as many commands as one', async () => {
  const changing = async (ids: readonly string[]) => {
    const counts = await countCommands(graph.data, async () => {
      const results = await officer.do(assign, { referralIds: ids });
      expect(results).toEqual(ids.map(() => ({ error: null })));
    });
    return counts.application;
  };
  await changing(await referralIds(1)); // planned

  const one = await changing(await referralIds(1));
  // Which applications they are of; each with its application, all of its referrals and its appeals.
  expect(one).toBe(1 + 4);
  // And which of them nobody has changed since.
  expect(await changing(await referralIds(36))).toBe(one + 1);
});
