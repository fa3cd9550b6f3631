import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import type { TestCitizen } from '../support/data.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';

/** An invisible resource looks exactly like one that does not exist. */

let graph: TestGraph;
let citizen: TestCitizen;
let number: string;

beforeAll(async () => {
  graph = await startGraph();
  citizen = await graph.data.citizen();
  const unit = graph.data.unit({ kind: 'PROVINCIAL_DIRECTORATE', provinceCode: '34' });
  ({ number } = await graph.data.application({ citizen, referrals: [{ unit }] }));
});

afterAll(() => graph?.stop());

const unusedNumber = '2500000004';
const unusedCitizen = newId('citizen');
const stranger = async () =>
  graph.token({ role: 'CITIZEN', citizenId: (await graph.data.citizen()).id });
const strangeOfficer = () => {
  const unit = graph.data.unit({ kind: 'DISTRICT_GOVERNORSHIP', provinceCode: '54' });
  return graph.token({ role: 'OFFICER', unitId: unit._id });
};

/** The response as it is on the wire, except for its time and the id of the request. */
async function bytes(query: string, token: string | null) {
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query }),
  });
  const own = ['date', 'x-request-id'];
  const headers = [...response.headers].filter(([name]) => !own.includes(name));
  return { status: response.status, headers, body: await response.text() };
}

test.each<[what: string, token: () => Promise<string | null>]>([
  ['another citizen', stranger],
  ['an officer of another unit', strangeOfficer],
  ['an analyst', () => graph.token({ role: 'ANALYST' })],
  ['an administrator', () => graph.token({ role: 'ADMIN' })],
  ['an anonymous viewer', async () => null],
])('an application, by %s', async (_who, token) => {
  const query = (of: string) => `{ application(number: "${of}") { stage } }`;
  const authorization = await token();

  const hidden = await bytes(query(number), authorization);

  expect(hidden).toEqual(await bytes(query(unusedNumber), authorization));
  expect(hidden.body).toContain('"data":{"application":null}');
});

test('an application, by its number and the tracking code of another', async () => {
  const trackingCode = graph.data.trackingCode(await graph.data.application({ citizen }));
  const query = (of: string) =>
    `{ trackApplication(number: "${of}", trackingCode: "${trackingCode}") { stage } }`;

  const hidden = await bytes(query(number), null);

  expect(hidden).toEqual(await bytes(query(unusedNumber), null));
  expect(hidden.body).toContain('"code":"NOT_FOUND"');
});

test.each<[what: string, token: () => Promise<string | null>]>([
  ['another citizen', stranger],
  ['an officer of another unit', strangeOfficer],
  ['an analyst', () => graph.token({ role: 'ANALYST' })],
  ['an anonymous viewer', async () => null],
])('a citizen, by %s', async (_who, token) => {
  const query = (of: string) => `{ citizen(id: "${of}") { name } }`;
  const authorization = await token();

  const hidden = await bytes(query(citizen.id), authorization);

  expect(hidden).toEqual(await bytes(query(unusedCitizen), authorization));
  expect(hidden.body).toContain('"data":{"citizen":null}');
});

test('NOT_FOUND is returned to viewers who may look for such things', async () => {
  const { data, errors } = await graph.client.ask(
    `{ application(number: "${number}") { stage } citizen(id: "${citizen.id}") { name } }`,
    { token: await stranger() },
  );

  expect(data).toEqual({ application: null, citizen: null });
  expect(new Set(errors)).toEqual(
    new Set(
      ['application', 'citizen'].map((what) => ({
        message: `There is no such ${what}, or none that you may see.`,
        path: [what],
        extensions: { code: 'NOT_FOUND' },
      })),
    ),
  );
});
