/** What people write besides petitions and replies. */
export const furtherTexts = {
  NOTE: [
    'Yerinde inceleme için ekip görevlendirildi.',
    'İlgili servisten kayıtların örneği istendi.',
    'Başvuru sahibiyle telefonla görüşüldü, ek bilgi verdi.',
    'Aynı konuda daha önce yapılan işlem dosyasına eklendi.',
  ],
  REJECTION: [
    'Cevapta işlemin tarihi belirtilmemiş, eklenerek yeniden sunulsun.',
    'Dayanak mevzuat maddesi cevaba yazılsın.',
    'Talebin ikinci bölümü cevapsız kalmış, tamamlanması gerekir.',
  ],
  EXTENSION: [
    'İstenen belgeler başka bir birimin arşivinde olduğundan süre uzatılmıştır.',
    'Bilginin derlenmesi birden fazla birimi ilgilendirdiğinden ek süreye ihtiyaç vardır.',
  ],
  CANCELLATION: [
    'Konu diğer birimce sonuçlandırılacağından bu birimin cevabına gerek kalmamıştır.',
    'Sevk sehven yapılmıştır.',
  ],
  WITHHOLDING_PICTURE: [
    'Fotoğrafta başvuru sahibinin yüzü görünmektedir.',
    'Görselde üçüncü kişilere ait kişisel veriler bulunmaktadır.',
  ],
  WITHHOLDING_PAPER: [
    'Belgede başvuru sahibinin adı ve imzası yer almaktadır.',
    'Belgede üçüncü kişilere ait kişisel veriler bulunmaktadır.',
  ],
  APPEAL: [
    'Verilen cevap sorunu çözmemiştir; yerinde inceleme yapılmadan sonuca varılmıştır. Başvurumun yeniden ele alınmasını istiyorum.',
    'Cevapta talebimin yalnızca bir bölümü değerlendirilmiş, asıl konuya hiç değinilmemiştir. İtiraz ediyorum.',
    'Cevapta yapıldığı bildirilen işlem bugüne kadar yapılmamıştır. Gereğinin yeniden incelenmesini arz ederim.',
    'Gösterilen gerekçeyi kabul etmiyorum; durumumda olan başkaları için işlem yapılmıştır.',
  ],
  INFORMATION_APPEAL: [
    'İstediğim bilgilerin yalnızca bir bölümü verilmiştir; verilmeyen bölüm için gösterilen gerekçe Kanun’da sayılan istisnalardan değildir. İtiraz ediyorum.',
    'Verilen bilgiler sorduğum hususları karşılamamaktadır. Başvurumun 4982 sayılı Kanun kapsamında yeniden değerlendirilmesini talep ediyorum.',
    'İstenen belgelerin örnekleri ekte bulunmamaktadır. Eksik belgelerin tarafıma gönderilmesini arz ederim.',
  ],
  UPHELD: [
    'Cevabın yeterli inceleme yapılmadan verildiği anlaşılmıştır; başvuru yeniden işleme alınacaktır.',
    'İtiraz yerinde görülmüş, talebin tamamı hakkında yeni bir cevap verilmesi istenmiştir.',
  ],
  DISMISSED: [
    'Verilen cevabın mevzuata uygun olduğu görülmüş, itiraz yerinde bulunmamıştır.',
    'Dosya üzerinde yapılan incelemede cevapta bir eksiklik tespit edilmemiştir.',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type FurtherText = keyof typeof furtherTexts;

const leftOut = '[…]';

/** A text of an applicant without what could reveal the applicant: its first sentence, in which people name themselves. */
export function redacted(text: string): string {
  const end = text.search(/[.!?]\s/);
  return end < 0 ? leftOut : `${leftOut} ${text.slice(end + 2).trimStart()}`.trimEnd();
}
