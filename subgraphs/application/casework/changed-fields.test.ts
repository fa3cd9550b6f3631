import { describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { createBusinessCalendar } from '../calendar/index.ts';
import { newApplication, newReferral, project } from '../record/index.ts';
import type { Case } from './case.ts';
import { applicationChanges, differsOnlyInVersion, referralChanges } from './changed-fields.ts';

const held = { calendar: createBusinessCalendar(), version: 3 };
const now = new Date('2026-11-03T09:00:00Z');

/** An application in progress at two units. */
function stored(): Case {
  const application = newApplication(
    {
      _id: new Types.ObjectId(),
      number: '2400990673',
      type: 'REQUEST',
      topicId: 'yol',
      provinceCode: '34',
      citizenId: 'cit_x',
      applicantHash: 'x',
      tracking: { keyVersion: 1, counter: 0 },
      filedAt: new Date('2026-11-02T09:00:00Z'),
      claimedAt: now,
    },
    held,
  );
  const referrals = ['1', '2'].map((unitId) =>
    newReferral(
      { _id: new Types.ObjectId(), unitId, referredAt: now, scopeIds: [unitId], scopeVersion: 1 },
      application,
    ),
  );
  project(application, referrals, held, now);
  return { application, referrals, appeals: [] };
}

/** The case after a change of its copy. */
function moved(before: Case, change: (copy: Case) => void) {
  const copy = {
    application: { ...before.application },
    referrals: before.referrals.map((referral) => ({ ...referral })),
    appeals: before.appeals,
  };
  change(copy);
  copy.application.version += 1;
  project(copy.application, copy.referrals, held, now);
  return { ...copy, before };
}

describe('the update of a move', () => {
  it('has its changed fields, and always the dates with the version of their calendar', () => {
    const before = stored();
    const after = moved(before, ({ referrals: [first] }) => {
      if (first) first.state = 'IN_PROGRESS';
    });

    const { targetDate, statutoryDate, alarmOn } = before.application;
    expect(applicationChanges(after)).toEqual({
      stage: 'IN_PROGRESS',
      referrals: after.application.referrals,
      version: 2,
      targetDate,
      statutoryDate,
      alarmOn,
      calendarVersion: 3,
    });
    expect(referralChanges(after)).toEqual([
      {
        _id: before.referrals[0]?._id,
        changes: { state: 'IN_PROGRESS', statutoryDate, fallsOverdue: true },
      },
    ]);
  });

  it('excludes an unchanged list', () => {
    const after = moved(stored(), ({ referrals: [first] }) => {
      if (first) first.assignedTo = 'officer-2';
    });

    expect(after.application.referrals).not.toBe(after.before.application.referrals);
    expect(applicationChanges(after)).not.toHaveProperty('referrals');
  });

  it('includes the last date of every referral when it ends the application', () => {
    const before = stored();
    const ended = moved(before, ({ application, referrals: [first, second] }) => {
      application.withdrawnAt = now;
      if (first) first.state = 'CANCELLED';
      if (second) second.state = 'CANCELLED';
    });
    const closedBefore = { ...before, referrals: ended.referrals };
    const again = moved(closedBefore, ({ application }) => {
      application.withdrawnAt = now;
    });

    const { statutoryDate } = before.application;
    const dates = { statutoryDate, fallsOverdue: false };
    expect(referralChanges(ended)).toMatchObject([{ changes: dates }, { changes: dates }]);
    // They were closed already: nothing else has changed.
    expect(referralChanges(again)).toEqual(
      before.referrals.map(({ _id }) => ({ _id, changes: dates })),
    );
  });
});

describe('two readings of a case', () => {
  it('differ only in the version after a note', () => {
    const before = stored();
    const { before: _, ...after } = moved(before, () => {});

    expect(after.application.version).toBe(before.application.version + 1);
    expect(differsOnlyInVersion(before, after)).toBe(true);
  });

  it.each<[string, (copy: Case) => void]>([
    ['a claim', ({ application }) => (application.claimedBy = 'evaluator')],
    ['an assignment', ({ referrals: [, second] }) => second && (second.assignedTo = 'officer')],
    ['an acceptance', ({ referrals: [first] }) => first && (first.state = 'IN_PROGRESS')],
  ])('differ in more after %s', (_what, change) => {
    const before = stored();
    const { before: _, ...after } = moved(before, change);

    expect(differsOnlyInVersion(before, after)).toBe(false);
  });
});
