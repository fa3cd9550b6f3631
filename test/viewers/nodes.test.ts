import { beforeAll, expect, it } from '@jest/globals';
import { isInterfaceType } from 'graphql';
import { idKinds, kindOf, newId } from '../../lib/kit/public-id.ts';
import { operations } from '../casework/operations.ts';
import { clientSchemaOf } from '../support/client-schema.ts';
import { countCommands } from '../support/commands.ts';
import { mayReceive } from '../support/received-ids.ts';
import type { Person } from '../support/person.ts';
import {
  changeIdsFor,
  citizenId,
  graph,
  numbers,
  people,
  referralIds,
  town,
  unitIds,
} from './nodes-scene.ts';

/** `Query.node` gives everybody exactly what they see by other fields. */

const parts = /* GraphQL */ `
  fragment Parts on Application {
    id
    __typename
    timeline {
      id
      __typename
      at
      event
    }
    supplements {
      id
      __typename
      at
      text
    }
    attachments {
      id
      __typename
      name
      bytes
    }
    appeals {
      id
      __typename
      kind
      text
    }
    replies {
      id
      __typename
      repliedAt
      text
    }
    referrals {
      id
      __typename
      state
      draft {
        id
        __typename
        text
        draftedAt
      }
      replies {
        id
        __typename
      }
    }
  }
`;

const nodeQuery = /* GraphQL */ `
  query ($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on TimelineEntry {
        at
        event
      }
      ... on Supplement {
        at
        text
      }
      ... on Attachment {
        name
        bytes
      }
      ... on Appeal {
        kind
        appealText: text
      }
      ... on Reply {
        repliedAt
        replyText: text
      }
      ... on Referral {
        state
      }
      ... on ReplyDraft {
        text
        draftedAt
      }
    }
  }
`;

type Found = Record<string, unknown> & { id: string; __typename: string };

/** Everything with an id in an answer, by the id. Objects and lists in it are left out. */
function objectsIn(value: unknown, found = new Map<string, Found>()): Map<string, Found> {
  if (Array.isArray(value)) for (const item of value) objectsIn(item, found);
  else if (typeof value === 'object' && value !== null) {
    const leaves = Object.entries(value).filter(
      ([, one]) => typeof one !== 'object' || one === null,
    );
    const { id, __typename } = value as Partial<Found>;
    if (id !== undefined && __typename !== undefined) {
      const own = Object.fromEntries(leaves.filter(([name]) => name !== 'draft'));
      found.set(id, { ...found.get(id), ...own, id, __typename });
    }
    for (const inner of Object.values(value)) objectsIn(inner, found);
  }
  return found;
}

/** Everything of the applications that a person sees, by number and by referral. */
async function seenBy(person: Person): Promise<Map<string, Found>> {
  const byNumber = `query ($number: String!) { application(number: $number) { ...Parts } } ${parts}`;
  const byReferral = `query ($id: ID!) { referral(id: $id) { id __typename application { ...Parts } } } ${parts}`;
  const answers = [
    ...(await Promise.all(numbers.map((number) => person.ask(byNumber, { number })))),
    ...(await Promise.all(referralIds.map((id) => person.ask(byReferral, { id })))),
  ];
  return objectsIn(answers.map(({ data }) => data));
}

const nodeFor = (person: Person, id: string) => person.ask(nodeQuery, { id });
const nothing = { status: 200, data: { node: null }, errors: [] };

const appealOrReply = ({ appealText, replyText, ...node }: Record<string, unknown>) => {
  const text = appealText ?? replyText;
  return text === undefined ? node : { ...node, text };
};

let all: Map<string, Found>;

beforeAll(async () => {
  all = await seenBy(people.evaluator);
});

it('covers every kind of thing that belongs to an application', () => {
  expect(new Set([...all.values()].map(({ __typename }) => __typename))).toEqual(
    new Set([
      'Appeal',
      'Application',
      'Attachment',
      'Referral',
      'Reply',
      'ReplyDraft',
      'Supplement',
      'TimelineEntry',
    ]),
  );
});

it.each([
  'applicant',
  'stranger',
  'evaluator',
  'officer',
  'colleague',
  'next',
  'outsider',
] as const)('gives to the %s exactly what they see in applications', async (name) => {
  const person = people[name];
  const seen = await seenBy(person);

  for (const id of all.keys()) {
    const { status, data, errors } = await nodeFor(person, id);
    const expected = seen.get(id);
    if (expected) {
      const node = appealOrReply(data?.['node'] as Record<string, unknown>); // seen, or the comparison fails
      expect(node).toEqual(expected);
    } else expect({ status, data, errors }).toEqual(nothing);
  }
  const counts: Record<typeof name, number> = {
    applicant: seen.size,
    stranger: 0,
    evaluator: all.size,
    officer: seen.size,
    colleague: seen.size,
    next: seen.size,
    outsider: 0,
  };
  expect(seen.size).toBe(counts[name]);
  if (counts[name] > 0) expect(seen.size).toBeGreaterThan(5);
});

it.each(['analyst', 'admin', 'nobody'] as const)(
  'gives nothing of an application to the %s, and reads nothing',
  async (name) => {
    const counts = await countCommands(graph.data, async () => {
      for (const id of all.keys()) {
        const { status, data, errors } = await nodeFor(people[name], id);
        expect({ status, data, errors }).toEqual(nothing);
      }
    });
    expect(counts).toMatchObject({ application: 0, citizen: 0 });
  },
);

it('gives the same id to everybody who sees an object, also after later events', async () => {
  const [number] = numbers;
  const query = 'query ($number: String!) { application(number: $number) { timeline { id at } } }';
  interface Read {
    timeline: { id: string; at: string }[];
  }
  const before = await people.evaluator.do<Read>(query, { number });
  const ofApplicant = await people.applicant.do<Read>(query, { number });
  await people.officer.do(operations.note, { referralId: referralIds[0], text: 'Bir not daha.' });
  const after = await people.evaluator.do<Read>(query, { number });

  expect(after.timeline.slice(0, -1)).toEqual(before.timeline);
  expect(before.timeline).toEqual(expect.arrayContaining(ofApplicant.timeline));
  expect(before.timeline.length).toBeGreaterThan(ofApplicant.timeline.length);
  expect(new Set(after.timeline.map(({ id }) => id)).size).toBe(after.timeline.length);
});

it('finds citizens for themselves and for evaluators', async () => {
  const query = `query ($id: ID!) { node(id: $id) { id ... on Citizen { name applications(first: 1) {
    nodes { number } } } } }`;
  const askedBy = async (person: Person) => (await person.ask(query, { id: citizenId })).data;

  const found = {
    node: { id: citizenId, name: expect.any(String), applications: expect.any(Object) },
  };
  expect(await askedBy(people.applicant)).toEqual(found);
  expect(await askedBy(people.evaluator)).toEqual(found);
  for (const name of ['stranger', 'officer', 'analyst', 'admin', 'nobody'] as const) {
    expect(await askedBy(people[name])).toEqual({ node: null });
  }
});

it('finds units and topics for everybody', async () => {
  const [unitId] = unitIds;
  const topic = graph.data.directory.topics[0];
  const query = `query ($id: ID!) { node(id: $id) { id ... on AdministrativeUnit { name } ... on Topic { category } } }`;

  for (const person of Object.values(people)) {
    expect((await person.ask(query, { id: unitId })).data).toEqual({
      node: { id: unitId, name: 'Birinci' },
    });
    expect((await person.ask(query, { id: topic?._id })).data).toEqual({
      node: { id: topic?._id, category: topic?.category },
    });
  }
});

it('finds changes of units for those who may list them', async () => {
  const [first = '', second = ''] = unitIds;
  await town.make('Alt birim', { parentId: first });
  await town.close(await town.make('Kapanan'), second);
  const ids = await changeIdsFor(people.admin);
  const query = 'query ($id: ID!) { node(id: $id) { id ... on DirectoryChange { kind at } } }';

  expect(ids.size).toBeGreaterThan(4);
  for (const name of ['admin', 'officer', 'next', 'outsider', 'evaluator', 'nobody'] as const) {
    const listed = await changeIdsFor(people[name]);
    const found: string[] = [];
    for (const id of ids)
      if ((await people[name].ask(query, { id })).data?.['node']) found.push(id);
    expect([name, found.toSorted()]).toEqual([name, [...listed].toSorted()]);
  }
});

it('finds kept messages for administrators', async () => {
  const { nodes } = await people.admin.do<{ nodes: { id: string }[] }>(
    '{ outbox(first: 1) { nodes { id } } }',
  );
  const id = nodes[0]?.id;
  const query = 'query ($id: ID!) { node(id: $id) { id ... on OutboxMessage { to } } }';

  expect((await people.admin.ask(query, { id })).data).toEqual({
    node: { id, to: expect.stringContaining('***') },
  });
  for (const name of ['applicant', 'evaluator', 'officer', 'analyst', 'nobody'] as const) {
    expect((await people[name].ask(query, { id })).data).toEqual({ node: null });
  }
});

it('is null without an error for an id that does not exist or is malformed', async () => {
  const unknown = [
    ...idKinds.map(newId),
    '00000000',
    'no-such-topic',
    '',
    'x',
    mayReceive('0123456789abcdef01234567'),
    '{"$gt":""}',
    `${newId('referral')}A`,
    `${newId('application')}\n`,
    newId('reply').toUpperCase(),
    'ref_'.repeat(2_000),
    '__proto__',
    'constructor',
  ];
  for (const id of unknown) {
    for (const person of [people.evaluator, people.officer, people.admin]) {
      const { status, data, errors } = await nodeFor(person, id);
      expect({ id, status, data, errors }).toEqual({ id, ...nothing });
    }
  }
});

it('is there for every type with an id, and for no other', async () => {
  const schema = await clientSchemaOf(graph);
  const node = schema.getType('Node');
  if (!isInterfaceType(node)) throw new Error('There is no interface Node.');
  const nodes = schema.getPossibleTypes(node).map(({ name }) => name);
  const withId = Object.values(schema.getTypeMap()).filter(
    (type) => 'getFields' in type && 'getInterfaces' in type && 'id' in type.getFields(),
  );

  expect(
    withId
      .map(({ name }) => name)
      .filter((name) => name !== 'Node')
      .toSorted(),
  ).toEqual(nodes.toSorted());
  // Each kind of id has one type; units and topics have codes.
  expect(nodes).toHaveLength(idKinds.length + 2);
  expect([...all.keys()].map(kindOf)).not.toContain(null);
});
