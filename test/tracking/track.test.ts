import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ApplicationDocument } from '../../subgraphs/application/record/index.ts';
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
  query Track($number: String!, $trackingCode: String!) {
    trackApplication(number: $number, trackingCode: $trackingCode) {
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

const track = (made: ApplicationDocument) =>
  graph.client.data(query, {
    variables: { number: made.number, trackingCode: graph.data.trackingCode(made) },
  });

test('anyone with the number and the tracking code learns the state', async () => {
  const unit = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
  const made = await graph.data.application({
    citizen,
    fields: { type: 'INFORMATION_REQUEST', filedAt: new Date('2026-03-10T08:00:00Z') },
    referrals: [{ unit, state: 'PENDING' }],
  });

  const data = await track(made);

  expect(data).toEqual({
    trackApplication: {
      number: made.number,
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

test('an application without a unit has no responsible unit', async () => {
  const made = await graph.data.application({ citizen });

  const data = await track(made);

  expect(data).toMatchObject({ trackApplication: { stage: 'RECEIVED', responsibleUnit: null } });
});

test.each([
  ['in lower case', (code: string) => code.toLowerCase()],
  ['without hyphens', (code: string) => code.replaceAll('-', '')],
  ['with spaces', (code: string) => ` ${code.replaceAll('-', ' ')} `],
  ['with O for 0 and l for 1', (code: string) => code.replaceAll('0', 'O').replaceAll('1', 'l')],
])('the code is accepted %s', async (_how, typed) => {
  const made = await graph.data.application({ citizen });
  const variables = { number: made.number, trackingCode: typed(graph.data.trackingCode(made)) };

  expect(await graph.client.data(query, { variables })).toMatchObject({
    trackApplication: { number: made.number },
  });
});

test('a number and a code are accepted as they are pasted', async () => {
  const made = await graph.data.application({ citizen });
  const fullWidth = (text: string) =>
    text.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  const trackingCode = `\u200b${graph.data.trackingCode(made).replaceAll('-', '\u2011')}\ufeff`;
  for (const number of [` ${made.number}\n`, `\u00ad${made.number}`, fullWidth(made.number)]) {
    expect(await graph.client.data(query, { variables: { number, trackingCode } })).toMatchObject({
      trackApplication: { number: made.number },
    });
  }
});

test('another application’s code and an unused number get the same answer', async () => {
  const [one, other] = [
    await graph.data.application({ citizen }),
    await graph.data.application({ citizen }),
  ];
  const trackingCode = graph.data.trackingCode(other);

  const [wrongCode, wrongNumber] = await Promise.all([
    graph.client.ask(query, { variables: { number: one.number, trackingCode } }),
    graph.client.ask(query, { variables: { number: '2500000004', trackingCode } }),
  ]);

  expect(wrongCode.data).toEqual({ trackApplication: null });
  expect(wrongCode.errors).toEqual([
    {
      message: 'There is no such application, or none that you may see.',
      path: ['trackApplication'],
      extensions: { code: 'NOT_FOUND' },
    },
  ]);
  expect(wrongNumber.errors).toEqual(wrongCode.errors);
});

test('an interim reply given in time keeps a petition from being overdue', async () => {
  const unit = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
  const filedAt = new Date('2026-03-10T08:00:00Z');
  const repliedOn = async (interimRepliedOn: string | null) => {
    const fields = { filedAt, interimRepliedOn };
    return track(await graph.data.application({ citizen, fields, referrals: [{ unit }] }));
  };

  expect(await repliedOn(null)).toMatchObject({ trackApplication: { overdue: true } });
  expect(await repliedOn('2026-04-01')).toMatchObject({ trackApplication: { overdue: false } });
});

test('the clock is paused while the citizen is asked for more information', async () => {
  const unit = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
  const made = await graph.data.application({
    citizen,
    fields: { filedAt: new Date('2026-03-10T08:00:00Z'), awaitingCitizenSince: '2026-03-20' },
    referrals: [{ unit, state: 'AWAITING_CITIZEN' }],
  });

  const data = await track(made);

  expect(data).toMatchObject({ trackApplication: { stage: 'AWAITING_CITIZEN', overdue: false } });
});
