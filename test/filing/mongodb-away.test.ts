import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fileMutation, filingInput } from '../support/filing.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { openOwnMongoDB, type OwnMongoDB } from '../support/own-mongodb.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { storedOf } from './support.ts';

/** A MongoDB of its own, which is killed during filings. */

const connections = 8;

let mongodb: OwnMongoDB;
let graph: TestGraph;
let person: Person;

beforeAll(async () => {
  mongodb = await openOwnMongoDB();
  graph = await startGraph({ mongodbUri: mongodb.uri });
  const { id: citizenId } = await graph.data.citizen();
  person = await personOf(graph, { role: 'CITIZEN', citizenId });
});

afterAll(async () => {
  await graph?.stop();
  await mongodb?.remove();
});

const numberOf = (data: Record<string, unknown> | null | undefined) =>
  (data?.['fileApplication'] as { number: string } | null)?.number; // the form of the mutation

test('a filing while MongoDB is killed is stored, or refused as UNAVAILABLE and stored when it is repeated', async () => {
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
  await mongodb.kill();
  await moreFiled(5 * connections); // it restarts by itself
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
});
