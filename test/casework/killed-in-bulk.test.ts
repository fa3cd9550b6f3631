import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { GraphClient } from '../support/client.ts';
import { fileMutation, filingInput } from '../support/filing.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { type KillableGraph, openKillableGraph } from '../support/killable-graph.ts';
import { operations, type Standing } from './operations.ts';
import { checkStored } from './stored.ts';

const referrals = 36;
/** A process is killed after this number of requests was answered. */
const answersUntilKilled = [3, 8];
const officers = ['officer-1', 'officer-2', 'officer-3'];

let graph: KillableGraph;
let unitId: string;

beforeAll(async () => {
  graph = await openKillableGraph();
  unitId = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' })._id;
});

afterAll(() => graph?.stop());

interface Referred {
  number: string;
  referralId: string;
}

async function referred(client: GraphClient): Promise<Referred[]> {
  const citizen = await graph.token({ citizenId: (await graph.data.citizen()).id });
  const evaluator = await graph.token({ role: 'EVALUATOR' });
  const refer = async (): Promise<Referred> => {
    const input = filingInput(graph);
    const filed = await client.data(fileMutation, { token: citizen, variables: { input } });
    const { number } = filed['fileApplication'] as { number: string }; // the form of the mutation
    const variables = { number, unitIds: [unitId] };
    const moved = await client.data(operations.refer, { token: evaluator, variables });
    const standing = moved['referApplication'] as Standing; // the operation selects it
    return { number, referralId: standing.referrals[0]?.id ?? '' };
  };
  return Promise.all(Array.from({ length: referrals }, refer));
}

const assignAll = `mutation ($referralIds: [ID!]!, $assignee: String) {
  assignReferrals(referralIds: $referralIds, assignee: $assignee) {
    referralId referral { application { version } } error { code } } }`;

interface Result {
  referralId: string;
  referral: { application: { version: number } } | null;
  error: { code: string } | null;
}

onceInTheSuite('a process that is killed while it changes many referrals at once', () => {
  it('leaves each of them unchanged or completely changed, with every acknowledged change', async () => {
    const acknowledged = new Map<string, number>();
    let all: Referred[] = [];

    for (const limit of answersUntilKilled) {
      const { server, client } = await graph.start();
      if (all.length === 0) all = await referred(client);
      const referralIds = all.map(({ referralId }) => referralId);

      let answers = 0;
      const work = async (subject: string) => {
        const token = await graph.token({ role: 'OFFICER', unitId, subject });
        for (let turn = 0; answers < limit; turn += 1) {
          const variables = { referralIds, assignee: turn % 2 === 0 ? subject : null };
          const answer = await client.ask(assignAll, { token, variables }).catch(() => null);
          if (!answer) return; // it was killed
          const results = answer.data?.['assignReferrals'] as Result[]; // the form of the query
          for (const { referralId, referral, error } of results) {
            expect([null, 'CONFLICT']).toContain(error?.code ?? null);
            const version = referral?.application.version ?? 0;
            acknowledged.set(referralId, Math.max(version, acknowledged.get(referralId) ?? 0));
          }
          answers += 1;
          if (answers === limit) await server.kill();
        }
      };
      await Promise.all(officers.map(work));
      await server.exit();
      expect(answers).toBeGreaterThanOrEqual(limit);

      const database = graph.data.database('application');
      for (const { number, referralId } of all) {
        await checkStored(database, number);
        const stored = await database.collection('applications').findOne({ number });
        expect(stored?.['version']).toBeGreaterThanOrEqual(acknowledged.get(referralId) ?? 1);
      }
    }
    expect([...acknowledged.values()].filter((version) => version > 2)).toHaveLength(referrals);
  });
});
