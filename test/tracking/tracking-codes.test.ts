import { afterAll, beforeAll, expect } from '@jest/globals';
import type { ApplicationDocument } from '../../subgraphs/application/record/index.ts';
import { migrations } from '../../subgraphs/application/migrations/index.ts';
import type { TestCitizen } from '../support/data.ts';
import {
  onceInTheSuite,
  startGraph,
  type TestGraph,
  testOnceInTheSuite as test,
} from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { operations, type Standing } from '../casework/operations.ts';

/** The code by which an applicant tracks an application without signing in, and who gets it. */

let graph: TestGraph;
let citizen: TestCitizen;
let applicant: Person;

beforeAll(async () => {
  graph = await startGraph();
  citizen = await graph.data.citizen();
  applicant = await personOf(graph, { role: 'CITIZEN', citizenId: citizen.id });
});

afterAll(() => graph?.stop());

const form = /^[\dA-HJKMNP-TV-Z]{4}(-[\dA-HJKMNP-TV-Z]{4}){2}$/;

const applications = () =>
  graph.data.database('application').collection<ApplicationDocument>('applications');

const codeOf = async (number: string) =>
  (
    await applicant.do<{ trackingCode: string }>(
      'query ($number: String!) { application(number: $number) { trackingCode } }',
      { number },
    )
  ).trackingCode;

async function renew(number: string): Promise<string> {
  const renewed = await applicant.do<{ trackingCode: string }>(
    'mutation ($number: String!) { renewTrackingCode(number: $number) { trackingCode } }',
    { number },
  );
  return renewed.trackingCode;
}

const fileMutation = /* GraphQL */ `
  mutation ($input: FileApplicationInput!) {
    fileApplication(input: $input) {
      number
      trackingCode
    }
  }
`;

const file = (idempotencyKey: string = crypto.randomUUID()) =>
  applicant.do<{ number: string; trackingCode: string }>(fileMutation, {
    input: {
      type: 'COMPLAINT',
      topicId: graph.data.directory.topics[0]?._id,
      subject: 'Yol bakımı',
      text: 'Sokağımızdaki yolun onarılmasını arz ederim.',
      provinceCode: '34',
      answerChannel: 'SMS',
      idempotencyKey,
    },
  });

/** The number that a tracking code leads to. */
async function tracked(number: string, trackingCode: string): Promise<string | null> {
  const { data } = await graph.client.ask(
    'query ($number: String!, $trackingCode: String!) { trackApplication(number: $number, trackingCode: $trackingCode) { number } }',
    { variables: { number, trackingCode } },
  );
  return (data?.['trackApplication'] as { number: string } | null)?.number ?? null; // the form of the query
}

onceInTheSuite('a tracking code', () => {
  test('is returned at filing, tracks, and is the same when the filing is repeated', async () => {
    const key = crypto.randomUUID();

    const filed = await file(key);
    const repeated = await file(key);

    expect(filed.trackingCode).toMatch(form);
    expect(repeated).toEqual(filed);
    expect(await tracked(filed.number, filed.trackingCode)).toBe(filed.number);
    expect(await codeOf(filed.number)).toBe(filed.trackingCode);
  });

  test('is stored nowhere', async () => {
    const { trackingCode } = await file();
    const database = graph.data.database('application');
    const symbols = trackingCode.replaceAll('-', '');

    for (const { name } of await database.listCollections().toArray()) {
      const stored = JSON.stringify(await database.collection(name).find().toArray());
      expect([name, stored.includes(symbols), stored.includes(trackingCode)]).toEqual([
        name,
        false,
        false,
      ]);
    }
  });

  test('differs between two applications', async () => {
    const filed = await Promise.all(Array.from({ length: 20 }, () => file()));

    expect(new Set(filed.map(({ trackingCode }) => trackingCode)).size).toBe(20);
  });

  test.each(['EVALUATOR', 'OFFICER'] as const)('is not for %s', async (role) => {
    const unit = graph.data.unit({ kind: 'PROVINCIAL_DIRECTORATE', provinceCode: '34' });
    const { number } = await graph.data.application({ citizen, referrals: [{ unit }] });
    const person = await personOf(graph, { role, unitId: role === 'OFFICER' ? unit._id : null });

    const { data, errors } = await person.ask(
      'query ($number: String!) { application(number: $number) { trackingCode } }',
      { number },
    );

    expect(data).toEqual({ application: { trackingCode: null } });
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'FORBIDDEN' }]);
  });

  test('is renewed for its applicant alone, and the previous one no longer tracks', async () => {
    const { number, trackingCode: first } = await file();

    const second = await renew(number);
    const third = await renew(number);

    expect(new Set([first, second, third]).size).toBe(3);
    expect({
      first: await tracked(number, first),
      second: await tracked(number, second),
      third: await tracked(number, third),
    }).toEqual({ first: null, second: null, third: number });
  });

  test.each([
    ['another citizen', async () => (await graph.data.citizen()).id],
    ['a citizen for an unassigned number', null],
  ])('is not renewed by %s', async (_who, other) => {
    const { number } = other ? await file() : { number: '2500000004' };
    const person = await personOf(graph, {
      role: 'CITIZEN',
      citizenId: other ? await other() : citizen.id,
    });

    expect(
      await person.refused(
        'mutation ($number: String!) { renewTrackingCode(number: $number) { number } }',
        { number },
      ),
    ).toEqual({ code: 'NOT_FOUND' });
  });

  test('that was renewed stays so whatever happens concurrently', async () => {
    const evaluator = await personOf(graph, { role: 'EVALUATOR' });
    const { number } = await file();

    const [code] = await Promise.all([
      renew(number),
      evaluator.do<Standing>(operations.claim, { number }),
    ]);

    expect(await codeOf(number)).toBe(code);
    expect(await tracked(number, code)).toBe(number);
  });
});

onceInTheSuite('an application', () => {
  test('whose code was made with a removed key has none until it is renewed', async () => {
    const { number, trackingCode } = await file();
    await applications().updateOne({ number }, { $set: { 'tracking.keyVersion': 99 } });

    expect(await codeOf(number)).toBeNull();
    expect({
      unreadable: await tracked(number, trackingCode),
      renewed: await tracked(number, await renew(number)),
    }).toEqual({ unreadable: null, renewed: number });
  });

  test('from before there were codes gets one when its applicant is signed in', async () => {
    const { number } = await graph.data.application({ citizen });
    await applications().updateOne({ number }, { $unset: { tracking: 1 } });
    const migration = migrations.find(({ name }) => name === '0005-tracking-codes');

    // As often as it is interrupted.
    for (let time = 0; time < 2; time += 1) {
      await migration?.up(graph.data.databases.application.connection, graph.keys);
    }

    const code = await codeOf(number);
    expect(code).toMatch(form);
    expect(await tracked(number, code)).toBe(number);
  });
});

test('messages that were stored before masking are masked', async () => {
  const outbox = graph.data.database('application').collection('outboxMessages');
  const sentAt = new Date();
  const { insertedIds } = await outbox.insertMany([
    {
      channel: 'EMAIL',
      to: 'ayse@example.org',
      subject: '2400990673 sayılı başvurunuz alındı',
      text: 'Sayın başvuru sahibi,\n\n2400990673 sayılı başvurunuz alındı. 1234567890',
      sentAt,
    },
    {
      channel: 'SMS',
      to: '+905551112233',
      subject: null,
      text: '2400990673 sayılı başvurunuz alındı.',
      sentAt,
    },
  ]);
  const migration = migrations.find(({ name }) => name === '0005-tracking-codes');

  for (let time = 0; time < 2; time += 1) {
    await migration?.up(graph.data.databases.application.connection, graph.keys);
  }

  const ids = Object.values(insertedIds);
  expect(
    await outbox
      .find({ _id: { $in: ids } }, { projection: { _id: 0, to: 1, subject: 1, text: 1 } })
      .toArray(),
  ).toEqual([
    {
      to: 'a***@***.org',
      subject: '24***73 sayılı başvurunuz alındı',
      text: 'Sayın başvuru sahibi,\n\n24***73 sayılı başvurunuz alındı. 1234567890',
    },
    { to: '+90***33', subject: null, text: '24***73 sayılı başvurunuz alındı.' },
  ]);
});
