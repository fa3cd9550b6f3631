import { readFileSync } from 'node:fs';
import autocannon, { type PreparedRequest } from 'autocannon';
import { type Ask, bodyOf, isRight, type LoadName, loadNamed } from './query.ts';

/** Loads one server for some seconds, from a separate process; prints the measurements as JSON. */
interface Task {
  url: string;
  load: LoadName;
  asksFile: string;
  /** Warm-up before measuring, so that short-lived things such as signed tokens exist. */
  leadInSeconds: number;
  seconds: number;
  /** Requests per second; absent for as many as are answered. */
  rate?: number;
}

/** The measurements of one load run. */
export interface Measured {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Including those of the warm-up. */
  answersInAll: number;
  /** Failed responses: other statuses than 2xx, errors in the body, broken connections. */
  failures: number;
  /** The share of one core used by the load generator itself. */
  generatorCpuShare: number;
}

/** The number of requests prepared for each connection; they then repeat in the same order. */
const preparedEach = 500;

const task = JSON.parse(process.argv[2] ?? '') as Task; // written by measure.ts
const asks = JSON.parse(readFileSync(task.asksFile, 'utf8')) as Ask[]; // written by data.ts
const load = loadNamed(task.load);

// Each connection draws separately: in step, all would request the same thing at the same time.
const drawRequests = () =>
  Array.from({ length: preparedEach }, () => {
    const ask = asks[Math.floor(Math.random() * asks.length)];
    if (!ask) throw new Error('The load has no requests.');
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
    ...(task.rate !== undefined && { overallRate: task.rate }),
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
