import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { newId } from '../../lib/kit/public-id.ts';
import type { AttachmentDocument } from '../../subgraphs/application/record/index.ts';
import { migrations } from '../../subgraphs/application/migrations/index.ts';
import type { TestCitizen } from '../support/data.ts';
import { made } from '../support/files.ts';
import { file, numberOf } from '../support/filing.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { holds } from '../support/unpacked.ts';
import { cleaned, storedIdOf, upload } from '../support/uploads.ts';
import { until } from '../support/wait.ts';
import { operations } from '../casework/operations.ts';

let graph: TestGraph;
let citizen: TestCitizen;
let citizenToken: string;
let officerToken: string;
let evaluatorToken: string;
let evaluator: Person;
let unitId: string;

beforeAll(async () => {
  graph = await startGraph();
  citizen = await graph.data.citizen();
  unitId = graph.data.unit({ kind: 'DISTRICT_GOVERNORSHIP', provinceCode: '34' })._id;
  citizenToken = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
  officerToken = await graph.token({ role: 'OFFICER', unitId });
  evaluatorToken = await graph.token({ role: 'EVALUATOR' });
  evaluator = await personOf(graph, { role: 'EVALUATOR' });
});

afterAll(() => graph?.stop());

const attachments = () =>
  graph.data.database('application').collection<AttachmentDocument>('attachments');
const copyChunks = () => graph.data.database('application').collection('attachmentCopies.chunks');
const originals = 'IMG_20260101_Ayşe.jpg';

async function uploaded(content: Uint8Array<ArrayBuffer>, name: string): Promise<string> {
  const { body } = await upload(graph.url, citizenToken, { content, name });
  return (body as { id: string }).id; // it is a file that may be attached
}

/** An application with these files that a unit has. */
async function referred(
  files: readonly [content: Uint8Array<ArrayBuffer>, name: string][],
  input: object = { type: 'COMPLAINT', hideIdentity: true },
) {
  const ids: string[] = [];
  for (const [content, name] of files) ids.push(await uploaded(content, name));
  const number = numberOf(await file(graph, citizenToken, { attachmentIds: ids, ...input }));
  await evaluator.do(operations.refer, { number, unitIds: [unitId] });
  return { ids, number };
}

async function download(id: string, token: string) {
  const response = await fetch(`${graph.url}/attachments/${id}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const headers = Object.fromEntries(response.headers);
  const body = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers, body };
}

/** What somebody sees of an application; an officer, who does not know its number, by its referral. */
async function seenBy<Seen>(token: string, number: string, fields: string): Promise<Seen> {
  if (token !== officerToken) {
    const query = `query ($number: String!) { application(number: $number) { ${fields} } }`;
    const data = await graph.client.data(query, { variables: { number }, token });
    return data['application'] as Seen; // as asked above
  }
  const { referrals } = await evaluator.do<{ referrals: { id: string }[] }>(
    'query ($number: String!) { application(number: $number) { referrals { id } } }',
    { number },
  );
  const query = `query ($id: ID!) { referral(id: $id) { application { ${fields} } } }`;
  const data = await graph.client.data(query, { variables: { id: referrals[0]?.id }, token });
  return (data['referral'] as { application: Seen }).application; // as asked above
}

async function listedFor(token: string, number: string) {
  const fields = 'attachments { id name contentType bytes withheld }';
  return (await seenBy<{ attachments: object[] }>(token, number, fields)).attachments;
}

/** What the centre sees of the first attachment. */
async function told(number: string) {
  const query = `query ($number: String!) { application(number: $number) { availableActions attachments { withheld withheldReason warnings } } }`;
  return evaluator.do<{ availableActions: string[]; attachments: object[] }>(query, { number });
}

const nameIn = (headers: Record<string, string>) =>
  decodeURIComponent(headers['content-disposition']?.split("''")[1] ?? '');

describe('a unit from which the applicant is hidden', () => {
  test('gets each file without what it holds of the applicant, under a name that says nothing', async () => {
    const photo = made('photo.jpg');
    const { ids, number } = await referred([
      [photo, originals],
      [made('letter.docx'), 'Ayşe Yılmaz dilekçe.docx'],
    ]);
    const [first = '', second = ''] = ids;
    const copies = [await cleaned(graph, first), await cleaned(graph, second)];

    const ofUnit = await download(first, officerToken);

    expect(ofUnit.status).toBe(200);
    expect(holds(photo, 'CANARY')).toBe(true);
    expect(holds(ofUnit.body, 'CANARY')).toBe(false);
    expect(holds((await download(second, officerToken)).body, 'CANARY')).toBe(false);
    expect(nameIn(ofUnit.headers)).toBe('ek-1.jpg');
    expect(ofUnit.headers['content-type']).toBe('image/jpeg');
    expect(Number(ofUnit.headers['content-length'])).toBe(ofUnit.body.length);
    expect(ofUnit.headers).not.toHaveProperty('etag');
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

  test('while the centre and the applicant get it as it was sent', async () => {
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

  test('and the centre is told what it holds', async () => {
    const { ids, number } = await referred([[made('photo.jpg'), originals]]);
    await cleaned(graph, ids[0] ?? '');

    const { attachments: seen } = await told(number);

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
  expect(holds(body, 'CANARY')).toBe(false);
});

test('an identity that is hidden later takes the name with it', async () => {
  const { ids, number } = await referred([[made('photo.jpg'), originals]], { type: 'COMPLAINT' });
  const [id = ''] = ids;
  await cleaned(graph, id);

  await evaluator.do(operations.hideIdentity, { number });

  expect(nameIn((await download(id, officerToken)).headers)).toBe('ek-1.jpg');
});

describe('a file that cannot be cleaned', () => {
  const broken = () => {
    const photo = made('photo.jpg');
    return photo.slice(0, photo.length - 500);
  };

  test('is kept from units, which learn why', async () => {
    const { ids, number } = await referred([[broken(), originals]]);
    const [id = ''] = ids;
    await cleaned(graph, id);

    const { status, body } = await download(id, officerToken);

    expect({ status, body: JSON.parse(body.toString()) }).toEqual({
      status: 409,
      body: {
        errors: [
          {
            message: 'The attachment is damaged: no copy for the units can be made.',
            extensions: { code: 'CONFLICT', withheld: 'DAMAGED' },
          },
        ],
      },
    });
    expect(await listedFor(officerToken, number)).toEqual([
      { id, name: 'ek-1.jpg', contentType: 'image/jpeg', bytes: null, withheld: 'DAMAGED' },
    ]);
    expect((await told(number)).attachments).toEqual([
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

describe('an attachment that the centre holds back', () => {
  const withhold = `mutation ($number: String!, $attachmentId: ID!, $reason: String!, $expectedVersion: Int) {
    withholdAttachment(number: $number, attachmentId: $attachmentId, reason: $reason, expectedVersion: $expectedVersion) { version attachments { withheld withheldReason } }
  }`;
  const release = `mutation ($number: String!, $attachmentId: ID!) {
    releaseAttachment(number: $number, attachmentId: $attachmentId) { attachments { withheld withheldReason } }
  }`;
  const reason = 'Fotoğrafta başvuranın yüzü görünüyor.';

  test('is kept from units alone, until it is given back', async () => {
    const { ids, number } = await referred([
      [made('photo.jpg'), 'a.jpg'],
      [made('screenshot.png'), 'b.png'],
    ]);
    const [first = '', second = ''] = ids;
    for (const id of ids) await cleaned(graph, id);

    expect((await told(number)).availableActions).toContain('WITHHOLD_ATTACHMENT');
    const held = await evaluator.do(withhold, { number, attachmentId: second, reason });
    const whileHeld = await listedFor(officerToken, number);
    const answers = await Promise.all([
      download(second, officerToken),
      download(first, officerToken),
      download(second, citizenToken),
      download(second, evaluatorToken),
    ]);
    const released = await evaluator.do(release, { number, attachmentId: second });

    expect(held).toMatchObject({
      attachments: [
        { withheld: null, withheldReason: null },
        { withheld: 'BY_CENTRE', withheldReason: reason },
      ],
    });
    expect(whileHeld[1]).toMatchObject({ name: 'ek-2.png', bytes: null, withheld: 'BY_CENTRE' });
    expect(answers.map(({ status }) => status)).toEqual([409, 200, 200, 200]);
    expect(released).toMatchObject({ attachments: [{ withheld: null }, { withheld: null }] });
    expect((await download(second, officerToken)).status).toBe(200);
  });

  test('is told in the timeline, to the centre', async () => {
    const { ids, number } = await referred([[made('photo.jpg'), 'a.jpg']]);
    const attachmentId = ids[0] ?? '';
    await evaluator.do(withhold, { number, attachmentId, reason });
    await evaluator.do(release, { number, attachmentId });

    const timelineFor = async (token: string) => {
      const seen = await seenBy<{ timeline: { event: string }[] }>(
        token,
        number,
        'timeline { event note }',
      );
      return seen.timeline;
    };
    const timeline = await timelineFor(evaluatorToken);

    expect(timeline.slice(-2)).toEqual([
      { event: 'ATTACHMENT_WITHHELD', note: `ek-1: ${reason}` },
      { event: 'ATTACHMENT_RELEASED', note: 'ek-1' },
    ]);
    for (const token of [officerToken, citizenToken]) {
      const events = (await timelineFor(token)).map(({ event }) => event);
      expect(events.filter((event) => event.startsWith('ATTACHMENT_'))).toEqual([]);
    }
  });

  test.each<[what: string, change: object, refusal: object]>([
    [
      'of another application',
      { attachmentId: newId('attachment') },
      { code: 'BAD_USER_INPUT', field: 'attachmentId', reason: 'UNKNOWN' },
    ],
    ['without a reason', { reason: ' ' }, { code: 'BAD_USER_INPUT', field: 'reason' }],
    ['of an older version', { expectedVersion: 1 }, { code: 'CONFLICT' }],
  ])('is refused %s', async (_what, change, refusal) => {
    const { ids, number } = await referred([[made('photo.jpg'), 'a.jpg']]);

    const refused = await evaluator.refused(withhold, {
      number,
      attachmentId: ids[0],
      reason,
      ...change,
    });

    expect(refused).toMatchObject(refusal);
  });

  test('is held back once, and given back once', async () => {
    const { ids, number } = await referred([
      [made('photo.jpg'), 'a.jpg'],
      [made('photo.webp'), 'b.webp'],
    ]);
    const [attachmentId = '', other = ''] = ids;

    const early = await evaluator.refused(release, { number, attachmentId });
    await evaluator.do(withhold, { number, attachmentId, reason });
    const twice = await evaluator.refused(withhold, { number, attachmentId, reason });
    const wrong = await evaluator.refused(release, { number, attachmentId: other });

    expect(early).toMatchObject({ code: 'CONFLICT', requirement: 'AN_ATTACHMENT_IS_WITHHELD' });
    expect(twice).toMatchObject({ code: 'CONFLICT', field: 'attachmentId' });
    expect(wrong).toMatchObject({ code: 'CONFLICT', field: 'attachmentId' });
  });
});

describe('until its copy is made', () => {
  /** As it is while another process is at it, until then. */
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

  test('which another process makes when the one that was at it is gone', async () => {
    const { ids } = await referred([[made('photo.jpg'), originals]]);
    const [id = ''] = ids;
    const before = await cleaned(graph, id);
    await held(id, new Date(Date.now() - 1));
    await uploaded(made('photo.jpg'), 'wakes the job.jpg');

    const after = await cleaned(graph, id);

    expect(after.cleaned).toMatchObject({ copy: { bytes: before.cleaned?.copy?.bytes } });
    expect((await download(id, officerToken)).status).toBe(200);
    // What the other one has left is gone.
    const left = await until(
      () => copyIdsOf(id),
      (copyIds) => copyIds.length === 1,
    );
    expect(left).toEqual([after.cleaned?.copy?.id]);
    const chunks = await copyChunks().countDocuments({ files_id: before.cleaned?.copy?.id });
    expect(chunks).toBe(0);
  });

  test('also of a file from before there were copies', async () => {
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

test('a file that ends every process which cleans it is given up', async () => {
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

test('an original that is not whole is tried again, and keeps no other one waiting', async () => {
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

  expect(failed).toMatchObject({ cleaned: null, cleaningAttempts: 1 });
  expect((await cleaned(graph, ids[0] ?? '')).cleaned).toMatchObject({ refusal: null });
});
