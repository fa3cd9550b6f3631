import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createConnection, Types } from 'mongoose';
import { newId } from '../../lib/kit/public-id.ts';
import { requireOnlySeeded } from '../../seed/unseeded.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { made } from '../support/files.ts';
import { upload } from '../support/uploads.ts';
import { operations } from '../casework/operations.ts';
import { openProcesses, type Processes } from '../support/processes.ts';
import { unitOperations } from '../institution-directory/changes/unit-operations.ts';

/** What `npm run seed -- --drop` deletes without `--force`. */

onceInTheSuite('the data of a seeded graph', () => {
  let graph: TestGraph;

  beforeAll(async () => {
    graph = await startGraph({ demonstration: 5 });
  });

  afterAll(() => graph?.stop());

  test('may be deleted while they are the only ones, and are kept otherwise', async () => {
    const { databases } = graph.data;
    await requireOnlySeeded(databases);

    const citizen = await graph.data.citizen();
    await graph.data.application({ citizen });
    await graph.data.application({ citizen });
    const admin = await personOf(graph, { role: 'ADMIN' });
    const { _id: id } = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
    await admin.do(unitOperations.rename, { id, name: 'Başka Valilik' });

    await expect(requireOnlySeeded(databases)).rejects.toThrow(
      'The databases hold more than demonstration data: citizens that were not seeded (1), applications that were not seeded (2), changes of units by administrators (1). Nothing was deleted. Add --force to delete that, too.',
    );
  });

  test.each<[what: string, act: () => Promise<unknown>]>([
    [
      'uploads that are part of no application',
      async () => {
        const { id } = await graph.data.citizen();
        const token = await graph.token({ role: 'CITIZEN', citizenId: id });
        return upload(graph.url, token, { content: made('photo.jpg') });
      },
    ],
    [
      'demonstration applications that people have worked on',
      async () => {
        const seeded = await graph.data
          .database('application')
          .collection('applications')
          .findOne();
        const evaluator = await personOf(graph, { role: 'EVALUATOR' });
        return evaluator.do(operations.redact, {
          number: seeded?.['number'],
          redactedText: 'Adsız metin.',
        });
      },
    ],
    [
      'citizens who have changed their addresses',
      async () => {
        const seeded = await graph.data.database('citizen').collection('citizens').findOne();
        const citizenId = String(seeded?.['publicId']);
        const citizen = await personOf(graph, { role: 'CITIZEN', citizenId });
        const contact = { email: 'baska@example.com' };
        return citizen.do(
          `mutation ($contact: ContactInput!) { changeContact(contact: $contact) { email } }`,
          { contact },
        );
      },
    ],
    [
      'searches for citizens',
      async () => {
        const evaluator = await personOf(graph, { role: 'EVALUATOR' });
        const query =
          'mutation { findCitizen(nationalId: "10000000146", reason: "Telefonla sordu.") { id } }';
        return evaluator.ask(query); // whoever has that number or not
      },
    ],
    [
      'days of leave',
      async () => {
        const admin = await personOf(graph, { role: 'ADMIN' });
        return admin.do(
          'mutation { addLeaveDay(date: "2027-05-03", name: "İdari izin") { date } }',
        );
      },
    ],
  ])('are not alone beside %s', async (what, act) => {
    const { databases } = graph.data;
    const found = () => requireOnlySeeded(databases).catch(({ message }: Error) => message);
    expect(await found()).not.toContain(what);
    await act();
    expect(await found()).toContain(`${what} (1)`);
  });

  test('are not taken for seeded if the directory is another one', async () => {
    const { databases } = graph.data;
    await databases.directory.connection.collection('seeds').deleteMany({});
    await databases.directory.connection.collection('directory_changes').deleteMany({});
    await databases.application.connection.collection('applications').deleteMany({});
    await databases.application.connection.collection('attachments').deleteMany({});
    await databases.application.connection.collection('timelines').deleteMany({});
    await databases.application.connection.collection('leaveDays').deleteMany({});
    await databases.citizen.connection.collection('citizens').deleteMany({});
    await databases.citizen.connection.collection('citizenSearches').deleteMany({});

    await expect(requireOnlySeeded(databases)).rejects.toThrow(
      /more than demonstration data: units of an imported directory \(\d+\)\. Nothing was deleted/,
    );
  });
});

onceInTheSuite('the command', () => {
  let processes: Processes;

  beforeAll(async () => {
    processes = await openProcesses();
  });

  afterAll(() => processes?.stop());

  test('replaces demonstration data, and anything else only by force', async () => {
    const uri = process.env['TEST_MONGODB_URI'] ?? '';
    const prefix = `p${randomBytes(6).toString('hex')}`;
    const environment = { MONGODB_URI: uri, DATABASE_PREFIX: prefix, SEED_PROVINCES: '34' };
    const seed = async (...args: string[]) => {
      const command = processes.start(['apps/seed.ts', ...args], environment);
      return { code: await command.exit(), err: command.said.err };
    };
    const connection = await createConnection(uri).asPromise();
    const applications = connection.useDb(`${prefix}_application`).collection('applications');
    const done = { code: 0, err: '' };

    try {
      expect(await seed('--applications', '20')).toEqual(done);
      expect(await applications.countDocuments()).toBe(20);
      expect(await seed('--applications', '30', '--drop')).toEqual(done);
      expect(await applications.countDocuments()).toBe(30);

      const [one] = await applications.find().limit(1).toArray();
      if (!one) throw new Error('nothing was seeded');
      const { insertedId } = await applications.insertOne({
        ...one,
        _id: new Types.ObjectId(),
        publicId: newId('application'),
        number: '2600000000',
        idempotencyKey: 'of-a-citizen',
      });

      expect(await seed('--applications', '20', '--drop')).toEqual({
        code: 1,
        err: expect.stringContaining('applications that were not seeded (1). Nothing was deleted.'),
      });
      expect(await applications.countDocuments()).toBe(31);
      expect(await seed('--applications', '20', '--drop', '--force')).toEqual(done);
      expect(await applications.countDocuments()).toBe(20);
      expect(await applications.findOne({ _id: insertedId })).toBeNull();
    } finally {
      await connection.close();
    }
  });
});
