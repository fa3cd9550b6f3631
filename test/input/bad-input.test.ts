import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { errorCodes } from '../../lib/kit/errors.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { expectClean } from './expect-clean.ts';
import { withProblem } from '../support/wrong-field.ts';

/**
 * Values that fit their types and still cannot be right: each has its error, with a code and a
 * reason.
 */

let graph: TestGraph;
let token: string;

beforeAll(async () => {
  graph = await startGraph();
  const citizen = await graph.data.citizen();
  await graph.data.application({ citizen });
  token = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
});

afterAll(() => graph?.stop());

interface Refusal {
  message: string;
  path: (string | number)[];
  code?: string;
  field: string;
  reason?: string;
  limit?: number;
  min?: number;
  max?: number;
}

/** Asks as a citizen; no answer may reveal how the graph is built. */
async function ask(query: string, variables: Record<string, unknown>) {
  const { status, data, errors, headers } = await graph.client.ask(query, { variables, token });
  expectClean({ errors, headers });
  return { status, data, errors };
}

/** An answer with this one error, and the data that remains. */
const refusal = (
  data: unknown,
  { message, path, code = 'BAD_USER_INPUT', ...extensions }: Refusal,
) => ({
  status: 200,
  data,
  errors: [{ message, path, extensions: withProblem({ code, ...extensions }) }],
});

const validNumber = '2400990673';

describe('an application number', () => {
  const form = 'An application number has 10 digits.';
  const check = 'The check digit of the application number is wrong: a digit was mistyped.';
  const operations = {
    application: 'query ($number: String!) { application(number: $number) { stage } }',
    trackApplication: `query ($number: String!) {
      trackApplication(number: $number, trackingCode: "7K3M-9QXA-04TZ") { stage }
    }`,
  };

  describe.each(Object.entries(operations))('given to %s', (field, query) => {
    test.each([
      ['of 9 digits', '240099067', 'FORMAT', form],
      ['of 11 digits', `${validNumber}0`, 'FORMAT', form],
      ['of letters', 'abcdefghij', 'FORMAT', form],
      ['with a letter in it', '24009906x3', 'FORMAT', form],
      ['in Arabic digits', '٢٤٠٠٩٩٠٦٧٣', 'FORMAT', form],
      ['with a sign', '-240099067', 'FORMAT', form],
      ['that is empty', '', 'FORMAT', form],
      ['with a NUL after it', `${validNumber}\u0000`, 'FORMAT', form],
      ['of 10,000 characters', '2'.repeat(10_000), 'FORMAT', form],
      ['like an operator', '{"$gt":""}', 'FORMAT', form],
      ['with a mistyped digit', '2400990674', 'CHECKSUM', check],
      ['with two digits exchanged', '2400990637', 'CHECKSUM', check],
      ['with a mistyped digit, in full-width digits', ' ２４００９９０６７４\n', 'CHECKSUM', check],
    ])('%s is refused', async (_what, number, reason, message) => {
      expect(await ask(query, { number })).toEqual(
        refusal({ [field]: null }, { message, path: [field], field: 'number', reason }),
      );
    });
  });
});

test.each([
  ['that is empty', ''],
  ['of 11 symbols', '7K3M-9QXA-04T'],
  ['of 13 symbols', '7K3M-9QXA-04TZ0'],
  ['with a letter outside the alphabet', '7K3M-9QXA-04TU'],
  ['in Arabic digits', '٧٣٩٠-٧٣٩٠-٧٣٩٠'],
  ['with a NUL after it', '7K3M-9QXA-04TZ\u0000'],
  ['of many spaces', `7K3M-9QXA-04TZ${' '.repeat(100)}`],
])('a tracking code %s is refused', async (_what, trackingCode) => {
  expect(
    await ask(
      `query ($trackingCode: String!) {
        trackApplication(number: "${validNumber}", trackingCode: $trackingCode) { stage }
      }`,
      { trackingCode },
    ),
  ).toEqual(
    refusal(
      { trackApplication: null },
      {
        message: 'A tracking code has 12 letters and digits, as in 7K3M-9QXA-04TZ.',
        path: ['trackApplication'],
        field: 'trackingCode',
        reason: 'FORMAT',
      },
    ),
  );
});

describe('an id', () => {
  test.each(['', '1234567', '123456789', 'abcdefgh', '1234 678', '١٢٣٤٥٦٧٨', '12345678\u0000'])(
    'of a unit like %j is refused',
    async (id) => {
      expect(
        await ask('query ($id: ID!) { administrativeUnit(id: $id) { name } }', { id }),
      ).toEqual(
        refusal(
          { administrativeUnit: null },
          {
            message: 'A unit id has 8 digits.',
            path: ['administrativeUnit'],
            field: 'id',
            reason: 'FORMAT',
          },
        ),
      );
    },
  );

  test.each([
    ['administrativeUnits', 'parentId', ''],
    ['administrativeUnits', 'withinId', ''],
    ['searchAdministrativeUnits', 'parentId', 'text: "a", '],
    ['searchAdministrativeUnits', 'withinId', 'text: "a", '],
  ])('of a unit in the filter of %s, as %s, is refused', async (list, field, others) => {
    expect(
      await ask(
        `query ($filter: AdministrativeUnitFilter) {
        ${list}(${others}filter: $filter) { totalCount }
      }`,
        { filter: { [field]: '1234567' } },
      ),
    ).toEqual(
      refusal(
        { [list]: null },
        {
          message: 'A unit id has 8 digits.',
          path: [list],
          field: `filter.${field}`,
          reason: 'FORMAT',
        },
      ),
    );
  });

  test.each([
    ['parentId', '99999999', 'There is no administrative unit 99999999.'],
    ['withinId', '99999999', 'There is no administrative unit 99999999.'],
    ['provinceCode', '99', 'There is no such province.'],
    ['districtCode', '{"$gt": ""}', 'There is no such district.'],
  ])('that does not exist, in a filter as %s, is refused', async (field, value, message) => {
    const path = ['administrativeUnits'];
    expect(
      await ask(
        `query ($filter: AdministrativeUnitFilter) {
          administrativeUnits(filter: $filter) { totalCount }
        }`,
        { filter: { [field]: value } },
      ),
    ).toEqual(
      refusal(
        { administrativeUnits: null },
        { message, path, field: `filter.${field}`, reason: 'UNKNOWN' },
      ),
    );
  });

  test.each([
    ['topic', { topicId: 'x' }, 'topicId', 'There is no such topic.'],
    ['province', { provinceCode: '99' }, 'provinceCode', 'There is no such province.'],
    ['district', { districtCode: '9999' }, 'districtCode', 'İstanbul has no such district.'],
    [
      'district of another province',
      { districtCode: '5401' },
      'districtCode',
      'İstanbul has no such district.',
    ],
  ])('of an unknown %s is refused', async (_what, wrong, field, message) => {
    expect(
      await ask(
        `query ($topicId: ID!, $provinceCode: ID!, $districtCode: ID) {
        suggestUnits(topicId: $topicId, provinceCode: $provinceCode, districtCode: $districtCode) {
          reason
        }
      }`,
        { topicId: 'adres-kaydi', provinceCode: '34', ...wrong },
      ),
    ).toEqual(
      refusal(
        { suggestUnits: null },
        { message, path: ['suggestUnits'], field, reason: 'UNKNOWN' },
      ),
    );
  });
});

/** Every list, with the data that remains after an error in its arguments. */
const lists = [
  {
    name: 'administrativeUnits',
    query: `query ($first: Int, $after: String) {
      administrativeUnits(first: $first, after: $after) { pageInfo { endCursor } }
    }`,
    path: ['administrativeUnits'],
    data: { administrativeUnits: null },
    limit: 100,
  },
  {
    name: 'children',
    query: `query ($first: Int, $after: String) {
      administrativeUnit(id: "85316115") {
        children(first: $first, after: $after) { pageInfo { endCursor } }
      }
    }`,
    path: ['administrativeUnit', 'children'],
    data: { administrativeUnit: { children: null } },
    limit: 100,
  },
  {
    name: 'myApplications',
    query: `query ($first: Int, $after: String) {
      myApplications(first: $first, after: $after) { pageInfo { endCursor } }
    }`,
    path: ['myApplications'],
    data: { myApplications: null },
    limit: 100,
  },
  {
    name: 'the applications of a citizen',
    query: `query ($first: Int, $after: String) {
      me { applications(first: $first, after: $after) { pageInfo { endCursor } } }
    }`,
    path: ['me', 'applications'],
    data: { me: { applications: null } },
    limit: 100,
  },
];

const search = {
  name: 'searchAdministrativeUnits',
  query:
    'query ($first: Int) { searchAdministrativeUnits(text: "a", first: $first) { totalCount } }',
  path: ['searchAdministrativeUnits'],
  data: { searchAdministrativeUnits: null },
  limit: 50,
};

describe.each([...lists, search])('a page of $name', ({ query, path, data, limit }) => {
  const message = `first must be between 0 and ${limit}.`;

  test.each([-1, -2_147_483_648])('of %d is refused', async (first) => {
    expect(await ask(query, { first })).toEqual(
      refusal(data, { message, path, field: 'first', reason: 'RANGE', min: 0, max: limit }),
    );
  });

  test.each([limit + 1, 2_147_483_647])('of %d exceeds the limit of a page', async (first) => {
    expect(await ask(query, { first })).toEqual(
      refusal(data, { message, path, code: 'LIMIT_EXCEEDED', field: 'first', limit }),
    );
  });
});

describe('a cursor', () => {
  const cursorOf = async (name: string) => {
    const list = lists.find((one) => one.name === name);
    const data = await graph.client.data(list?.query ?? '', { variables: { first: 1 }, token });
    return (Object.values(data)[0] as { pageInfo: { endCursor: string } }).pageInfo.endCursor; // the form of the query
  };
  const withBitFlipped = (cursor: string, place: number) => {
    const bytes = Buffer.from(cursor, 'base64url');
    const index = place < 0 ? bytes.length + place : place;
    bytes[index] = (bytes[index] ?? 0) ^ 1;
    return bytes.toString('base64url');
  };
  const forged: [what: string, forge: (own: string, other: string) => string][] = [
    ['that is nonsense', () => 'nonsense'],
    ['that is empty', () => ''],
    ['of other characters', () => 'ğüşıöç\u0000'],
    ['of 10,000 characters', () => 'A'.repeat(10_000)],
    ['of another list', (_own, other) => other],
    ['without its end', (own) => own.slice(0, -4)],
    ['without its beginning', (own) => own.slice(4)],
    ['given twice', (own) => own + own],
    ['with a bit changed at its beginning', (own) => withBitFlipped(own, 0)],
    ['with a bit changed in its middle', (own) => withBitFlipped(own, 14)],
    ['with a bit changed at its end', (own) => withBitFlipped(own, -1)],
  ];

  describe.each([
    ['administrativeUnits', 'myApplications'],
    ['myApplications', 'administrativeUnits'],
  ])('of %s', (name, otherName) => {
    test.each(forged)('%s is refused', async (_what, forge) => {
      const after = forge(await cursorOf(name), await cursorOf(otherName));
      const query = lists.find((list) => list.name === name)?.query ?? '';

      expect(await ask(query, { after })).toEqual(
        refusal(
          { [name]: null },
          {
            message: 'This cursor was not issued by this list.',
            path: [name],
            field: 'after',
            reason: 'CURSOR',
          },
        ),
      );
    });
  });
});

describe('a text to search for', () => {
  const query = 'query ($text: String!) { searchAdministrativeUnits(text: $text) { totalCount } }';
  const path = ['searchAdministrativeUnits'];
  const data = { searchAdministrativeUnits: null };

  test.each(['', ' ', '\n\t '])('that is blank (%j) is refused', async (text) => {
    const message = 'text must not be blank.';
    expect(await ask(query, { text })).toEqual(
      refusal(data, { message, path, field: 'text', reason: 'FORMAT' }),
    );
  });

  test('of 201 characters exceeds the limit', async () => {
    expect(await ask(query, { text: 'a'.repeat(201) })).toEqual(
      refusal(data, {
        message: 'text can have at most 200 characters.',
        path,
        code: 'LIMIT_EXCEEDED',
        field: 'text',
        limit: 200,
      }),
    );
  });

  test.each(['a'.repeat(200), '.*', '\u0000', '\u{1F600}', '$where', '% _ \\ \' "'])(
    'of any other form (%j) finds something or nothing',
    async (text) => {
      expect(await graph.client.data(query, { variables: { text } })).toEqual({
        searchAdministrativeUnits: { totalCount: expect.any(Number) },
      });
    },
  );
});

test('every code that a client can get is documented', () => {
  expect(Object.entries(errorCodes).filter(([, meaning]) => meaning.length <= 10)).toEqual([]);
});
