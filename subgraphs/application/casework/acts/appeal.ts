import { badInput, clientError } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import { plainText } from '../../../../lib/kit/plain-text.ts';
import type { SignedInViewer } from '../../../../lib/kit/viewer.ts';
import { unitAbove } from '../../../../lib/kit/unit-lineage.ts';
import { inKnownYears } from '../../calendar/index.ts';
import { appealDateOf, type ReferralDocument } from '../../record/index.ts';
import type { Desk } from '../desk.ts';
import { conflictDetails } from '../permitted-actions.ts';
import { type Contestable, contestable, uncontested, unsettled } from '../rules/contestable.ts';
import { refusalError, refusalOf } from '../rules/requirements.ts';
import type { ApplicationAct } from './act.ts';
import { lengths } from './lengths.ts';

interface Given {
  text: string;
  referralId?: string | null | undefined;
}

/** The applicant contests an answer before the unit above the one that gave it. */
export const appeal: ApplicationAct<Given, { text: string; referralId: string | null }> = {
  check: ({ text, referralId = null }) => ({
    text: plainText(text, 'text', lengths.appeal),
    referralId,
  }),

  perform(desk, { text, referralId }, viewer) {
    const { application, appeals, now, units } = desk;
    const { referral, kind } = answerToAppeal(desk, referralId, viewer);
    const unitId = unitAbove(application, referral.unitId, units);
    const { calendar, version } = desk.calendar();
    appeals.push({
      ...desk.identities.appeal(),
      applicationId: application._id,
      referralId: referral._id,
      kind,
      state: 'PENDING',
      unitId,
      text,
      appealedAt: now,
      targetDate: inKnownYears(() => appealDateOf(kind, now, calendar)),
      calendarVersion: version,
      decisionText: null,
      decidedBy: null,
      decidedAt: null,
    });
    return { unitId };
  },
};

/** The one that is named, else the first that can be contested. */
function answerToAppeal(
  desk: Desk,
  referralId: string | null,
  viewer: SignedInViewer,
): Contestable {
  const isMeant = ({ publicId }: Pick<ReferralDocument, 'publicId'>) =>
    referralId === null || referralId === publicId;
  if (!desk.referrals.some(isMeant)) {
    throw badInput('referralId', 'UNKNOWN', say`The application has no such referral.`);
  }
  const among = (answers: readonly Contestable[]) =>
    answers.find(({ referral }) => isMeant(referral));
  const answer = among(contestable(desk));
  if (answer) return answer;
  const conflict = { ...conflictDetails(desk, viewer, null), field: 'referralId' };
  if (among(unsettled(desk))) throw refusalError(refusalOf('APPEAL_IN_TIME'), conflict);
  if (among(uncontested(desk))) throw refusalError(refusalOf('NOT_RATED_AS_SOLVED'), conflict);
  const message = say`This referral has no answer, or its answer has been appealed against already.`;
  throw clientError('CONFLICT', message, conflict);
}
