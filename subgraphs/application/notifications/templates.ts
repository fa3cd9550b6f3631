import type { TimelineEvent } from '../schema-types.ts';

/** The text that notifies an applicant of a step. It contains nothing that was written, nor who wrote it. */
export interface Template {
  /** Continues "… sayılı başvurunuz" (your application no. …), without a full stop. */
  told: string;
  /** Added in e-mails: whole sentences. */
  detail: string;
}

/** Every text that is sent to applicants. Null for events that are never public. */
export const templates: Readonly<Record<TimelineEvent, Template | null>> = {
  FILED: {
    told: 'alındı',
    detail:
      'Başvurunuz ön değerlendirmeden geçtikten sonra ilgili birime sevk edilecektir. Her adım size ayrıca bildirilecektir.',
  },
  CLAIMED: {
    told: 'ön değerlendirmeye alındı',
    detail: 'Başvurunuz merkezde inceleniyor.',
  },
  REFERRED: {
    told: 'ilgili birime sevk edildi',
    detail: 'Sorumlu birimi ve cevap için öngörülen tarihi hesabınızda görebilirsiniz.',
  },
  REFUSED: {
    told: 'işleme alınmadı',
    detail: 'Gerekçesini hesabınızda görebilirsiniz.',
  },
  IDENTITY_HIDDEN: {
    told: 'için kimliğiniz gizlendi',
    detail: 'Başvurunuzla ilgilenen birimler kimliğinizi göremeyecektir.',
  },
  ACCEPTED: {
    told: 'birimce işleme alındı',
    detail: 'Başvurunuz üzerinde çalışılıyor.',
  },
  FORWARDED: {
    told: 'yetkili birime iletildi',
    detail: 'Gerekçesini hesabınızda görebilirsiniz. Süreler baştan başlamaz.',
  },
  TAKEN_OVER: {
    told: 'başka bir birimce devralındı',
    detail: 'Gerekçesini ve sorumlu birimi hesabınızda görebilirsiniz. Süreler baştan başlamaz.',
  },
  RETURNED: {
    told: 'yeniden değerlendirilmek üzere merkeze gönderildi',
    detail: 'Süreler baştan başlamaz.',
  },
  CLARIFICATION_REQUESTED: {
    told: 'için sizden ek bilgi isteniyor',
    detail: 'Birimin sorusunu hesabınızda görebilir ve oradan yanıtlayabilirsiniz.',
  },
  CLARIFICATION_ENDED: {
    told: 'için istenen ek bilgi beklenmeden işleme devam ediliyor',
    detail: 'Sorumlu birimi hesabınızda görebilirsiniz.',
  },
  SUPPLEMENTED: {
    told: 'için gönderdiğiniz ek bilgi alındı',
    detail: 'Ek bilginiz ilgili birime iletildi.',
  },
  REPLY_DRAFTED: null,
  INTERIM_REPLIED: {
    told: 'hakkında ara cevap verildi',
    detail: 'Ara cevabı hesabınızda okuyabilirsiniz. Sonuç ayrıca bildirilecektir.',
  },
  REPLIED: {
    told: 'hakkında cevap verildi',
    detail: 'Cevabı hesabınızda okuyabilir ve değerlendirebilirsiniz.',
  },
  WITHDRAWN: {
    told: 'isteğiniz üzerine geri çekildi',
    detail: 'Başvurunuzun kaydı arşivde saklanır.',
  },
  CANCELLED: {
    told: 'için bir birime yapılan sevk geri alındı',
    detail: 'Gerekçesini hesabınızda görebilirsiniz. Süreler baştan başlamaz.',
  },
  ASSIGNED: null,
  REPLY_REJECTED: null,
  REPLY_WITHDRAWN: null,
  EXTENDED: {
    told: 'için cevap süresi uzatıldı',
    detail: 'Gerekçesini ve yeni tarihi hesabınızda görebilirsiniz.',
  },
  NOTE_ADDED: null,
  REDACTED: null,
  ATTACHMENT_WITHHELD: null,
  ATTACHMENT_RELEASED: null,
  RATED: {
    told: 'için değerlendirmeniz alındı',
    detail: 'Değerlendirmeniz için teşekkür ederiz.',
  },
  APPEALED: {
    told: 'için itirazınız alındı',
    detail: 'İtirazınız bir üst birimce incelenecektir.',
  },
  APPEAL_UPHELD: {
    told: 'için itirazınız kabul edildi',
    detail: 'Başvurunuz yeniden işleme alınıyor. Gerekçesini hesabınızda görebilirsiniz.',
  },
  APPEAL_DISMISSED: {
    told: 'için itirazınız reddedildi',
    detail: 'Gerekçesini hesabınızda görebilirsiniz.',
  },
  TARGET_PASSED: null,
  STATUTORY_PASSED: null,
};
