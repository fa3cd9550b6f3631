import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { countCommands, profiled } from '../support/commands.ts';
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

/** No applicant is notified of it, which would take commands of its own. */
const assign = `mutation ($referralIds: [ID!]!) {
  assignReferrals(referralIds: $referralIds, assignee: "officer-1") { error { code } } }`;

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
  // Which applications they belong to; the applications, all of their referrals and their appeals.
  expect(one).toBe(1 + 3);
  // And which of them have not been changed since.
  expect(await changing(await referralIds(36))).toBe(one + 1);
});

const forward = `mutation ($referralIds: [ID!]!, $unitId: ID!) {
  forwardReferrals(referralIds: $referralIds, unitId: $unitId, reason: "Görev alanı dışında.") {
    error { code } } }`;

test('forwarding writes in one transaction, and only the changed fields of each case', async () => {
  const ids = await referralIds(36);
  const { _id: unitId } = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '54' });
  const database = graph.data.database('application');

  const profile = await profiled(database, async () => {
    const results = await officer.do(forward, { referralIds: ids, unitId });
    expect(results).toEqual(ids.map(() => ({ error: null })));
  });

  const collections = ['events', 'notifications', 'referrals'];
  const inserts = await Promise.all(
    collections.map((name) => profile.countDocuments({ op: 'insert', 'command.insert': name })),
  );
  expect(inserts).toEqual([1, 1, 1]);
  const updates = await profile
    .find<{ command: { u: { $set: object } } }>({ op: 'update', ns: /\.referrals$/ })
    .toArray();
  expect(updates).toHaveLength(ids.length);
  const dates = ['statutoryDate', 'fallsOverdue'];
  const changed = ['state', 'open', 'closedAt', 'passedOn', 'reason', ...dates].toSorted();
  for (const { command } of updates) {
    expect(Object.keys(command.u.$set).toSorted()).toEqual(changed);
  }
});
