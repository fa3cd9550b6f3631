import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Keys } from '../../lib/platform/identity/keys.ts';
import { applicantHash } from '../../lib/kit/applicant-hash.ts';
import { findCitizenId, citizenModel } from '../../subgraphs/citizen/citizens/index.ts';
import type { TestCitizen } from '../support/data.ts';
import { type AnotherGraph, onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import { wrongField } from '../support/wrong-field.ts';

onceInTheSuite('keys that are rotated on a database with data', () => {
  let graph: TestGraph;
  let citizens: TestCitizen[];
  /** Both versions, with the new one in force; and the new one alone. */
  let rotated: Keys;
  let last: Keys;
  const others: AnotherGraph[] = [];

  beforeAll(async () => {
    graph = await startGraph();
    citizens = [
      ...(await Promise.all([graph.data.citizen(), graph.data.citizen()])),
      await graph.data.citizen({ applicantHash: null }),
    ];
    for (const citizen of citizens) {
      await graph.data.application({ citizen });
      await graph.data.application({ citizen });
    }
    const { versions } = graph.keys.secrets;
    const fresh = { 2: randomBytes(32).toString('base64') };
    rotated = { ...graph.keys, secrets: { current: 2, versions: { ...versions, ...fresh } } };
    last = { ...graph.keys, secrets: { current: 2, versions: fresh } };
  });

  afterAll(async () => {
    for (const other of others) await other.stop();
    await graph?.stop();
  });

  const connection = () => graph.data.databases.citizen.connection;
  const findAll = (keys: Keys) =>
    Promise.all(citizens.map(({ nationalId }) => findCitizenId(connection(), keys, nationalId)));
  const ids = () => citizens.map(({ id }) => id);
  const startWith = async (keys: Keys) => {
    const other = await graph.another({ keys });
    others.push(other);
    return other;
  };

  const page = `query ($after: String) {
    myApplications(first: 1, after: $after) { nodes { number } pageInfo { endCursor } }
  }`;
  interface Page {
    myApplications: { nodes: [{ number: string }]; pageInfo: { endCursor: string } };
  }
  async function read(of: Pick<TestGraph, 'client'>, after: string | null) {
    const token = await graph.token({ citizenId: citizens[0]?.id ?? '' });
    const { data, errors } = await of.client.ask(page, { token, variables: { after } });
    const list = (data as Page | undefined)?.myApplications; // the form of the query
    return { list, errors };
  }
  const cursorOf = async (of: Pick<TestGraph, 'client'>) =>
    (await read(of, null)).list?.pageInfo.endCursor ?? '';

  test('find everything, rewrite everything, and the old version can be removed', async () => {
    const cursor = await cursorOf(graph);
    expect(await findAll(rotated)).toEqual(ids());
    expect(await findAll(last)).toEqual([null, null, null]);

    const both = await startWith(rotated);
    const stored = await until(
      () => citizenModel(connection()).find().sort({ _id: 1 }).lean(),
      (documents) => documents.every(({ nationalIdHash }) => nationalIdHash.startsWith('2.')),
    );

    // Citizens without the other hash have it now, too.
    const hash = applicantHash(last);
    expect(stored.map((citizen) => citizen.applicantHash)).toEqual(
      citizens.map(({ nationalId }) => hash.of(nationalId)),
    );
    for (const keys of [rotated, last]) expect(await findAll(keys)).toEqual(ids());
    const second = await read(graph, cursor);
    expect(second.errors).toEqual([]);
    expect(await read(both, cursor)).toEqual({
      errors: [],
      list: { ...second.list, pageInfo: expect.anything() },
    });

    const newer = await cursorOf(both);
    const alone = await startWith(last);
    expect(newer).toMatch(/^2\./);
    expect((await read(alone, newer)).list?.nodes).toEqual(second.list?.nodes);
    expect((await read(alone, cursor)).errors).toMatchObject([
      { extensions: wrongField('after', 'CURSOR') },
    ]);
  });
});
