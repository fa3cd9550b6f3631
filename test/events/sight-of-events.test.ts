import { afterAll, beforeAll, expect } from '@jest/globals';
import { operations } from '../casework/operations.ts';
import { openTown, type Town } from '../casework/town.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import type { Person } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { kindsOf, now, poll, pollUntil } from './events-scene.ts';

/** Who sees which change, as things are when it is read. */

let graph: TestGraph;
let town: Town;
let start: string;

beforeAll(async () => {
  graph = await startGraph();
  town = await openTown(graph);
  start = await now(town.evaluator);
});

afterAll(() => graph?.stop());

const reason = 'Konu başka birimin görev alanındadır.';
const text = 'Yerinde bakıldı.';

/** Everything that somebody sees, once the centre can see the last change of an application. */
async function seenBy(person: Person, { number }: { number: string }, last: string) {
  await until(
    async () => {
      const { nodes } = await poll(town.evaluator, { after: start, first: 100 });
      return nodes.filter(({ application }) => application.number === number);
    },
    (events) => events.at(-1)?.kind === last,
  );
  return (await poll(person, { after: start, first: 100 })).nodes;
}

test('a unit that has passed an application on sees its own part, and nothing that comes after', async () => {
  const [first, second] = [await town.make('Birinci'), await town.make('İkinci')];
  const [one, other] = [await town.officerOf(first), await town.officerOf(second)];
  const { referrals, number } = await town.referTo([first]);
  await one.do(operations.note, { referralId: referrals[0]?.id, text });
  await one.do(operations.forward, { referralId: referrals[0]?.id, unitId: second, reason });
  const forwarded = await town.standing(number);
  const referralId = forwarded.referrals[1]?.id;
  await other.do(operations.accept, { referralId });
  await other.do(operations.note, { referralId, text });

  const ofFirst = await seenBy(one, { number }, 'NOTE_ADDED');
  const ofSecond = await seenBy(other, { number }, 'NOTE_ADDED');

  expect(ofFirst.map(({ kind, referral }) => [kind, referral?.unit.id])).toEqual([
    ['REFERRED', first],
    ['NOTE_ADDED', first],
    ['FORWARDED', first],
  ]);
  expect(ofSecond.map(({ kind, referral }) => [kind, referral?.unit.id])).toEqual([
    ['FORWARDED', first],
    ['REFERRED', second],
    ['ACCEPTED', second],
    ['NOTE_ADDED', second],
  ]);
});

test('a unit whose part has ended with the application sees the end of its part, and not why', async () => {
  const unitId = await town.make('Biten');
  const officer = await town.officerOf(unitId);
  const withdrawn = await town.referTo([unitId]);
  const refused = await town.referTo([unitId]);
  await officer.do(operations.return, { referralId: refused.referrals[0]?.id, reason });
  await town.citizen.do(operations.withdraw, { number: withdrawn.number });
  await town.evaluator.do(operations.refuse, {
    number: refused.number,
    reason: 'NO_CONCRETE_FACT',
  });

  const events = await seenBy(officer, refused, 'REFUSED');

  const kindsFor = ({ number }: { number: string }) =>
    kindsOf(events.filter(({ application }) => application.number === number));
  for (const one of [withdrawn, refused]) {
    const { timeline } = await officer.do<{ timeline: { event: string }[] }>(
      'query ($number: String!) { application(number: $number) { timeline { event } } }',
      { number: one.number },
    );
    // It was filed before it concerned the unit.
    expect(['FILED', ...kindsFor(one)]).toEqual(timeline.map(({ event }) => event));
  }
  expect(kindsFor(withdrawn)).toEqual(['REFERRED', 'CANCELLED']);
  expect(kindsFor(refused)).toEqual(['REFERRED', 'RETURNED']);
});

test('a unit does not see the changes of what is about its head, and those below it do not', async () => {
  const above = await town.make('Üst');
  const meant = await town.make('Anılan', { parentId: above });
  const below = await town.make('Alt', { parentId: meant });
  const { number, referrals } = await town.referTo([above], {
    meantUnitId: meant,
    aboutHeadOfUnit: true,
  });
  const head = await town.officerOf(above);
  await head.do(operations.accept, { referralId: referrals[0]?.id });

  expect(kindsOf(await pollUntil(head, { after: start }, 2))).toEqual(['REFERRED', 'ACCEPTED']);
  for (const unitId of [meant, below]) {
    expect(await seenBy(await town.officerOf(unitId), { number }, 'ACCEPTED')).toEqual([]);
  }
});

test('an identity that was hidden after a change is hidden with it', async () => {
  const unitId = await town.make('Gizli');
  const officer = await town.officerOf(unitId);
  const { number } = await town.referTo([unitId], { type: 'COMPLAINT' });
  const [before] = await pollUntil(officer, { after: start }, 1);
  expect(before?.application).toEqual({ number });

  await town.evaluator.do(operations.hideIdentity, { number });
  const after = await pollUntil(officer, { after: start }, 2);

  expect(after).toMatchObject([
    { kind: 'REFERRED', cursor: before?.cursor, application: { number: null } },
    { kind: 'IDENTITY_HIDDEN', application: { number: null } },
  ]);
});

test('once a unit has been moved, the units above its old place see nothing of it, and those above the new do', async () => {
  const [old, next] = [await town.make('Eski Üst'), await town.make('Yeni Üst')];
  const unitId = await town.make('Taşınan', { parentId: old });
  await town.referTo([unitId]);
  const [ofOld, ofNew] = [await town.officerOf(old), await town.officerOf(next)];
  expect(kindsOf(await pollUntil(ofOld, { after: start }, 1))).toEqual(['REFERRED']);

  await town.move(unitId, next);
  const later = await town.referTo([unitId]);

  expect(kindsOf(await pollUntil(ofNew, { after: start }, 2))).toEqual(['REFERRED', 'REFERRED']);
  expect(await seenBy(ofOld, later, 'REFERRED')).toEqual([]);
});

test('the successor of a closed unit has its changes, and the officers of the closed unit go on', async () => {
  const [closed, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
  const { number } = await town.referTo([closed]);
  const [before] = await pollUntil(await town.officerOf(closed), { after: start }, 1);

  await town.close(closed, successor);
  await town.leftBy(number, closed);
  await town.referTo([successor]);

  for (const unitId of [closed, successor]) {
    const officer = await town.officerOf(unitId);
    const events = await pollUntil(officer, { after: before?.cursor ?? '', unitId }, 3);
    expect(kindsOf(events)).toEqual(['FORWARDED', 'TAKEN_OVER', 'REFERRED']);
  }
});
