import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FollowedSubscription } from '../../apps/client/follow-subscription.ts';
import type { GraphAnswer } from '../../apps/client/graph-error.ts';
import { openTown, type Town } from '../casework/town.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { until } from '../support/wait.ts';

/** What `npm run watch` does when its access token is no longer accepted. */

const query = /* GraphQL */ `
  subscription New {
    newApplications {
      application {
        number
      }
    }
  }
`;

onceInTheSuite('a followed subscription', () => {
  let graph: TestGraph;
  let town: Town;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'followed-'));
    await deny();
    graph = await startGraph({ deniedTokens: pathToFileURL(denyList()) });
    town = await openTown(graph);
  });

  afterAll(async () => {
    await graph?.stop();
    await rm(folder, { recursive: true });
  });

  const denyList = () => join(folder, 'denied.txt');
  const deny = (...ids: string[]) => writeFile(denyList(), ['# stolen', ...ids].join('\n'));

  function follow(unitId: string, { renewsToken }: { renewsToken: boolean }) {
    const stopping = new AbortController();
    const events: GraphAnswer[] = [];
    const said: string[] = [];
    const tokenIds: string[] = [];
    const subscription = new FollowedSubscription({
      url: `${graph.url}/graphql`,
      query,
      variables: {},
      token() {
        const id = crypto.randomUUID();
        tokenIds.push(id);
        return graph.token({ role: 'OFFICER', unitId }, { id });
      },
      renewsToken,
      after: null,
      deliver: async (event) => void events.push(event),
      say: (line) => void said.push(line),
      signal: stopping.signal,
    });
    return { subscription, events, said, tokenIds, stop: () => stopping.abort() };
  }

  const beginnings = (said: readonly string[]) =>
    said.filter((line) => line.startsWith('Subscribed at')).length;

  test('goes on with another token when one is no longer accepted', async () => {
    const unitId = await town.make('Yenilenen');
    const { subscription, events, said, tokenIds, stop } = follow(unitId, { renewsToken: true });
    const running = subscription.run();
    const numbers = [];
    for (let times = 1; times <= 3; times += 1) {
      await until(
        () => said,
        () => beginnings(said) >= times,
      );
      await deny(...tokenIds);
      numbers.push((await town.referTo([unitId])).number);
    }

    await until(
      () => events,
      ({ length }) => length >= numbers.length,
    );
    stop();
    await running;

    expect(events.map(({ data }) => data)).toEqual(
      numbers.map((number) => ({ newApplications: { application: { number } } })),
    );
  });

  test('ends with the last cursor when it has no other token', async () => {
    const unitId = await town.make('Biten');
    const { subscription, said, tokenIds } = follow(unitId, { renewsToken: false });
    const running = subscription.run().catch((error: unknown) => error);
    await until(
      () => said,
      () => beginnings(said) === 1,
    );

    await deny(...tokenIds);
    const ended = await running;

    expect(ended).toMatchObject({ code: 'UNAUTHENTICATED', isTemporary: false });
    expect(subscription.cursor).toEqual(expect.any(String));
    expect(beginnings(said)).toBe(1);
  });
});
