import { afterAll, beforeAll, expect } from '@jest/globals';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { operations, type Standing } from './operations.ts';
import { openTown, referralsOf, type Town } from './town.ts';

/** An application about the head of a unit is kept from that unit and from all units below it. */

let graph: TestGraph;
let town: Town;

beforeAll(async () => {
  graph = await startGraph();
  town = await openTown(graph);
});

afterAll(() => graph?.stop());

const about = (meantUnitId: string) => ({ meantUnitId, aboutHeadOfUnit: true });
const reason = 'Konu başka birimin görev alanındadır.';

/** A unit, one below it, and one above. */
async function line() {
  const above = await town.make('Üst');
  const meant = await town.make('Anılan', { parentId: above });
  const below = await town.make('Alt', { parentId: meant });
  return { above, meant, below };
}

test('it is referred and forwarded to neither of them', async () => {
  const { above, meant, below } = await line();
  const { number, referrals } = await town.referTo([above], about(meant));
  const officer = await town.officerOf(above);
  const refused = { code: 'BAD_USER_INPUT', reason: 'CONFLICT' };

  for (const unitId of [meant, below]) {
    expect(
      await town.evaluator.refused(operations.refer, { number, unitIds: [unitId] }),
    ).toMatchObject({ ...refused, field: 'unitIds[0]' });
    const referralId = referrals[0]?.id;
    expect(await officer.refused(operations.forward, { referralId, unitId, reason })).toMatchObject(
      { ...refused, field: 'unitId' },
    );
  }
});

test('an application that is not about its head goes to the unit that was named', async () => {
  const { meant } = await line();
  const { referrals } = await town.referTo([meant], { meantUnitId: meant });
  expect(referrals).toHaveLength(1);
});

test('neither is suggested, nor is the successor of the unit', async () => {
  const { above, meant } = await line();
  const closed = await town.make('Kapanan');
  const { number } = await town.referTo([above], about(closed));
  await town.close(closed, meant);

  expect((await suggestedFor(number))[0]).toEqual({ reason: 'UNIT_ABOVE', unit: { id: above } });
});

test('nor is that unit where it is competent', async () => {
  const { above } = await line();
  const other = await town.referTo([above], {});
  const [competent] = await suggestedFor(other.number);
  const meant = competent?.unit.id ?? '';
  const { number } = await town.referTo([above], about(meant));

  const suggested = await suggestedFor(number);

  expect(suggested[0]?.reason).toBe('UNIT_ABOVE');
  expect(suggested.map(({ unit }) => unit.id)).not.toContain(meant);
});

interface Suggested {
  readonly reason: string;
  readonly unit: { readonly id: string };
}

const suggestedFor = async (number: string): Promise<readonly Suggested[]> => {
  const query = `query ($number: String!) {
    application(number: $number) { suggestedUnits { reason unit { id } } } }`;
  const found = await town.evaluator.do<{ suggestedUnits: readonly Suggested[] }>(query, {
    number,
  });
  return found.suggestedUnits;
};

const begun = async (unitIds: string[], meant: string) => {
  const { number, referrals } = await town.referTo(unitIds, about(meant));
  const officer = await town.officerOf(unitIds[0] ?? '');
  await officer.do(operations.accept, { referralId: referrals[0]?.id });
  return number;
};

test('it goes to the unit above when the unit that works on it is closed in favour of the unit concerned', async () => {
  const { above, meant, below } = await line();
  await town.move(below, town.parentId);
  const number = await begun([above], meant);

  await town.close(meant, above);

  expect(referralsOf(await town.leftBy(number, above))).toEqual([
    [above, 'FORWARDED'],
    [town.parentId, 'IN_PROGRESS'],
  ]);
});

test('it goes to the unit above when the unit that works on it is moved below the unit concerned', async () => {
  const { above, meant } = await line();
  const working = await town.make('Çalışan');
  const { number, referrals: made } = await town.referTo([working], about(meant));
  const officer = await town.officerOf(working);
  const referralId = made[0]?.id;
  await officer.do(operations.accept, { referralId });
  await officer.do(operations.assign, { referralId, assignee: 'officer-1' });

  await town.move(working, meant);

  expect(referralsOf(await town.leftBy(number, working))).toEqual([
    [working, 'FORWARDED'],
    [above, 'IN_PROGRESS'],
  ]);
  const { timeline, referrals } = await town.evaluator.do<{
    timeline: { note: string | null; automaticReason: string | null }[];
    referrals: { assignee: string | null }[];
  }>(
    'query ($number: String!) { application(number: $number) { timeline { note automaticReason } referrals { assignee } } }',
    { number },
  );
  expect(timeline.at(-2)).toEqual({ note: null, automaticReason: 'KEPT_FROM_UNIT' });
  // An officer of the former unit is not an officer of that unit.
  expect(referrals.map(({ assignee }) => assignee)).toEqual(['officer-1', null]);
});

test('an application about the head of a unit without a unit above is kept from nobody', async () => {
  const root = await town.make('Kök', { parentId: null });
  const working = await town.make('Çalışan', { parentId: root });

  const number = await begun([working], root);

  const officer = await town.officerOf(root);
  expect(await officer.do(operations.standing, { number })).toMatchObject({ stage: 'IN_PROGRESS' });
});

test('nobody there sees it, although they see other applications of that unit', async () => {
  const { above, meant, below } = await line();
  const { number } = await town.referTo([above], about(meant));
  const other = await town.referTo([above]);
  // From now on the unit has everything that the unit above had.
  await town.move(meant, town.parentId);
  await town.close(above, meant);
  await town.leftBy(other.number, above);
  const left = await town.leftBy(number, above);

  expect(referralsOf(left)).toEqual([
    [above, 'FORWARDED'],
    [town.parentId, 'PENDING'],
  ]);
  for (const unitId of [above, meant, below]) {
    const officer = await town.officerOf(unitId);
    expect(await officer.refused(operations.standing, { number })).toMatchObject({
      code: 'NOT_FOUND',
    });
  }
  const officer = await town.officerOf(meant);
  expect(await officer.do<Standing>(operations.standing, { number: other.number })).toMatchObject({
    number: other.number,
  });
  const superior = await town.officerOf(town.parentId);
  expect(await superior.do(operations.standing, { number })).toMatchObject({ number });
});
