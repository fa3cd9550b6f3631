import { afterAll, beforeAll, expect } from '@jest/globals';
import * as fc from 'fast-check';
import { referralModel } from '../../subgraphs/application/record/index.ts';
import { directoryModels } from '../../subgraphs/institution-directory/units/index.ts';
import {
  type ChangedUnit,
  type Proposed,
  proposalOperations,
  type ToBeChanged,
  unitOperations,
} from '../institution-directory/changes/unit-operations.ts';
import { type AnotherProcess, startAnotherProcess } from '../support/another-process.ts';
import type { GraphClient } from '../support/client.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import { operations, type Standing } from './operations.ts';
import { checkStored } from './stored.ts';
import { type ScopeOf, scopesNow, untilAllRight } from './stored-scopes.ts';

/**
 * Units are made, moved and closed at random through two processes while applications are referred.
 */

let graph: TestGraph;
let another: AnotherProcess;
let tokens: { admin: string; second: string; citizen: string; evaluator: string };
let topicId: string;

beforeAll(async () => {
  graph = await startGraph();
  another = await startAnotherProcess(graph);
  const { id } = await graph.data.citizen();
  tokens = {
    admin: await graph.token({ role: 'ADMIN', subject: 'admin' }),
    second: await graph.token({ role: 'ADMIN', subject: 'second' }),
    citizen: await graph.token({ role: 'CITIZEN', citizenId: id }),
    evaluator: await graph.token({ role: 'EVALUATOR' }),
  };
  topicId = graph.data.directory.topics[0]?._id ?? '';
});

afterAll(async () => {
  await another?.stop();
  await graph?.stop();
});

const step = fc.record({
  what: fc.constantFrom('move', 'move', 'move', 'close', 'create', 'refer', 'refer'),
  unit: fc.nat(),
  other: fc.nat(),
  elsewhere: fc.boolean(),
});

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

interface Course {
  /** Steps that the rules allowed. */
  taken: number;
  unitIds: string[];
  numbers: string[];
}

/** The codes with which the rules may refuse. */
const refusals = ['BAD_USER_INPUT', 'CONFLICT'];

async function attempt<Value>(
  client: GraphClient,
  query: string,
  token: string,
  variables: Record<string, unknown>,
): Promise<Value | null> {
  const { data, errors } = await client.ask(query, { variables, token });
  for (const { extensions } of errors) expect(refusals).toContain(extensions['code']);
  return (Object.values(data ?? {})[0] ?? null) as Value | null; // the caller knows the form
}

const create = (client: GraphClient, parentId: string | null) =>
  attempt<ChangedUnit>(client, unitOperations.create, tokens.admin, {
    input: { name: 'Birim', kind: 'DEPARTMENT', parentId },
  });

/** @returns whether it was proposed, and approved as proposed. */
async function changeByTwo(client: GraphClient, change: ToBeChanged): Promise<boolean> {
  const { propose, approve } = proposalOperations;
  const input = { ...change, reason: 'Teşkilat değişikliği.' };
  const proposal = await attempt<Proposed>(client, propose, tokens.admin, { input });
  if (proposal === null) return false;
  const { id } = proposal;
  return (await attempt(client, approve, tokens.second, { id })) !== null;
}

async function file(client: GraphClient): Promise<string> {
  const input = {
    type: 'REQUEST',
    topicId,
    subject: 'Sokak lambaları yanmıyor',
    text: 'Sokağımızdaki lambalar üç haftadır yanmıyor, gereğini arz ederim.',
    provinceCode: '34',
    answerChannel: 'SMS',
    idempotencyKey: crypto.randomUUID(),
  };
  const filed = await attempt<Standing>(client, operations.file, tokens.citizen, { input });
  return filed?.number ?? '';
}

/** @returns whether the step was possible. */
async function take(course: Course, { what, unit, other, elsewhere }: Step): Promise<boolean> {
  const client = elsewhere ? another.client : graph.client;
  const unitAt = (index: number) => course.unitIds[index % course.unitIds.length] ?? '';
  const [id, otherId] = [unitAt(unit), unitAt(other)];
  switch (what) {
    case 'move': {
      return changeByTwo(client, { unitId: id, parentId: otherId });
    }
    case 'close': {
      return changeByTwo(client, { unitId: id, successorId: otherId });
    }
    case 'create': {
      const made = await create(client, id);
      if (made) course.unitIds.push(made.id);
      return made !== null;
    }
    case 'refer': {
      const number = await file(client);
      const unitIds = id === otherId ? [id] : [id, otherId];
      const variables = { number, unitIds };
      const referred = await attempt(client, operations.refer, tokens.evaluator, variables);
      if (referred) course.numbers.push(number);
      return referred !== null;
    }
  }
}

/** Waits until no open referral is left at a closed unit. */
async function untilClosedAreLeft(): Promise<void> {
  const { units } = directoryModels(graph.data.databases.directory.connection);
  const closed = await units.distinct('_id', { status: 'CLOSED' });
  const referrals = referralModel(graph.data.databases.application.connection);
  await until(
    () => referrals.countDocuments({ unitId: { $in: closed }, open: true }),
    (count) => count === 0,
  );
}

/** Checks that officers of all units see applications as the tree says, in both processes. */
async function checkSight({ unitIds, numbers }: Course, scopeOf: ScopeOf): Promise<void> {
  const { units } = directoryModels(graph.data.databases.directory.connection);
  const closed = new Set(await units.distinct('_id', { status: 'CLOSED' }));
  const { applications } = await storedApplications(numbers);
  for (const unitId of unitIds) {
    const own = scopeOf(unitId).find((id) => !closed.has(id)) ?? unitId;
    const token = await graph.token({ role: 'OFFICER', unitId });
    for (const { number, referralUnits } of applications) {
      const expected = referralUnits.some((id) => scopeOf(id).includes(own));
      for (const client of [graph.client, another.client]) {
        const { data } = await client.ask(operations.standing, { variables: { number }, token });
        expect([unitId, number, Boolean(data?.['application'])]).toEqual([
          unitId,
          number,
          expected,
        ]);
      }
    }
  }
}

async function storedApplications(numbers: readonly string[]) {
  const found = await graph.data
    .database('application')
    .collection<{ number: string; referrals: { unitId: string }[] }>('applications')
    .find({ number: { $in: [...numbers] } })
    .toArray();
  return {
    applications: found.map(({ number, referrals }) => ({
      number,
      referralUnits: referrals.map(({ unitId }) => unitId),
    })),
  };
}

test('in the end everything stored agrees with the tree, and so does what everybody sees', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 24 }), async (steps) => {
      const roots = await Promise.all([create(graph.client, null), create(graph.client, null)]);
      const first = roots.flatMap((unit) => unit?.id ?? []);
      const below = await Promise.all(
        [0, 1, 0, 1].map((index) => create(graph.client, first[index] ?? null)),
      );
      const course: Course = {
        unitIds: [...first, ...below.flatMap((unit) => unit?.id ?? [])],
        numbers: [],
        taken: 0,
      };

      for (let index = 0; index < steps.length; index += 3) {
        const together = steps.slice(index, index + 3).map((one) => take(course, one));
        course.taken += (await Promise.all(together)).filter(Boolean).length;
      }

      expect(course.taken).toBeGreaterThan(3);
      await untilClosedAreLeft();
      await untilAllRight(graph.data);
      await checkSight(course, await scopesNow(graph.data));
      for (const number of course.numbers) {
        await checkStored(graph.data.database('application'), number);
      }
    }),
    { numRuns: 3, endOnFailure: true },
  );
});
