import { Types } from 'mongoose';
import { badInput, clientError } from '../../../../lib/kit/errors.ts';
import { newId } from '../../../../lib/kit/public-id.ts';
import { requireUnitId } from '../../../../lib/kit/unit-id.ts';
import type { SignedInViewer } from '../../../../lib/kit/viewer.ts';
import type { AppealDecision, ApplicationAction, RefusalReason } from '../../schema-types.ts';
import { unitOfAppeal } from '../../reading/index.ts';
import {
  isKeptFrom,
  unitAbove,
  unitToDealWith,
  type ReferralDocument,
} from '../../record/index.ts';
import { type Contestable, contestable, uncontested, unsettled } from '../rules/contestable.ts';
import type { Desk, RedactionOfWords } from '../desk.ts';
import { found } from '../moves.ts';
import { pendingAppeal, refusalError, refusalOf } from '../rules/requirements.ts';

/** What each action is given, checked for its form. */
export interface ApplicationInputs {
  CLAIM: { takeOver: boolean };
  REFER: { unitIds: readonly string[] };
  REFUSE: { reason: RefusalReason };
  HIDE_IDENTITY: object;
  /** What is undefined stays as it is. */
  REDACT: RedactionOfWords & {
    appeals: readonly (string | null)[] | undefined;
    attachmentsWithheld: boolean | undefined;
  };
  WITHHOLD_ATTACHMENT: { attachmentId: string; reason: string };
  RELEASE_ATTACHMENT: { attachmentId: string };
  SUPPLEMENT: { text: string; attachmentIds: readonly string[] };
  WITHDRAW: object;
  RATE: { score: number; solved: boolean };
  APPEAL: { text: string; referralId: string | null };
  DECIDE_APPEAL: { decision: AppealDecision; text: string; referralId: string };
}

/** What the entry in the timeline says beside its event; null where the act has told all itself. */
type Told = {
  unitId?: string;
  note?: string;
  /** What happens after it. */
  next?: () => void;
} | null;

const mostUnits = 10;

/** What each action does, beyond what its rule and the projection say. The rule has been checked. */
export const applicationActs: {
  [Action in ApplicationAction]: (
    desk: Desk,
    input: ApplicationInputs[Action],
    viewer: SignedInViewer,
  ) => Told;
} = {
  CLAIM(desk, { takeOver }, viewer) {
    const { application, now } = desk;
    const { claimedBy } = application;
    const { subject } = viewer;
    if (claimedBy !== null && claimedBy !== subject && !takeOver) {
      const refusal = refusalOf('NOT_OF_ANOTHER_EVALUATOR');
      throw refusalError(refusal, { ...found(desk, viewer, null), field: 'takeOver' });
    }
    application.claimedAt ??= now;
    application.claimedBy = subject;
    return {};
  },

  REFER(desk, { unitIds }) {
    requireUnits(desk, unitIds);
    desk.follow('REFER');
    for (const unitId of unitIds) desk.refer(unitId);
    return null;
  },

  REFUSE({ application }, { reason }) {
    application.refusalReason = reason;
    return {};
  },

  HIDE_IDENTITY({ application }) {
    application.identityHidden = true;
    return {};
  },

  REDACT(desk, { appeals, attachmentsWithheld, ...words }) {
    if (appeals && appeals.length > desk.appeals.length) {
      const message = `The application has ${desk.appeals.length} appeals.`;
      throw badInput('redactedAppeals', 'RANGE', message);
    }
    desk.content.redaction = words;
    desk.application.attachmentsWithheld =
      attachmentsWithheld ?? desk.application.attachmentsWithheld;
    if (appeals) {
      for (const [index, appeal] of desk.appeals.entries()) {
        appeal.redactedText = appeals[index] ?? null;
      }
    }
    return {};
  },

  WITHHOLD_ATTACHMENT(desk, { attachmentId, reason }, viewer) {
    const { index, withheldReason, ...attachment } = attachmentOf(desk, attachmentId);
    if (withheldReason !== undefined) {
      const refusal = refusalOf('UNITS_HAVE_AN_ATTACHMENT');
      throw refusalError(refusal, { ...found(desk, viewer, null), field: 'attachmentId' });
    }
    const withheld = { ...attachment, withheldReason: reason };
    desk.application.attachments = desk.application.attachments.with(index, withheld);
    return { note: `ek-${index + 1}: ${reason}` };
  },

  RELEASE_ATTACHMENT(desk, { attachmentId }, viewer) {
    const { index, withheldReason, ...attachment } = attachmentOf(desk, attachmentId);
    if (withheldReason === undefined) {
      const refusal = refusalOf('AN_ATTACHMENT_IS_WITHHELD');
      throw refusalError(refusal, { ...found(desk, viewer, null), field: 'attachmentId' });
    }
    desk.application.attachments = desk.application.attachments.with(index, attachment);
    return { note: `ek-${index + 1}` };
  },

  SUPPLEMENT(desk, { text, attachmentIds }) {
    desk.content.supplement = text;
    desk.content.attachmentIds = attachmentIds;
    desk.follow('SUPPLEMENT');
    return {};
  },

  WITHDRAW(desk) {
    desk.application.withdrawnAt = desk.now;
    desk.follow('WITHDRAW');
    return {};
  },

  RATE(desk, { score, solved }, viewer) {
    const { application, now } = desk;
    if (solved && pendingAppeal(desk)) {
      const message = 'An appeal against the answer waits for its decision.';
      throw clientError('CONFLICT', message, { ...found(desk, viewer, null), field: 'solved' });
    }
    // Clocks of processes differ: it is never from before the answer.
    const ratedAt = new Date(Math.max(now.getTime(), application.answeredAt?.getTime() ?? 0));
    application.rating = { score, solved, ratedAt };
    // Kept here when a new answer is rated anew.
    return { note: `${score}/5, ${solved ? 'çözüldü' : 'çözülmedi'}` };
  },

  APPEAL(desk, { text, referralId }, viewer) {
    const { application, appeals, now, units } = desk;
    const { referral, kind } = answerToAppeal(desk, referralId, viewer);
    const unitId = unitAbove(application, referral.unitId, units);
    appeals.push({
      _id: new Types.ObjectId(),
      publicId: newId('appeal'),
      applicationId: application._id,
      referralId: referral._id,
      kind,
      state: 'PENDING',
      unitId,
      text,
      appealedAt: now,
      decisionText: null,
      decidedBy: null,
      decidedAt: null,
    });
    return { unitId };
  },

  DECIDE_APPEAL(desk, { decision, text, referralId }, viewer) {
    const { application, referrals, units, now } = desk;
    const appeal = pendingAppeal(desk);
    if (!appeal) throw new Error('the rule requires a pending appeal');
    const answered = referrals.find(({ _id }) => _id.equals(appeal.referralId));
    if (answered?.publicId !== referralId) {
      const conflict = { ...found(desk, viewer, null), field: 'referralId' };
      throw refusalError(refusalOf('APPEAL_PENDING'), conflict);
    }
    const unitId = unitOfAppeal(appeal, application, units);
    Object.assign(appeal, {
      state: decision,
      unitId,
      decisionText: text,
      decidedBy: viewer.subject,
      decidedAt: now,
    });
    return {
      unitId,
      next() {
        if (decision !== 'UPHELD') return;
        desk.refer(unitToDealWith(application, answered.unitId, units));
      },
    };
  },
};

/** One of the application's attachments, with its place among them. */
function attachmentOf({ application: { attachments } }: Desk, id: string) {
  const index = attachments.findIndex(({ publicId }) => publicId === id);
  const attachment = attachments[index];
  if (!attachment) {
    throw badInput('attachmentId', 'UNKNOWN', 'The application has no such attachment.');
  }
  return { index, ...attachment };
}

/** The one that is named, else the first that can be contested. */
function answerToAppeal(
  desk: Desk,
  referralId: string | null,
  viewer: SignedInViewer,
): Contestable {
  const isMeant = ({ publicId }: Pick<ReferralDocument, 'publicId'>) =>
    referralId === null || referralId === publicId;
  if (!desk.referrals.some(isMeant)) {
    throw badInput('referralId', 'UNKNOWN', 'The application has no such referral.');
  }
  const among = (answers: readonly Contestable[]) =>
    answers.find(({ referral }) => isMeant(referral));
  const answer = among(contestable(desk));
  if (answer) return answer;
  const conflict = { ...found(desk, viewer, null), field: 'referralId' };
  if (among(unsettled(desk))) throw refusalError(refusalOf('APPEAL_IN_TIME'), conflict);
  if (among(uncontested(desk))) throw refusalError(refusalOf('NOT_RATED_AS_SOLVED'), conflict);
  const message = 'This referral has no answer, or none that was not appealed against.';
  throw clientError('CONFLICT', message, conflict);
}

function requireUnits({ application, referrals, units }: Desk, unitIds: readonly string[]): void {
  if (unitIds.length < 1 || unitIds.length > mostUnits) {
    throw badInput('unitIds', 'RANGE', `Name 1 to ${mostUnits} units.`);
  }
  if (new Set(unitIds).size < unitIds.length) {
    throw badInput('unitIds', 'RANGE', 'Name each unit once.');
  }
  for (const unitId of unitIds) {
    requireActiveUnit(units, unitId, 'unitIds');
    if (referrals.some((referral) => referral.open && referral.unitId === unitId)) {
      throw badInput('unitIds', 'CONFLICT', `The unit ${unitId} has the application already.`);
    }
    if (isKeptFrom(application, unitId, units)) {
      const message =
        'It is about the head of this unit, or of one above: refer it to the unit above.';
      throw badInput('unitIds', 'CONFLICT', message);
    }
  }
}

/** @throws `BAD_USER_INPUT` unless there is such a unit and it works. */
export function requireActiveUnit(units: Desk['units'], unitId: string, field: string): void {
  requireUnitId(unitId, field);
  const unit = units.get(unitId);
  if (!unit) throw badInput(field, 'UNKNOWN', `There is no administrative unit ${unitId}.`);
  if (unit.status !== 'ACTIVE') {
    throw badInput(field, 'CLOSED', `The unit ${unitId} is closed; see its successor.`);
  }
}
