import { afterAll, beforeAll, beforeEach, expect } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import type { GraphAnswer } from '../support/client.ts';
import type { TestCitizen } from '../support/data.ts';
import { file, numberOf } from '../support/filing.ts';
import { pdf, png } from '../support/files.ts';
import {
  onceInTheSuite,
  startGraph,
  type TestGraph,
  testOnceInTheSuite as test,
} from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { upload } from '../support/uploads.ts';
import { operations, type Standing } from '../casework/operations.ts';
import { wrongField, wrongFields } from '../support/wrong-field.ts';

let graph: TestGraph;
let citizen: TestCitizen;
let token: string;

beforeAll(async () => {
  graph = await startGraph();
});

beforeEach(async () => {
  citizen = await graph.data.citizen();
  token = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
});

afterAll(() => graph?.stop());

async function uploaded(as = token): Promise<string> {
  const { body } = await upload(graph.url, as, { content: pdf(), name: 'a.pdf' });
  return (body as { id: string }).id; // the type of the file is accepted
}

/** One after the other: a client may send only a few files at once. */
const uploads = (count: number) => Array.fromAsync({ length: count }, () => uploaded());
const filed = (attachmentIds: string[], more: object = {}) =>
  file(graph, token, { attachmentIds, ...more });

const attached = (ids: readonly string[]) =>
  ids.map((id) => ({ id, name: 'a.pdf', contentType: 'application/pdf', bytes: 40 }));
const filedWith = (ids: readonly string[]) => ({
  fileApplication: { number: expect.stringMatching(/^\d{10}$/), attachments: attached(ids) },
});

const refusal = (path: string, field: string, reason: string, message: string) => [
  {
    message,
    path: [path],
    extensions: wrongField(field, reason, message === tooMany ? { max: 5 } : {}),
  },
];
const unknown = (field: string) => `${field} is not the id of an unused upload of yours.`;
const unknownAt = (path: string, field: string) => refusal(path, field, 'UNKNOWN', unknown(field));
const tooMany = 'An application has at most 5 attachments.';

/** The citizen's uploads that belong to no application. */
async function unusedIds(): Promise<string[]> {
  const records = graph.data.database('application').collection('attachments');
  const unused = await records.find({ applicationId: null }).toArray();
  return unused
    .filter(({ citizenId }) => String(citizenId) === citizen.id)
    .map(({ publicId }) => String(publicId));
}

onceInTheSuite('an application that is filed with uploads', () => {
  test('has them in the order given', async () => {
    const [first = '', second = ''] = await uploads(2);

    const answer = await filed([second, first]);

    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual(filedWith([second, first]));
    const number = numberOf(answer);
    const read = 'query ($number: String!) { application(number: $number) { attachments { id } } }';
    expect(await graph.client.data(read, { variables: { number }, token })).toEqual({
      application: { attachments: [{ id: second }, { id: first }] },
    });
  });

  test('has at most five of them', async () => {
    const ids = await uploads(6);

    const six = await filed(ids);
    const five = await filed(ids.slice(0, 5));

    expect(six.data).toEqual({ fileApplication: null });
    expect(six.errors).toEqual(refusal('fileApplication', 'input.attachmentIds', 'RANGE', tooMany));
    expect(five.data).toEqual(filedWith(ids.slice(0, 5)));
  });

  test.each([
    ['that never existed', async () => newId('attachment')],
    [
      'of somebody else',
      async () => {
        const { id } = await graph.data.citizen();
        return uploaded(await graph.token({ role: 'CITIZEN', citizenId: id }));
      },
    ],
    [
      'that another application has',
      async () => {
        const id = await uploaded();
        await filed([id]);
        return id;
      },
    ],
    [
      'that is not whole',
      async () => {
        const id = await uploaded();
        const records = graph.data.database('application').collection('attachments');
        await records.updateOne({ publicId: id }, { $set: { state: 'RECEIVING' } });
        return id;
      },
    ],
  ])('is not filed with one %s, and keeps none of the others', async (_what, bad) => {
    const good = await uploaded();

    const answer = await filed([good, await bad()]);

    expect(answer.data).toEqual({ fileApplication: null });
    expect(answer.errors).toEqual(unknownAt('fileApplication', 'input.attachmentIds[1]'));
    expect(await unusedIds()).toContain(good);
    expect((await filed([good])).data).toEqual(filedWith([good]));
  });

  const sameTwice = newId('attachment');

  test.each([
    ['an operator', '{"$gt":""}'],
    ['nothing', ''],
    ['an id of another kind', newId('citizen')],
    ['an id in the former format', '0123456789abcdef01234567'],
  ])('is not filed with %s', async (_what, id) => {
    const { errors } = await filed([id]);

    expect(errors).toEqual(unknownAt('fileApplication', 'input.attachmentIds[0]'));
  });

  test('is not filed with the same twice', async () => {
    const { errors } = await filed([sameTwice, sameTwice]);

    const message = 'Name each upload once.';
    expect(errors).toEqual(refusal('fileApplication', 'input.attachmentIds', 'RANGE', message));
  });

  test('names all that it is not filed with, whether they exist or not', async () => {
    const { id: other } = await graph.data.citizen();
    const ids = [
      await uploaded(),
      await uploaded(await graph.token({ role: 'CITIZEN', citizenId: other })),
      await uploaded(),
      newId('attachment'),
    ];

    const { errors } = await filed(ids);

    const fields = ['input.attachmentIds[1]', 'input.attachmentIds[3]'];
    expect(errors).toEqual([
      {
        message: fields.map(unknown).join(' '),
        path: ['fileApplication'],
        extensions: wrongFields(fields.map((field) => ({ field, reason: 'UNKNOWN' }))),
      },
    ]);
  });

  test('gets an upload that others request at the same time, and they do not', async () => {
    const id = await uploaded();

    const answers = await Promise.all(Array.from({ length: 6 }, () => filed([id])));

    const [winner, ...more] = answers.filter(({ errors }) => errors.length === 0);
    expect(more).toEqual([]);
    expect(winner?.data).toEqual(filedWith([id]));
    for (const { errors } of answers.filter((answer) => answer !== winner)) {
      expect(errors).toEqual(unknownAt('fileApplication', 'input.attachmentIds[0]'));
    }
  });
});

onceInTheSuite('a filing that is repeated under its key', () => {
  test('returns the first application, and uses no other uploads', async () => {
    const [first = '', second = ''] = await uploads(2);
    const idempotencyKey = 'once';

    const once = await filed([first], { idempotencyKey });
    const twice = await filed([first], { idempotencyKey });
    const otherwise = await filed([second], { idempotencyKey });

    expect(once.data).toEqual(filedWith([first]));
    expect(twice.data).toEqual(once.data);
    expect(otherwise.data).toEqual(once.data);
    expect(await unusedIds()).toEqual([second]);
  });

  test('returns the first application also if all arrive at once', async () => {
    const id = await uploaded();
    const idempotencyKey = 'at-once';

    const answers = await Promise.all(
      Array.from({ length: 6 }, () => filed([id], { idempotencyKey })),
    );

    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    expect(answers[0]?.data).toEqual(filedWith([id]));
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  });
});

onceInTheSuite('a supplement with uploads', () => {
  const supplementApplication = /* GraphQL */ `
    mutation ($number: String!, $attachmentIds: [ID!]!) {
      supplementApplication(
        number: $number
        text: "Fotoğraf ektedir."
        attachmentIds: $attachmentIds
      ) {
        stage
        attachments {
          id
          name
          contentType
          bytes
        }
      }
    }
  `;

  /** An application with this number of attachments, whose unit has requested more from the citizen. */
  async function asked(attachments: string[]): Promise<string> {
    const number = numberOf(await filed(attachments));
    const unit = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
    const evaluator = await personOf(graph, { role: 'EVALUATOR' });
    const officer = await personOf(graph, { role: 'OFFICER', unitId: unit._id });
    const { referrals } = await evaluator.do<Standing>(operations.refer, {
      number,
      unitIds: [unit._id],
    });
    const referralId = referrals[0]?.id;
    await officer.do(operations.accept, { referralId });
    await officer.do(operations.requestClarification, { referralId, question: 'Hangi sokak?' });
    return number;
  }

  const supplement = (number: string, attachmentIds: string[]): Promise<GraphAnswer> =>
    graph.client.ask(supplementApplication, { variables: { number, attachmentIds }, token });

  test('adds them to the attachments of the application', async () => {
    const [first = '', second = ''] = await uploads(2);
    const number = await asked([first]);

    const { data, errors } = await supplement(number, [second]);

    expect(errors).toEqual([]);
    expect(data).toEqual({
      supplementApplication: { stage: 'IN_PROGRESS', attachments: attached([first, second]) },
    });
  });

  test('is refused if the application would then have more than five', async () => {
    const ids = await uploads(6);
    const number = await asked(ids.slice(0, 4));

    const two = await supplement(number, ids.slice(4));
    const one = await supplement(number, ids.slice(4, 5));

    expect(two.errors).toEqual(refusal('supplementApplication', 'attachmentIds', 'RANGE', tooMany));
    expect(one.data).toEqual({
      supplementApplication: { stage: 'IN_PROGRESS', attachments: attached(ids.slice(0, 5)) },
    });
    expect(await unusedIds()).toEqual(ids.slice(5));
  });

  test('that is sent twice at once is stored once, and the other one is refused with the reason', async () => {
    const id = await uploaded();
    const number = await asked([]);

    const answers = await Promise.all([supplement(number, [id]), supplement(number, [id])]);

    const codes = answers.map(({ errors: [error] }) => error?.extensions['code']);
    expect(new Set(codes)).toEqual(new Set(['CONFLICT', undefined]));
    expect(await unusedIds()).toEqual([]);
  });

  test('is refused with an upload that already belongs to the application', async () => {
    const id = await uploaded();
    const number = await asked([id]);
    const unused = await uploaded();

    const { errors } = await supplement(number, [unused, id]);

    expect(errors).toEqual(unknownAt('supplementApplication', 'attachmentIds[1]'));
    expect(await unusedIds()).toEqual([unused]);
  });
});

test('a used upload does not count as unused', async () => {
  const ids = await uploads(20);
  const full = await upload(graph.url, token, { content: png });

  await filed(ids.slice(0, 1));
  const after = await upload(graph.url, token, { content: png });

  expect([full.status, after.status]).toEqual([429, 201]);
});
