import type { ReplyOutcome } from '../../../subgraphs/application/schema-types.ts';

/** The sentences of offices around the measure that they report. */
export const openings: readonly string[] = [
  'İlgi: {başvuruTarihi} tarihli başvurunuz. “{konu}” konulu başvurunuz birimimizce incelenmiştir.',
  'Sayın ilgili, {başvuruTarihi} tarihinde yapmış olduğunuz başvuru birimimize ulaşmış ve değerlendirmeye alınmıştır.',
  '{başvuruTarihi} tarihli başvurunuzda belirttiğiniz hususlar ilgili birimimizce titizlikle incelenmiştir.',
  'Sayın başvuru sahibi, “{konu}” hakkındaki başvurunuz {başvuruTarihi} tarihinde kayda alınmıştır.',
];

/** Most replies add one or two of these. */
export const explanations: readonly string[] = [
  'Konu birimimizce takip edilmekte olup benzer bir aksaklığın yaşanmaması için gerekli tedbirler alınmıştır.',
  'Yapılan işlemler kayıt altına alınmış, ilgili personele gerekli bilgilendirme yapılmıştır.',
  'Sorunun devam etmesi hâlinde doğrudan birimimizle iletişime geçebilir veya yeni bir başvuru yapabilirsiniz.',
  'Değerlendirme sırasında ilgili mevzuat hükümleri ile yerinde yapılan tespitler birlikte dikkate alınmıştır.',
  'Hizmet ve faaliyetlerimize ilişkin duyurular kurumumuzun internet sitesinde yayımlanmaktadır.',
  'Konuya ilişkin olarak {incelemeTarihi} tarihinde telefonla tarafınıza ulaşılmaya çalışılmıştır.',
  'Göstermiş olduğunuz duyarlılık için teşekkür ederiz.',
  'Süreçle ilgili ayrıntılı bilgi, mesai saatleri içinde birimimizden alınabilir.',
];

export const closings: readonly string[] = [
  'Bilgilerinize sunulur.',
  'Bilgilerinizi rica ederiz.',
  'Bilgi edinilmesini rica eder, sağlıklı günler dileriz.',
  'Saygılarımızla bilgilerinize arz olunur.',
];

export const interim: readonly string[] = [
  'Konunun birden fazla birimi ilgilendirmesi nedeniyle gerekli yazışmalar başlatılmış olup sonuç ayrıca bildirilecektir.',
  'Yerinde inceleme {incelemeTarihi} tarihinde yapılmış, teknik rapor hazırlanmaktadır. Raporun tamamlanmasının ardından tarafınıza kesin cevap verilecektir.',
  'İlgili birimden bilgi ve belge istenmiş olup cevap alındığında başvurunuz sonuçlandırılacaktır.',
  'Başvurunuzun incelemesi devam etmektedir; konunun kapsamı nedeniyle ek süreye ihtiyaç duyulmuştur.',
];

/** Measures and obstacles for any topic. */
export const actions: readonly string[] = [
  'Başvurunuzda belirtilen hususlar incelenmiş ve gerekli işlem {incelemeTarihi} tarihinde tamamlanmıştır.',
  'Konu ilgili birim yetkilileriyle görüşülmüş, aksaklığın giderilmesi için gerekli talimat verilmiştir.',
  'Dosyanız {incelemeTarihi} tarihinde yeniden ele alınmış ve işleminizin sonuçlandırılması sağlanmıştır.',
];

export const obstacles: readonly string[] = [
  'Yapılan incelemede işlemlerin ilgili mevzuat hükümlerine uygun olarak yürütüldüğü anlaşılmıştır.',
  'Talep edilen işlemin yürürlükteki mevzuat çerçevesinde yapılmasına imkân bulunmamaktadır.',
];

export const granted: readonly string[] = [
  'Talebiniz uygun görülmüş ve gereği yapılmıştır.',
  'Başvurunuz olumlu değerlendirilmiştir.',
  'Talebiniz doğrultusunda işlem tesis edilmiştir.',
];

export const refused: readonly string[] = [
  'Bu nedenle başvurunuz hakkında ayrıca bir işlem yapılamamıştır.',
  'Belirtilen gerekçeyle talebiniz olumlu sonuçlandırılamamıştır.',
  'Açıklanan nedenlerle talebiniz uygun görülmemiştir.',
];

export const partly: readonly string[] = [
  'Talebinizin bir bölümü karşılanmış olup kalan kısım için açıklama aşağıdadır.',
  'Başvurunuz kısmen uygun görülmüştür.',
];

/** To petitions that call for no decision. */
export const informed: readonly string[] = [
  'Başvurunuza konu işlem hâlen devam etmekte olup tamamlandığında tarafınıza kısa mesajla bilgi verilecektir.',
  'Konu hakkında yürütülen çalışmalar planlanan takvim içinde devam etmekte olup gelişmeler tarafınıza ayrıca bildirilecektir.',
  'Yapılan incelemede sürecin olağan seyrinde ilerlediği görülmüş, ilgili birimden alınan bilgiler doğrultusunda konunun takibi sağlanmıştır.',
];

/** To suggestions and opinions. */
export const noted: readonly string[] = [
  'Başvurunuzda yer alan görüş ve değerlendirmeler ilgili birimlerimize iletilmiş, yapılacak çalışmalarda dikkate alınmak üzere kayda geçirilmiştir.',
  'Konu hakkında yürütülen çalışmalar planlanan takvim içinde devam etmekte olup gelişmeler kamuoyuyla paylaşılacaktır.',
  'Başvurunuz bilgi notu olarak değerlendirilmiş, idaremizce ayrıca bir işlem yapılmasını gerektirecek bir durum tespit edilmemiştir.',
];

/** To suggestions and opinions. */
export const adopted: readonly string[] = [
  'Öneriniz ilgili birimlerimizce değerlendirilmiş ve uygulanabilir bulunmuştur; hazırlık çalışmalarına başlanmıştır.',
  'Görüşünüz doğrultusunda bir deneme uygulaması yapılması uygun görülmüş olup takvimi ayrıca duyurulacaktır.',
];

/** To thanks. */
export const passedOnThanks: readonly string[] = [
  'Nazik düşünceleriniz ilgili personelimize iletilmiştir. Memnuniyetiniz bizlere çalışma şevki vermektedir.',
  'Teşekkürünüz birimimizce memnuniyetle karşılanmış ve görevli arkadaşlarımızla paylaşılmıştır.',
];

export const referredElsewhere: readonly string[] = [
  'Başvurunuzda belirtilen konunun görev alanı bakımından başka bir kurumu ilgilendirdiği anlaşılmış ve başvurunuz ilgili kuruma yazıyla gönderilmiştir.',
  'Konu ile ilgili asıl yetkili kuruma yazı yazılmış olup sonucun tarafınıza bildirilmesi istenmiştir.',
];

/** To requests for information. */
export const informationGiven: readonly string[] = [
  'Talep ettiğiniz bilgiler 4982 sayılı Bilgi Edinme Hakkı Kanunu kapsamında derlenmiş ve ekte sunulmuştur. {yıl} yılında ilgili kayıtlarda {sayı} işlem bulunmaktadır.',
  'İstenen bilgi ve belgelerin birer örneği elektronik posta adresinize gönderilmiştir. Kayıtlarımıza göre {yıl} yılında toplam {sayı} başvuru sonuçlandırılmıştır.',
];

export const informationPartlyGiven: readonly string[] = [
  'Talep ettiğiniz bilgilerin bir kısmı ekte sunulmuş olup ayrı ve özel bir çalışma gerektiren kısım Kanun’un 7’nci maddesi uyarınca karşılanamamıştır.',
];

export const informationRefused: readonly string[] = [
  'İstenen bilgi ve belgelerin kurum içi görüş niteliğinde olması nedeniyle 4982 sayılı Kanun’un 26’ncı maddesi uyarınca verilmesi mümkün değildir. Bu karara karşı 15 gün içinde Bilgi Edinme Değerlendirme Kuruluna itiraz edebilirsiniz.',
  'Talep edilen bilgiler ayrı veya özel bir çalışma, araştırma ve analiz sonucunda oluşturulabileceğinden Kanun’un 7’nci maddesi uyarınca talebiniz karşılanamamıştır. Karara karşı 15 gün içinde itiraz hakkınız bulunmaktadır.',
];

export const secretsRemoved: readonly string[] = [
  'Talep ettiğiniz belgeler, üçüncü kişilere ait kişisel veriler ve ticari sır niteliğindeki bölümler çıkarılarak 4982 sayılı Kanun’un 9’uncu maddesi uyarınca ekte sunulmuştur.',
];

type OutcomeWeights = Readonly<Partial<Record<ReplyOutcome, number>>>;

/** The outcomes of final replies, by type. */
export const petitionOutcomes: OutcomeWeights = {
  GRANTED: 49,
  INFORMED: 22,
  PARTLY_GRANTED: 14,
  REFUSED: 15,
};

export const informationOutcomes: OutcomeWeights = {
  GRANTED: 58,
  PARTLY_GRANTED: 14,
  REFUSED: 14,
  GRANTED_WITH_SECRETS_REMOVED: 8,
  REFERRED_ELSEWHERE: 6,
};

/** Opinions, suggestions and thanks ask for no decision. */
export const voiceOutcomes: OutcomeWeights = { INFORMED: 92, GRANTED: 8 };

/** Why a unit passes an application on. */
export const forwardingReasons: readonly string[] = [
  'Konu birimimizin görev alanında olmayıp ilgili birime iletilmesi uygun görülmüştür.',
  'Başvuruya konu yer ilgili birimin sorumluluk bölgesinde kalmaktadır.',
  'Teknik inceleme gerektirdiğinden ilgili birime yönlendirilmiştir.',
  'Kayıtların tutulduğu birimce cevaplandırılması gerekmektedir.',
];

/** Why a unit gives one back to the centre. */
export const returnReasons: readonly string[] = [
  'Konunun kurumumuzla ilgisi bulunmadığından sevkin yeniden değerlendirilmesi arz olunur.',
  'Başvurunun birden fazla kurumu ilgilendirdiği anlaşıldığından iade edilmiştir.',
  'Başvuruda belirtilen adres sorumluluk bölgemizde bulunmamaktadır.',
];

/** The questions of units to applicants, and their answers. */
export const clarifications: readonly { question: string; answer: string }[] = [
  {
    question:
      'Başvurunuza konu yerin açık adresini (mahalle, sokak, kapı numarası) bildirir misiniz?',
    answer:
      'Söz konusu yer, mahalle muhtarlığının karşısındaki sokaktır; köşesinde çocuk parkı vardır.',
  },
  {
    question: 'Olayın hangi gün ve saatte olduğunu bildirmeniz gerekmektedir.',
    answer: 'Geçen hafta salı günü öğleden sonra, saat üç sularında oldu.',
  },
  {
    question: 'Daha önce yaptığınız başvurunun tarihini ve biliyorsanız sayısını yazar mısınız?',
    answer: 'İlk başvurumu iki ay önce dilekçeyle yapmıştım; sayısı bana bildirilmedi.',
  },
  {
    question: 'Durumu gösteren bir belge veya fotoğraf varsa kısaca anlatır mısınız?',
    answer: 'Elimde belge yok; komşularım da aynı durumdadır ve tanıklık edebilirler.',
  },
];
