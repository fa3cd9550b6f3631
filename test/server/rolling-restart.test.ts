import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Balancer, startBalancer } from '../support/balancer.ts';
import { freePort } from '../support/free-port.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { openProcesses, type Processes, type StartedProcess } from '../support/processes.ts';
import { until } from '../support/wait.ts';

/** Much longer than the balancer takes to notice, also on a machine that does other work. */
const shutdownDelayMs = 6_000;
const requestsPerSecond = 15;

let processes: Processes;
let balancer: Balancer;
const agent = new Agent({ keepAlive: true });
const prefix = `p${randomBytes(6).toString('hex')}`;

beforeAll(async () => {
  processes = await openProcesses();
});

afterAll(async () => {
  agent.destroy();
  await balancer?.stop();
  await processes?.stop();
});

const startOn = (port: number) =>
  processes.start(['apps/graph.ts'], {
    MONGODB_URI: process.env['TEST_MONGODB_URI'],
    DATABASE_PREFIX: prefix,
    PORT: String(port),
    SEED_APPLICATIONS: '0',
    SEED_PROVINCES: '69',
    SHUTDOWN_DELAY_MS: String(shutdownDelayMs),
  });

/** A query through the balancer. @returns what a client sees. */
async function ask(): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const asked = request(`${balancer.url}/graphql`, { agent, method: 'POST', headers });
  asked.end('{"query":"{ provinces { code } }"}');
  const [response] = await once(asked, 'response');
  return `${response.statusCode} ${await text(response)}`;
}

/** Asks at a steady rate until it is stopped. */
function keepAsking() {
  const answers: Promise<string>[] = [];
  const timer = setInterval(
    () => answers.push(ask().catch((error: unknown) => String(error))),
    1_000 / requestsPerSecond,
  );
  return {
    answers,
    stop: () => clearInterval(timer),
  };
}

onceInTheSuite('a rolling restart behind a balancer', () => {
  test('fails no request: readiness goes first, then the port', async () => {
    const ports = [await freePort(), await freePort()];
    const backends = ports.map((port) => `http://127.0.0.1:${port}`);
    balancer = await startBalancer(backends);
    const readyAre = (expected: number) =>
      until(
        () => balancer.ready.length,
        (count) => count === expected,
        110_000,
      );
    const running = new Map<number, StartedProcess>();
    for (const port of ports) {
      running.set(port, startOn(port)); // the first one seeds
      await readyAre(running.size);
    }

    const asking = keepAsking();
    for (const port of ports) {
      const old = running.get(port);
      old?.child.kill('SIGTERM');
      await readyAre(1);
      // While it leaves, it answers those who come all the same.
      const late = await fetch(`http://127.0.0.1:${port}/health/ready`);
      expect([late.status, await late.json()]).toEqual([503, { status: 'stopping', checks: [] }]);
      expect(await old?.exit()).toBe(0);
      startOn(port);
      await readyAre(2);
    }
    const atEnd = asking.answers.length;
    await until(
      () => asking.answers.length,
      (count) => count > atEnd + requestsPerSecond, // to both again
    );
    asking.stop();
    const answers = await Promise.all(asking.answers);

    const isWhole = (answer: string) =>
      /^200 \{"data":\{"provinces":\[.*"69".*\]\}\}\s*$/.test(answer);
    expect(answers.filter((answer) => !isWhole(answer))).toEqual([]);
  });
});
