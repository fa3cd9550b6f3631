import { afterAll, beforeAll, expect } from '@jest/globals';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { countCommands } from '../support/commands.ts';
import { daysAgo } from '../support/days.ts';
import { faultsOf } from '../worklists/support.ts';

/** The applications that a citizen is shown before filing the same matter twice. */

let graph: TestGraph;
let topicIds: string[];

beforeAll(async () => {
  graph = await startGraph();
  topicIds = graph.data.directory.topics.slice(0, 2).map(({ _id }) => _id);
});

afterAll(() => graph?.stop());

const query = /* GraphQL */ `
  query Similar($input: SimilarApplicationsInput!) {
    similarApplications(input: $input) {
      similarity
      application {
        number
        subject
      }
    }
  }
`;

const lamp = {
  subject: 'Sokak lambası yanmıyor',
  text: 'Gül Sokak’taki sokak lambaları üç haftadır yanmıyor, akşamları yürümekten korkuyoruz.',
};
const waste = {
  subject: 'Çöpler toplanmıyor',
  text: 'Mahallemizde çöp konteynerleri bir haftadır boşaltılmadı ve koku yapıyor.',
};

interface Lookalike {
  similarity: number;
  application: { number: string; subject: string };
}

async function citizenWith(contents: { subject: string; text: string; topicId?: string }[]) {
  const citizen = await graph.data.citizen();
  const numbers: string[] = [];
  for (const [index, { topicId = topicIds[0] ?? '', ...content }] of contents.entries()) {
    const fields = { topicId, filedAt: daysAgo(contents.length - index) };
    numbers.push((await graph.data.application({ citizen, fields, content })).number);
  }
  return { numbers, person: await personOf(graph, { role: 'CITIZEN', citizenId: citizen.id }) };
}

test('own applications that are similar, the most similar first, in any case and with any suffixes', async () => {
  const { numbers, person } = await citizenWith([
    { ...lamp, topicId: topicIds[1] ?? '' },
    lamp,
    waste,
  ]);
  const input = {
    subject: 'SOKAK LAMBALARI YANMIYOR',
    text: 'Gül sokaktaki lambalar hâlâ yanmıyor! Akşamları sokakta yürümekten korkuyoruz, üç hafta oldu.',
    topicId: topicIds[0],
    provinceCode: '34',
  };

  const found = await person.do<Lookalike[]>(query, { input });

  expect(found).toEqual([
    {
      similarity: expect.any(Number),
      application: { number: numbers[1], subject: lamp.subject },
    },
    {
      similarity: expect.any(Number),
      application: { number: numbers[0], subject: lamp.subject },
    },
  ]);
  const [first, second] = found;
  expect(first?.similarity).toBeGreaterThan(second?.similarity ?? 1);
  expect(first?.similarity).toBeLessThan(1);
});

test('the same words are enough while topic and place are not chosen', async () => {
  const { numbers, person } = await citizenWith([waste, lamp]);

  expect(await person.do<Lookalike[]>(query, { input: lamp })).toEqual([
    { similarity: 1, application: { number: numbers[1], subject: lamp.subject } },
  ]);
});

test.each([
  [
    { subject: 'Çöp toplanmıyor', text: 'Sokağımızda bir haftadır çöp toplanmıyor.' },
    { subject: 'Çöpler toplanmıyor', text: 'Çöpler bir haftadan beri toplanmıyor.' },
  ],
  [
    { subject: 'Su kesintisi', text: 'Mahallemizde üç gündür su kesintisi yaşıyoruz.' },
    { subject: 'Suyumuz kesik', text: 'Mahallede suyumuz üç gündür kesik.' },
  ],
])('words of one root are enough, in either order: %j', async (one, other) => {
  for (const [earlier, later] of [
    [one, other],
    [other, one],
  ] as const) {
    const { numbers, person } = await citizenWith([lamp, earlier]);

    expect(await person.do<Lookalike[]>(query, { input: later })).toEqual([
      {
        similarity: expect.any(Number),
        application: { number: numbers[1], subject: earlier.subject },
      },
    ]);
  }
});

test('applications about other matters and those of other citizens are not similar', async () => {
  const { person } = await citizenWith([waste]);
  await citizenWith([lamp]);

  const input = { ...lamp, topicId: topicIds[0], provinceCode: '34' };

  expect(await person.do<Lookalike[]>(query, { input })).toEqual([]);
});

test('at most five are shown, read by one command for applications and one for texts', async () => {
  const { person } = await citizenWith(Array.from({ length: 7 }, () => lamp));
  let found: Lookalike[] = [];

  const counts = await countCommands(graph.data, async () => {
    found = await person.do<Lookalike[]>(query, { input: lamp });
  });

  expect(found.map(({ similarity }) => similarity)).toEqual([1, 1, 1, 1, 1]);
  expect(counts).toEqual({ citizen: 0, application: 2, 'institution-directory': 0 });
});

test.each<[string, object, string, string]>([
  ['no subject', { subject: ' ' }, 'input.subject', 'RANGE'],
  ['a subject too long', { subject: 'a'.repeat(201) }, 'input.subject', 'RANGE'],
  ['a subject of two lines', { subject: 'a\u000bb' }, 'input.subject', 'FORMAT'],
  ['no text', { text: '' }, 'input.text', 'RANGE'],
  ['a text too long', { text: 'a'.repeat(10_001) }, 'input.text', 'RANGE'],
  ['an invalid text', { text: 'a\u0000b' }, 'input.text', 'FORMAT'],
])('refuses %s', async (_what, fields, field, reason) => {
  const { person } = await citizenWith([]);

  const { data, errors } = await person.ask(query, { input: { ...lamp, ...fields } });

  expect({ data, faults: faultsOf({ errors }) }).toEqual({
    data: { similarApplications: null },
    faults: [{ path: ['similarApplications'], code: 'BAD_USER_INPUT', field, reason }],
  });
});

test('an operator for a topic is refused, and an unknown topic matches nothing', async () => {
  const { person } = await citizenWith([waste]);

  const refused = await person.refused(query, { input: { ...lamp, topicId: { $gt: '' } } });

  expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'VALIDATION' });
  expect(
    await person.do<Lookalike[]>(query, { input: { ...lamp, topicId: '{"$gt": ""}' } }),
  ).toEqual([]);
});

test.each(['EVALUATOR', 'OFFICER', 'ANALYST', 'ADMIN'] as const)(
  'is not for the role %s',
  async (role) => {
    const unitId = role === 'OFFICER' ? '85316115' : null;
    const person = await personOf(graph, { role, unitId });

    const { data, errors } = await person.ask(query, { input: lamp });

    expect({ data, faults: faultsOf({ errors }) }).toEqual({
      data: { similarApplications: null },
      faults: [{ path: ['similarApplications'], code: 'FORBIDDEN' }],
    });
  },
);
