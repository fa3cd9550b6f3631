import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { directoryModels } from '../../../subgraphs/institution-directory/units/index.ts';
import { type AnotherProcess, startAnotherProcess } from '../../support/another-process.ts';
import type { GraphAnswer, GraphClient } from '../../support/client.ts';
import type { TestCitizen } from '../../support/data.ts';
import {
  onceInTheSuite,
  startGraph,
  type TestGraph,
  testOnceInTheSuite as test,
} from '../../support/graph.ts';
import { type Person, personOf } from '../../support/person.ts';
import { until } from '../../support/wait.ts';
import {
  changeByTwo,
  type ChangedUnit,
  type Proposed,
  proposalOperations,
  unitOperations,
} from './unit-operations.ts';

/** After a unit was moved or closed, every request is decided by the new tree, in every process. */

let graph: TestGraph;
let another: AnotherProcess;
let admin: Person;
let second: Person;
let citizen: TestCitizen;
let provinces: { from: string; to: string };

beforeAll(async () => {
  graph = await startGraph();
  another = await startAnotherProcess(graph);
  admin = await personOf(graph, { role: 'ADMIN', subject: 'administrator' });
  second = await personOf(graph, { role: 'ADMIN', subject: 'second administrator' });
  citizen = await graph.data.citizen();
  const governorship = (provinceCode: string) =>
    graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode })._id;
  provinces = { from: governorship('34'), to: governorship('54') };
});

afterEach(() => another?.line.mend());

afterAll(async () => {
  await another?.stop();
  await graph?.stop();
});

const make = (name: string, parentId: string) =>
  admin.do<ChangedUnit>(unitOperations.create, { input: { name, kind: 'DEPARTMENT', parentId } });

const officerOf = (unitId: string) => graph.token({ role: 'OFFICER', unitId });

/** An application that a unit works on. */
async function applicationAt({ id }: ChangedUnit): Promise<string> {
  const referrals = [{ unit: { _id: id } }];
  const { number } = await graph.data.application({ citizen, referrals });
  return number;
}

const query = /* GraphQL */ `
  query ($number: String!) {
    application(number: $number) {
      number
      referrals {
        state
      }
    }
  }
`;

type Sight = 'seen' | 'unseen' | 'unavailable';

function sightOf({ data, errors }: GraphAnswer): Sight {
  const codes = errors.map(({ extensions }) => extensions['code']);
  if (codes.length === 0 && data?.['application']) return 'seen';
  if (codes.length === 1 && codes[0] === 'NOT_FOUND') return 'unseen';
  if (codes.length === 1 && codes[0] === 'UNAVAILABLE') return 'unavailable';
  throw new Error(JSON.stringify({ data, errors }));
}

const read = async (client: GraphClient, number: string, token: string) =>
  sightOf(await client.ask(query, { variables: { number }, token }));

interface Read {
  startedAt: number;
  sight: Sight;
}

/** Reads repeatedly until the given number of reads has started after `work` was answered. */
async function readDuring(
  readers: readonly (() => Promise<Sight>)[],
  work: () => Promise<unknown>,
  readsAfter = 15,
): Promise<{ before: Sight[]; after: Sight[] }[]> {
  let startedAt = Number.POSITIVE_INFINITY;
  let answeredAt = Number.POSITIVE_INFINITY;
  const readings = readers.map(async (read) => {
    const reads: Read[] = [];
    const isAfter = (one: Read) => one.startedAt > answeredAt;
    while (reads.filter(isAfter).length < readsAfter) {
      const one = { startedAt: performance.now() };
      reads.push({ ...one, sight: await read() });
    }
    return {
      before: reads.filter((one) => one.startedAt < startedAt).map(({ sight }) => sight),
      after: reads.filter(isAfter).map(({ sight }) => sight),
    };
  });
  startedAt = performance.now();
  await work();
  answeredAt = performance.now();
  return Promise.all(readings);
}

const only = (sights: readonly Sight[]) => [...new Set(sights)];

onceInTheSuite('after moveUnit has returned', () => {
  test('no officer of either side sees by the old tree, in any process, at any depth', async () => {
    const moved = await make('Taşınan', provinces.from);
    const below = await make('Taşınanın Altı', moved.id);
    const numbers = [await applicationAt(moved), await applicationAt(below)];
    const old = await officerOf(provinces.from);
    const next = await officerOf(provinces.to);
    const own = await officerOf(moved.id);
    const clients = [graph.client, another.client];
    const readersWith = (token: string) =>
      clients.flatMap((client) => numbers.map((number) => async () => read(client, number, token)));
    const readers = [...readersWith(old), ...readersWith(next), ...readersWith(own)];

    for (const [to, sights] of [
      [provinces.to, ['unseen', 'seen', 'seen']],
      [provinces.from, ['seen', 'unseen', 'seen']],
      [provinces.to, ['unseen', 'seen', 'seen']],
    ] as const) {
      const reads = await readDuring(readers, () =>
        changeByTwo(admin, second, { unitId: moved.id, parentId: to }),
      );
      const each = sights.flatMap((sight) => Array.from({ length: 4 }, () => [sight]));
      expect(reads.map(({ after }) => only(after))).toEqual(each);
    }
  });

  test('an officer of the old side can no longer act, one of the new side can', async () => {
    const moved = await make('İşi Taşınan', provinces.from);
    const number = await applicationAt(moved);
    const old = await personOf(graph, { role: 'OFFICER', unitId: provinces.from });
    const next = await personOf(graph, { role: 'OFFICER', unitId: provinces.to });
    const referrals = /* GraphQL */ `
      query ($number: String!) {
        application(number: $number) {
          referrals {
            id
          }
        }
      }
    `;
    const { referrals: made } = await old.do<{ referrals: { id: string }[] }>(referrals, {
      number,
    });
    const note = {
      referralId: made[0]?.id,
      text: 'Dosya incelendi.',
    };
    const addNote =
      'mutation ($referralId: ID!, $text: String!) { addNote(referralId: $referralId, text: $text) { state } }';

    await changeByTwo(admin, second, { unitId: moved.id, parentId: provinces.to });

    expect(await old.refused(addNote, note)).toEqual({ code: 'NOT_FOUND' });
    expect(await next.do(addNote, note)).toEqual({ state: 'IN_PROGRESS' });
  });

  test('a process that cannot learn of it refuses officers, and nobody else, until it can', async () => {
    const moved = await make('Duyulmayan', provinces.from);
    const number = await applicationAt(moved);
    const old = await officerOf(provinces.from);
    const next = await officerOf(provinces.to);
    const owner = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
    const evaluator = await graph.token({ role: 'EVALUATOR' });
    const sights = async (client: GraphClient) => ({
      old: await read(client, number, old),
      next: await read(client, number, next),
      owner: await read(client, number, owner),
      evaluator: await read(client, number, evaluator),
    });
    const theirs = { owner: 'seen', evaluator: 'seen' };
    const readiness = async () => {
      const response = await fetch(`${another.url}/health/ready`);
      const { status } = (await response.json()) as { status: string }; // the form of the endpoint
      return { code: response.status, status };
    };
    expect(await sights(another.client)).toEqual({ old: 'seen', next: 'unseen', ...theirs });

    another.line.cut();
    await changeByTwo(admin, second, { unitId: moved.id, parentId: provinces.to });

    expect(await sights(another.client)).toEqual({
      old: 'unavailable',
      next: 'unavailable',
      ...theirs,
    });
    expect(await sights(graph.client)).toEqual({ old: 'unseen', next: 'seen', ...theirs });
    // It serves everyone else.
    expect(await readiness()).toEqual({ code: 200, status: 'degraded' });

    another.line.mend();
    const back = await until(
      () => sights(another.client),
      (seen) => seen.old !== 'unavailable' && seen.next !== 'unavailable',
    );
    expect(back).toEqual({ old: 'unseen', next: 'seen', ...theirs });
    await until(readiness, ({ status }) => status === 'ok');
  });

  test('a process that starts afterwards knows only the new tree', async () => {
    const moved = await make('Önceden Taşınan', provinces.from);
    const number = await applicationAt(moved);
    const old = await officerOf(provinces.from);
    const next = await officerOf(provinces.to);
    await changeByTwo(admin, second, { unitId: moved.id, parentId: provinces.to });

    const third = await startAnotherProcess(graph);
    const sights = [await read(third.client, number, old), await read(third.client, number, next)];
    await third.stop();

    expect(sights).toEqual(['unseen', 'seen']);
  });
});

test('a process that has ended is no longer waited for', async () => {
  const { followers } = directoryModels(graph.data.databases.directory.connection);
  const before = await followers.countDocuments();
  const third = await startAnotherProcess(graph);
  const during = await followers.countDocuments();

  await third.stop();

  expect([before, during]).toEqual([2, 3]);
  expect(await followers.countDocuments()).toBe(2);
});

onceInTheSuite('after closeUnit has returned', () => {
  test('its officers act for the successor, which sees everything that it had, and no unit above it does', async () => {
    const closed = await make('Kapanan', provinces.from);
    const successor = await make('Devralan', provinces.to);
    const number = await applicationAt(closed);
    const ofSuccessor = await applicationAt(successor);
    const tokens = {
      own: await officerOf(closed.id),
      old: await officerOf(provinces.from),
      successor: await officerOf(successor.id),
      next: await officerOf(provinces.to),
    };
    const readers = [graph.client, another.client].flatMap((client) =>
      Object.values(tokens).flatMap((token) =>
        [number, ofSuccessor].map((of) => async () => read(client, of, token)),
      ),
    );

    const reads = await readDuring(readers, () =>
      changeByTwo(admin, second, { unitId: closed.id, successorId: successor.id }),
    );

    const inOne = [
      ['seen', 'seen'],
      ['unseen', 'unseen'],
      ['seen', 'seen'],
      ['seen', 'seen'],
    ].flat();
    expect(reads.map(({ after }) => only(after))).toEqual(
      [...inOne, ...inOne].map((sight) => [sight]),
    );
  });

  test('of a chain of units that were closed in favour of each other, the last one has everything', async () => {
    const first = await make('Bir', provinces.from);
    const next = await make('İki', provinces.from);
    const third = await make('Üç', provinces.to);
    const number = await applicationAt(first);
    await changeByTwo(admin, second, { unitId: first.id, successorId: next.id });
    await changeByTwo(admin, second, { unitId: next.id, successorId: third.id });

    expect(await read(another.client, number, await officerOf(third.id))).toBe('seen');
    expect(await read(another.client, number, await officerOf(first.id))).toBe('seen');
    expect(await read(another.client, number, await officerOf(provinces.from))).toBe('unseen');
  });
});

onceInTheSuite('two processes that change the tree concurrently', () => {
  test('never put two units below each other', async () => {
    for (let round = 0; round < 3; round += 1) {
      const one = await make('Bir', provinces.from);
      const other = await make('Öteki', provinces.from);
      const token = await graph.token({ role: 'ADMIN', subject: 'second administrator' });
      const propose = async (unitId: string, parentId: string) => {
        const input = { unitId, parentId, reason: 'Teşkilat değişikliği.' };
        return (await admin.do<Proposed>(proposalOperations.propose, { input })).id;
      };
      const approve = (client: GraphClient, id: string) =>
        client.ask(proposalOperations.approve, { variables: { id }, token });
      const proposed = [await propose(one.id, other.id), await propose(other.id, one.id)] as const;

      const answers = await Promise.all([
        approve(graph.client, proposed[0]),
        approve(another.client, proposed[1]),
      ]);

      const errors = answers.flatMap((answer) => answer.errors);
      expect(errors.map(({ extensions }) => extensions)).toEqual([
        expect.objectContaining({ code: 'CONFLICT', state: 'PROPOSED' }),
      ]);
    }
  });
});
