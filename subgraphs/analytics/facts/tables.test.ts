import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { ApplicationFacts, StepFacts } from '../peers/index.ts';
import { stepColumns } from './tables.ts';

const day = fc.integer({ min: 1, max: 9 }).map((of) => `2026-11-0${of}`);

it('an application is after one step at the end of each day since its first, also where clocks differ', () => {
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 6 }), day, (days, today) => {
      const steps = days.map((of) => ({ day: of }) as StepFacts); // the day alone matters
      const facts = { steps } as unknown as ApplicationFacts; // as do the steps
      const last = steps.flatMap((fact, place) => {
        const until = stepColumns.until.of({ app: 0, facts, fact, place });
        const isLast = fact.day <= today && (until === null || String(until) > today);
        return isLast ? [place] : [];
      });
      const expected = days.findLastIndex((of) => of <= today);
      expect(last).toEqual(expected === -1 ? [] : [expected]);
    }),
  );
});
