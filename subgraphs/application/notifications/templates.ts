import type { NotificationPreference } from '../peers/index.ts';
import type { TimelineEvent } from '../schema-types.ts';
import { type Standing, type StandingCondition, standingConditions } from './standing.ts';

/**
 * The text that notifies an applicant of a step. It contains no text that a person wrote, nor its
 * author.
 */
export interface Template {
  /**
   * `CONFIRMATION` goes at once, at any hour. `IMPORTANT` steps ask something of the applicant, decide something, change
   * by when an answer is due, or must be reported by law; applicants may do without reports of `PROGRESS`.
   */
  kind: 'CONFIRMATION' | 'IMPORTANT' | 'PROGRESS';
  /** The step is no longer reported when later steps have made this untrue. */
  trueWhile: StandingCondition;
  /** Continues "… sayılı başvurunuz" (your application no. …), without a full stop. */
  phrase: string;
  /** Added in e-mails: whole sentences. */
  detail: string;
}

/**
 * The steps of which applicants are notified, and every text that is sent to them. Null for steps that applicants make
 * themselves or need not know of, and for events that are never public.
 */
export const templates: Readonly<Record<TimelineEvent, Template | null>> = {
  FILED: {
    kind: 'CONFIRMATION',
    trueWhile: 'ALWAYS',
    phrase: 'alındı',
    detail:
      'Başvurunuz ön değerlendirmeden geçtikten sonra ilgili birime sevk edilecektir. Gelişmeler size ayrıca bildirilecektir.',
  },
  REFERRED: {
    kind: 'PROGRESS',
    trueWhile: 'A_UNIT_HAS_IT',
    phrase: 'ilgili birime sevk edildi',
    detail: 'Sorumlu birimi ve cevap için öngörülen tarihi hesabınızda görebilirsiniz.',
  },
  REFUSED: {
    kind: 'IMPORTANT',
    trueWhile: 'ALWAYS',
    phrase: 'işleme alınmadı',
    detail: 'Gerekçesini hesabınızda görebilirsiniz.',
  },
  // Law 3071, article 5: the applicant is notified that another authority has the application.
  FORWARDED: {
    kind: 'IMPORTANT',
    trueWhile: 'A_UNIT_HAS_IT',
    phrase: 'yetkili birime iletildi',
    detail: 'Gerekçesini hesabınızda görebilirsiniz. Süreler baştan başlamaz.',
  },
  TAKEN_OVER: {
    kind: 'IMPORTANT',
    trueWhile: 'A_UNIT_HAS_IT',
    phrase: 'başka bir birimce devralındı',
    detail: 'Gerekçesini ve sorumlu birimi hesabınızda görebilirsiniz. Süreler baştan başlamaz.',
  },
  CLARIFICATION_REQUESTED: {
    kind: 'IMPORTANT',
    trueWhile: 'A_UNIT_ASKS',
    phrase: 'için sizden ek bilgi isteniyor',
    detail: 'Birimin sorusunu hesabınızda görebilir ve oradan yanıtlayabilirsiniz.',
  },
  CLARIFICATION_ENDED: {
    kind: 'IMPORTANT',
    trueWhile: 'WORK_GOES_ON',
    phrase: 'için istenen ek bilgi beklenmeden işleme devam ediliyor',
    detail: 'Sorumlu birimi hesabınızda görebilirsiniz.',
  },
  INTERIM_REPLIED: {
    kind: 'IMPORTANT',
    trueWhile: 'ANSWER_AWAITED',
    phrase: 'hakkında ara cevap verildi',
    detail: 'Ara cevabı hesabınızda okuyabilirsiniz. Sonuç ayrıca bildirilecektir.',
  },
  REPLIED: {
    kind: 'IMPORTANT',
    trueWhile: 'NOT_RATED',
    phrase: 'hakkında cevap verildi',
    detail: 'Cevabı hesabınızda okuyabilir, başvurunuz sonuçlanmışsa değerlendirebilirsiniz.',
  },
  CANCELLED: {
    kind: 'PROGRESS',
    trueWhile: 'NOT_WITHDRAWN',
    phrase: 'için bir birime yapılan sevk geri alındı',
    detail: 'Gerekçesini hesabınızda görebilirsiniz. Süreler baştan başlamaz.',
  },
  // Law 4982, article 11.
  EXTENDED: {
    kind: 'IMPORTANT',
    trueWhile: 'EXTENDED_AND_AWAITED',
    phrase: 'için cevap süresi uzatıldı',
    detail: 'Gerekçesini ve yeni tarihi hesabınızda görebilirsiniz.',
  },
  APPEAL_UPHELD: {
    kind: 'IMPORTANT',
    trueWhile: 'NOT_WITHDRAWN',
    phrase: 'için itirazınız kabul edildi',
    detail:
      'Başvurunuz yeniden işleme alınıyor. Gerekçesini ve yeni cevap için öngörülen tarihi hesabınızda görebilirsiniz.',
  },
  APPEAL_DISMISSED: {
    kind: 'IMPORTANT',
    trueWhile: 'ALWAYS',
    phrase: 'için itirazınız reddedildi',
    detail: 'Gerekçesini hesabınızda görebilirsiniz.',
  },
  CORRECTED: {
    kind: 'IMPORTANT',
    trueWhile: 'NOT_WITHDRAWN',
    phrase: 'hakkındaki bilgiler düzeltildi',
    detail:
      'Tür, konu veya yer düzeltildi. Gerekçesini ve geçerli tarihleri hesabınızda görebilirsiniz.',
  },

  // Steps of the applicants themselves: the answer to the request confirms them.
  SUPPLEMENTED: null,
  WITHDRAWN: null,
  RATED: null,
  APPEALED: null,

  // Steps within the administration, which change nothing for the applicant; the timeline shows them.
  CLAIMED: null,
  ACCEPTED: null,
  RETURNED: null,
  IDENTITY_HIDDEN: null,

  // Never public.
  REPLY_DRAFTED: null,
  ASSIGNED: null,
  REPLY_REJECTED: null,
  REPLY_WITHDRAWN: null,
  NOTE_ADDED: null,
  REDACTED: null,
  ATTACHMENT_WITHHELD: null,
  ATTACHMENT_RELEASED: null,
  TARGET_PASSED: null,
  STATUTORY_PASSED: null,
};

/** Whether a step is the one whose message confirms it to the applicant who made it. */
export const isConfirmation = (event: TimelineEvent): boolean =>
  templates[event]?.kind === 'CONFIRMATION';

/** Whether an applicant with this preference is notified of a step. */
export function isWanted(event: TimelineEvent, preference: NotificationPreference): boolean {
  const template = templates[event];
  return template !== null && (template.kind !== 'PROGRESS' || preference === 'ALL_STEPS');
}

/** Whether the report of a step is still true. */
export function isStillTrue(event: TimelineEvent, standing: Standing): boolean {
  const template = templates[event];
  return template !== null && standingConditions[template.trueWhile](standing);
}
