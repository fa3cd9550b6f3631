import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongoDB } from '../../lib/mongodb/embedded/embedded-mongodb.ts';
import { freePort } from '../support/free-port.ts';
import { fileMutation, filingInput } from '../support/filing.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { storedOf } from './support.ts';

/** A MongoDB of its own, which is killed in the middle of filings. */

const connections = 8;

let dataPath: string;
let mongodb: Awaited<ReturnType<typeof startEmbeddedMongoDB>> | undefined;
let graph: TestGraph;
let person: Person;

beforeAll(async () => {
  dataPath = await mkdtemp(join(tmpdir(), 'filing-away-'));
  const port = await freePort();
  mongodb = await startEmbeddedMongoDB({ dataPath, port, log: () => {}, cacheSizeGB: 0.25 });
  graph = await startGraph({ mongodbUri: mongodb.uri });
  const { id: citizenId } = await graph.data.citizen();
  person = await personOf(graph, { role: 'CITIZEN', citizenId });
}, 60_000);

afterAll(async () => {
  await graph?.stop();
  await mongodb?.stop();
  await rm(dataPath, { recursive: true });
}, 60_000);

async function killMongod(): Promise<void> {
  const pid = Number.parseInt(await readFile(join(dataPath, 'mongodb/mongod.lock'), 'utf8'), 10);
  process.kill(pid, 'SIGKILL');
}

const numberOf = (data: Record<string, unknown> | null | undefined) =>
  (data?.['fileApplication'] as { number: string } | null)?.number; // as asked

test('what is filed while MongoDB is killed is stored, or refused as UNAVAILABLE and filed when it is repeated', async () => {
  const acknowledged = new Map<string, string>();
  const failed: string[] = [];
  const codes = new Set<unknown>();
  const enough = new AbortController();
  async function keepFiling(): Promise<void> {
    while (!enough.signal.aborted) {
      const input = filingInput(graph);
      const { data, errors } = await person.ask(fileMutation, { input });
      const number = numberOf(data);
      for (const { extensions } of errors) codes.add(extensions['code']);
      if (number === undefined) failed.push(input.idempotencyKey);
      else acknowledged.set(input.idempotencyKey, number);
    }
  }
  const moreFiled = (count: number) => {
    const wanted = acknowledged.size + count;
    return until(
      () => acknowledged.size,
      (size) => size >= wanted,
    );
  };

  const filing = Promise.all(Array.from({ length: connections }, keepFiling));
  await moreFiled(5 * connections);
  await killMongod();
  await moreFiled(5 * connections); // it starts again by itself
  enough.abort();
  await filing;
  for (const idempotencyKey of failed) {
    const input = filingInput(graph, { idempotencyKey });
    const { number } = await person.do<{ number: string }>(fileMutation, { input });
    acknowledged.set(idempotencyKey, number);
  }

  expect([...codes].filter((code) => code !== 'UNAVAILABLE')).toEqual([]);
  const { applications, ...others } = await storedOf(graph);
  expect(
    new Map(applications.map(({ idempotencyKey, number }) => [idempotencyKey, number])),
  ).toEqual(acknowledged);
  expect(applications).toHaveLength(acknowledged.size);
  for (const stored of Object.values(others)) expect(stored).toHaveLength(acknowledged.size);
}, 120_000);
