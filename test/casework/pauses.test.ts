import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays, daysBetween } from '../../lib/kit/local-date.ts';
import type { ApplicationType } from '../../subgraphs/application/schema-types.ts';
import type { UnitRecord } from '../../subgraphs/institution-directory/units/index.ts';
import type { TestCitizen } from '../support/data.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { operations } from './operations.ts';
import {
  addLeaveDay,
  businessDay,
  calendar,
  dates,
  removeLeaveDay,
  today,
} from '../calendar/operations.ts';

/**
 * The reasons other than the calendar for which dates move: waiting for the citizen, and an
 * extension.
 */

let graph: TestGraph;
let applicant: TestCitizen;
let citizen: Person;
let evaluator: Person;
let officer: Person;
let unit: UnitRecord;
let otherUnit: UnitRecord;

beforeAll(async () => {
  graph = await startGraph();
  applicant = await graph.data.citizen();
  unit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  otherUnit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '54' });
  evaluator = await personOf(graph, { role: 'EVALUATOR' });
  citizen = await personOf(graph, { role: 'CITIZEN', citizenId: applicant.id });
  officer = await personOf(graph, { role: 'OFFICER', unitId: unit._id });
});

afterAll(() => graph?.stop());

/** The day this many days before today. */
const dayBefore = (n: number) => addDays(today, -n);

async function made(type: ApplicationType, filedOn: string) {
  const { number } = await graph.data.application({
    citizen: applicant,
    fields: { type, filedAt: new Date(`${filedOn}T09:00:00Z`) },
    referrals: [{ unit }],
  });
  const { referrals } = await officer.do<{ referrals: { id: string }[] }>(operations.standing, {
    number,
  });
  return { number, referralId: referrals[0]?.id ?? '' };
}

const datesSeen = (number: string) => citizen.do(dates, { number });

/**
 * Stores whether, and since when, the clock of an application is paused, as if that time had
 * passed.
 */
const restsSince = (number: string, awaitingCitizenSince: string) =>
  graph.data
    .database('application')
    .collection('applications')
    .updateOne({ number }, { $set: { awaitingCitizenSince } });

onceInTheSuite('while the citizen is asked for more information', () => {
  test.each(['REQUEST', 'INFORMATION_REQUEST'] as const)(
    'the clock of a %s is paused, and both dates move by the days of waiting, each in its own kind',
    async (type) => {
      const [filedOn, askedOn] = [dayBefore(12), dayBefore(9)];
      const { number, referralId } = await made(type, filedOn);

      await officer.do(operations.requestClarification, { referralId, question: 'Hangi sokak?' });
      await restsSince(number, askedOn);
      const resting = await datesSeen(number);
      await citizen.do(operations.supplement, { number, text: 'Gül Sokak.' });
      const moved = await datesSeen(number);

      const waited = calendar.businessDaysBetween(askedOn, today);
      const target = (days: number) => calendar.addBusinessDays(filedOn, 14 + days);
      const statutory = (business: number, days: number) =>
        type === 'REQUEST'
          ? calendar.nextBusinessDayFrom(addDays(filedOn, 30 + days))
          : calendar.addBusinessDays(filedOn, 15 + business);
      const leftWhenAsked = calendar.businessDaysBetween(askedOn, target(0));
      expect(resting).toMatchObject({
        targetDate: target(0),
        statutoryDate: statutory(0, 0),
        remainingBusinessDays: leftWhenAsked,
      });
      expect(moved).toMatchObject({
        targetDate: target(waited),
        statutoryDate: statutory(waited, daysBetween(askedOn, today)),
        // As many as when the pause began.
        remainingBusinessDays: leftWhenAsked,
      });
    },
  );

  test('a second pause adds to the first', async () => {
    const [filedOn, first, between, second] = [
      dayBefore(30),
      dayBefore(28),
      dayBefore(21),
      dayBefore(14),
    ];
    const { number, referralId } = await made('INFORMATION_REQUEST', filedOn);
    await graph.data
      .database('application')
      .collection('applications')
      .updateOne({ number }, { $set: { pauses: [{ from: first, to: between }] } });

    await officer.do(operations.requestClarification, { referralId, question: 'Hangi belge?' });
    await restsSince(number, second);
    await citizen.do(operations.supplement, { number, text: 'Bütçe belgesi.' });

    const waited =
      calendar.businessDaysBetween(first, between) + calendar.businessDaysBetween(second, today);
    expect(await datesSeen(number)).toMatchObject({
      targetDate: calendar.addBusinessDays(filedOn, 14 + waited),
      statutoryDate: calendar.addBusinessDays(filedOn, 15 + waited),
    });
  });

  test.each(['withdrawn', 'answered'])(
    'the days of waiting count when it is %s during a pause',
    async (how) => {
      const { number, referralIds } = await graph.data.application({
        citizen: applicant,
        fields: { type: 'INFORMATION_REQUEST', filedAt: new Date(`${dayBefore(12)}T09:00:00Z`) },
        referrals: [
          { unit },
          { unit: otherUnit, state: how === 'answered' ? 'ANSWERED' : 'PENDING' },
        ],
      });
      const referralId = referralIds[0];
      await officer.do(operations.requestClarification, { referralId, question: 'Hangi belge?' });
      await restsSince(number, dayBefore(9));

      if (how === 'withdrawn') await citizen.do(operations.withdraw, { number });
      else await evaluator.do(operations.cancel, { referralId, reason: 'Gerek kalmamıştır.' });

      const waited = calendar.businessDaysBetween(dayBefore(9), today);
      expect(await datesSeen(number)).toMatchObject({
        targetDate: calendar.addBusinessDays(dayBefore(12), 14 + waited),
        statutoryDate: calendar.addBusinessDays(dayBefore(12), 15 + waited),
      });
    },
  );

  test('a day of leave moves the dates and leaves the clock paused', async () => {
    const admin = await personOf(graph, { role: 'ADMIN' });
    const { number, referralId } = await made('INFORMATION_REQUEST', today);
    await officer.do(operations.requestClarification, { referralId, question: 'Hangi belge?' });
    const standing = 'query ($number: String!) { application(number: $number) { stage } }';
    const date = businessDay(3);

    await admin.do(addLeaveDay, { date, name: 'İdari izin' });
    const moved = await until(
      () => datesSeen(number),
      ({ targetDate }) => targetDate !== businessDay(14),
    );
    await admin.do(removeLeaveDay, { date });

    expect(moved).toMatchObject({ targetDate: businessDay(15), statutoryDate: businessDay(16) });
    expect(await citizen.do(standing, { number })).toEqual({ stage: 'AWAITING_CITIZEN' });
    const stored = await graph.data
      .database('application')
      .collection('applications')
      .findOne({ number });
    expect(stored).toMatchObject({ awaitingCitizenSince: today, pauses: [] });
  });
});

onceInTheSuite('an extension', () => {
  test('of an information request moves the statutory date to the 30th business day', async () => {
    const { number, referralId } = await made('INFORMATION_REQUEST', today);
    expect(await datesSeen(number)).toMatchObject({ statutoryDate: businessDay(15) });

    await officer.do(operations.extend, { referralId, reason: 'Belgeler başka birimde.' });

    expect(await datesSeen(number)).toMatchObject({
      targetDate: businessDay(14),
      statutoryDate: businessDay(30),
      referrals: [{ targetDate: businessDay(14), statutoryDate: businessDay(30) }],
    });
  });

  test('is refused after the statutory date has passed', async () => {
    const { referralId } = await made('INFORMATION_REQUEST', '2026-03-10');

    expect(
      await officer.refused(operations.extend, { referralId, reason: 'Belgeler gelmedi.' }),
    ).toMatchObject({ code: 'CONFLICT', requirement: 'BEFORE_STATUTORY_DATE' });
  });
});
