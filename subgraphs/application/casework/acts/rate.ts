import { badInput, clientError } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import { conflictDetails } from '../permitted-actions.ts';
import { pendingAppeal } from '../rules/requirements.ts';
import type { ApplicationAct } from './act.ts';

const scores = { min: 1, max: 5 } as const;

/** The applicant rates the answer. */
export const rate: ApplicationAct<{ score: number; solved: boolean }> = {
  check({ score, solved }) {
    if (score < scores.min || score > scores.max) {
      throw badInput('score', 'RANGE', say`score must be ${scores.min} to ${scores.max}.`, scores);
    }
    return { score, solved };
  },

  perform(desk, { score, solved }, viewer) {
    const { application, now } = desk;
    if (solved && pendingAppeal(desk)) {
      const message = say`An appeal against the answer waits for its decision.`;
      throw clientError('CONFLICT', message, {
        ...conflictDetails(desk, viewer, null),
        field: 'solved',
      });
    }
    // Clocks of processes differ: a rating is never dated before the answer.
    const ratedAt = new Date(Math.max(now.getTime(), application.answeredAt?.getTime() ?? 0));
    application.rating = { score, solved, ratedAt };
    // The timeline keeps this rating when a new answer is rated again.
    return { rating: { score, solved } };
  },
};
