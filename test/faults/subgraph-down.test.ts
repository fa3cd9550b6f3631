import { afterEach, expect, test } from '@jest/globals';
import { healthOfSubgraphs } from '../../gateway/health.ts';
import { createHttpTransport } from '../../lib/federation/transport/http.ts';
import { isReady } from '../../lib/platform/http/health-check.ts';
import { createClientAddressSigner } from '../../lib/platform/identity/client-address-token.ts';
import { createInternalTokenSigner } from '../../lib/platform/identity/internal-token.ts';
import { generateKeys, type Keys } from '../../lib/platform/identity/keys.ts';
import { overHttp, startGraph, type TestGraph } from '../support/graph.ts';
import { until } from '../support/wait.ts';

let graph: TestGraph;

afterEach(() => graph?.stop());

const query = /* GraphQL */ `
  query Status($number: String!) {
    application(number: $number) {
      number
      stage
      responsibleUnit {
        id
        name
      }
      applicant {
        name
      }
    }
  }
`;

async function fileOne() {
  const citizen = await graph.data.citizen();
  const unit = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
  const { number } = await graph.data.application({ citizen, referrals: [{ unit }] });
  const token = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
  return {
    number,
    ask: () => graph.client.ask(query, { variables: { number }, token }),
  };
}

async function readiness() {
  const response = await fetch(`${graph.url}/health/ready`);
  const { status, checks } = (await response.json()) as {
    status: string;
    checks: { name: string; ok: boolean }[];
  }; // the form of the endpoint
  const down = checks.filter(({ ok }) => !ok).map(({ name }) => name);
  return { code: response.status, status, down };
}

const allUp = { code: 200, status: 'ok', down: [] };
const checkOf = (name: string) => `${name}: ${name} subgraph`;
const degradedBy = (name: string) => ({ code: 200, status: 'degraded', down: [checkOf(name)] });

/** The parts that the gateway works with, by its metrics. */
async function partsUp(): Promise<Record<string, number>> {
  const text = await (await fetch(`${graph.url}/metrics`)).text();
  const lines = text.matchAll(/^health_check_ok\{check="([^"]+)"\} (\d)$/gm);
  return Object.fromEntries([...lines].map(([, name, ok]) => [name, Number(ok)]));
}

const missing = (...path: (string | number)[]) => ({
  message: 'A part of the system cannot be reached at the moment. Try again later.',
  path,
  extensions: { code: 'UNAVAILABLE' },
});

overHttp('when a subgraph is down', () => {
  test('the directory’s: a citizen still gets the status, with an error on the unit alone', async () => {
    graph = await startGraph();
    const { number, ask } = await fileOne();
    await graph.servers.get('institution-directory')?.stop();

    const answer = await ask();

    expect(answer.data).toEqual({
      application: {
        number,
        stage: 'IN_PROGRESS',
        responsibleUnit: null,
        applicant: { name: 'Ayşe' },
      },
    });
    expect(answer.errors).toEqual([missing('application', 'responsibleUnit')]);
    expect(await until(readiness, ({ down }) => down.length > 0)).toEqual(
      degradedBy('institution-directory'),
    );
    expect(await partsUp()).toEqual({
      [checkOf('institution-directory')]: 0,
      [checkOf('citizen')]: 1,
      [checkOf('application')]: 1,
    });
  });

  test('the application’s: the error is on the fields that it owns, and the rest is answered', async () => {
    graph = await startGraph();
    const { ask } = await fileOne();
    await graph.servers.get('application')?.stop();

    const answer = await ask();
    const { data, errors } = await graph.client.ask(
      '{ myApplications { nodes { number } } leaveDays { date } provinces { code } }',
    );

    expect(answer.data).toEqual({ application: null });
    expect(answer.errors).toEqual([missing('application')]);
    expect(data).toEqual({
      myApplications: null,
      leaveDays: null,
      provinces: [{ code: '34' }, { code: '54' }, { code: '69' }],
    });
    // Fields that need a signed-in viewer are refused without calling the subgraph.
    expect(errors).toEqual([
      {
        message: 'Sign in first: this needs an access token.',
        path: ['myApplications'],
        extensions: { code: 'UNAUTHENTICATED' },
      },
      missing('leaveDays'),
    ]);
  });

  test('at the gateway’s start: it serves the others, and all of them once it is up', async () => {
    graph = await startGraph({ without: ['citizen'] });
    const { ask } = await fileOne();

    const readyBefore = await readiness();
    const before = await ask();
    await until(
      async () => {
        await ask();
        return (await fetch(`${graph.url}/metrics`)).text();
      },
      (text) => text.includes('subgraph_circuit_open{subgraph="citizen"} 1'),
    );
    await graph.restart('citizen');
    const after = await until(ask, ({ errors }) => errors.length === 0);

    expect(before.data).toMatchObject({
      application: { stage: 'IN_PROGRESS', applicant: { name: null } },
    });
    expect(before.errors).toEqual([missing('application', 'applicant')]);
    expect(after.data).toMatchObject({ application: { applicant: { name: 'Ayşe' } } });
    expect(readyBefore).toEqual(degradedBy('citizen'));
    expect(await until(readiness, ({ status }) => status === 'ok')).toEqual(allUp);
  });

  test('a gateway whose tokens are refused is not ready, although all subgraphs are', async () => {
    graph = await startGraph();
    const transportsWith = (keys: Keys) =>
      [...graph.servers].map(([name, { server }]) =>
        createHttpTransport({
          name,
          url: `${server.listeningOrigin}/graphql`,
          timeoutMs: 20_000,
          signToken: createInternalTokenSigner(keys),
          signClientAddress: createClientAddressSigner(keys),
          routes: [],
        }),
      );
    const ours = transportsWith(graph.keys);
    const strangers = transportsWith(await generateKeys());

    try {
      expect(isReady(await healthOfSubgraphs(ours))).toBe(true);
      const checks = await healthOfSubgraphs(strangers);
      expect(checks.map(({ ok }) => ok)).toEqual([false, false, false]);
      expect(isReady(checks)).toBe(false);
    } finally {
      for (const one of [...ours, ...strangers]) await one.stop();
    }
  });

  test('and then all of them are: the gateway can answer nothing, and is not ready', async () => {
    graph = await startGraph();
    expect(await readiness()).toEqual(allUp);
    for (const server of graph.servers.values()) await server.stop();

    expect(await until(readiness, ({ code }) => code !== 200)).toEqual({
      code: 503,
      status: 'unavailable',
      down: ['institution-directory', 'citizen', 'application'].map(checkOf),
    });
  });
});
