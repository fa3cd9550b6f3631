import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { clientOfAddress } from '../../lib/kit/client-of-address.ts';
import { parseTrustedProxies } from '../../lib/platform/http/client-address.ts';
import type { GraphRequest } from '../../lib/platform/operations/request.ts';
import type { Ask } from '../support/client.ts';
import type { TestCitizen } from '../support/data.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { valuesOf } from '../support/metrics.ts';
import { until } from '../support/wait.ts';

/** One of many who have a role has a quarter of its places, and a quarter of those that wait. */

const places = 8;
const placesOfOne = 2;
const waitingOfOne = 4 * placesOfOne;

let graph: TestGraph;
let citizen: TestCitizen;
/** Who is kept in the middle of each operation, and how many operations of theirs are there now. */
const held = { who: '', until: Promise.resolve(), now: 0, most: 0 };

const nameOf = ({ viewer, clientAddress }: GraphRequest): string =>
  viewer?.subject ?? clientOfAddress(clientAddress ?? '');

beforeAll(async () => {
  graph = await startGraph({
    execution: {
      // Nobody waits so long in a test that the time is over.
      concurrency: { limits: { CITIZEN: places, anonymous: places }, queueTimeoutMs: 3_600_000 },
      trustProxy: parseTrustedProxies('loopback') ?? null,
      policy: {
        async beforeExecution({ request }) {
          if (nameOf(request) !== held.who) return;
          held.now += 1;
          held.most = Math.max(held.most, held.now);
          await held.until;
          held.now -= 1;
        },
      },
    },
  });
  citizen = await graph.data.citizen();
});

afterAll(() => graph?.stop());

const signedIn = async (subject: string): Promise<Ask> => ({
  token: await graph.token({ role: 'CITIZEN', subject, citizenId: citizen.id }),
});
const at = async (address: string): Promise<Ask> => ({ headers: { 'x-forwarded-for': address } });

const waitingOf = async (role: string) =>
  (await valuesOf(graph.url, 'graphql_admission_queue_length'))[`role="${role}"`];

test.each<
  [who: string, one: string, other: string, as: (name: string) => Promise<Ask>, role: string]
>([
  ['viewer', 'ayse', 'zeynep', signedIn, 'CITIZEN'],
  ['address', '192.0.2.1', '192.0.2.2', at, 'anonymous'],
])(
  'a %s that holds all it can get leaves the rest of its role to others',
  async (_who, one, other, as, role) => {
    const release = Promise.withResolvers<void>();
    Object.assign(held, { who: one, until: release.promise, now: 0, most: 0 });
    const ask = async (name: string) => graph.client.ask('{ topics { id } }', await as(name));
    const answered = { status: 200, data: { topics: expect.anything() }, errors: [] };

    const executed = Array.from({ length: placesOfOne }, () => ask(one));
    await until(
      () => held.now,
      (count) => count === placesOfOne,
    );
    const further = Array.from({ length: waitingOfOne + 1 }, () => ask(one));
    // All but one of them wait, so that the first that is answered is the one too many.
    const refused = await Promise.race([...further, ...executed]);

    expect(refused).toMatchObject({
      status: 503,
      data: undefined,
      errors: [
        {
          message: 'The server is busy. Try again in a moment.',
          extensions: { code: 'LIMIT_EXCEEDED' },
        },
      ],
    });
    expect(await Promise.all([ask(other), ask(other)])).toMatchObject([answered, answered]);
    expect(held).toMatchObject({ now: placesOfOne, most: placesOfOne });
    expect(await waitingOf(role)).toBe(waitingOfOne);

    release.resolve();
    const all = await Promise.all([...executed, ...further]);
    const executedThen = all.filter(({ status }) => status === 200);
    expect(executedThen).toHaveLength(placesOfOne + waitingOfOne);
    expect(executedThen).toMatchObject(executedThen.map(() => answered));
    expect(held).toMatchObject({ now: 0, most: placesOfOne });
    expect(await waitingOf(role)).toBe(0);
    expect(await ask(one)).toMatchObject(answered);
  },
);
