import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import type { TimelineEntryRecord } from '../../../subgraphs/application/record/index.ts';
import { startGraph, type TestGraph, onceInTheSuite as describe } from '../../support/graph.ts';
import { type Person, personOf } from '../../support/person.ts';
import { rebuild } from '../copy/copy-requests.ts';

/** What statistics say of the work of two units, of which one forwards an application to the other. */

const at = (day: number) => new Date(Date.UTC(2026, 2, day, 9));
const replied = at(30);

describe('the work of units', () => {
  let graph: TestGraph;
  let analyst: Person;
  let first: string;
  let second: string;

  beforeAll(async () => {
    graph = await startGraph({ analytics: true });
    const { data } = graph;
    analyst = await personOf(graph, { role: 'ANALYST' });
    const [one, two] = ['34', '54'].map((provinceCode) =>
      data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode }),
    );
    if (!one || !two) throw new Error('the directory has these');
    [first, second] = [one._id, two._id];
    const ids = { first: new Types.ObjectId(), second: new Types.ObjectId() };
    const officer = { actor: 'OFFICER' } as const;
    const own = { referralId: ids.first, unitId: first, ...officer };
    const other = { referralId: ids.second, unitId: second, ...officer };
    const supplemented = { event: 'SUPPLEMENTED', actor: 'CITIZEN' } as const;
    const steps: (Partial<TimelineEntryRecord> & { on: number })[] = [
      { event: 'FILED', on: 2, actor: 'CITIZEN' },
      { event: 'CLAIMED', on: 3, actor: 'EVALUATOR' },
      { event: 'REFERRED', on: 4, ...own, actor: 'EVALUATOR' },
      { event: 'ACCEPTED', on: 5, ...own },
      // The first question ends without an answer, since the unit drafts an interim reply.
      { event: 'CLARIFICATION_REQUESTED', on: 6, ...own },
      { event: 'CLARIFICATION_ENDED', on: 9, ...own },
      { event: 'REPLY_DRAFTED', on: 9, ...own },
      { event: 'INTERIM_REPLIED', on: 10, ...own },
      { event: 'CLARIFICATION_REQUESTED', on: 11, ...own },
      { ...supplemented, on: 16 },
      { event: 'FORWARDED', on: 17, ...own },
      { event: 'REFERRED', on: 17, ...other },
      { event: 'ACCEPTED', on: 20, ...other },
      { event: 'CLARIFICATION_REQUESTED', on: 23, ...other },
      { ...supplemented, on: 24 },
      { event: 'REPLY_DRAFTED', on: 25, ...other },
      { event: 'REPLY_REJECTED', on: 26, ...other },
      { event: 'REPLY_DRAFTED', on: 27, ...other },
      { event: 'REPLIED', on: 30, ...other },
    ];
    const reply = { kind: 'FINAL', outcome: 'GRANTED', text: 'Yapıldı.', repliedAt: replied };
    await data.application({
      citizen: await data.citizen(),
      fields: { filedAt: at(2), answeredAt: replied, type: 'COMPLAINT' },
      referrals: [
        { unit: one, _id: ids.first, state: 'FORWARDED', referredAt: at(4), closedAt: at(17) },
        {
          unit: two,
          _id: ids.second,
          state: 'ANSWERED',
          referredAt: at(17),
          forwardedFrom: ids.first,
          closedAt: replied,
          replies: [reply as never],
        },
      ],
      timeline: steps.map(({ on, ...step }) => ({ ...step, at: at(on) })),
    });
    await rebuild(graph);
  });
  afterAll(() => graph?.stop());

  /** What is selected of each unit's group, by the unit. */
  async function byUnit(selection: string): Promise<Record<string, unknown>> {
    const { groups } = await analyst.do<{ groups: { unit: { id: string } }[] }>(
      `{ referralStatistics(groupBy: [UNIT]) { groups { unit { id } ${selection} } } }`,
    );
    return Object.fromEntries(groups.map(({ unit, ...figures }) => [unit.id, figures]));
  }

  /** By the names of the questions. */
  async function answersTo(query: string) {
    const { data, errors } = await analyst.ask(query);
    expect(errors).toEqual([]);
    return data as Record<string, { groups: object[]; totalCount: number; total: object }>; // what is selected
  }

  test('has each question to the citizen with its own answer, at the unit that asked', async () => {
    const asked =
      'clarifications clarificationsAnswered clarificationsUnanswered daysToSupplement { count median }';
    expect(await byUnit(asked)).toEqual({
      [first]: {
        clarifications: 2,
        clarificationsAnswered: 1,
        clarificationsUnanswered: 1,
        daysToSupplement: { count: 1, median: 5 },
      },
      [second]: {
        clarifications: 1,
        clarificationsAnswered: 1,
        clarificationsUnanswered: 0,
        daysToSupplement: { count: 1, median: 1 },
      },
    });
    const { total } = await analyst.do<{ total: object }>(
      '{ referralStatistics(groupBy: [TYPE]) { total { daysToSupplement { count average median p90 p99 } } } }',
    );
    expect(total).toEqual({
      daysToSupplement: { count: 2, average: 3, median: 3, p90: 4.6, p99: 4.96 },
    });
    const none = await analyst.do<{ total: object }>(
      `{ referralStatistics(groupBy: [TYPE], filter: { states: [PENDING] }) {
        total { clarifications daysToSupplement { count average median } } } }`,
    );
    expect(none.total).toEqual({
      clarifications: 0,
      daysToSupplement: { count: 0, average: null, median: null },
    });
  });

  test('has the days between the steps of its own referrals, and of final drafts alone', async () => {
    const days = (name: string, from: string, to: string) =>
      `${name}: daysBetween(from: ${from}, to: ${to}) { count median }`;
    const asked = [
      days('accepting', 'REFERRED', 'ACCEPTED'),
      days('drafting', 'ACCEPTED', 'FINAL_REPLY_DRAFTED'),
      days('approving', 'FINAL_REPLY_DRAFTED', 'REPLIED'),
      days('sinceFirstDraft', 'REPLY_DRAFTED', 'CLOSED'),
      days('backwards', 'CLOSED', 'REFERRED'),
    ];
    const of = (median: number) => ({ count: 1, median });
    const none = { count: 0, median: null };
    expect(await byUnit(asked.join(' '))).toEqual({
      [first]: {
        accepting: of(1),
        drafting: none,
        approving: none,
        sinceFirstDraft: of(8),
        backwards: none,
      },
      [second]: {
        accepting: of(3),
        drafting: of(7),
        approving: of(3),
        sinceFirstDraft: of(5),
        backwards: none,
      },
    });
  });

  test('is put in order and left out by the days between these steps', async () => {
    const days = (from: string, to: string, figure = '') =>
      `daysBetween: { from: ${from}, to: ${to}${figure} }`;
    const { shortest, slow, none } = await answersTo(
      `{
        shortest: referralStatistics(groupBy: [UNIT],
          orderBy: [{ ${days('REFERRED', 'ACCEPTED')}, direction: ASC }]) { groups { unit { id } } }
        slow: referralStatistics(groupBy: [UNIT],
          having: [{ ${days('REFERRED', 'ACCEPTED', ', figure: AVERAGE')}, min: 2 }]) {
          groups { unit { id } daysBetween(from: REFERRED, to: ACCEPTED) { average } } }
        none: referralStatistics(groupBy: [UNIT],
          having: [{ ${days('ACCEPTED', 'FINAL_REPLY_DRAFTED', ', figure: COUNT')}, max: 0 }]) {
          groups { unit { id } daysBetween(from: ACCEPTED, to: FINAL_REPLY_DRAFTED) { count } } }
      }`,
    );
    const unitsOf = (answer: { groups: object[] } | undefined) =>
      ((answer?.groups ?? []) as { unit: { id: string } }[]).map(({ unit }) => unit.id);
    expect([shortest, slow, none].map(unitsOf)).toEqual([[first, second], [second], [first]]);

    const refused = (args: string) =>
      analyst.refused(`{ referralStatistics(groupBy: [UNIT], ${args}) { totalCount } }`);
    const wrong = (field: string, reason: string) => ({ code: 'BAD_USER_INPUT', field, reason });
    const both = `measure: COUNT, ${days('REFERRED', 'ACCEPTED')}`;
    expect(await refused('having: [{ min: 1 }]')).toMatchObject(wrong('having[0]', 'REQUIRED'));
    expect(await refused(`having: [{ ${days('REFERRED', 'ACCEPTED')}, min: 1 }]`)).toMatchObject(
      wrong('having[0].daysBetween', 'CONFLICT'),
    ); // it is not selected
    expect(await refused(`having: [{ ${both}, min: 1 }]`)).toMatchObject(
      wrong('having[0]', 'CONFLICT'),
    );
    expect(await refused(`orderBy: [{ ${both} }]`)).toMatchObject(wrong('orderBy[0]', 'CONFLICT'));
  });

  test('is shown with the units that forwarded to it, or with those above them', async () => {
    const units = 'unit { id } forwardedFrom { id }';
    const { own, above, filtered } = await answersTo(
      `{
        own: referralStatistics(groupBy: [UNIT, FORWARDED_FROM], orderBy: [{ dimension: FORWARDED_FROM }]) {
          groups { ${units} wasForwarded } }
        above: referralStatistics(groupBy: [FORWARDED_FROM], unitLevel: { kinds: [GOVERNORSHIP] },
          filter: { wasForwarded: true }) { groups { forwardedFrom { kind province { code } } count } }
        filtered: referralStatistics(groupBy: [UNIT], filter: { forwardedFrom: { ids: ["${first}"] } }) {
          groups { unit { id } } }
      }`,
    );
    expect(own?.groups).toEqual([
      { unit: { id: second }, forwardedFrom: { id: first }, wasForwarded: 1 },
      { unit: { id: first }, forwardedFrom: null, wasForwarded: 0 },
    ]);
    expect(above?.groups).toEqual([
      { forwardedFrom: { kind: 'GOVERNORSHIP', province: { code: '34' } }, count: 1 },
    ]);
    expect(filtered?.groups).toEqual([{ unit: { id: second } }]);
  });

  test('is counted step by step, on the day of each, with what the system passes on left out', async () => {
    const { asked, compared, total } = await answersTo(
      `{
        asked: stepStatistics(filter: { kinds: [CLARIFICATION_REQUESTED] }, groupBy: [WEEK, UNIT],
          orderBy: [{ dimension: WEEK, direction: ASC }]) {
          groups { week unit { id } count settled daysToSettle { median } } totalCount }
        compared: stepStatistics(groupBy: [KIND], previous: PERIOD_BEFORE,
          filter: { on: { from: "2026-03-16", to: "2026-03-31" }, kinds: [ACCEPTED, REPLY_DRAFTED] },
          having: [{ measure: COUNT, of: DIFFERENCE, min: 1 }]) {
          groups { kind count previous { count } } totalCount }
        total: stepStatistics(groupBy: [KIND], filter: { not: { kinds: [FILED] } }) {
          total { count applications } groups { kind } totalCount }
      }`,
    );
    const week = (day: string, unit: string, settled: number, median: number | null) => ({
      week: day,
      unit: { id: unit },
      count: 1,
      settled,
      daysToSettle: { median },
    });
    expect(asked).toEqual({
      groups: [
        week('2026-03-02', first, 0, null),
        week('2026-03-09', first, 1, 5),
        week('2026-03-23', second, 1, 1),
      ],
      totalCount: 3,
    });
    expect(compared?.groups).toEqual([{ kind: 'REPLY_DRAFTED', count: 2, previous: { count: 1 } }]);
    expect(total).toMatchObject({ total: { count: 18, applications: 1 }, totalCount: 18 });
  });

  test('is put in order and left out by the days that citizens take', async () => {
    const { groups } = await analyst.do<{ groups: { unit: { id: string } }[] }>(
      `{ referralStatistics(groupBy: [UNIT], having: [{ measure: CLARIFICATIONS, min: 1 }],
        orderBy: [{ measure: DAYS_TO_SUPPLEMENT_MEDIAN, direction: ASC }]) {
        groups { unit { id } clarifications } } }`,
    );
    expect(groups.map(({ unit }) => unit.id)).toEqual([second, first]);
  });
});
