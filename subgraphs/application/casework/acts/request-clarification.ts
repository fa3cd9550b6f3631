import { plainText } from '../../../../lib/kit/plain-text.ts';
import type { ReferralAct } from './act.ts';
import { lengths } from './lengths.ts';

/** A unit asks the applicant for more information. */
export const requestClarification: ReferralAct<{ question: string }> = {
  check: ({ question }) => ({ question: plainText(question, 'question', lengths.reason) }),
  perform: (_desk, _referral, { question }) => ({ note: question }),
};
