import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startGraph, type TestGraph } from '../support/graph.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

const statusQuery = /* GraphQL */ `
  query Status($number: String!) {
    application(number: $number) {
      number
      type
      stage
      filedAt
      targetDate
      statutoryDate
      overdue
      responsibleUnit {
        name
        kind
        path
        parent {
          name
        }
      }
      applicant {
        name
      }
    }
  }
`;

test('a citizen gets the status, the responsible unit with its path and the applicant in one request', async () => {
  const unit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  const citizen = await graph.data.citizen();
  const { number } = await graph.data.application({ citizen, referrals: [{ unit }] });
  const token = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });

  const data = await graph.client.data(statusQuery, { variables: { number }, token });

  expect(data).toEqual({
    application: {
      number,
      type: 'REQUEST',
      stage: 'IN_PROGRESS',
      filedAt: '2026-11-02T09:00:00.000Z',
      targetDate: '2026-11-20',
      statutoryDate: '2026-12-02',
      overdue: false,
      responsibleUnit: {
        name: unit.name,
        kind: unit.kind,
        path: expect.arrayContaining(['Cumhurbaşkanlığı', 'İçişleri Bakanlığı', unit.name]),
        parent: { name: expect.any(String) },
      },
      applicant: { name: 'Ayşe' },
    },
  });
});
