import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import { countCommands } from '../support/commands.ts';
import type { TestCitizen } from '../support/data.ts';
import { file, numberOf } from '../support/filing.ts';
import { pdf, png } from '../support/files.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { cleaned, storedIdOf, upload, type Upload } from '../support/uploads.ts';
import { operations, type Standing } from '../casework/operations.ts';

let graph: TestGraph;
let citizen: TestCitizen;
let token: string;
let governorship: string;
let district: string;
let elsewhere: string;

beforeAll(async () => {
  graph = await startGraph();
  citizen = await graph.data.citizen();
  token = await citizenToken(citizen);
  governorship = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' })._id;
  district = graph.data.unit({ kind: 'DISTRICT_GOVERNORSHIP', provinceCode: '34' })._id;
  elsewhere = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '54' })._id;
});

afterAll(() => graph?.stop());

const citizenToken = ({ id }: TestCitizen) => graph.token({ role: 'CITIZEN', citizenId: id });

async function uploaded(of: Upload, as = token): Promise<string> {
  const { body } = await upload(graph.url, as, of);
  return (body as { id: string }).id; // the type of the file is accepted
}

/** An application with an attachment. */
async function filed(input: object = {}) {
  const id = await uploaded({ content: png, name: 'şikâyet.png' });
  const answer = await file(graph, token, { attachmentIds: [id], ...input });
  await cleaned(graph, id);
  return { id, number: numberOf(answer) };
}

/** The same, referred to a unit. */
async function referred(unitId = district, input: object = {}) {
  const { id, number } = await filed(input);
  const evaluator = await personOf(graph, { role: 'EVALUATOR' });
  const { referrals } = await evaluator.do<Standing>(operations.refer, {
    number,
    unitIds: [unitId],
  });
  return { id, number, evaluator, referralId: referrals[0]?.id };
}

async function get(id: string, as: string | null) {
  const response = await fetch(`${graph.url}/attachments/${id}`, {
    headers: { ...(as && { authorization: `Bearer ${as}` }) },
  });
  const type = response.headers.get('content-type') ?? '';
  const body = type.startsWith('application/json')
    ? await response.json()
    : new Uint8Array(await response.arrayBuffer());
  // An error in GraphQL's form, or a file.
  return { status: response.status, headers: response.headers, body: body as Uint8Array };
}

const statusFor = async (id: string, viewer: Partial<SignedInViewer>) =>
  (await get(id, await graph.token(viewer))).status;

const notFound = {
  errors: [
    {
      message: 'There is no such attachment, or none that you may see.',
      extensions: { code: 'NOT_FOUND' },
    },
  ],
};

describe('an attachment', () => {
  test('comes as it was sent, with headers that stop browsers from showing it as a page', async () => {
    const content = pdf(3_000_000);
    crypto.getRandomValues(content.subarray(1_000_000, 1_060_000));
    const id = await uploaded({ content, name: 'çukur (1).pdf', type: 'text/html' });

    const { status, headers, body } = await get(id, token);

    expect(status).toBe(200);
    expect(Buffer.compare(body, content)).toBe(0);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '3000000',
      'content-disposition': `attachment; filename="cukur (1).pdf"; filename*=UTF-8''%C3%A7ukur%20%281%29.pdf`,
      'accept-ranges': 'bytes',
      etag: `"${id}"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'private, no-store',
      'x-request-id': expect.any(String),
    });
  });

  test.each([
    ['Şikâyet dilekçesi İĞÜÇÖ ığüçö.pdf', 'Sikayet dilekcesi IGUCO iguco.pdf'],
    ['çukur 🕳️.pdf', 'cukur _.pdf'],
    ["a'b(c)*d!~e;f=g,h.pdf", "a'b(c)*d!~e;f=g,h.pdf"],
    ['100 %.pdf', '100 _.pdf'],
    ['שלום.pdf', '____.pdf'],
  ])('has its name %s back, and in ASCII', async (name, ascii) => {
    const { headers } = await get(await uploaded({ content: pdf(), name }), token);

    const [, plain, encoded = ''] =
      /^attachment; filename="([ -~]+)"; filename\*=UTF-8''([\w!#$&+.^`|~%-]+)$/.exec(
        headers.get('content-disposition') ?? '',
      ) ?? [];
    expect({ plain, name: decodeURIComponent(encoded) }).toEqual({ plain: ascii, name });
  });

  test('is read from the database piece by piece', async () => {
    const id = await uploaded({ content: pdf(10_000_000), name: 'a.pdf' });

    const { application } = await countCommands(graph.data, () => get(id, token));

    // 39 pieces of 255 kB, requested four at a time.
    expect(application).toBeGreaterThanOrEqual(10);
  });

  test('of which a piece is lost fails instead of ending early', async () => {
    const content = pdf(3_000_000);
    const [first, last] = [await uploaded({ content }), await uploaded({ content })];
    const chunks = graph.data.database('application').collection('attachments.chunks');
    await chunks.deleteOne({ files_id: await storedIdOf(graph, last), n: 11 });
    await chunks.deleteMany({ files_id: await storedIdOf(graph, first) });

    const { status, headers, body } = await get(first, token);

    expect({ status, body }).toEqual({
      status: 500,
      body: {
        errors: [
          {
            message: expect.stringMatching(/^Something went wrong here\. Quote the reference /),
            extensions: { code: 'INTERNAL_SERVER_ERROR', reference: expect.any(String) },
          },
        ],
      },
    });
    expect(headers.get('content-disposition')).toBeNull();
    await expect(get(last, token)).rejects.toThrow('terminated');
  });

  test('keeps the connection of a client that has read it', async () => {
    const id = await uploaded({ content: png, name: 'a.png' });

    const answers = [await get(id, token), await get(id, token), await get(id, token)];

    expect(answers.map(({ body }) => Buffer.compare(body, png))).toEqual([0, 0, 0]);
  });
});

describe('an upload that belongs to no application', () => {
  test('is given to the citizen who has uploaded it, and to nobody else', async () => {
    const id = await uploaded({ content: pdf() });
    const other = await graph.data.citizen();

    expect(await statusFor(id, { role: 'CITIZEN', citizenId: citizen.id })).toBe(200);
    expect(await statusFor(id, { role: 'CITIZEN', citizenId: other.id })).toBe(404);
    for (const role of ['EVALUATOR', 'ANALYST', 'ADMIN'] as const) {
      expect({ role, status: await statusFor(id, { role }) }).toEqual({ role, status: 404 });
    }
    expect(await statusFor(id, { role: 'OFFICER', unitId: governorship })).toBe(404);
  });
});

describe('the attachment of an application is given', () => {
  test.each<[who: string, viewer: () => Promise<Partial<SignedInViewer>>, status: number]>([
    ['to its applicant', async () => ({ role: 'CITIZEN', citizenId: citizen.id }), 200],
    ['to the centre', async () => ({ role: 'EVALUATOR' }), 200],
    ['to the unit that has it', async () => ({ role: 'OFFICER', unitId: district }), 200],
    ['to a unit above that', async () => ({ role: 'OFFICER', unitId: governorship }), 200],
    ['not to another unit', async () => ({ role: 'OFFICER', unitId: elsewhere }), 404],
    [
      'not for another citizen',
      async () => ({ role: 'CITIZEN', citizenId: (await graph.data.citizen()).id }),
      404,
    ],
    ['not to analysts', async () => ({ role: 'ANALYST' }), 404],
    ['not to administrators', async () => ({ role: 'ADMIN' }), 404],
  ])('%s', async (_who, viewer, status) => {
    const { id } = await referred();

    const answer = await get(id, await graph.token(await viewer()));

    expect(answer.status).toBe(status);
    if (status === 404) expect(answer.body).toEqual(notFound);
    // It contains nothing that units must not get.
    else expect(Buffer.compare(answer.body, png)).toBe(0);
  });

  test('not to a unit before the referral', async () => {
    const { id } = await filed();

    expect(await statusFor(id, { role: 'OFFICER', unitId: governorship })).toBe(404);
  });

  test('also to a unit from which the applicant is hidden', async () => {
    const { id } = await referred(district, { type: 'COMPLAINT', hideIdentity: true });

    expect(await statusFor(id, { role: 'OFFICER', unitId: district })).toBe(200);
  });

  test('not to units while the centre withholds it', async () => {
    const { id, number, evaluator } = await referred();
    const withhold = (withholdAttachments: boolean) =>
      evaluator.do(
        'mutation ($number: String!, $withholdAttachments: Boolean!) { redactApplication(number: $number, withholdAttachments: $withholdAttachments) { number } }',
        { number, withholdAttachments },
      );

    await withhold(true);
    const held = [
      await statusFor(id, { role: 'OFFICER', unitId: district }),
      await statusFor(id, { role: 'EVALUATOR' }),
      await statusFor(id, { role: 'CITIZEN', citizenId: citizen.id }),
    ];
    await withhold(false);

    expect(held).toEqual([404, 200, 200]);
    expect(await statusFor(id, { role: 'OFFICER', unitId: district })).toBe(200);
  });

  test('no longer to a unit that has passed the application on', async () => {
    const { id, referralId } = await referred();
    const officer = await personOf(graph, { role: 'OFFICER', unitId: district });
    await officer.do(operations.forward, {
      referralId,
      unitId: elsewhere,
      reason: 'Görev alanımızda değil.',
    });

    expect(await statusFor(id, { role: 'OFFICER', unitId: district })).toBe(404);
    expect(await statusFor(id, { role: 'OFFICER', unitId: elsewhere })).toBe(200);
  });
});

describe('a download is refused', () => {
  test.each([
    ['of an attachment that does not exist', newId('attachment')],
    ['by a malformed id', 'abc'],
    ['by an id in capitals', '0123456789ABCDEF01234567'],
    ['by an operator', '%7B%22%24gt%22%3A%22%22%7D'],
    ['by a path', '..%2F..%2Fetc%2Fpasswd'],
    ['by a NUL', '%00'],
  ])('%s', async (_what, id) => {
    const { status, body } = await get(id, token);

    expect({ status, body }).toEqual({ status: 404, body: notFound });
  });

  test('without a token, whether the attachment exists or not', async () => {
    const { id } = await filed();

    const answers = [await get(id, null), await get(newId('attachment'), null)];

    expect(answers.map(({ status, body }) => ({ status, body }))).toEqual(
      answers.map(() => ({
        status: 401,
        body: {
          errors: [
            {
              message: 'Sign in first: this needs an access token.',
              extensions: { code: 'UNAUTHENTICATED' },
            },
          ],
        },
      })),
    );
  });
});
