import type { TimelineEvent } from '../schema-types.ts';

/**
 * The text that notifies an applicant of a step. It contains no text that a person wrote, nor its
 * author.
 */
export interface Template {
  /** Continues "… sayılı başvurunuz" (your application no. …), without a full stop. */
  phrase: string;
  /** Added in e-mails: whole sentences. */
  detail: string;
}

/** Every text that is sent to applicants. Null for events that are never public. */
export const templates: Readonly<Record<TimelineEvent, Template | null>> = {
  FILED: {
    phrase: 'alındı',
    detail:
      'Başvurunuz ön değerlendirmeden geçtikten sonra ilgili birime sevk edilecektir. Her adım size ayrıca bildirilecektir.',
  },
  CLAIMED: {
    phrase: 'ön değerlendirmeye alındı',
    detail: 'Başvurunuz merkezde inceleniyor.',
  },
  REFERRED: {
    phrase: 'ilgili birime sevk edildi',
    detail: 'Sorumlu birimi ve cevap için öngörülen tarihi hesabınızda görebilirsiniz.',
  },
  REFUSED: {
    phrase: 'işleme alınmadı',
    detail: 'Gerekçesini hesabınızda görebilirsiniz.',
  },
  IDENTITY_HIDDEN: {
    phrase: 'için kimliğiniz gizlendi',
    detail: 'Başvurunuzla ilgilenen birimler kimliğinizi göremeyecektir.',
  },
  ACCEPTED: {
    phrase: 'birimce işleme alındı',
    detail: 'Başvurunuz üzerinde çalışılıyor.',
  },
  FORWARDED: {
    phrase: 'yetkili birime iletildi',
    detail: 'Gerekçesini hesabınızda görebilirsiniz. Süreler baştan başlamaz.',
  },
  TAKEN_OVER: {
    phrase: 'başka bir birimce devralındı',
    detail: 'Gerekçesini ve sorumlu birimi hesabınızda görebilirsiniz. Süreler baştan başlamaz.',
  },
  RETURNED: {
    phrase: 'yeniden değerlendirilmek üzere merkeze gönderildi',
    detail: 'Süreler baştan başlamaz.',
  },
  CLARIFICATION_REQUESTED: {
    phrase: 'için sizden ek bilgi isteniyor',
    detail: 'Birimin sorusunu hesabınızda görebilir ve oradan yanıtlayabilirsiniz.',
  },
  CLARIFICATION_ENDED: {
    phrase: 'için istenen ek bilgi beklenmeden işleme devam ediliyor',
    detail: 'Sorumlu birimi hesabınızda görebilirsiniz.',
  },
  SUPPLEMENTED: {
    phrase: 'için gönderdiğiniz ek bilgi alındı',
    detail: 'Ek bilginiz ilgili birime iletildi.',
  },
  REPLY_DRAFTED: null,
  INTERIM_REPLIED: {
    phrase: 'hakkında ara cevap verildi',
    detail: 'Ara cevabı hesabınızda okuyabilirsiniz. Sonuç ayrıca bildirilecektir.',
  },
  REPLIED: {
    phrase: 'hakkında cevap verildi',
    detail: 'Cevabı hesabınızda okuyabilir ve değerlendirebilirsiniz.',
  },
  WITHDRAWN: {
    phrase: 'isteğiniz üzerine geri çekildi',
    detail: 'Başvurunuzun kaydı arşivde saklanır.',
  },
  CANCELLED: {
    phrase: 'için bir birime yapılan sevk geri alındı',
    detail: 'Gerekçesini hesabınızda görebilirsiniz. Süreler baştan başlamaz.',
  },
  ASSIGNED: null,
  REPLY_REJECTED: null,
  REPLY_WITHDRAWN: null,
  EXTENDED: {
    phrase: 'için cevap süresi uzatıldı',
    detail: 'Gerekçesini ve yeni tarihi hesabınızda görebilirsiniz.',
  },
  NOTE_ADDED: null,
  REDACTED: null,
  ATTACHMENT_WITHHELD: null,
  ATTACHMENT_RELEASED: null,
  RATED: {
    phrase: 'için değerlendirmeniz alındı',
    detail: 'Değerlendirmeniz için teşekkür ederiz.',
  },
  APPEALED: {
    phrase: 'için itirazınız alındı',
    detail: 'İtirazınız bir üst birimce incelenecektir.',
  },
  APPEAL_UPHELD: {
    phrase: 'için itirazınız kabul edildi',
    detail: 'Başvurunuz yeniden işleme alınıyor. Gerekçesini hesabınızda görebilirsiniz.',
  },
  APPEAL_DISMISSED: {
    phrase: 'için itirazınız reddedildi',
    detail: 'Gerekçesini hesabınızda görebilirsiniz.',
  },
  TARGET_PASSED: null,
  STATUTORY_PASSED: null,
};
