import { afterEach, expect } from '@jest/globals';
import { referralModel } from '../../subgraphs/application/record/index.ts';
import { scopeRepairModel } from '../../subgraphs/application/worklists/index.ts';
import {
  directoryModels,
  committedVersion,
} from '../../subgraphs/institution-directory/units/index.ts';
import type { UnitForm } from '../../subgraphs/institution-directory/units/index.ts';
import { background } from '../../lib/kit/background.ts';
import {
  administratorWith,
  changeByTwo,
} from '../institution-directory/changes/unit-operations.ts';
import { type AnotherProcess, startAnotherProcess } from '../support/another-process.ts';
import type { GraphClient } from '../support/client.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { patiently } from '../support/patiently.ts';
import { until } from '../support/wait.ts';
import { writeUnits } from '../support/write-units.ts';
import {
  isRight,
  scopesNow,
  type StoredScope,
  storedScopes,
  untilAllRight,
} from '../casework/stored-scopes.ts';

/** A subtree of more than 5,000 units moves, and the stored scopes of its referrals follow. */

const levels = { middle: 71, leavesEach: 70 };
const applicationsMade = 80;

let graph: TestGraph;
let another: AnotherProcess | null = null;

afterEach(async () => {
  await another?.stop();
  another = null;
  await graph?.stop();
});

interface Scene {
  /** The unit with 5,041 units at and below it. */
  root: string;
  from: string;
  to: string;
  /** Of applications that units of all parts of the subtree have. */
  numbers: string[];
  tokens: { old: string; next: string; admins: string[]; evaluator: string };
}

/** A unit below the governorship of İstanbul, with everything below it and applications there. */
async function setScene(): Promise<Scene> {
  graph = await startGraph();
  const { data } = graph;
  const governorship = (provinceCode: string) =>
    data.unit({ kind: 'GOVERNORSHIP', provinceCode })._id;
  const [from, to] = [governorship('34'), governorship('54')];
  const form = (_id: string, parentId: string): UnitForm => ({
    _id,
    name: `Birim ${_id}`,
    kind: 'DEPARTMENT',
    status: 'ACTIVE',
    parentId,
    provinceCode: null,
    districtCode: null,
    office: null,
    successorId: null,
  });
  const root = '99000000';
  const middles = Array.from({ length: levels.middle }, (_, index) => String(99_100_000 + index));
  const leaves = middles.flatMap((middle, index) =>
    Array.from({ length: levels.leavesEach }, (_, leaf) =>
      form(String(99_200_000 + index * levels.leavesEach + leaf), middle),
    ),
  );
  await writeUnits(data, [form(root, from), ...middles.map((id) => form(id, root)), ...leaves]);

  const scopeVersion = await committedVersion(data.databases.directory.connection, background);
  // The new referrals have been examined.
  const { connection } = data.databases.application;
  await until(
    () => scopeRepairModel(connection).findOne().lean(),
    (done) => done !== null && done.version >= scopeVersion,
  );
  const scopeOf = await scopesNow(graph.data);
  const citizen = await data.citizen();
  const numbers = await Promise.all(
    Array.from({ length: applicationsMade }, async (_, index) => {
      const unit = leaves[Math.floor((index * leaves.length) / applicationsMade)];
      if (!unit) throw new Error('There are no leaves.');
      const scopeIds = scopeOf(unit._id);
      const referrals = [{ unit, scopeIds, scopeVersion }];
      return (await data.application({ citizen, referrals })).number;
    }),
  );
  const token = (role: 'OFFICER' | 'ADMIN' | 'EVALUATOR', unitId: string | null = null) =>
    graph.token({ role, unitId });
  const tokens = {
    old: await token('OFFICER', from),
    next: await token('OFFICER', to),
    admins: await Promise.all(
      (['first', 'second'] as const).map((subject) => graph.token({ role: 'ADMIN', subject })),
    ),
    evaluator: await token('EVALUATOR'),
  };
  return { root, from, to, numbers, tokens };
}

const referrals = () => referralModel(graph.data.databases.application.connection);

const query = /* GraphQL */ `
  query ($number: String!) {
    application(number: $number) {
      number
    }
  }
`;

const inboxQuery = /* GraphQL */ `
  query ($unitId: ID!) {
    unitInbox(unitId: $unitId, first: 100) {
      nodes {
        id
      }
    }
  }
`;

/** The number of the applications that each side sees, one by one and in its inbox. */
async function seen(client: GraphClient, { from, to, numbers, tokens }: Scene) {
  const inInbox = async (unitId: string, token: string) => {
    const { data, errors } = await patiently(() =>
      client.ask(inboxQuery, { variables: { unitId }, token }),
    );
    expect(errors).toEqual([]);
    const { unitInbox } = data as { unitInbox: { nodes: unknown[] } }; // the form of the query
    return unitInbox.nodes.length;
  };
  const count = async (token: string) => {
    const answers = await Promise.all(
      numbers.map((number) => patiently(() => client.ask(query, { variables: { number }, token }))),
    );
    const codes = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions));
    expect(codes).toEqual(codes.map(() => ({ code: 'NOT_FOUND' })));
    return answers.filter(({ data }) => data?.['application']).length;
  };
  const counts = { old: await count(tokens.old), next: await count(tokens.next) };
  expect({
    old: await inInbox(from, tokens.old),
    next: await inInbox(to, tokens.next),
  }).toEqual(counts);
  return counts;
}

const move = async (client: GraphClient, { root, tokens }: Scene, parentId: string) => {
  const [proposer, approver] = tokens.admins.map((token) => administratorWith(client, token));
  if (!proposer || !approver) throw new Error('There are fewer than two administrators.');
  return changeByTwo(proposer, approver, { unitId: root, parentId });
};

test('one unit is written, everybody continues to read, and all stored scopes follow', async () => {
  const scene = await setScene();
  const { units } = directoryModels(graph.data.databases.directory.connection);
  const versionsBefore = await units.find({}, { version: 1 }).lean();
  expect(versionsBefore.length).toBeGreaterThan(10_000);
  const over = new AbortController();
  const { evaluator } = scene.tokens;
  const reading = (async () => {
    let reads = 0;
    for (; !over.signal.aborted; reads += 1) {
      const number = scene.numbers[reads % scene.numbers.length] ?? '';
      const { data } = await patiently(() =>
        graph.client.ask(query, { variables: { number }, token: evaluator }),
      );
      expect(data).toEqual({ application: { number } });
    }
    return reads;
  })();

  await move(graph.client, scene, scene.to);
  const rightAway = await seen(graph.client, scene);
  await untilAllRight(graph.data);
  over.abort();

  expect(rightAway).toEqual({ old: 0, next: applicationsMade });
  expect(await reading).toBeGreaterThan(0);
  const versionOf = new Map(versionsBefore.map(({ _id, version }) => [_id, version]));
  const written = (await units.find({}, { version: 1 }).lean()).filter(
    ({ _id, version }) => versionOf.get(_id) !== version,
  );
  expect(written.map(({ _id }) => _id)).toEqual([scene.root]);
  expect(await seen(graph.client, scene)).toEqual({ old: 0, next: applicationsMade });
});

test('an interrupted repair continues at the next start, and nobody sees anything wrong', async () => {
  const scene = await setScene();
  const all = await storedScopes(graph.data, await scopesNow(graph.data));
  const middle = all[all.length / 2];
  if (!middle) throw new Error('There are no referrals.');
  // From here on MongoDB refuses this one, and with it each repair that comes so far.
  await validate({ $or: [{ _id: { $ne: middle._id } }, { scopeIds: { $ne: scene.to } }] });

  await move(graph.client, scene, scene.to);
  const scopeOf = await scopesNow(graph.data);
  const halfWay = (scopes: StoredScope[]) => scopes.filter(isRight).length >= all.length / 2;
  const scopes = await until(() => storedScopes(graph.data, scopeOf), halfWay);
  expect(scopes.filter((scope) => !isRight(scope))).not.toEqual([]);
  expect(await seen(graph.client, scene)).toEqual({ old: 0, next: applicationsMade });

  await graph.gateway.stop();
  await Promise.all([...graph.servers.values()].map((server) => server.stop()));
  const left = (await storedScopes(graph.data, scopeOf)).filter((scope) => !isRight(scope));
  expect(left.length).toBeGreaterThan(all.length / 4);
  await validate({});

  another = await startAnotherProcess(graph);
  let isRepaired = false;
  while (!isRepaired) {
    isRepaired = (await storedScopes(graph.data, scopeOf)).every(isRight);
    expect(await seen(another.client, scene)).toEqual({ old: 0, next: applicationsMade });
  }
});

test('a referral that a process stores by an older tree, after the repair has passed, is repaired as well', async () => {
  const scene = await setScene();
  await move(graph.client, scene, scene.to);
  await untilAllRight(graph.data);

  const citizen = await graph.data.citizen();
  await graph.data.application({
    citizen,
    referrals: [
      { unit: { _id: '99200000' }, scopeIds: ['99200000', '99100000', '99000000', scene.from] },
    ],
  });
  const scopes = await storedScopes(graph.data, await scopesNow(graph.data));
  expect(scopes.filter((one) => !isRight(one))).not.toEqual([]);

  await untilAllRight(graph.data);
});

test('referrals from before there were scopes are given them', async () => {
  const scene = await setScene();
  await graph.gateway.stop();
  await Promise.all([...graph.servers.values()].map((server) => server.stop()));
  await referrals().updateMany({}, [{ $set: { scopeIds: ['$unitId'], scopeVersion: 0 } }], {
    updatePipeline: true,
  });
  await graph.data.database('application').collection('scopeRepairs').deleteMany({});

  another = await startAnotherProcess(graph);
  expect(await seen(another.client, scene)).toEqual({ old: applicationsMade, next: 0 });
  const scopes = await untilAllRight(graph.data);

  expect(scopes).toHaveLength(applicationsMade);
});

/** Sets the validator of referrals in MongoDB. */
async function validate(validator: Record<string, unknown>): Promise<void> {
  await graph.data.database('application').command({ collMod: 'referrals', validator });
}
