import { describe, expect, it } from '@jest/globals';
import { isDeepStrictEqual } from 'node:util';
import { addDays, localDateOf, startOfDay } from '../../lib/kit/local-date.ts';
import {
  alarmsDue,
  clocksRunFrom,
  datesOf,
  isOverdue,
  deriveStage,
  isPassedOn,
  openReferralStates,
  stages,
} from '../../subgraphs/application/record/index.ts';
import { createBusinessCalendar } from '../../subgraphs/application/calendar/index.ts';
import type { Stage } from '../../subgraphs/application/schema-types.ts';
import { checkApplicationNumber } from '../../subgraphs/application/numbers/index.ts';
import { checkCase } from '../../test/casework/stored.ts';
import { describeDefaultData } from '../../test/seed/default-data.ts';
import { movesIn } from '../../test/seed/moves-in.ts';
import { strayFrom } from '../../test/seed/stray-from.ts';
import { citizensOf } from './citizen-order.ts';
import type { SeededApplication } from './applications.ts';
import { defaultUntil as until } from './filing-times.ts';
import { generatorOf, tree } from '../../test/support/seed-generator.ts';
import { unitAbove } from '../../lib/kit/unit-lineage.ts';
import { closingsIn } from '../directory/closed-units.ts';
import { projectionOf } from './routing.ts';

/** Enough for the shares to settle. */
const count = 20_000;
const generator = generatorOf(1, count);
const all = Array.from({ length: count }, (_, index) => generator.at(index));

const calendar = createBusinessCalendar();
const units = projectionOf(tree);
const closings = closingsIn(tree);
const closedAt = (id: string) => new Date(closings.find((one) => one.unitId === id)?.atMs ?? 0);
const horizon = startOfDay(addDays(until, 1));
const settledBefore = startOfDay(addDays(until, -61));

/** The numbers of those that break a rule: empty, and a failure shows which. */
const breaking = (rule: (seeded: SeededApplication) => boolean) =>
  all.filter((seeded) => !rule(seeded)).map(({ application }) => application.number);

/** In per cent. */
const shareOf = (list: readonly SeededApplication[], is: (seeded: SeededApplication) => boolean) =>
  (list.filter(is).length / list.length) * 100;

const stageShare = (list: readonly SeededApplication[], stage: Stage) =>
  shareOf(list, ({ application }) => application.stage === stage);

const meanOf = (numbers: readonly number[]) =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const repliesOf = ({ referrals }: SeededApplication) => referrals.flatMap(({ replies }) => replies);

const hasLength = (text: string, from: number, to: number) =>
  text.length >= from && text.length <= to;

describe('the number of an application', () => {
  it('is valid, belongs to its year and is unique', () => {
    expect(
      breaking(
        ({ application: { number, filedAt } }) =>
          checkApplicationNumber(number) === 'OK' &&
          number.slice(0, 2) === localDateOf(filedAt).slice(2, 4),
      ),
    ).toEqual([]);
    expect(new Set(all.map(({ application }) => application.number)).size).toBe(count);
  });
});

describe('a filed application', () => {
  it.each([
    ['REQUEST', 58.9, 1.2],
    ['COMPLAINT', 33.8, 1.2],
    ['REPORT', 3.1, 0.4],
    ['INFORMATION_REQUEST', 2.6, 0.4],
    ['SUGGESTION', 0.9, 0.25],
    ['OPINION', 0.6, 0.25],
    ['THANKS', 0.1, 0.1],
  ] as const)('is %s in %d %%', (type, share, tolerance) => {
    const actual = shareOf(all, ({ application }) => application.type === type);
    expect(Math.abs(actual - share)).toBeLessThan(tolerance);
  });

  it('has texts of realistic lengths', () => {
    expect(
      breaking(
        ({ content: { subject, text } }) =>
          hasLength(subject, 5, 200) && hasLength(text, 100, 3_000),
      ),
    ).toEqual([]);
    expect(
      breaking((seeded) => repliesOf(seeded).every(({ text }) => hasLength(text, 100, 800))),
    ).toEqual([]);
    const mean = meanOf(all.map(({ content }) => content.text.length));
    expect(Math.abs(mean - 800)).toBeLessThan(60);
    expect(breaking(({ content }) => !/[{}]|undefined|\s{3}/.test(content.text))).toEqual([]);
  });

  it('has the dates of its day of filing or reopening, moved by its pauses and extension', () => {
    expect(
      breaking(({ application }) => {
        const { type, pauses, extendedOn, targetDate, statutoryDate } = application;
        const history = { pauses, extended: extendedOn !== null };
        const dates = datesOf(type, clocksRunFrom(application), calendar, history);
        return dates.targetDate === targetDate && dates.statutoryDate === statutoryDate;
      }),
    ).toEqual([]);
  });
});

describe('the work on applications', () => {
  const settled = all.filter(({ application }) => application.filedAt < settledBefore);

  it('ends as reported: 96.8 % answered, 2 % not processed, 1 % withdrawn', () => {
    expect(Math.abs(stageShare(settled, 'ANSWERED') - 96.8)).toBeLessThan(0.5);
    expect(Math.abs(stageShare(settled, 'NOT_PROCESSED') - 2)).toBeLessThan(0.4);
    expect(Math.abs(stageShare(settled, 'WITHDRAWN') - 1)).toBeLessThan(0.3);
  });

  it('takes 11 days on average and draws 1.6 replies', () => {
    const answered = all.filter(({ application }) => application.stage === 'ANSWERED');
    const days = answered.map((seeded) => {
      const [first] = seeded.application.earlierAnswers ?? [];
      const replied = repliesOf(seeded).map(({ repliedAt }) => repliedAt.getTime());
      const last = first?.answeredAt.getTime() ?? Math.max(...replied);
      return (last - seeded.application.filedAt.getTime()) / 86_400_000;
    });
    expect(Math.abs(meanOf(days) - 11)).toBeLessThan(0.4);
    expect(Math.abs(meanOf(all.map((seeded) => repliesOf(seeded).length)) - 1.6)).toBeLessThan(
      0.05,
    );
  });

  it('covers every stage among the recent ones, with a few overdue', () => {
    const recent = all.filter(({ application }) => application.filedAt >= settledBefore);
    const occurring = new Set(recent.map(({ application }) => application.stage));
    expect([...occurring].toSorted()).toEqual(stages.toSorted());
    const overdue = shareOf(all, ({ application }) => isOverdue(application, until));
    expect(overdue).toBeGreaterThan(0.03);
    expect(overdue).toBeLessThan(0.5);
  });

  it('is stored with the derived stage', () => {
    expect(
      breaking(
        ({
          application: {
            stage,
            withdrawnAt,
            refusalReason,
            claimedAt,
            awaitingCitizenSince,
            referrals,
          },
        }) =>
          stage ===
            deriveStage({
              withdrawn: withdrawnAt !== null,
              refused: refusalReason !== null,
              claimed: claimedAt !== null,
              referrals,
            }) && (awaitingCitizenSince !== null) === (stage === 'AWAITING_CITIZEN'),
      ),
    ).toEqual([]);
  });

  it('has a timeline in order, from the filing on and without future entries', () => {
    expect(
      breaking(({ application, timeline: { entries } }) => {
        const times = entries.map(({ at }) => at.getTime());
        return (
          entries[0]?.event === 'FILED' &&
          times[0] === application.filedAt.getTime() &&
          times.every((time, nth) => time >= (times[nth - 1] ?? 0) && time < horizon.getTime()) &&
          application.version === movesIn(entries)
        );
      }),
    ).toEqual([]);
  });

  it('has the state that its timeline alone implies', () => {
    expect(all.flatMap(strayFrom)).toEqual([]);
  });

  it('is as consistent as what people do at random', () => {
    const some = [...all.slice(0, count / 20), ...all.slice(-count / 20)];
    const check = ({ timeline: { entries }, ...seeded }: SeededApplication) =>
      checkCase({ ...seeded, entries });
    expect(() => some.forEach(check)).not.toThrow();
  });

  it('is done by one evaluator, and in each unit by its own officers', () => {
    expect(
      breaking(({ application: { claimedBy }, timeline: { entries } }) =>
        entries.every(({ actor, officer, unitId, event }) => {
          if (officer === null) return actor !== 'EVALUATOR';
          // The unit above refers it to the one that answered.
          if (actor === 'OFFICER' && event === 'REFERRED') return officer.endsWith('-officer-3');
          if (actor === 'EVALUATOR') return officer === claimedBy;
          return actor === 'OFFICER' && officer.startsWith(`${unitId}-`);
        }),
      ),
    ).toEqual([]);
  });

  it('first records what ended by a new referral or the withdrawal, for its unit alone', () => {
    expect(
      breaking(({ referrals, timeline: { entries } }) =>
        entries.every((entry, nth) => {
          if (entry.event !== 'CANCELLED') return true;
          const { at, actor, unitId, referralId, officer, note, public: isPublic } = entry;
          // By the centre, with a reason.
          if (isPublic) return actor === 'EVALUATOR' && note !== null;
          const move = entries.slice(nth).find(({ event }) => event !== 'CANCELLED');
          const ended = referrals.find(({ _id }) => referralId?.equals(_id));
          return (
            move?.actor === (move?.event === 'WITHDRAWN' ? 'CITIZEN' : 'EVALUATOR') &&
            (move.event === 'WITHDRAWN' || move.event === 'REFERRED') &&
            move.actor === actor &&
            move.at.getTime() === at.getTime() &&
            ended?.unitId === unitId &&
            officer === move.officer &&
            note === null &&
            !isPublic
          );
        }),
      ),
    ).toEqual([]);
  });

  it('keeps passed-on referrals at their places, so that the lead stays the first', () => {
    expect(
      breaking(({ referrals }) =>
        referrals.every(({ forwardedFrom }, index) =>
          forwardedFrom ? referrals[index - 1]?._id.equals(forwardedFrom) : true,
        ),
      ),
    ).toEqual([]);
  });

  it('records version and dates at the moment of passing on, and only then', () => {
    expect(
      breaking(({ application, referrals, timeline: { entries } }) =>
        referrals.every(({ _id, state, passedOn }, index) => {
          const ending = entries.findIndex(
            ({ event, referralId }) =>
              ['FORWARDED', 'RETURNED', 'CANCELLED'].includes(event) && referralId?.equals(_id),
          );
          if (!isPassedOn({ state })) return passedOn === undefined;
          return (
            passedOn?.version === movesIn(entries.slice(0, ending + 1)) &&
            passedOn.targetDate <= application.targetDate &&
            passedOn.statutoryDate <= application.statutoryDate &&
            isDeepStrictEqual(application.referrals[index]?.passedOn, passedOn)
          );
        }),
      ),
    ).toEqual([]);
  });

  it('has each question of a unit, and each answer of its citizen', () => {
    expect(
      breaking(({ content: { supplements }, timeline: { entries } }) => {
        const answered = entries.filter(({ event }) => event === 'SUPPLEMENTED');
        return (
          entries.every(({ event, note }) => event !== 'CLARIFICATION_REQUESTED' || note) &&
          supplements.map(({ at }) => at.getTime()).join() ===
            answered.map(({ at }) => at.getTime()).join()
        );
      }),
    ).toEqual([]);
  });

  it('has no unit in entries of the citizen', () => {
    expect(
      breaking(({ timeline: { entries } }) =>
        entries.every(
          ({ event, actor, unitId, referralId }) =>
            actor !== 'CITIZEN' ||
            event === 'CANCELLED' ||
            (event === 'APPEALED' ? referralId : (unitId ?? referralId)) === null,
        ),
      ),
    ).toEqual([]);
  });

  it('has an entry for each passed date, once, and for no other date', () => {
    const passed = (date: string) => startOfDay(addDays(date, 1));
    expect(
      breaking(({ application, timeline: { entries } }) => {
        const { targetDate, statutoryDate, earlierAnswers = [] } = application;
        const answers = [...earlierAnswers, application];
        const withEvent = (event: string) => entries.filter((entry) => entry.event === event);
        const [targets, statutories] = [withEvent('TARGET_PASSED'), withEvent('STATUTORY_PASSED')];
        return (
          alarmsDue(application, until).length === 0 &&
          targets.length === answers.filter((one) => one.targetPassedTold).length &&
          statutories.length === answers.filter((one) => one.statutoryPassedTold).length &&
          // Waiting for the citizen may have moved a date after it had passed.
          targets.every(({ at }) => at <= passed(targetDate)) &&
          statutories.every(({ at }) => at <= passed(statutoryDate))
        );
      }),
    ).toEqual([]);
    const share = shareOf(all, ({ application }) => application.targetPassedTold);
    expect(share).toBeGreaterThan(1);
  });

  it('is raised to the unit above when a date had passed', () => {
    expect(
      breaking(({ application, referrals }) => {
        const answers = [...(application.earlierAnswers ?? []), application];
        const isTold = answers.some(({ targetPassedTold }) => targetPassedTold);
        return referrals.every(({ unitId, raisedToUnitId }) => {
          const isAbove = raisedToUnitId === unitAbove(application, unitId, units);
          return raisedToUnitId === null || (isAbove && isTold);
        });
      }),
    ).toEqual([]);
  });

  it('has referrals to one to three units, and those of upheld appeals, that agree with its timeline', () => {
    expect(
      breaking(({ application, referrals, timeline: { entries } }) => {
        const referred = entries.filter(({ event }) => /^(REFERRED|TAKEN_OVER)$/.test(event));
        const left = entries.filter(({ event }) => event === 'TAKEN_OVER').length;
        const again = application.earlierAnswers?.length ?? 0;
        return (
          referrals.length <= 3 + again + left &&
          new Set(referrals.map(({ unitId }) => unitId)).size >= referrals.length - again &&
          referred.length === referrals.length &&
          referrals.every(({ _id, applicationId, unitId, state, referredAt }, nth) => {
            const entry = referred.find(({ referralId }) => referralId?.equals(_id));
            return (
              applicationId.equals(application._id) &&
              entry?.unitId === unitId &&
              entry.at.getTime() === referredAt.getTime() &&
              application.referrals[nth]?.state === state &&
              application.referrals[nth].id.equals(_id) &&
              (tree.get(unitId)?.status === 'ACTIVE' || referredAt < closedAt(unitId))
            );
          })
        );
      }),
    ).toEqual([]);
  });

  it('leaves every referral in a legal state', () => {
    expect(
      breaking(({ application, referrals, timeline: { entries } }) =>
        referrals.every(({ _id, state, closedAt, forwardedFrom, reason, replies }) => {
          const open = openReferralStates.includes(state);
          const next = referrals.find((referral) => referral.forwardedFrom?.equals(_id));
          const from = referrals.find((referral) => forwardedFrom?.equals(referral._id));
          const finals = replies.filter(({ kind }) => kind === 'FINAL').length;
          const times = replies.map(({ repliedAt }) => repliedAt.getTime());
          const bySystem = entries.some(
            (one) => one.automaticReason && one.referralId?.equals(_id),
          );
          return (
            open === (closedAt === null) &&
            (state === 'FORWARDED') === (next !== undefined) &&
            (forwardedFrom === null) === (from === undefined) &&
            (from === undefined || from.state === 'FORWARDED') &&
            finals === (state === 'ANSWERED' ? 1 : 0) &&
            replies.every(({ kind, outcome }) => (kind === 'INTERIM') === (outcome === null)) &&
            times.every((time, nth) => time > (times[nth - 1] ?? 0)) &&
            (state !== 'CANCELLED' || reason !== null || application.withdrawnAt !== null) &&
            (state !== 'RETURNED' || reason !== null) &&
            // A person gives a reason, the system a code.
            (state !== 'FORWARDED' || (reason !== null) !== bySystem)
          );
        }),
      ),
    ).toEqual([]);
  });

  it('has the day of the first interim reply that was in time', () => {
    expect(
      breaking(({ application, timeline: { entries } }) => {
        const from = clocksRunFrom(application);
        const since = entries.filter(({ at }) => at >= from);
        const first = since.findIndex(({ event }) => event === 'INTERIM_REPLIED');
        const isLate = since.slice(0, first).some(({ event }) => event === 'STATUTORY_PASSED');
        const at = isLate ? undefined : since[first]?.at;
        return application.interimRepliedOn === (at ? localDateOf(at) : null);
      }),
    ).toEqual([]);
  });
});

describeDefaultData(all, { citizens: citizensOf(count), until });
