import type { ActOnApplication } from './planned-acts.ts';
import type { Situation } from './situation.ts';
import { officerOf } from './staff.ts';
import { redacted } from './texts/further-texts.ts';

/** @returns whether it was possible. */
export function performOnApplication(situation: Situation, act: ActOnApplication): boolean {
  const { work, details, made, at } = situation;
  const byApplicant = { viewer: details.applicant, at };
  const byEvaluator = { viewer: details.evaluator, at };
  switch (act.action) {
    case 'CLAIM':
      return work.onApplication(byEvaluator, act.action, { takeOver: false });
    case 'HIDE_IDENTITY':
      return work.onApplication(byEvaluator, act.action, {});
    case 'REFUSE':
      return work.onApplication(byEvaluator, act.action, { reason: details.refusalReason() });
    case 'CORRECT': {
      const { type } = work.application;
      if (type !== 'REQUEST' && type !== 'COMPLAINT') return false;
      const right = type === 'REQUEST' ? 'COMPLAINT' : 'REQUEST';
      const reason = details.words(`CORRECTED_TO_${right}`);
      return work.onApplication(byEvaluator, act.action, { type: right, reason });
    }
    case 'REFER': {
      const unitId = details.units[act.makes];
      if (unitId === undefined || (act.after !== null && !made.has(act.after))) return false;
      const unitIds = [work.unitThen(unitId, at)];
      return work.onApplication(byEvaluator, act.action, { unitIds });
    }
    case 'REDACT':
      return work.onApplication(
        byEvaluator,
        act.action,
        act.part === 'ATTACHMENTS' ? { withholdAttachments: true } : wordsToRedact(situation),
      );
    case 'WITHHOLD_ATTACHMENT':
    case 'RELEASE_ATTACHMENT':
      return withholdOrRelease(situation, act.action);
    case 'WITHDRAW':
      return work.onApplication(byApplicant, act.action, {});
    case 'RATE': {
      const { score, solved } = act;
      // The applicant does not call it solved while an appeal waits.
      if (solved && pendingAppeal(situation)) return false;
      return work.onApplication(byApplicant, act.action, { score, solved });
    }
    case 'APPEAL':
      return work.onApplication(byApplicant, act.action, {
        text: details.words(isInformation(work) ? 'INFORMATION_APPEAL' : 'APPEAL'),
      });
    case 'DECIDE_APPEAL':
      return decide(situation, act);
  }
}

/** Withholds the first attachment from the units, or releases it. */
function withholdOrRelease(
  { work, details, at }: Situation,
  action: 'WITHHOLD_ATTACHMENT' | 'RELEASE_ATTACHMENT',
): boolean {
  const [attachment] = work.application.attachments;
  if (!attachment) return false;
  const { publicId: attachmentId, contentType } = attachment;
  const byEvaluator = { viewer: details.evaluator, at };
  if (action === 'RELEASE_ATTACHMENT') {
    return work.onApplication(byEvaluator, action, { attachmentId });
  }
  const isPicture = contentType.startsWith('image/');
  const reason = details.words(isPicture ? 'WITHHOLDING_PICTURE' : 'WITHHOLDING_PAPER');
  return work.onApplication(byEvaluator, action, { attachmentId, reason });
}

const isInformation = ({ application }: Situation['work']) =>
  application.type === 'INFORMATION_REQUEST';

const pendingAppeal = ({ work }: Situation) =>
  work.appeals.find(({ state }) => state === 'PENDING');

/** By an officer of the unit above who has not given the answer, even where that is the same unit. */
function decide(
  situation: Situation,
  { action, decision }: Extract<ActOnApplication, { action: 'DECIDE_APPEAL' }>,
): boolean {
  const { work, details, at } = situation;
  const appeal = pendingAppeal(situation);
  const answered = work.referrals.find(({ _id }) => appeal?.referralId.equals(_id));
  if (!appeal || !answered) return false;
  const superior = { viewer: officerOf(appeal.unitId, 3), at };
  return work.onApplication(superior, action, {
    decision,
    text: details.words(decision),
    referralId: answered.publicId,
  });
}

/** All that the applicant has written so far. */
function wordsToRedact({ work }: Situation) {
  const { subject, text, supplements } = work.content;
  return {
    redactedSubject: redacted(subject),
    redactedText: redacted(text),
    ...(supplements.length > 0 && {
      redactedSupplements: supplements.map((supplement) => redacted(supplement.text)),
    }),
    ...(work.appeals.length > 0 && {
      redactedAppeals: work.appeals.map((appeal) => redacted(appeal.text)),
    }),
  };
}
