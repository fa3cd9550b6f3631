import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '../../lib/kit/local-date.ts';
import type { SeededApplication } from '../../seed/applications/applications.ts';
import { citizensOfSeed, tree } from '../support/seed-generator.ts';
import { missingFields, missingValues, valuesIn } from './occurring.ts';

interface DefaultDataOptions {
  /** How many there are. */
  citizens: number;
  until: LocalDate;
}

/** Everything that is stored of the default demonstration data, apart from bytes of files. */
function storedIn(all: readonly SeededApplication[], citizens: number) {
  const people = citizensOfSeed(1);
  return valuesIn({
    applications: all.map(({ application }) => application),
    contents: all.map(({ content }) => content),
    timelines: all.map(({ timeline }) => timeline),
    referrals: all.flatMap(({ referrals }) => referrals),
    appeals: all.flatMap(({ appeals }) => appeals),
    attachments: all.flatMap(({ attachments }) => attachments.map(({ document }) => document)),
    events: all.flatMap(({ events }) => events),
    citizens: Array.from({ length: citizens }, (_, n) => people.documentOf(n)),
    units: [...tree.values()],
  });
}

/** The tests of what occurs in the default data. */
export function describeDefaultData(
  all: readonly SeededApplication[],
  { citizens, until }: DefaultDataOptions,
): void {
  describe('the default data', () => {
    const found = storedIn(all, citizens);

    it('have every value of every enum that is stored, and every field', () => {
      const missing = [...missingValues(found), ...missingFields(found)];
      expect(missing).toEqual([]);
      expect(found.get('attachments.cleaned.refusal')).toEqual(
        new Set(['DAMAGED', 'ENCRYPTED', 'TOO_LARGE', 'UNSUPPORTED']),
      );
    });

    it('have open returns, chains of two forwards, and appeals of each kind in each state', () => {
      const isForwardedTwice = ({ referrals }: SeededApplication) => {
        const forwarded = referrals.filter(({ state }) => state === 'FORWARDED');
        return forwarded.some(({ forwardedFrom }) =>
          forwarded.some(({ _id }) => forwardedFrom?.equals(_id)),
        );
      };
      const isReturned = ({ application, referrals }: SeededApplication) =>
        application.awaitsCentre && referrals.some(({ state }) => state === 'RETURNED');
      expect(all.some(isForwardedTwice)).toBe(true);
      expect(all.some(isReturned)).toBe(true);
      const appeals = all.flatMap((seeded) => seeded.appeals);
      expect(new Set(appeals.map(({ kind, state }) => `${kind} ${state}`)).size).toBe(6);
      expect(appeals.some((one) => one.state === 'PENDING' && one.targetDate < until)).toBe(true);
    });
  });
}
