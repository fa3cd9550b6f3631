import { readFileSync } from 'node:fs';
import autocannon, { type PreparedRequest } from 'autocannon';
import { type Ask, bodyOf, isRight, type LoadName, loadNamed } from './query.ts';

/** Asks one server for some seconds, in a process of its own; prints what it measured as JSON. */
interface Task {
  url: string;
  load: LoadName;
  asksFile: string;
  /** Asked before measuring, so that what lives for seconds, such as signed tokens, is there. */
  leadInSeconds: number;
  seconds: number;
}

/** What one run of the load saw. */
export interface Measured {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** With those of the lead-in. */
  answersInAll: number;
  /** Answers that were none: other statuses than 2xx, errors in the body, broken connections. */
  failures: number;
  /** Of one core, what asking itself took. */
  generatorCpuShare: number;
}

/** So many requests prepared for each connection; then they come again in the same order. */
const preparedEach = 500;

const task = JSON.parse(process.argv[2] ?? '') as Task; // made by measure.ts
const asks = JSON.parse(readFileSync(task.asksFile, 'utf8')) as Ask[]; // written by data.ts
const load = loadNamed(task.load);

// Each connection draws its own: all in step would ask for the same thing at the same time.
const drawRequests = () =>
  Array.from({ length: preparedEach }, () => {
    const ask = asks[Math.floor(Math.random() * asks.length)];
    if (!ask) throw new Error('there is nothing to ask');
    const request: PreparedRequest = {
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ask.token}` },
      body: bodyOf(load, ask),
    };
    if (!load.unique) return request;
    const setupRequest = (prepared: PreparedRequest) => ({ ...prepared, body: bodyOf(load, ask) });
    return { ...request, setupRequest };
  });

const ask = (seconds: number) =>
  autocannon({
    url: task.url,
    connections: load.connections,
    duration: seconds,
    setupClient: (client) => client.setRequests(drawRequests()),
    verifyBody: (body) => isRight(load, body),
  });

const leadIn = await ask(task.leadInSeconds);
const cpu = process.cpuUsage();
const start = performance.now();
const result = await ask(task.seconds);
const { user, system } = process.cpuUsage(cpu);
const measured: Measured = {
  requestsPerSecond: result.requests.average,
  p50Ms: result.latency.p50,
  p99Ms: result.latency.p99,
  answersInAll: leadIn.requests.total + result.requests.total,
  failures: result.errors + result.non2xx + result.mismatches,
  generatorCpuShare: (user + system) / 1000 / (performance.now() - start),
};
process.stdout.write(JSON.stringify(measured));
