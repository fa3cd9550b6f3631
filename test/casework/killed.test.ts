import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { GraphClient } from '../support/client.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { type KillableGraph, openKillableGraph } from '../support/killable-graph.ts';
import { draftOf } from './drafts.ts';
import { operations, type Standing } from './operations.ts';
import { checkStored } from './stored.ts';

const applications = 8;
/** A process is killed after this number of moves was acknowledged. */
const movesUntilKilled = [25, 60, 40];

let graph: KillableGraph;
let unitId: string;
let numbers: string[];

beforeAll(async () => {
  graph = await openKillableGraph();
  unitId = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' })._id;
});

afterAll(() => graph?.stop());

interface People {
  citizen: string;
  evaluator: string;
  officers: readonly [string, string];
}

/** The actions that are possible for one of them now; an error of the connection counts as none. */
async function moveOn(client: GraphClient, people: People, number: string): Promise<number | null> {
  const ask = (token: string, query: string, variables: object) =>
    client.ask(query, { token, variables: { number, ...variables } });
  const texts = {
    reason: 'Gerekçesi budur.',
    text: 'Bu metin yeterince uzun bir metindir.',
    question: 'Ne zaman oldu?',
  };
  const { data: seen } = await ask(people.officers[0], operations.standing, {});
  const standing = seen?.['application'] as Standing | null | undefined; // the operation selects it
  const referral = standing?.referrals.at(-1);
  const referralId = referral?.id;
  switch (referral?.state) {
    case undefined:
    case 'RETURNED':
    case 'CANCELLED':
      return versionOf(await ask(people.evaluator, operations.refer, { unitIds: [unitId] }));
    case 'PENDING':
      return versionOf(await ask(people.officers[0], operations.accept, { referralId }));
    case 'IN_PROGRESS':
      return versionOf(
        await ask(
          people.officers[0],
          standing && standing.version % 3 === 0
            ? operations.requestClarification
            : operations.draft,
          { referralId, kind: 'INTERIM', ...texts },
        ),
      );
    case 'AWAITING_CITIZEN':
      return versionOf(await ask(people.citizen, operations.supplement, texts));
    default: {
      const asOfficer = (query: string, variables: object = {}) =>
        ask(people.officers[1], query, variables);
      const draft = await draftOf({ ask: asOfficer }, number, referralId);
      return versionOf(await asOfficer(operations.approve, draft));
    }
  }
}

/** The version with which a move was acknowledged. */
function versionOf({ data: answered }: { data: Record<string, unknown> | null | undefined }) {
  const [value] = Object.values(answered ?? {});
  if (!value) return null;
  const moved = value as Standing | { application: Standing }; // the operations select it
  return ('application' in moved ? moved.application : moved).version;
}

onceInTheSuite('a process that is killed while people work', () => {
  it('leaves every application in a legal state, with every acknowledged move', async () => {
    const citizen = await graph.data.citizen();
    const people: People = {
      citizen: await graph.token({ role: 'CITIZEN', citizenId: citizen.id }),
      evaluator: await graph.token({ role: 'EVALUATOR', subject: 'evaluator' }),
      officers: [
        await graph.token({ role: 'OFFICER', subject: 'officer-1', unitId }),
        await graph.token({ role: 'OFFICER', subject: 'officer-2', unitId }),
      ],
    };
    const acknowledged = new Map<string, number>();
    numbers = [];

    for (const limit of movesUntilKilled) {
      const { server, client } = await graph.start();
      if (numbers.length === 0) numbers = await file(client, people);

      let moves = 0;
      const work = async (number: string) => {
        while (moves < limit) {
          const version = await moveOn(client, people, number).catch(() => null); // it was killed
          if (version === null) continue;
          acknowledged.set(number, version);
          moves += 1;
          if (moves === limit) await server.kill();
        }
      };
      await Promise.all(numbers.map(work));
      await server.exit();
      expect(moves).toBeGreaterThanOrEqual(limit);

      const database = graph.data.database('application');
      for (const number of numbers) {
        await checkStored(database, number);
        const stored = await database.collection('applications').findOne({ number });
        expect(stored?.['version']).toBeGreaterThanOrEqual(acknowledged.get(number) ?? 1);
      }
    }
  });
});

async function file(client: GraphClient, people: People): Promise<string[]> {
  const input = {
    type: 'REQUEST',
    topicId: graph.data.directory.topics[0]?._id,
    subject: 'Yol bakımı',
    text: 'Sokağımızdaki yolun onarılmasını arz ederim.',
    provinceCode: '34',
    answerChannel: 'SMS',
  };
  return Promise.all(
    Array.from({ length: applications }, async (_, index) => {
      const filed = await client.data(operations.file, {
        token: people.citizen,
        variables: { input: { ...input, idempotencyKey: `filing-${index}` } },
      });
      return (filed['fileApplication'] as Standing).number; // the operation selects it
    }),
  );
}
