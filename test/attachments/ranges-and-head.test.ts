import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import { operations } from '../casework/operations.ts';
import { countCommands } from '../support/commands.ts';
import { pdf, png } from '../support/files.ts';
import { file, numberOf } from '../support/filing.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { openRaw } from '../support/raw-socket.ts';
import { cleaned, storedIdOf, upload, type Upload } from '../support/uploads.ts';
import { wrongField } from '../support/wrong-field.ts';

/** Downloads of a part of a file, and of its headers alone. */

let graph: TestGraph;
let token: string;

beforeAll(async () => {
  graph = await startGraph();
  const { id } = await graph.data.citizen();
  token = await graph.token({ role: 'CITIZEN', citizenId: id });
});

afterAll(() => graph?.stop());

async function uploaded(of: Upload): Promise<string> {
  const { body } = await upload(graph.url, token, of);
  return (body as { id: string }).id; // the type of the file is accepted
}

async function get(
  id: string,
  { as = token, method = 'GET', ...headers }: Record<string, string> = {},
) {
  const response = await fetch(`${graph.url}/attachments/${id}`, {
    method,
    headers: { authorization: `Bearer ${as}`, ...headers },
  });
  const body = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, body };
}

describe('a part of an attachment', () => {
  const content = pdf(1_000_000);
  let id: string;

  beforeAll(async () => {
    crypto.getRandomValues(content.subarray(200_000, 260_000));
    crypto.getRandomValues(content.subarray(500_000, 560_000));
    id = await uploaded({ content, name: 'a.pdf' });
  });

  // The chunks of a file begin at multiples of 261,120.
  test.each([
    ['bytes=0-0', 0, 1],
    ['bytes=100-261119', 100, 261_120],
    ['bytes=261120-261120', 261_120, 261_121],
    ['bytes=261119-522240', 261_119, 522_241],
    ['bytes=550000-', 550_000, 1_000_000],
    ['bytes=-450001', 549_999, 1_000_000],
    ['bytes=999999-2000000', 999_999, 1_000_000],
  ])('%s is sent alone', async (range, from, end) => {
    const { status, headers, body } = await get(id, { range });

    expect({ status, headers: Object.fromEntries(headers) }).toMatchObject({
      status: 206,
      headers: {
        'content-range': `bytes ${from}-${end - 1}/1000000`,
        'content-length': String(end - from),
        'content-type': 'application/pdf',
        etag: `"${id}"`,
      },
    });
    expect(Buffer.compare(body, content.subarray(from, end))).toBe(0);
  });

  test('reads no more than its chunks from the database', async () => {
    const { application } = await countCommands(graph.data, () => get(id, { range: 'bytes=0-' }));
    const { application: ofPart } = await countCommands(graph.data, () =>
      get(id, { range: 'bytes=-1' }),
    );

    expect({ application, ofPart }).toEqual({ application: 3, ofPart: 2 });
  });

  test.each([
    ['with the same version is sent alone', 206, 10, (etag: string) => etag],
    ['with another version is the whole file', 200, 1_000_000, () => '"another"'],
  ])('%s', async (_what, expected, bytes, version) => {
    const range = { range: 'bytes=999990-', 'if-range': version(`"${id}"`) };
    const { status, headers, body } = await get(id, range);

    expect({ status, length: headers.get('content-length'), sent: body.length }).toEqual({
      status: expected,
      length: String(bytes),
      sent: bytes,
    });
  });

  test('after the end of the file is refused with its size', async () => {
    const { status, headers, body } = await get(id, { range: 'bytes=1000000-' });

    expect({ status, range: headers.get('content-range'), body: JSON.parse(String(body)) }).toEqual(
      {
        status: 416,
        range: 'bytes */1000000',
        body: {
          errors: [
            {
              message: 'The range begins after the end of the file, which has 1000000 bytes.',
              extensions: wrongField('range', 'RANGE', { bytes: 1_000_000 }),
            },
          ],
        },
      },
    );
  });

  test('of which a chunk is lost fails', async () => {
    const broken = await uploaded({ content });
    const chunks = graph.data.database('application').collection('attachments.chunks');
    await chunks.deleteOne({ files_id: await storedIdOf(graph, broken), n: 1 });

    expect((await get(broken, { range: 'bytes=261120-261130' })).status).toBe(500);
    expect((await get(broken, { range: 'bytes=0-10' })).status).toBe(206);
  });

  test('comes from the copy for units', async () => {
    const unitId = graph.data.unit({ kind: 'DISTRICT_GOVERNORSHIP', provinceCode: '34' })._id;
    const id = await uploaded({ content: png, name: 'a.png' });
    const number = numberOf(await file(graph, token, { attachmentIds: [id] }));
    await cleaned(graph, id);
    const evaluator = await personOf(graph, { role: 'EVALUATOR' });
    await evaluator.do(operations.refer, { number, unitIds: [unitId] });
    const as = await graph.token({ role: 'OFFICER', unitId });

    const whole = await get(id, { as });
    const { status, headers, body } = await get(id, { as, range: 'bytes=8-15' });

    expect({ status, etag: headers.get('etag') }).toEqual({
      status: 206,
      etag: whole.headers.get('etag'),
    });
    expect(headers.get('etag')).toMatch(new RegExp(`^"${id}-\\d+"$`));
    expect(Buffer.compare(body, whole.body.subarray(8, 16))).toBe(0);
  });
});

describe('HEAD', () => {
  test('gives the headers of a download, and reads none of the file', async () => {
    const content = pdf(3_000_000);
    const id = await uploaded({ content, name: 'çukur.pdf' });
    const whole = await get(id);
    const heads: Awaited<ReturnType<typeof get>>[] = [];

    const { application } = await countCommands(graph.data, async () => {
      heads.push(await get(id, { method: 'HEAD', range: 'bytes=0-1' }));
    });

    const common = ({ status, headers }: { status: number; headers: Headers }) => {
      // Of its own accord, this client ends the connection of a HEAD.
      const own = new Set(['date', 'x-request-id', 'connection', 'keep-alive']);
      return { status, headers: [...headers].filter(([name]) => !own.has(name)) };
    };
    expect(heads.map(common)).toEqual([common(whole)]);
    expect(heads.map(({ body }) => body.length)).toEqual([0]);
    expect(application).toBe(1);
  });

  test.each([
    ['without a token', null, 401],
    ['of an attachment that does not exist', 'own', 404],
  ])('%s is refused', async (_what, as, status) => {
    const response = await fetch(`${graph.url}/attachments/${newId('attachment')}`, {
      method: 'HEAD',
      headers: { ...(as && { authorization: `Bearer ${token}` }) },
    });

    expect({ status: response.status, body: await response.text() }).toEqual({ status, body: '' });
  });

  test('keeps the connection', async () => {
    const id = await uploaded({ content: png, name: 'a.png' });
    const client = await openRaw(graph.url);

    client.write(
      `HEAD /attachments/${id} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\n\r\n`,
    );
    const head = await client.read(/\r\n\r\n$/);
    client.write('GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n');

    expect(head).toMatch(/^HTTP\/1\.1 200 /);
    expect(head).toMatch(new RegExp(`content-length: ${png.length}\\r`, 'i'));
    expect(await client.read(/"ok"\}$/)).toMatch(/HTTP\/1\.1 200 /);
    client.socket.destroy();
  });
});
