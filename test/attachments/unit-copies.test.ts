import { expect } from '@jest/globals';
import { Types } from 'mongoose';
import { migrations } from '../../subgraphs/application/migrations/index.ts';
import type { AttachmentDocument } from '../../subgraphs/application/record/index.ts';
import { operations } from '../casework/operations.ts';
import { onceInTheSuite, testOnceInTheSuite as test } from '../support/graph.ts';
import { made } from '../support/files.ts';
import { occurrences } from '../support/unpacked.ts';
import { cleaned, storedIdOf } from '../support/uploads.ts';
import { until } from '../support/wait.ts';
import {
  centreView,
  citizenToken,
  download,
  evaluator,
  evaluatorToken,
  graph,
  listedFor,
  officerToken,
  originals,
  referred,
  uploaded,
} from './unit-copies-scene.ts';

const attachments = () =>
  graph.data.database('application').collection<AttachmentDocument>('attachments');
const copyChunks = () => graph.data.database('application').collection('attachmentCopies.chunks');

const nameIn = (headers: Record<string, string>) =>
  decodeURIComponent(headers['content-disposition']?.split("''")[1] ?? '');

onceInTheSuite('a unit from which the applicant is hidden', () => {
  test('gets each file without data about the applicant, under a neutral name', async () => {
    const photo = made('photo.jpg');
    const { ids, number } = await referred([
      [photo, originals],
      [made('letter.docx'), 'Ayşe Yılmaz dilekçe.docx'],
    ]);
    const [first = '', second = ''] = ids;
    const copies = [await cleaned(graph, first), await cleaned(graph, second)];

    const ofUnit = await download(first, officerToken);

    expect(ofUnit.status).toBe(200);
    expect(occurrences(photo, 'CANARY')).not.toEqual([]);
    expect(occurrences(ofUnit.body, 'CANARY')).toEqual([]);
    expect(occurrences((await download(second, officerToken)).body, 'CANARY')).toEqual([]);
    expect(nameIn(ofUnit.headers)).toBe('ek-1.jpg');
    expect(ofUnit.headers['content-type']).toBe('image/jpeg');
    expect(Number(ofUnit.headers['content-length'])).toBe(ofUnit.body.length);
    expect(ofUnit.headers['etag']).toBe(`"${first}-${copies[0]?.cleanedBy}"`);
    expect(ofUnit.headers).not.toHaveProperty('last-modified');
    const sizes = copies.map(({ cleaned }) => cleaned?.copy?.bytes);
    expect(sizes[0]).toBe(ofUnit.body.length);
    expect(sizes[0]).not.toBe(photo.length);
    expect(await listedFor(officerToken, number)).toEqual([
      { id: first, name: 'ek-1.jpg', contentType: 'image/jpeg', bytes: sizes[0], withheld: null },
      {
        id: second,
        name: 'ek-2.docx',
        contentType: expect.stringContaining('wordprocessingml'),
        bytes: sizes[1],
        withheld: null,
      },
    ]);
  });

  test('while the centre and the applicant get the original', async () => {
    const photo = made('photo.jpg');
    const { ids, number } = await referred([[photo, originals]]);
    const [id = ''] = ids;
    await cleaned(graph, id);

    for (const token of [citizenToken, evaluatorToken]) {
      const { headers, body } = await download(id, token);

      expect(nameIn(headers)).toBe(originals);
      expect(Buffer.compare(body, photo)).toBe(0);
      expect(await listedFor(token, number)).toEqual([
        { id, name: originals, contentType: 'image/jpeg', bytes: photo.length, withheld: null },
      ]);
    }
  });

  test('and the centre sees the warnings', async () => {
    const { ids, number } = await referred([[made('photo.jpg'), originals]]);
    await cleaned(graph, ids[0] ?? '');

    const { attachments: seen } = await centreView(number);

    expect(seen).toEqual([
      {
        withheld: null,
        withheldReason: null,
        warnings: expect.arrayContaining(['LOCATION', 'AUTHOR', 'DEVICE', 'PREVIEW']),
      },
    ]);
  });
});

test('a unit that knows the applicant gets the same copy under the name it was sent with', async () => {
  const { ids } = await referred([[made('photo.jpg'), originals]], {});
  const [id = ''] = ids;
  await cleaned(graph, id);

  const { headers, body } = await download(id, officerToken);

  expect(nameIn(headers)).toBe(originals);
  expect(occurrences(body, 'CANARY')).toEqual([]);
});

test('hiding the identity later hides the name, too', async () => {
  const { ids, number } = await referred([[made('photo.jpg'), originals]], { type: 'COMPLAINT' });
  const [id = ''] = ids;
  await cleaned(graph, id);

  await evaluator.do(operations.hideIdentity, { number });

  expect(nameIn((await download(id, officerToken)).headers)).toBe('ek-1.jpg');
});

onceInTheSuite('a file that cannot be cleaned', () => {
  const broken = () => {
    const photo = made('photo.jpg');
    return photo.slice(0, photo.length - 500);
  };

  test('is withheld from units with the reason', async () => {
    const { ids, number } = await referred([[broken(), originals]]);
    const [id = ''] = ids;
    await cleaned(graph, id);

    const { status, body } = await download(id, officerToken);

    expect({ status, body: JSON.parse(body.toString()) }).toEqual({
      status: 409,
      body: {
        errors: [
          {
            message: 'No copy for units can be made: the attachment is damaged.',
            extensions: { code: 'CONFLICT', withheld: 'DAMAGED' },
          },
        ],
      },
    });
    expect(await listedFor(officerToken, number)).toEqual([
      { id, name: 'ek-1.jpg', contentType: 'image/jpeg', bytes: null, withheld: 'DAMAGED' },
    ]);
    expect((await centreView(number)).attachments).toEqual([
      { withheld: 'DAMAGED', withheldReason: null, warnings: null },
    ]);
    expect((await download(id, citizenToken)).status).toBe(200);
    expect((await listedFor(citizenToken, number))[0]).toMatchObject({ withheld: null });
    expect(await copyChunks().countDocuments({ files_id: { $in: await copyIdsOf(id) } })).toBe(0);
  });
});

async function copyIdsOf(id: string): Promise<Types.ObjectId[]> {
  const found = await attachments().findOne({ publicId: id });
  return found?.copyIds ?? [];
}

onceInTheSuite('until its copy is made', () => {
  /** The state while another process cleans it, with a lease until then. */
  const held = (id: string, until: Date) =>
    attachments().updateOne(
      { publicId: id },
      {
        $set: {
          cleanedBy: 0,
          cleaned: null,
          cleaning: { copyId: new Types.ObjectId(), until },
        },
      },
    );

  test('units do not get a file', async () => {
    const { ids, number } = await referred([[made('photo.jpg'), originals]]);
    const [id = ''] = ids;
    await cleaned(graph, id);
    await held(id, new Date(Date.now() + 60 * 60_000));

    const { status, body } = await download(id, officerToken);

    expect(status).toBe(503);
    expect(JSON.parse(body.toString())).toMatchObject({
      errors: [{ extensions: { code: 'UNAVAILABLE', withheld: 'BEING_CLEANED' } }],
    });
    expect(await listedFor(officerToken, number)).toEqual([
      { id, name: 'ek-1.jpg', contentType: 'image/jpeg', bytes: null, withheld: 'BEING_CLEANED' },
    ]);
    expect((await download(id, citizenToken)).status).toBe(200);
  });

  test('which another process makes if the first one has died', async () => {
    const { ids } = await referred([[made('photo.jpg'), originals]]);
    const [id = ''] = ids;
    const before = await cleaned(graph, id);
    await held(id, new Date(Date.now() - 1));
    await uploaded(made('photo.jpg'), 'wakes the job.jpg');

    const after = await cleaned(graph, id);

    expect(after.cleaned).toMatchObject({ copy: { bytes: before.cleaned?.copy?.bytes } });
    expect((await download(id, officerToken)).status).toBe(200);
    // The remains of the other one are removed.
    const left = await until(
      () => copyIdsOf(id),
      (copyIds) => copyIds.length === 1,
    );
    expect(left).toEqual([after.cleaned?.copy?.id]);
    const chunks = await copyChunks().countDocuments({ files_id: before.cleaned?.copy?.id });
    expect(chunks).toBe(0);
  });

  test('also of a file from before copies existed', async () => {
    const { ids, number } = await referred([[made('photo.jpg'), originals]]);
    const [id = ''] = ids;
    await cleaned(graph, id);
    const names = ['cleanedBy', 'cleaned', 'cleaning', 'cleaningAttempts', 'copyIds'];
    const $unset = Object.fromEntries(names.map((name) => [name, '' as const]));
    await attachments().updateOne({ publicId: id }, { $unset });

    expect((await download(id, officerToken)).status).toBe(503);
    expect((await listedFor(officerToken, number))[0]).toMatchObject({ withheld: 'BEING_CLEANED' });
    const migration = migrations.find(({ name }) => name === '0007-cleaned-attachments');
    const { connection } = graph.data.databases.application;
    await migration?.up(connection, graph.keys);
    await migration?.up(connection, graph.keys);
    await uploaded(made('photo.jpg'), 'wakes the job.jpg');
    await cleaned(graph, id);

    expect((await download(id, officerToken)).status).toBe(200);
  });
});

test('a file that crashes every process which cleans it is given up', async () => {
  const { ids } = await referred([[made('photo.jpg'), originals]]);
  const _id = await storedIdOf(graph, ids[0] ?? '');
  await cleaned(graph, ids[0] ?? '');
  await attachments().updateOne(
    { _id },
    { $set: { cleanedBy: 0, cleaned: null, cleaningAttempts: 5 } },
  );
  await uploaded(made('photo.jpg'), 'wakes the job.jpg');

  const { cleaned: given } = await cleaned(graph, ids[0] ?? '');

  expect(given).toEqual({ copy: null, refusal: 'TOO_LARGE', warnings: [] });
});

test('an incomplete original is retried, and no other file waits for it', async () => {
  const { ids } = await referred([[made('photo.jpg'), originals]]);
  const _id = await storedIdOf(graph, ids[0] ?? '');
  await cleaned(graph, ids[0] ?? '');
  const chunks = graph.data.database('application').collection('attachments.chunks');
  const whole = await chunks.find({ files_id: _id }).toArray();
  await chunks.deleteMany({ files_id: _id });
  await attachments().updateOne({ _id }, { $set: { cleanedBy: 0, cleaned: null } });
  const others = [
    await uploaded(made('photo.jpg'), 'a.jpg'),
    await uploaded(made('photo.webp'), 'b.webp'),
  ];
  for (const id of others) await cleaned(graph, id);
  const failed = await attachments().findOne({ _id });

  await chunks.insertMany(whole);
  await attachments().updateOne({ _id }, { $set: { 'cleaning.until': new Date(0) } });
  await uploaded(made('photo.jpg'), 'wakes the job.jpg');

  expect(failed).toMatchObject({ cleaned: null, cleaningAttempts: 0, cleaningFailures: 1 });
  expect((await cleaned(graph, ids[0] ?? '')).cleaned).toMatchObject({ refusal: null });
});
