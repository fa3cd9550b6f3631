import { afterAll, beforeAll, expect } from '@jest/globals';
import type { AnswerChannel } from '../../subgraphs/application/schema-types.ts';
import type { TestCitizen } from '../support/data.ts';
import {
  startGraph,
  type TestGraph,
  onceInTheSuite as describe,
  testOnceInTheSuite as test,
} from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { draftOf } from '../casework/drafts.ts';
import { operations, type ReferralStanding, type Standing } from '../casework/operations.ts';
import { wrongField } from '../support/wrong-field.ts';

/**
 * The notifications of applicants where no server is configured, as an administrator reads them.
 */

interface Kept {
  id: string;
  channel: AnswerChannel;
  to: string;
  subject: string | null;
  text: string;
  sentAt: string;
}

const outboxQuery = /* GraphQL */ `
  query Outbox($first: Int, $after: String) {
    outbox(first: $first, after: $after) {
      nodes {
        id
        channel
        to
        subject
        text
        sentAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

let graph: TestGraph;
let admin: Person;
let evaluator: Person;
let unitIds: string[];

beforeAll(async () => {
  graph = await startGraph({ settings: { PUBLIC_URL: 'https://basvuru.example.org/' } });
  admin = await personOf(graph, { role: 'ADMIN' });
  evaluator = await personOf(graph, { role: 'EVALUATOR', subject: 'evaluator' });
  unitIds = graph.data.directory.units
    .filter(({ kind }) => kind === 'DISTRICT_DIRECTORATE')
    .slice(0, 3)
    .map(({ _id }) => _id);
});

afterAll(() => graph?.stop());

const personOfCitizen = ({ id }: TestCitizen) =>
  personOf(graph, { role: 'CITIZEN', citizenId: id, subject: id });

async function file(citizen: TestCitizen, answerChannel: AnswerChannel): Promise<Standing> {
  const person = await personOfCitizen(citizen);
  return person.do<Standing>(operations.file, {
    input: {
      type: 'COMPLAINT',
      topicId: graph.data.directory.topics[0]?._id,
      subject: 'Gizli konu',
      text: 'Gizli metin, kimse bir iletide okumamalı.',
      provinceCode: '34',
      answerChannel,
      idempotencyKey: crypto.randomUUID(),
    },
  });
}

async function kept(): Promise<Kept[]> {
  const { nodes } = await admin.do<{ nodes: Kept[] }>(outboxQuery, { first: 100 });
  return nodes;
}

/** Stored messages contain no application number. */
async function idsAbout(number: string): Promise<Set<string>> {
  const notifications = graph.data.database('application').collection('notifications');
  return new Set((await notifications.distinct('publicId', { number })).map(String));
}

/** The messages about one application, oldest first, once there are this many. */
async function messagesAbout(number: string, count: number): Promise<Kept[]> {
  const found = await until(
    async () => {
      const ids = await idsAbout(number);
      return (await kept()).filter(({ id }) => ids.has(id)).toReversed();
    },
    ({ length }) => length >= count,
  );
  return found;
}

/**
 * The backlog once nothing is pending and this many have failed: the two are counted concurrently.
 */
const nothingWaits = (failed = 0) =>
  until(
    () =>
      admin.do<{ waiting: number; failed: number }>('{ notificationBacklog { waiting failed } }'),
    (backlog) => backlog.waiting === 0 && backlog.failed >= failed,
  );

const sms = (number: string, text: string) => ({
  channel: 'SMS',
  to: '+90***33',
  subject: null,
  text: [
    `${masked(number)} sayılı başvurunuz ${text}.`,
    ...(text === 'alındı' ? ['Takip kodunuz: ****-****-****.'] : []),
    'Ayrıntılar: https://basvuru.example.org/',
  ].join(' '),
});

const masked = (number: string) => `${number.slice(0, 2)}***${number.slice(-2)}`;

const wordsOf = ({ channel, to, subject, text }: Kept) => ({ channel, to, subject, text });

describe('an applicant', () => {
  test('is notified of each step that concerns them once, in order, and of nothing else', async () => {
    const { number } = await file(await graph.data.citizen(), 'SMS');
    await evaluator.do(operations.claim, { number });
    await evaluator.do(operations.redact, { number, redactedText: 'Gizli değişiklik.' });
    const referred = await evaluator.do<Standing>(operations.refer, {
      number,
      unitIds: unitIds.slice(0, 2),
    });
    const referralId = referred.referrals[0]?.id;
    const officer = await personOf(graph, {
      role: 'OFFICER',
      unitId: unitIds[0] ?? null,
      subject: 'officer',
    });
    await officer.do(operations.accept, { referralId });
    await officer.do(operations.assign, { referralId, assignee: 'officer' });
    await officer.do(operations.note, { referralId, text: 'Gizli not.' });
    await officer.do<ReferralStanding>(operations.draft, {
      referralId,
      kind: 'INTERIM',
      text: 'Gizli cevap: konunuz inceleniyor.',
    });
    const colleague = await personOf(graph, {
      role: 'OFFICER',
      unitId: unitIds[0] ?? null,
      subject: 'colleague',
    });
    await colleague.do(operations.approve, await draftOf(colleague, number, referralId));
    await officer.do(operations.requestClarification, { referralId, question: 'Gizli soru?' });

    const messages = await messagesAbout(number, 4);
    expect(await nothingWaits()).toEqual({ waiting: 0, failed: 0 });

    expect(messages.map(wordsOf)).toEqual([
      sms(number, 'alındı'),
      sms(number, 'ilgili birime sevk edildi'), // to both units
      sms(number, 'hakkında ara cevap verildi'),
      sms(number, 'için sizden ek bilgi isteniyor'),
    ]);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(4);
    expect(JSON.stringify(await kept())).not.toMatch(/gizli|Ayşe|Yılmaz|5551112233|\d{10}/i);
  });

  test('gets e-mails if the application chose e-mail', async () => {
    const { number } = await file(
      await graph.data.citizen({ email: 'zeynep@example.org' }),
      'EMAIL',
    );

    const messages = await messagesAbout(number, 1);

    expect(messages).toEqual([
      {
        id: expect.stringMatching(/^msg_[\w-]{22}$/),
        channel: 'EMAIL',
        to: 'z***@***.org',
        subject: `${masked(number)} sayılı başvurunuz alındı`,
        text: [
          'Sayın başvuru sahibi,',
          `${masked(number)} sayılı başvurunuz alındı. Başvurunuz ön değerlendirmeden geçtikten sonra ilgili birime sevk edilecektir. Gelişmeler size ayrıca bildirilecektir.`,
          'Takip kodunuz: ****-****-****. Başvurunuzun durumunu, giriş yapmadan, başvuru numaranız ve bu kodla öğrenebilirsiniz. Kodu kimseyle paylaşmayınız.',
          'Ayrıntıları görmek için hesabınıza giriş yapınız: https://basvuru.example.org/',
          'Bu ileti kendiliğinden gönderilmiştir, lütfen yanıtlamayınız.\n',
        ].join('\n\n'),
        sentAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    ]);
  });

  test('with a missing or invalid e-mail address gets a text message', async () => {
    const gone = await graph.data.citizen();
    const crooked = await graph.data.citizen({
      email: 'a@example.org\r\nBcc: everybody@example.org',
    });
    const citizens = graph.data.database('citizen').collection('citizens');
    const first = await file(gone, 'EMAIL');
    const second = await file(crooked, 'EMAIL');
    await messagesAbout(first.number, 1);
    await citizens.updateOne({ _id: gone.document._id }, { $set: { email: null } });
    await evaluator.do(operations.refer, { number: first.number, unitIds: unitIds.slice(0, 1) });

    const channels = (await messagesAbout(first.number, 2)).map(({ channel, to }) => [channel, to]);
    expect(channels).toEqual([
      ['EMAIL', 'a***@***.org'],
      ['SMS', '+90***33'],
    ]);
    expect((await messagesAbout(second.number, 1)).map(wordsOf)).toEqual([
      sms(second.number, 'alındı'),
    ]);
  });

  test('is not notified after the removal of the citizen’s record, and that is counted', async () => {
    const citizen = await graph.data.citizen();
    const { number } = await file(citizen, 'SMS');
    await messagesAbout(number, 1);
    await graph.data
      .database('citizen')
      .collection('citizens')
      .deleteOne({ _id: citizen.document._id });
    const { failed } = await nothingWaits();

    await evaluator.do(operations.refer, { number, unitIds: unitIds.slice(0, 1) });

    expect(await nothingWaits(failed + 1)).toEqual({ waiting: 0, failed: failed + 1 });
    expect(await messagesAbout(number, 1)).toHaveLength(1);
  });
});

describe('the outbox', () => {
  test('is read page by page, latest first', async () => {
    const { number } = await file(await graph.data.citizen(), 'SMS');
    await messagesAbout(number, 1);
    await nothingWaits();
    const all = await kept();

    const pages: Kept[] = [];
    let after: string | null = null;
    do {
      const page: {
        nodes: Kept[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      } = await admin.do(outboxQuery, { first: 3, after });
      pages.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);

    expect(pages).toEqual(all);
    const times = all.map(({ sentAt }) => sentAt);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  test('refuses a cursor that it did not issue, and pages out of range', async () => {
    expect(await admin.refused(outboxQuery, { after: 'AAAA' })).toEqual(
      wrongField('after', 'CURSOR'),
    );
    expect(await admin.refused(outboxQuery, { first: 101 })).toEqual({
      code: 'LIMIT_EXCEEDED',
      field: 'first',
      limit: 100,
    });
  });

  test.each(['CITIZEN', 'EVALUATOR', 'OFFICER', 'ANALYST'] as const)(
    'is closed to %s',
    async (role) => {
      const citizen = role === 'CITIZEN' ? await graph.data.citizen() : null;
      const unitId = role === 'OFFICER' ? (unitIds[0] ?? null) : null;
      const person = await personOf(graph, { role, citizenId: citizen?.id ?? null, unitId });

      const { data, errors } = await person.ask(
        '{ outbox { nodes { to } } notificationBacklog { waiting } }',
      );

      expect(data).toEqual({ outbox: null, notificationBacklog: null });
      expect(errors.map(({ path, extensions }) => [path, extensions])).toEqual([
        [['outbox'], { code: 'FORBIDDEN' }],
        [['notificationBacklog'], { code: 'FORBIDDEN' }],
      ]);
    },
  );

  test('is closed to anyone who is not signed in', async () => {
    const { data, errors } = await graph.client.ask('{ outbox { nodes { to } } }');

    expect(data).toEqual({ outbox: null });
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'UNAUTHENTICATED' }]);
  });

  test('and sent messages expire after 90 days', async () => {
    const database = graph.data.database('application');
    const lifetimes = await Promise.all(
      ['outboxMessages', 'notifications'].map(async (name) =>
        (await database.collection(name).indexes()).flatMap(({ key, expireAfterSeconds }) =>
          expireAfterSeconds === undefined ? [] : [[key, expireAfterSeconds / 86_400]],
        ),
      ),
    );

    expect(lifetimes).toEqual([[[{ sentAt: 1 }, 90]], [[{ settledAt: 1 }, 90]]]);
  });
});
