import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { UnitRecord } from '../../subgraphs/institution-directory/units/index.ts';
import { fileMutation, filingInput } from '../support/filing.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { wrongField } from '../support/wrong-field.ts';

/**
 * Operations that were once answered wrongly, at the first execution or only later, when they were
 * compiled. Each is sent often enough for every form of execution.
 */

let graph: TestGraph;
let number: string;
let waiting: string;
let unit: UnitRecord;
let other: UnitRecord;
let citizen: string;
let evaluator: string;

beforeAll(async () => {
  graph = await startGraph();
  unit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  other = graph.data.unit({ kind: 'PROVINCIAL_DIRECTORATE', provinceCode: '54' });
  const applicant = await graph.data.citizen();
  citizen = await graph.token({ role: 'CITIZEN', citizenId: applicant.id });
  evaluator = await graph.token({ role: 'EVALUATOR', subject: 'evaluator' });
  ({ number } = await graph.data.application({
    citizen: applicant,
    referrals: [{ unit }],
    fields: { meantUnitId: unit._id },
  }));
  ({ number: waiting } = await graph.data.application({ citizen: applicant }));
});

afterAll(() => graph?.stop());

interface Given {
  query: string;
  variables?: Record<string, unknown>;
  token?: string;
}

/** The answer of all six executions, which must be identical. */
async function answerOf({ query, variables, token }: Given) {
  const answers = [];
  for (let time = 0; time < 6; time += 1) {
    const { status, data, errors } = await graph.client.ask(query, {
      variables: variables ?? {},
      token: token ?? null,
    });
    answers.push({ status, data, errors });
  }
  const [first] = answers;
  for (const answer of answers) expect(answer).toEqual(first);
  return first;
}

/** The data of an answer without errors. */
async function dataOf(given: Given) {
  const answer = await answerOf(given);
  expect(answer).toEqual({ status: 200, data: expect.anything(), errors: [] });
  return answer?.data;
}

describe('a fragment that is used twice, once under a condition,', () => {
  test('is left out only where the condition stands', async () => {
    const query = `query ($x: ID!, $y: ID!, $a: Boolean!) {
      x: administrativeUnit(id: $x) { ...F @include(if: $a) }
      y: administrativeUnit(id: $y) { ...F }
    }
    fragment F on AdministrativeUnit { name kind }`;
    const shown = ({ name, kind }: UnitRecord) => ({ name, kind });
    const ids = { x: unit._id, y: other._id };

    expect(await dataOf({ query, variables: { ...ids, a: false } })).toEqual({
      x: {},
      y: shown(other),
    });
    expect(await dataOf({ query, variables: { ...ids, a: true } })).toEqual({
      x: shown(unit),
      y: shown(other),
    });
  });

  test('is left out only there in lists, and in fields of another subgraph', async () => {
    const query = `query ($a: Boolean!) {
      q: evaluationQueue(first: 1) { nodes { ...A @include(if: $a) } }
      r: evaluationQueue(first: 1, filter: { types: [REQUEST] }) { nodes { ...A } }
    }
    fragment A on Application { number applicant { ...C @skip(if: $a) ...C @include(if: $a) } }
    fragment C on Citizen { name }`;
    const node = { number: waiting, applicant: { name: 'Ayşe' } };

    for (const a of [false, true]) {
      expect(await dataOf({ query, variables: { a }, token: evaluator })).toEqual({
        q: { nodes: [a ? node : {}] },
        r: { nodes: [node] },
      });
    }
  });

  test('is left out only there in a mutation', async () => {
    const query = `mutation ($number: String!, $a: Boolean!) {
      one: claimApplication(number: $number, takeOver: true) { ...A @include(if: $a) }
      two: claimApplication(number: $number, takeOver: true) { ...A }
    }
    fragment A on Application { number type }`;

    for (let time = 0; time < 6; time += 1) {
      const { data } = await graph.client.ask(query, {
        variables: { number: waiting, a: false },
        token: await graph.token({ role: 'EVALUATOR', subject: `evaluator ${time}` }),
      });
      expect(data).toMatchObject({ one: {} });
      expect(data?.['one']).toEqual({});
    }
  });
});

describe('an alias that is the name of another field', () => {
  test.each<
    [selection: string, expected: (found: { number: string; unit: UnitRecord }) => unknown]
  >([
    ['id: number suggestedUnits { reason }', ({ number }) => ({ id: number })],
    ['topic: stage suggestedUnits { reason }', () => ({ topic: 'IN_PROGRESS' })],
    ['topic: subject suggestedUnits { reason }', () => ({ topic: 'Yol bakımı' })],
    ['province: district { code } suggestedUnits { reason }', () => ({ province: null })],
    ['province: topic { id }', () => ({ province: { id: expect.any(String) } })],
    [
      'meantUnit: responsibleUnit { id } suggestedUnits { reason }',
      ({ unit }) => ({ meantUnit: { id: unit._id } }),
    ],
    ['id: stage', () => ({ id: 'IN_PROGRESS' })],
    ['__typename: stage', () => ({ __typename: 'IN_PROGRESS' })],
    [
      'responsibleUnit: number meantUnit { name: id id: name }',
      ({ number, unit }) => ({
        responsibleUnit: number,
        meantUnit: { name: unit._id, id: unit.name },
      }),
    ],
  ])('hides nothing that the graph needs: %s', async (selection, expected) => {
    const query = `query ($number: String!) { application(number: $number) { ${selection} } }`;

    const data = await dataOf({ query, variables: { number }, token: evaluator });

    const plain = await graph.client.data(
      'query ($number: String!) { application(number: $number) { suggestedUnits { reason } } }',
      { variables: { number }, token: evaluator },
    );
    const { suggestedUnits } = plain['application'] as { suggestedUnits: unknown[] };
    expect(suggestedUnits.length).toBeGreaterThan(0);
    expect(data).toEqual({
      application: {
        ...(expected({ number, unit }) as object),
        ...(selection.includes('suggestedUnits') && { suggestedUnits }),
      },
    });
  });

  test('is answered with the field for which it stands', async () => {
    expect(
      await dataOf({
        query: '{ me { id: name applications(first: 1) { nodes { number } } } }',
        token: citizen,
      }),
    ).toEqual({ me: { id: 'Ayşe', applications: { nodes: [{ number: waiting }] } } });
  });

  test('may stand for an object where the other is a scalar', async () => {
    expect(
      await dataOf({
        query: '{ me { id: applications(first: 1) { nodes { number } } name } }',
        token: citizen,
      }),
    ).toEqual({ me: { id: { nodes: [{ number: waiting }] }, name: 'Ayşe' } });
    const parent = graph.data.unit({ _id: unit.parentId ?? '' });
    expect(
      await dataOf({
        query: `query ($n: String!) {
          application(number: $n) { meantUnit { id: parent { id name } kind } }
        }`,
        variables: { n: number },
        token: citizen,
      }),
    ).toEqual({
      application: {
        meantUnit: { id: { id: parent._id, name: parent.name }, kind: unit.kind },
      },
    });
  });
});

describe('null in a variable', () => {
  const refusal = (field: string, path: string, message: unknown) => ({
    status: 200,
    data: { [path]: null },
    errors: [{ message, path: [path], extensions: wrongField(field, 'REQUIRED') }],
  });

  test('for a non-null argument is refused, and nothing is executed', async () => {
    const query = `mutation ($number: String!, $t: Boolean) {
      claimApplication(number: $number, takeOver: $t) { number }
    }`;

    expect(
      await answerOf({ query, variables: { number: waiting, t: null }, token: evaluator }),
    ).toEqual(
      refusal(
        'takeOver',
        'claimApplication',
        'Argument "takeOver" of non-null type "Boolean!" must not be null.',
      ),
    );
    // Left out, it has its default.
    const { errors } = await graph.client.ask(query, {
      variables: { number: 'x' },
      token: evaluator,
    });
    expect(errors).toMatchObject([{ extensions: { field: 'number' } }]);
  });

  test('for a non-null input field is refused, and nothing is filed', async () => {
    const { hideIdentity: _, ...input } = filingInput(graph);
    const given = Object.entries(input).filter(([, value]) => !Array.isArray(value));
    const names = given.map(([name]) => name);
    const typeOf = (value: unknown) => (typeof value === 'boolean' ? 'Boolean!' : 'String!');
    const special: Record<string, string> = {
      type: 'ApplicationType!',
      topicId: 'ID!',
      provinceCode: 'ID!',
      idempotencyKey: 'ID!',
      answerChannel: 'AnswerChannel!',
    };
    const query = `mutation (
      $b: Boolean, ${given.map(([name, value]) => `$${name}: ${special[name] ?? typeOf(value)}`).join(', ')}
    ) {
      fileApplication(input: { hideIdentity: $b, ${names.map((name) => `${name}: $${name}`).join(', ')} }) {
        number
      }
    }`;
    const before = await graph.data
      .database('application')
      .collection('applications')
      .countDocuments();

    expect(
      await answerOf({
        query,
        variables: { ...Object.fromEntries(given), b: null },
        token: citizen,
      }),
    ).toEqual(
      refusal(
        'input.hideIdentity',
        'fileApplication',
        expect.stringMatching(/^Argument "input" has invalid value {.*hideIdentity: \$b/),
      ),
    );
    const after = await graph.data
      .database('application')
      .collection('applications')
      .countDocuments();
    expect(after).toBe(before);
  });

  test('is refused also where the argument holds the value literally', async () => {
    const admin = await graph.token({ role: 'ADMIN' });
    for (const written of ['5', '{}', '"2027-01-05"']) {
      const query = `mutation ($d: Date = ${written}) { addLeaveDay(date: $d, name: "x") { date } }`;
      expect(await answerOf({ query, variables: { d: null }, token: admin })).toEqual(
        refusal(
          'date',
          'addLeaveDay',
          'Argument "date" of non-null type "Date!" must not be null.',
        ),
      );
    }
    const query = `query ($t: ApplicationType = REQUEST) {
      unitInbox(unitId: "${unit._id}", first: 1, filter: { dueBefore: 5, types: [$t] }) {
        nodes { id }
      }
    }`;
    const officer = await graph.token({ role: 'OFFICER', unitId: unit._id });
    expect(await answerOf({ query, variables: { t: null }, token: officer })).toEqual(
      refusal(
        'filter.types',
        'unitInbox',
        expect.stringContaining('Argument "filter" has invalid value'),
      ),
    );
  });

  test('for an input object is refused as before', async () => {
    const answer = await answerOf({
      query: fileMutation,
      variables: { input: { ...filingInput(graph), hideIdentity: null } },
      token: citizen,
    });

    expect(answer).toEqual({
      status: 200,
      data: undefined,
      errors: [
        {
          message: expect.stringContaining('hideIdentity'),
          extensions: { code: 'BAD_USER_INPUT', reason: 'VALIDATION' },
        },
      ],
    });
  });

  test('for a condition is refused', async () => {
    expect(
      await answerOf({
        query: 'query ($a: Boolean = true) { provinces { code @include(if: $a) } }',
        variables: { a: null },
      }),
    ).toEqual({
      status: 200,
      data: undefined,
      errors: [
        {
          message: expect.stringContaining('"$a"'),
          extensions: wrongField('a', 'REQUIRED'),
        },
      ],
    });
  });
});

test('objects of which every field is left out are empty', async () => {
  const query = 'query ($a: Boolean!) { provinces @include(if: $a) { code @include(if: false) } }';

  expect(await dataOf({ query, variables: { a: true } })).toEqual({
    provinces: graph.data.directory.provinces.map(() => ({})),
  });
  expect(await answerOf({ query, variables: { a: false } })).toEqual({
    status: 200,
    data: {},
    errors: [],
  });
});

describe('the schema', () => {
  test('describes its types completely', async () => {
    expect(await dataOf({ query: '{ __type(name: "Query") { name isOneOf } }' })).toEqual({
      __type: { name: 'Query', isOneOf: null },
    });
    expect(await dataOf({ query: '{ __type(name: "FileApplicationInput") { isOneOf } }' })).toEqual(
      { __type: { isOneOf: false } },
    );
  });

  test('is described beside data, under conditions, through fragments and variables', async () => {
    const query = `query ($name: String!, $with: Boolean!) {
      viewer { role }
      type: __type(name: $name) { ...T @include(if: $with) kind }
      ... on Query { __schema { queryType { name } } __typename }
    }
    fragment T on __Type { name fields @skip(if: $with) { name } }`;

    expect(await dataOf({ query, variables: { name: 'Topic', with: true } })).toEqual({
      viewer: null,
      type: { name: 'Topic', kind: 'OBJECT' },
      __schema: { queryType: { name: 'Query' } },
      __typename: 'Query',
    });
  });
});
