import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { newId } from '../../../lib/kit/public-id.ts';
import {
  directoryModels,
  committedVersion,
} from '../../../subgraphs/institution-directory/units/index.ts';
import { createFollowers } from '../../../subgraphs/institution-directory/feed/index.ts';
import { type AnotherProcess, startAnotherProcess } from '../../support/another-process.ts';
import { startGraph, type TestGraph, testOnceInTheSuite } from '../../support/graph.ts';
import { valueOf, valuesOf } from '../../support/metrics.ts';
import { type Person, personOf } from '../../support/person.ts';
import { until } from '../../support/wait.ts';
import { changeByTwo, type ChangedUnit, unitOperations } from '../changes/unit-operations.ts';
import { wrongField } from '../../support/wrong-field.ts';

/** The feed of the directory's changes, and its followers. */

let graph: TestGraph;
let another: AnotherProcess;
let admin: Person;
let second: Person;

beforeAll(async () => {
  graph = await startGraph();
  another = await startAnotherProcess(graph);
  admin = await personOf(graph, { role: 'ADMIN', subject: 'administrator' });
  second = await personOf(graph, { role: 'ADMIN', subject: 'second administrator' });
});

afterAll(async () => {
  await another?.stop();
  await graph?.stop();
});

interface Changes {
  changes: {
    id: string;
    parentId: string | null;
    status: string;
    successorId: string | null;
    version: number;
    linkVersion: number;
  }[];
  version: number;
  more: boolean;
  freshForMs: number;
}

async function changesAfter(after: number, follower: string | null = null): Promise<Changes> {
  const { data, errors } = await another.askDirectory(
    /* GraphQL */ `
      query ($after: Int!, $follower: ID) {
        unitChanges(after: $after, follower: $follower) {
          changes {
            id
            parentId
            status
            successorId
            version
            linkVersion
          }
          version
          more
          freshForMs
        }
      }
    `,
    { after, follower },
  );
  expect(errors).toEqual([]);
  return data?.['unitChanges'] as Changes; // the form of the query
}

async function everythingAfter(start: number): Promise<Changes[]> {
  const pages = [await changesAfter(start)];
  for (let page = pages[0]; page?.more; page = pages.at(-1)) {
    pages.push(await changesAfter(page.version));
  }
  return pages;
}

const versions = ({ changes }: Changes) => changes.map(({ version }) => version);
const committed = () => committedVersion(graph.data.databases.directory.connection, 'test');

/** Waits until the queried directory has read every change. */
const settled = async (version: number) =>
  until(
    () => changesAfter(version),
    (found) => found.version >= version,
  );

const make = (name: string) =>
  admin.do<ChangedUnit>(unitOperations.create, {
    input: { name, kind: 'DEPARTMENT', parentId: graph.data.unit({ kind: 'PRESIDENCY' })._id },
  });

test('from the beginning it lists every unit once, in the order of the versions', async () => {
  const pages = await everythingAfter(0);

  expect(pages.map(({ changes }) => changes.length)).toEqual([
    5_000,
    graph.data.directory.units.length - 5_000,
  ]);
  const all = pages.flatMap(versions);
  expect(all).toEqual(all.toSorted((one, other) => one - other));
  const ids = pages.flatMap(({ changes }) => changes.map(({ id }) => id));
  expect(new Set(ids)).toEqual(new Set(graph.data.directory.units.map(({ _id }) => _id)));
  expect(pages.at(-1)).toMatchObject({ version: await committed(), more: false, freshForMs: 0 });
});

test('after a version it lists the later changes, each unit at its last change', async () => {
  const start = await committed();
  const one = await make('Birinci Daire');
  const other = await make('İkinci Daire');
  await changeByTwo(admin, second, { unitId: one.id, parentId: other.id });
  await admin.do(unitOperations.rename, { id: one.id, name: 'Yine Birinci Daire' });
  const third = await make('Üçüncü Daire');
  await second.do(unitOperations.close, { id: third.id, successorId: other.id });
  await settled(start + 6);

  expect(await changesAfter(start)).toEqual({
    changes: [
      {
        id: other.id,
        parentId: other.parent?.id,
        status: 'ACTIVE',
        successorId: null,
        version: start + 2,
        linkVersion: start + 2,
      },
      {
        id: one.id,
        parentId: other.id,
        status: 'ACTIVE',
        successorId: null,
        version: start + 4,
        // A renaming does not change the tree.
        linkVersion: start + 3,
      },
      {
        id: third.id,
        parentId: third.parent?.id,
        status: 'CLOSED',
        successorId: other.id,
        version: start + 6,
        linkVersion: start + 6,
      },
    ],
    version: start + 6,
    more: false,
    freshForMs: 0,
  });
  expect(await changesAfter(start + 6)).toEqual({
    changes: [],
    version: start + 6,
    more: false,
    freshForMs: 0,
  });
});

test('a reader that pages on while two processes change units misses no change', async () => {
  const start = await committed();
  const elsewhere = await graph.token({ role: 'ADMIN' });
  const input = { kind: 'DEPARTMENT', parentId: graph.data.unit({ kind: 'PRESIDENCY' })._id };
  const reading = (async () => {
    const seen: number[] = [];
    for (let last = start; last < start + 20;) {
      const page = await changesAfter(last);
      seen.push(...versions(page));
      last = page.version;
    }
    return seen;
  })();

  // One at a time in each process: changes are serialised, and an operation has a time limit.
  for (let index = 0; index < 10; index += 1) {
    await Promise.all([
      make(`Burada ${index}`),
      another.client.data(unitOperations.create, {
        variables: { input: { ...input, name: `Orada ${index}` } },
        token: elsewhere,
      }),
    ]);
  }

  expect(await reading).toEqual(Array.from({ length: 20 }, (_, index) => start + 1 + index));
});

test('each process sees the changes of the other', async () => {
  const made = await make('Öteki Süreçte Görülen');

  const seen = await until(
    async () =>
      (await another.client.ask(unitOperations.read, { variables: { id: made.id } })).data,
    (data) => data?.['administrativeUnit'] !== null,
  );

  expect(seen).toEqual({ administrativeUnit: made });
});

describe('a follower', () => {
  const followers = () => createFollowers(graph.data.databases.directory.connection);
  const lease = 4_000;

  test('gets a lease as long as it has every committed change', async () => {
    const start = await committed();
    await settled(start);

    expect(await changesAfter(start, 'vouched')).toMatchObject({ freshForMs: lease });
    expect(await changesAfter(start, 'vouched')).toMatchObject({ freshForMs: lease });
    await another.askDirectory('mutation { stopFollowing(follower: "vouched") }');
  });

  test('gets no lease from a process that is behind', async () => {
    const start = await committed();

    expect(await followers().confirm('behind', start - 1, () => start - 1)).toBe(0);
    expect(await followers().confirm('behind', start - 1, () => start)).toBe(lease);
    expect(await followers().confirm('behind', start, () => start - 1)).toBe(lease);
    const left = [await followers().remove('behind'), await followers().remove('behind')];
    expect(left).toEqual([true, false]);
  });

  test('is registered before its directory checks for the newest version', async () => {
    const start = await committed();
    const { followers: stored } = directoryModels(graph.data.databases.directory.connection);
    const updateOne = stored.updateOne.bind(stored);
    let isMade = false;
    const registering = jest.spyOn(stored, 'updateOne').mockImplementation(((
      ...how: Parameters<typeof updateOne>
    ) => {
      const { _id } = how[0] as { _id?: unknown }; // a query by id
      if (isMade || _id !== 'late') return updateOne(...how);
      isMade = true;
      // A change returns at the last moment at which this follower is unknown.
      return make('Son Anda').then(() => updateOne(...how));
    }) as typeof stored.updateOne); // both are promises

    const leaseMs = await followers().confirm('late', start, () => start);

    registering.mockRestore();
    expect({ leaseMs, left: await followers().remove('late') }).toEqual({ leaseMs: 0, left: true });
  });

  test('that does not take in a change makes it wait, but not indefinitely', async () => {
    const start = await committed();
    await changesAfter(start, 'slow');
    const over = new AbortController();
    const asking = (async () => {
      while (!over.signal.aborted) {
        await changesAfter(start, 'slow');
        await delay(100);
      }
    })();

    const began = performance.now();
    await make('Beklenen Daire');
    const waited = performance.now() - began;
    over.abort();
    await asking;
    await another.askDirectory('mutation { stopFollowing(follower: "slow") }');

    expect(waited).toBeGreaterThan(lease);
  });

  testOnceInTheSuite('that lags behind is measured until it has every change', async () => {
    const version = await committed();
    const { followers: stored } = directoryModels(graph.data.databases.directory.connection);
    const standing = async () => ({
      lag: await valueOf(graph.url, 'directory_follower_lag'),
      ...(await valuesOf(graph.url, 'directory_followers')),
    });
    const standsAs = (lag: number, current: number, behind: number, silent: number) => ({
      lag,
      'state="current"': current,
      'state="behind"': behind,
      'state="silent"': silent,
    });
    /** How the followers stand while the last one asks for what follows a version. */
    const whileAsking = (after: number | null, expected: ReturnType<typeof standsAs>) =>
      until(
        async () => {
          if (after !== null) await changesAfter(after, 'last');
          return standing();
        },
        (seen) => isDeepStrictEqual(seen, expected),
      );

    await whileAsking(null, standsAs(0, 2, 0, 0));
    await whileAsking(version - 3, standsAs(3, 2, 1, 0));
    await whileAsking(version, standsAs(0, 3, 0, 0));
    await changesAfter(version - 1, 'last');
    await stored.updateOne({ _id: 'last' }, { seenAt: new Date(Date.now() - 10_000) });
    await whileAsking(null, standsAs(0, 2, 0, 1));
    await another.askDirectory('mutation { stopFollowing(follower: "last") }');
    await whileAsking(null, standsAs(0, 2, 0, 0));
  });

  test('with a malformed name is refused', async () => {
    for (const follower of ['', 'a b', '{"$gt": ""}', 'x'.repeat(65)]) {
      const { errors } = await another.askDirectory(
        'query ($follower: ID!) { unitChanges(after: 0, follower: $follower) { version } }',
        { follower },
      );
      expect(errors.map(({ extensions }) => extensions)).toEqual([
        wrongField('follower', 'FORMAT'),
      ]);
    }
  });
});

describe('the feed', () => {
  test('is not in any schema that clients see, nor are other fields for subgraphs', async () => {
    const data = await graph.client.data(/* GraphQL */ `
      query {
        query: __type(name: "Query") {
          fields {
            name
          }
        }
        changes: __type(name: "UnitChanges") {
          name
        }
        change: __type(name: "UnitChange") {
          name
        }
        entity: __type(name: "_Entity") {
          name
        }
        citizen: __type(name: "Citizen") {
          fields {
            name
          }
        }
      }
    `);
    const namesOf = (type: unknown) =>
      (type as { fields: { name: string }[] }).fields.map(({ name }) => name); // the form of the introspection query

    expect(data).toMatchObject({ changes: null, change: null, entity: null });
    expect(namesOf(data['query'])).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^_|unitChanges/)]),
    );
    expect(namesOf(data['citizen'])).toEqual(expect.arrayContaining(['id', 'name']));
    expect(namesOf(data['citizen'])).not.toContain('proof');
  });

  test.each(['CITIZEN', 'EVALUATOR', 'OFFICER', 'ANALYST', 'ADMIN'] as const)(
    'is not for the role %s',
    async (role) => {
      const token = await graph.token({
        role,
        citizenId: role === 'CITIZEN' ? newId('citizen') : null,
        unitId: role === 'OFFICER' ? '85316115' : null,
      });

      const answers = await Promise.all(
        ['{ unitChanges { more } }', '{ me { proof } }'].map((query) =>
          graph.client.ask(query, { token }),
        ),
      );

      expect(
        answers.map(({ status, data, errors }) => ({
          status,
          data,
          messages: errors.map(({ message }) => message),
        })),
      ).toEqual([
        {
          status: 200,
          data: undefined,
          messages: ['Cannot query field "unitChanges" on type "Query".'],
        },
        {
          status: 200,
          data: undefined,
          messages: ['Cannot query field "proof" on type "Citizen".'],
        },
      ]);
    },
  );
});
