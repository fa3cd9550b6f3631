import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestCitizen } from '../support/data.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';

let graph: TestGraph;
let citizen: TestCitizen;

beforeAll(async () => {
  graph = await startGraph();
  citizen = await graph.data.citizen();
});

afterAll(() => graph?.stop());

const query = /* GraphQL */ `
  query Track($number: String!, $nationalId: String!) {
    trackApplication(number: $number, nationalId: $nationalId) {
      number
      type
      stage
      filedAt
      targetDate
      statutoryDate
      overdue
      responsibleUnit {
        name
      }
    }
  }
`;

test('anyone with the number and the applicant’s identity number learns the state', async () => {
  const unit = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
  const { number } = await graph.data.application({
    citizen,
    fields: { type: 'INFORMATION_REQUEST', filedAt: new Date('2026-03-10T08:00:00Z') },
    referrals: [{ unit, state: 'PENDING' }],
  });

  const data = await graph.client.data(query, {
    variables: { number, nationalId: citizen.nationalId },
  });

  expect(data).toEqual({
    trackApplication: {
      number,
      type: 'INFORMATION_REQUEST',
      stage: 'REFERRED',
      filedAt: '2026-03-10T08:00:00.000Z',
      targetDate: '2026-03-31',
      statutoryDate: '2026-04-01',
      overdue: true,
      responsibleUnit: { name: 'İstanbul Valiliği' },
    },
  });
});

test('an application that no unit holds has no responsible unit', async () => {
  const { number } = await graph.data.application({ citizen });

  const data = await graph.client.data(query, {
    variables: { number, nationalId: citizen.nationalId },
  });

  expect(data).toMatchObject({ trackApplication: { stage: 'RECEIVED', responsibleUnit: null } });
});

test('somebody else’s identity number and an unused number are answered alike', async () => {
  const other = await graph.data.citizen();
  const { number } = await graph.data.application({ citizen });
  const { number: notTheirs } = await graph.data.application({ citizen: other });

  const [wrongPerson, wrongNumber] = await Promise.all([
    graph.client.ask(query, { variables: { number, nationalId: other.nationalId } }),
    graph.client.ask(query, { variables: { number: notTheirs, nationalId: citizen.nationalId } }),
  ]);

  expect(wrongPerson.data).toEqual({ trackApplication: null });
  expect(wrongPerson.errors).toEqual([
    {
      message: 'There is no such application, or none that you may see.',
      path: ['trackApplication'],
      extensions: { code: 'NOT_FOUND' },
    },
  ]);
  expect(wrongNumber.errors).toEqual(wrongPerson.errors);
});

test('an interim reply given in time keeps a petition from being overdue', async () => {
  const unit = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
  const filedAt = new Date('2026-03-10T08:00:00Z');
  const track = async (interimRepliedOn: string | null) => {
    const { number } = await graph.data.application({
      citizen,
      fields: { filedAt, interimRepliedOn },
      referrals: [{ unit }],
    });
    return graph.client.data(query, { variables: { number, nationalId: citizen.nationalId } });
  };

  expect(await track(null)).toMatchObject({ trackApplication: { overdue: true } });
  expect(await track('2026-04-01')).toMatchObject({ trackApplication: { overdue: false } });
});

test('the clock rests while the citizen is asked for more', async () => {
  const unit = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
  const { number } = await graph.data.application({
    citizen,
    fields: { filedAt: new Date('2026-03-10T08:00:00Z'), awaitingCitizenSince: '2026-03-20' },
    referrals: [{ unit, state: 'AWAITING_CITIZEN' }],
  });

  const data = await graph.client.data(query, {
    variables: { number, nationalId: citizen.nationalId },
  });

  expect(data).toMatchObject({ trackApplication: { stage: 'AWAITING_CITIZEN', overdue: false } });
});
