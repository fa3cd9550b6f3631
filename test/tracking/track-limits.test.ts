import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClientAddressSigner } from '../../lib/platform/identity/client-address-token.ts';
import { createInternalTokenSigner } from '../../lib/platform/identity/internal-token.ts';
import type { ApplicationDocument } from '../../subgraphs/application/record/index.ts';
import {
  formatApplicationNumber,
  createSequencePermutation,
} from '../../subgraphs/application/numbers/index.ts';
import { slowedMs, trackingLimits } from '../../subgraphs/application/tracking/index.ts';
import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
import { GraphClient } from '../support/client.ts';
import type { TestCitizen } from '../support/data.ts';
import { overHttp, startGraph, type TestGraph, testOverHttp } from '../support/graph.ts';

/**
 * The limits on trying tracking codes, which never lock applicants out of their own applications.
 */

let graph: TestGraph;
let citizen: TestCitizen;

beforeAll(async () => {
  graph = await startGraph();
  citizen = await graph.data.citizen();
});

afterAll(() => graph?.stop());

const subgraphClient = () =>
  new GraphClient(`${graph.servers.get('application')?.server.listeningOrigin}/graphql`);

const wrongCode = '0000-0000-0000';
const unusedNumber = '2500000004';

interface Tracked {
  data: { trackApplication: { number: string } | null };
  errors?: { extensions: Record<string, unknown> }[];
}

interface TrackOptions {
  from?: string;
  token?: string;
  headers?: Record<string, string>;
}

/** Tracks from one of this machine's own addresses, which are all of 127.0.0.0/8. */
async function track(
  number: string,
  trackingCode: string,
  { from = '127.0.0.1', token = '', headers = {} }: TrackOptions = {},
): Promise<string> {
  const query =
    'query ($number: String!, $trackingCode: String!) { trackApplication(number: $number, trackingCode: $trackingCode) { number } }';
  const answer = await new Promise<Tracked>((resolve, reject) => {
    const asked = request(`${graph.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      localAddress: from,
      agent: new Agent({ keepAlive: false }),
    });
    asked.on('error', reject);
    asked.on('response', (response) => {
      text(response).then((body) => resolve(JSON.parse(body) as Tracked), reject);
    });
    asked.end(JSON.stringify({ query, variables: { number, trackingCode } }));
  });
  const [error] = answer.errors ?? [];
  return error ? String(error.extensions['code']) : String(answer.data.trackApplication?.number);
}

const file = () => graph.data.application({ citizen });
const codeOf = (made: ApplicationDocument) => graph.data.trackingCode(made);

const permutation = createSequencePermutation(new Uint8Array(32), 2031);
let sequence = 0;

/** Numbers that are unassigned, and used by no other test. */
function unusedNumbers(count: number): string[] {
  return Array.from({ length: count }, () => {
    sequence += 1;
    return formatApplicationNumber({ year: 2031, sequence, permutation });
  });
}

/** Fails once at each number. */
async function failAt(
  numbers: readonly string[],
  options: { from?: string; token?: string },
): Promise<string[]> {
  const answers: string[] = [];
  for (const number of numbers) answers.push(await track(number, wrongCode, options));
  return answers;
}

describe('one request', () => {
  const twice = (one: string, other: string) => `{
    ${one}: trackApplication(number: "${unusedNumber}", trackingCode: "${wrongCode}") { number }
    ...Second
  }
  fragment Second on Query {
    ... { ${other}: trackApplication(number: "${unusedNumber}", trackingCode: "${wrongCode}") { stage } }
  }`;
  const refused = {
    status: 400,
    errors: [
      {
        message: 'A request can select trackApplication only once.',
        extensions: { code: 'LIMIT_EXCEEDED', field: 'trackApplication', limit: 1 },
      },
    ],
  };
  const many = `{ ${Array.from(
    { length: 330 },
    (_, index) =>
      `a${index}: trackApplication(number: "${unusedNumber}", trackingCode: "${wrongCode}") { number }`,
  ).join(' ')} }`;

  test.each([
    ['with 330 aliases', many],
    ['with two, in a fragment', twice('one', 'other')],
  ])('%s is refused, however often it is sent', async (_how, query) => {
    for (let time = 0; time < 4; time += 1) {
      const { status, errors } = await graph.client.ask(query);
      expect({ status, errors }).toEqual(refused);
    }
  });

  test('may request one field in two places', async () => {
    const { data, errors } = await graph.client.ask(twice('one', 'one'));

    expect(data).toEqual({ one: null });
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'NOT_FOUND' }]);
  });

  testOverHttp('is refused by the subgraph’s own server, too', async () => {
    const viewer = { subject: 'a', role: 'ANALYST', citizenId: null, unitId: null } as const;
    const token = createInternalTokenSigner(graph.keys)(viewer, 'application');
    for (let time = 0; time < 4; time += 1) {
      const { status, errors } = await subgraphClient().ask(many, { token });
      expect({ status, errors }).toEqual(refused);
    }
  });
});

describe('an address', () => {
  const { hour } = trackingLimits.REQUESTER;

  test('with too many failed attempts is refused wrong codes, and no other', async () => {
    const made = await file();
    const from = '127.0.0.2';
    const numbers = unusedNumbers(hour);

    expect(new Set(await failAt(numbers, { from }))).toEqual(new Set(['NOT_FOUND']));

    expect(await track(made.number, wrongCode, { from })).toBe('LIMIT_EXCEEDED');
    expect(await track(unusedNumber, wrongCode, { from })).toBe('LIMIT_EXCEEDED');
    for (const header of ['x-forwarded-for', 'x-client-address']) {
      const headers = { [header]: '192.0.2.1' };
      expect(await track(unusedNumber, wrongCode, { from, headers })).toBe('LIMIT_EXCEEDED');
    }
    expect(await track(unusedNumber, wrongCode, { from: '127.0.0.3' })).toBe('NOT_FOUND');
    expect(await track(made.number, codeOf(made), { from })).toBe(made.number);
  });

  test('with concurrent attempts is limited, too', async () => {
    const from = '127.0.0.4';
    const inFlight = 20;
    const numbers = unusedNumbers(hour + 4 * inFlight);
    const answers: string[] = [];
    const queue = numbers.values();
    await Promise.all(
      Array.from({ length: inFlight }, async () => {
        for (const number of queue) answers.push(await track(number, wrongCode, { from }));
      }),
    );

    const tried = answers.filter((answer) => answer === 'NOT_FOUND').length;
    expect(tried).toBeGreaterThanOrEqual(hour);
    expect(tried).toBeLessThanOrEqual(hour + inFlight);
  });

  test('does not count for a signed-in viewer, who is counted separately', async () => {
    const from = '127.0.0.5';
    const token = await graph.token({ subject: 'guesser', citizenId: citizen.id });
    const other = await graph.token({ subject: 'other', citizenId: citizen.id });
    const made = await file();

    await failAt(unusedNumbers(hour), { from, token });

    expect(await track(made.number, wrongCode, { from, token })).toBe('LIMIT_EXCEEDED');
    expect(await track(made.number, wrongCode, { from: '127.0.0.6', token })).toBe(
      'LIMIT_EXCEEDED',
    );
    expect(await track(made.number, wrongCode, { from, token: other })).toBe('NOT_FOUND');
    expect(await track(made.number, wrongCode, { from })).toBe('NOT_FOUND');
    expect(await track(made.number, codeOf(made), { from, token })).toBe(made.number);
  });
});

overHttp('the client address that a subgraph’s server receives', () => {
  const query = `{ trackApplication(number: "${unusedNumber}", trackingCode: "${wrongCode}") { number } }`;
  const sign = (address: string, audience: SubgraphName) =>
    createClientAddressSigner(graph.keys)(address, audience);

  async function ask(token: string) {
    const { status, errors } = await subgraphClient().ask(query, {
      headers: {
        authorization: `Bearer ${createInternalTokenSigner(graph.keys)(null, 'application')}`,
        'x-client-address': token,
      },
    });
    return [status, ...errors.map(({ extensions }) => extensions['code'])];
  }

  test('is taken from the gateway', async () => {
    expect(await ask(sign('192.0.2.2', 'application'))).toEqual([200, 'NOT_FOUND']);
  });

  test.each([
    ['is unsigned', () => '192.0.2.2'],
    ['was signed for another subgraph', () => sign('192.0.2.2', 'citizen')],
    [
      'is a token that proves a viewer',
      () =>
        createInternalTokenSigner(graph.keys)(
          { subject: 'somebody', role: 'ANALYST', citizenId: null, unitId: null },
          'application',
        ),
    ],
    [
      'was changed',
      // The first letter of the signature, of which every bit counts.
      () =>
        sign('192.0.2.2', 'application').replace(/(?<=\.)[^.](?=[^.]*$)/, (letter) =>
          letter === 'A' ? 'B' : 'A',
        ),
    ],
  ])('is refused where it %s', async (_what, token) => {
    // Repeatedly: an accepted operation takes another path the next time.
    for (let time = 0; time < 4; time += 1) {
      expect(await ask(token())).toEqual([401, 'UNAUTHENTICATED']);
    }
  });
});

describe('a number', () => {
  const { hour } = trackingLimits.NUMBER;

  test.each([
    ['that is assigned', true],
    ['that is unassigned', false],
  ])('%s, at which many attempts have failed, is slow and never locked', async (_which, isUsed) => {
    const made = await file();
    const number = isUsed ? made.number : (unusedNumbers(1)[0] ?? '');
    await failAt(Array<string>(hour).fill(number), { from: isUsed ? '127.0.1.1' : '127.0.1.2' });
    const answers: [from: string, code: string, answer: string][] = [
      ['127.0.1.3', codeOf(made), isUsed ? number : 'NOT_FOUND'],
      ['127.0.1.4', wrongCode, 'NOT_FOUND'],
    ];

    const began = performance.now();
    const got = await Promise.all(
      answers.map(async ([from, code]) => ({
        answer: await track(number, code, { from }),
        isSlow: performance.now() - began >= slowedMs,
      })),
    );

    expect(got).toEqual(answers.map(([, , answer]) => ({ answer, isSlow: true })));
  });
});

describe('the record of failures', () => {
  test('contains neither numbers nor addresses, and expires', async () => {
    const failures = graph.data.database('application').collection('trackingFailures');
    const [number = ''] = unusedNumbers(1);
    await track(number, wrongCode, { from: '127.0.2.1' });

    const stored = JSON.stringify(await failures.find().toArray());
    expect(stored).toMatch(/"NUMBER\/.*"REQUESTER\//);
    expect(stored).not.toMatch(new RegExp(`127\\.0|${number}`));
    expect(await failures.countDocuments({ expiresAt: { $gt: new Date() } })).toBeGreaterThan(0);
    expect(await failures.indexes()).toContainEqual(
      expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }),
    );
  });
});
