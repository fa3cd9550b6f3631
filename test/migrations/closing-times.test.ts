import { afterAll, beforeAll, expect } from '@jest/globals';
import { migrations } from '../../subgraphs/application/migrations/index.ts';
import type { TestApplication, TestCitizen } from '../support/data.ts';
import { daysAgo } from '../support/days.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';

let graph: TestGraph;
let citizen: TestCitizen;
let evaluator: Person;

beforeAll(async () => {
  graph = await startGraph();
  citizen = await graph.data.citizen();
  evaluator = await personOf(graph, { role: 'EVALUATOR' });
});

afterAll(() => graph?.stop());

/** Twice, as after a kill. */
async function migrate(name: string): Promise<void> {
  const migration = migrations.find((each) => each.name.endsWith(name));
  for (let times = 0; times < 2; times += 1) {
    await migration?.up(graph.data.databases.application.connection, graph.keys);
  }
}

const now = Date.now();
const ago = (days: number) => daysAgo(days, now);
const unit = () => graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });

test('applications of earlier releases get the time at which they ended', async () => {
  const made = async (fields: TestApplication['fields'], rest: Partial<TestApplication> = {}) => {
    const { number } = await graph.data.application({
      citizen,
      fields: { filedAt: ago(9), ...fields },
      ...rest,
    });
    return number;
  };
  const answered = { referrals: [{ unit: unit(), state: 'ANSWERED', closedAt: ago(4) }] } as const;
  const refused = { at: ago(3), event: 'REFUSED', actor: 'EVALUATOR' } as const;
  const numbers = [
    await made({}),
    await made({ answeredAt: ago(4) }, { referrals: [...answered.referrals] }),
    await made({ withdrawnAt: ago(5) }),
    await made(
      { refusalReason: 'NO_CONCRETE_FACT' },
      { timeline: [{}, refused, { ...refused, at: ago(1), event: 'REDACTED' }] },
    ),
  ];
  const applications = graph.data.database('application').collection('applications');
  await applications.updateMany({}, { $unset: { closedAt: 1 } });

  await migrate('-closing-times');

  const found = await applications.find({ number: { $in: numbers } }).toArray();
  expect(
    numbers.map((number) => found.find((one) => one['number'] === number)?.['closedAt']),
  ).toEqual([null, ago(4), ago(5), ago(3)]);
  const query = '{ closedApplications { nodes { number } } }';
  const { nodes } = await evaluator.do<{ nodes: { number: string }[] }>(query);
  expect(nodes.map(({ number }) => number)).toEqual([numbers[3], numbers[1], numbers[2]]);
});

test('officers who acted for a unit within a year are known from the timelines', async () => {
  const { _id: unitId } = unit();
  const by = (officer: string, days: number) =>
    ({
      at: ago(days),
      event: 'NOTE_ADDED',
      actor: 'OFFICER',
      public: false,
      unitId,
      officer,
    }) as const;
  await graph.data.application({
    citizen,
    fields: { filedAt: ago(500) },
    referrals: [{ unit: unit() }],
    timeline: [{}, by('long-gone', 400), by('ali', 20), by('veli', 10), by('ali', 5)],
  });
  await graph.data.database('application').collection('unitOfficers').deleteMany({});

  await migrate('-unit-officers');

  const query = `query ($unitId: ID!) { administrativeUnit(id: $unitId) { officers { subject } } }`;
  expect(await evaluator.do(query, { unitId })).toEqual({
    officers: [{ subject: 'ali' }, { subject: 'veli' }],
  });
});
