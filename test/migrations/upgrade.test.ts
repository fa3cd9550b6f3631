import { describe, expect, test } from '@jest/globals';
import type { mongo } from 'mongoose';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { migrations, storedData } from '../../subgraphs/application/migrations/index.ts';
import { storedData as citizenData } from '../../subgraphs/citizen/migrations.ts';
import { storedData as directoryData } from '../../subgraphs/institution-directory/migrations.ts';
import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
import { openSubgraphDatabase } from '../../lib/federation/subgraph-database.ts';
import { daysBetween, localDateOf } from '../../lib/kit/local-date.ts';
import { calendar } from '../calendar/operations.ts';
import { daysAgo } from '../support/days.ts';
import { filingInput } from '../support/filing.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { holds } from '../support/unpacked.ts';
import { cleaned } from '../support/uploads.ts';
import { until } from '../support/wait.ts';
import { draftOf } from '../casework/drafts.ts';
import { appealOf, operations, type Standing } from '../casework/operations.ts';
import {
  applicantOf,
  before,
  citizen,
  colleague,
  evaluator,
  firstCitizen,
  graph,
  idOf,
  indexesOf,
  type Name,
  names,
  officer,
  officerOf,
  photo,
  referralIdOf,
  stages,
  type Status,
  statusQuery,
  upgraded,
} from './upgrade-scene.ts';

/** A database of the release before is migrated, and everything in it remains usable. */

const storedDataOf = {
  citizen: citizenData,
  application: storedData,
  'institution-directory': directoryData,
} as const satisfies Partial<Record<SubgraphName, unknown>>;

/** The subgraphs that the release before had. */
const subgraphsBefore = ['citizen', 'application', 'institution-directory'] as const;

const dayOf = (days: number) => localDateOf(daysAgo(days));

onceInTheSuite('a database of the release before', () => {
  describe('the databases', () => {
    const documents = async (database: SubgraphName, collection: string) =>
      graph.data.database(database).collection(collection).find().sort({ _id: 1 }).toArray();

    test.each(subgraphsBefore)(
      'of %s have the collections and indexes of new ones',
      async (name) => {
        const databasePrefix = `${graph.mongodb.databasePrefix}n`;
        const mongodb = { ...graph.mongodb, databasePrefix };
        const logger = createLogger({ level: 'silent', name: 'test' });
        const created = openSubgraphDatabase(
          name,
          { mongodb, keys: graph.keys, logger },
          storedDataOf[name],
        );
        try {
          await created.migrated;
          const there = await indexesOf(graph.data.database(name));
          for (const [collection, indexes] of await indexesOf(created.connection.db)) {
            expect([collection, there.get(collection)]).toEqual([collection, indexes]);
          }
        } finally {
          await created.connection.dropDatabase();
          await created.stop();
        }
      },
    );

    test('have in each document the fields of a new one', async () => {
      const files = { attachmentIds: [idOf('attachment', before.upload)] };
      const input = filingInput(graph, files);
      const { number } = await citizen.do<Standing>(operations.file, { input });
      await evaluator.do(operations.refer, { number, unitIds: [before.unit._id] });
      const database = graph.data.database('application');
      const made = await database.collection('applications').findOne({ number });
      if (!made) throw new Error(`${number} is lost`);
      const keys = {
        applications: '_id',
        contents: '_id',
        timelines: '_id',
        referrals: 'applicationId',
        notifications: 'applicationId',
      };
      for (const [collection, key] of Object.entries(keys)) {
        const isNew = (one: mongo.Document) => String(one[key]) === String(made._id);
        const all: mongo.Document[] = await documents('application', collection);
        const [created, old] = [all.filter(isNew), all.filter((one) => !isNew(one))];
        const fields = new Set(created.flatMap((one) => Object.keys(one)));
        expect(created.length).toBeGreaterThan(0);
        expect(old.length).toBeGreaterThan(0);
        for (const one of old) {
          const missing = [...fields].filter((field) => !Object.hasOwn(one, field));
          expect({ collection, missing }).toEqual({ collection, missing: [] });
        }
      }
    });

    test('can be migrated a second time', async () => {
      for (const { id } of [
        ...before.applications.worked.files,
        ...before.applications.hidden.files,
      ]) {
        await cleaned(graph, idOf('attachment', id));
      }
      const collections = ['applications', 'referrals', 'attachments', 'contents', 'timelines'];
      const all = () =>
        Promise.all(collections.map((collection) => documents('application', collection)));
      const once = await all();

      for (const { up } of migrations) {
        await up(graph.data.databases.application.connection, graph.keys);
      }

      expect(await all()).toEqual(once);
    });
  });

  describe('an application of that release', () => {
    const track = (name: Name, trackingCode: string) =>
      graph.client.ask(
        `query ($number: String!, $trackingCode: String!) {
        trackApplication(number: $number, trackingCode: $trackingCode) { targetDate } }`,
        { variables: { number: before.applications[name].number, trackingCode } },
      );

    test.each(names)(
      '(%s) belongs to its applicant, and is tracked with a code that the applicant reads',
      async (name) => {
        const { number, targetDate } = before.applications[name];
        expect(upgraded.get(name)).toMatchObject({
          number,
          stage: stages[name],
          targetDate,
          overdue: false,
          subject: 'Yol bakımı',
          applicant: { name: 'Ayşe' },
          trackingCode: expect.stringMatching(/^[\dA-Z]{4}(-[\dA-Z]{4}){2}$/),
        });

        const query = 'query ($number: String!) { application(number: $number) { trackingCode } }';
        const { trackingCode } = await applicantOf(name).do<Status>(query, { number });
        expect((await track(name, trackingCode)).data).toEqual({
          trackApplication: { targetDate },
        });
      },
    );

    test('is tracked with the renewed code, and no longer with the previous one', async () => {
      const { number } = before.applications.hidden;
      const renew =
        'mutation ($number: String!) { renewTrackingCode(number: $number) { trackingCode } }';
      const { trackingCode } = await firstCitizen.do<Status>(renew, { number });

      expect((await track('hidden', trackingCode)).errors).toEqual([]);
      const { errors } = await track('hidden', upgraded.get('hidden')?.trackingCode ?? '');
      expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    });

    test('has the rating as a field, and the time of its latest public event', async () => {
      const query = `query ($number: String!) { application(number: $number) {
        updatedAt timeline { at note rating { score solved } } } }`;
      const { number } = before.applications.appealed;

      const { updatedAt, timeline } = await applicantOf('appealed').do<{
        updatedAt: string;
        timeline: { at: string; note: string | null; rating: object | null }[];
      }>(query, { number });

      expect(timeline.at(-2)).toMatchObject({ note: null, rating: { score: 1, solved: false } });
      expect(updatedAt).toBe(timeline.at(-1)?.at);
    });

    test('is returned when its applicant files it again under its key', async () => {
      const input = filingInput(graph, { idempotencyKey: 'filed-before' });

      const { number } = await citizen.do<Standing>(operations.file, { input });

      expect(number).toBe(before.applications.worked.number);
    });

    test('keeps its number for itself', async () => {
      const numbers = Object.values(before.applications).map(({ number }) => number);
      const input = () => ({ input: filingInput(graph) });
      const filed = await Promise.all([
        citizen.do<Standing>(operations.file, input()),
        firstCitizen.do<Standing>(operations.file, input()),
      ]);

      expect(new Set([...numbers, ...filed.map(({ number }) => number)]).size).toBe(9);
    });
  });

  describe('a unit', () => {
    const byReferral = `query ($id: ID) { referral(id: $id) { id fileNumber state assignee
    application { number stage version targetDate statutoryDate responsibleUnits { id }
      attachments { id name withheld } } } }`;
    interface Seen {
      fileNumber: string;
      application: {
        number: string | null;
        version: number;
        statutoryDate: string;
        attachments: { id: string; name: string }[];
      };
    }

    test('gets cleaned copies of attachments, under a name that reveals nothing', async () => {
      for (const name of ['worked', 'hidden'] as const) {
        for (const { id } of before.applications[name].files) {
          await cleaned(graph, idOf('attachment', id));
        }
        const { application } = await officer.do<Seen>(byReferral, { id: referralIdOf(name) });
        const [attachment] = application.attachments;
        const unitToken = await graph.token({ role: 'OFFICER', unitId: before.unit._id });
        const response = await fetch(`${graph.url}/attachments/${attachment?.id}`, {
          headers: { authorization: `Bearer ${unitToken}` },
        });

        expect(response.status).toBe(200);
        const copy = Buffer.from(await response.arrayBuffer());
        expect(copy.length).toBeGreaterThan(0);
        const canaries = { sent: holds(photo, 'CANARY'), copy: holds(copy, 'CANARY') };
        expect(canaries).toEqual({ sent: true, copy: false });
        expect(attachment?.name).toBe(name === 'hidden' ? 'ek-1.jpg' : 'foto-0.jpg');
      }
    });

    test('finds an application with a hidden applicant by the file number that it was given', async () => {
      const found = await officer.do<Seen>(byReferral, { id: referralIdOf('hidden') });

      expect(found).toMatchObject({ state: 'PENDING', application: { number: null } });
      const again = await officer.do<Seen>(
        'query ($fileNumber: String) { referral(fileNumber: $fileNumber) { id } }',
        { fileNumber: found.fileNumber },
      );
      expect(again).toEqual({ id: referralIdOf('hidden') });
      expect(
        await officer.refused(statusQuery, { number: before.applications.hidden.number }),
      ).toEqual({ code: 'NOT_FOUND' });
    });

    test('that has passed one on sees the state of that moment', async () => {
      const { targetDate, statutoryDate, number } = before.applications.passedOn;
      const dates =
        'query ($number: String!) { application(number: $number) { targetDate statutoryDate } }';
      const extended = await evaluator.do<{ statutoryDate: string }>(dates, { number });

      expect(daysBetween(statutoryDate, extended.statutoryDate)).toBeGreaterThan(0);
      expect(await officer.do<Seen>(byReferral, { id: referralIdOf('passedOn') })).toMatchObject({
        state: 'FORWARDED',
        application: { version: 3, targetDate, statutoryDate, responsibleUnits: [] },
      });
      const next = await officerOf(before.other._id, 'officer-4');
      expect(await next.do<Seen>(byReferral, { id: referralIdOf('passedOn', 1) })).toMatchObject({
        application: { version: 5, ...extended, responsibleUnits: [{ id: before.other._id }] },
      });
    });

    test('finds its work in its inbox, and brings it to an answer', async () => {
      const inbox =
        'query ($unitId: ID!) { unitInbox(unitId: $unitId, first: 100) { nodes { id } } }';
      const { nodes } = await officer.do<{ nodes: { id: string }[] }>(inbox, {
        unitId: before.unit._id,
      });
      expect(nodes.map(({ id }) => id)).toEqual(
        expect.arrayContaining([referralIdOf('worked'), referralIdOf('hidden')]),
      );

      const referralId = referralIdOf('worked');
      const { number } = before.applications.worked;
      const draft = { kind: 'FINAL', outcome: 'GRANTED', text: 'Talebiniz yerine getirilmiştir.' };
      await officer.do(operations.draft, { referralId, ...draft });
      await colleague.do(operations.approve, await draftOf(colleague, number, referralId));

      const rated = await citizen.do<Standing>(operations.rate, { number, score: 5, solved: true });
      expect(rated).toMatchObject({ stage: 'ANSWERED', version: 6 });
    });

    test('finds the contested answer set apart, and the date of the appeal, where one was upheld', async () => {
      const { number } = before.applications.upheld;
      const query = `query ($number: String!) { application(number: $number) {
        remainingBusinessDays rating { score }
        earlierAnswers { overdue rating { score } } appeals { overdue } } }`;

      expect(await officer.do(query, { number })).toEqual({
        remainingBusinessDays: 14 - calendar.businessDaysBetween(dayOf(1), dayOf(0)),
        rating: null,
        earlierAnswers: [{ overdue: false, rating: { score: 2 } }],
        appeals: [{ overdue: false }],
      });
    });

    test('decides the pending appeal', async () => {
      const { number } = before.applications.appealed;
      const superior = await officerOf(before.unit.parentId, 'superior');
      const appeals = 'query ($unitId: ID!) { unitAppeals(unitId: $unitId) { nodes { state } } }';
      expect(await superior.do(appeals, { unitId: before.unit.parentId })).toEqual({
        nodes: [{ state: 'PENDING' }],
      });

      const decided = await superior.do<Standing>(operations.decideAppeal, {
        ...(await appealOf(citizen, number)),
        decision: 'UPHELD',
        text: 'Verilen cevap eksiktir, yeniden incelenmesi gerekir.',
      });

      expect(decided).toMatchObject({ stage: 'REFERRED', version: 7 });
    });
  });

  describe('the centre', () => {
    test('finds the pending applications in its queue, and continues with them', async () => {
      const queue = '{ evaluationQueue(first: 100) { nodes { number } } }';
      const { nodes } = await evaluator.do<{ nodes: { number: string }[] }>(queue);
      const { givenBack, received } = before.applications;
      expect(nodes.map(({ number }) => number)).toEqual(
        expect.arrayContaining([givenBack.number, received.number]),
      );

      for (const { number } of [givenBack, received]) {
        const unitIds = [before.other._id];
        await evaluator.do(operations.claim, { number });
        const referred = await evaluator.do<Standing>(operations.refer, { number, unitIds });
        expect(referred).toMatchObject({
          stage: 'REFERRED',
          responsibleUnits: [{ id: unitIds[0] }],
        });
      }
      // A returned referral was no longer its business from then on.
      const seen = await officer.do<Standing>(operations.standing, { number: givenBack.number });
      expect(seen).toMatchObject({ stage: 'REFERRED', version: 3, responsibleUnits: [] });
    });

    test('sees which personal data each file holds', async () => {
      const { number, files } = before.applications.hidden;
      for (const { id } of files) await cleaned(graph, idOf('attachment', id));
      const query = `query ($number: String!) { application(number: $number) {
      attachments { warnings withheld } } }`;

      const { attachments } = await evaluator.do<{ attachments: { warnings: string[] }[] }>(query, {
        number,
      });

      expect(attachments[0]?.warnings.length).toBeGreaterThan(0);
    });
  });

  describe('messages', () => {
    const query = '{ outbox(first: 100) { nodes { to text } } }';

    test('of that release are kept without numbers and addresses, and the pending one is sent', async () => {
      const admin = await personOf(graph, { role: 'ADMIN' });
      const { received } = before.applications;
      const waiting = { applicationId: received.id, state: 'PENDING' };
      const notifications = graph.data.database('application').collection('notifications');
      await until(
        () => notifications.countDocuments(waiting),
        (count) => count === 0,
      );

      const { nodes } = await admin.do<{ nodes: { to: string; text: string }[] }>(query);

      const text = JSON.stringify(nodes);
      expect(nodes.length).toBeGreaterThan(10);
      for (const { number } of Object.values(before.applications))
        expect(text).not.toContain(number);
      for (const { phone } of [before.citizen, before.firstCitizen])
        expect(text).not.toContain(phone);
      expect(
        await notifications.countDocuments({ applicationId: received.id, state: 'SENT' }),
      ).toBe(await notifications.countDocuments({ applicationId: received.id }));
    });
  });
});
