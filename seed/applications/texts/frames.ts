import type { ApplicationType } from '../../../subgraphs/application/schema-types.ts';

/** The parts of every petition around its matter, on any topic. */
export const salutations: readonly string[] = [
  'Sayın Yetkili,',
  'Sayın İlgili,',
  'İlgili makama,',
  'Sayın Yetkililer, iyi çalışmalar dilerim.',
  'Merhaba, kolay gelsin.',
  'Cumhurbaşkanlığı İletişim Merkezi’ne,',
];

/** The writer. */
export const introductions: readonly string[] = [
  '{yer}’nde ikamet etmekteyim.',
  '{yer}’nde oturuyorum ve konuyu komşularım adına da dile getirmek istiyorum.',
  '{yer}, {cadde} No: {no} adresinde ailemle birlikte yaşıyorum.',
  'Yaklaşık on yıldır {yer}’nde yaşayan bir vatandaşım.',
  'Emekli bir vatandaş olarak {yer}’nde ikamet ediyorum.',
  '{yer}’nde iki çocuğumla birlikte oturuyorum.',
  '“{konu}” başlığında değerlendirilmesini istediğim konu aşağıda özetlenmiştir.',
  '{yer}’nde esnaflık yapmaktayım.',
];

/** Earlier attempts. */
export const histories: readonly string[] = [
  '{tarih} tarihinde konuyu telefonla ilettim, kayıt alındığı söylendi ancak bugüne kadar bir sonuç çıkmadı.',
  'Bu konuda daha önce {evrak} sayılı dilekçe ile başvurmuştum; verilen cevapta konunun incelendiği belirtildi, sahada bir değişiklik olmadı.',
  '{tarih} ve {sonTarih} tarihlerinde iki kez bizzat giderek görüştüm; her seferinde farklı bir birime yönlendirildim.',
  'Mahalle muhtarımız aracılığıyla da durum bildirildi, {sonTarih} tarihinde tekrar hatırlatma yapıldı.',
  'Daha önce yaptığım başvuru yanlış birime gittiği için sonuçsuz kaldı, bu nedenle yeniden yazmak zorunda kaldım.',
  'İlgili birimin danışma hattını {sonTarih} tarihinde aradım, görevli arkadaş çok ilgiliydi ancak yetkisinin olmadığını söyledi.',
  'Konu ile ilgili fotoğraflar ve tutanak elimdedir, istenmesi halinde hemen iletebilirim.',
  'Aynı sıkıntıyı yaşayan {sayı} kişinin imzaladığı bir dilekçe de {tarih} tarihinde elden teslim edilmişti.',
  '{sonTarih} tarihinde gelen ekip not alıp ayrıldı; sonrasında kimse aramadı.',
  'Bu başvurudan önce e-Devlet üzerinden de bir kayıt oluşturmuştum, kayıt “sonuçlandı” olarak göründüğü hâlde sorun sürmektedir.',
];

/** The people affected. */
export const effects: readonly string[] = [
  'Bu durumdan en çok yaşlılarımız, çocuklarımız ve engelli komşularımız etkilenmektedir.',
  'Evde bakıma ihtiyacı olan bir aile büyüğümüz bulunduğundan mağduriyetimiz her geçen gün artmaktadır.',
  'Çalışan bir insan olarak her seferinde işten izin almak zorunda kalıyorum ve bu durum beni zor durumda bırakıyor.',
  'Ailemizin bütçesi sınırlı olduğu için konunun bir an önce açıklığa kavuşması bizim için çok önemlidir.',
  'Çevremizde aynı sorunu yaşayan en az {sayı} hane olduğunu biliyorum.',
  'Uzayan süreç hem maddi hem manevi olarak bizi yıpratmıştır.',
  'Kimseyi zan altında bırakmak istemem; tek dileğim konunun çözüme kavuşmasıdır.',
  'Devletimizin vatandaşının yanında olduğuna inanıyor, bu nedenle size yazıyorum.',
  'Bölgede her gün yüzlerce kişi aynı sıkıntıyla karşılaşmaktadır.',
  'Kış aylarının yaklaşması ile birlikte durumun daha da zorlaşacağından endişe ediyoruz.',
  'Konunun ihmal edilmesi hâlinde ileride daha büyük bir masrafa yol açacağı açıktır.',
  'Özellikle sabah ve akşam saatlerinde yaşanan sıkıntı katlanarak artmaktadır.',
];

/** Further sentences for nearly any matter, in long letters. */
export const remarks: readonly string[] = [
  'Benzer bir konunun komşu ilçede kısa sürede çözüldüğünü öğrendim, aynı uygulamanın burada da yapılabileceğine inanıyorum.',
  'Sorumluluğun hangi birimde olduğu konusunda net bir cevap alamadım; bu nedenle başvurumun doğru birime yönlendirilmesini rica ediyorum.',
  'İstenmesi hâlinde yerinde inceleme sırasında hazır bulunabilirim, telefonum her zaman açıktır.',
  'Bugüne kadar bütün yükümlülüklerimi zamanında yerine getirdim, herhangi bir borcum ya da eksik evrakım bulunmamaktadır.',
  'Görevlilerin iş yükünün farkındayım, amacım kimseyi şikâyet etmek değil, konunun takip edilmesini sağlamaktır.',
  'Konuyu sosyal medyada dile getirmek yerine resmî yoldan iletmeyi daha doğru buldum.',
  'Durum yalnızca beni değil, aynı yerde yaşayan {sayı} kişiyi ilgilendirmektedir.',
  'Yetkili birimlerin saat {saat} sularında bölgeyi ziyaret etmesi hâlinde durum açıkça görülecektir.',
  'Yazılı cevap verilmesi, süreci takip edebilmem açısından benim için önem taşımaktadır.',
  'Gerekli görülürse komşularımın da beyanına başvurulabilir.',
  '{tarih} tarihinden bu yana tuttuğum notlarda her olayın günü ve saati kayıtlıdır.',
  'Konunun birden fazla kurumu ilgilendirdiğini biliyorum, kurumlar arasında koordinasyon sağlanmasını özellikle istirham ediyorum.',
  'Geçici çözümler kısa süre sonra yine aynı sonucu doğurmaktadır, kalıcı bir çözüm beklentimiz vardır.',
  'Bu vesileyle yapılan güzel hizmetler için de teşekkür etmek isterim.',
];

/** The end of the letter, before its name. */
export const closings: readonly string[] = [
  'Gereğini saygılarımla arz ederim.',
  'Gereğinin yapılmasını arz ederim. Saygılarımla.',
  'İlginiz için şimdiden teşekkür eder, saygılar sunarım.',
  'Bilgilerinize arz eder, çalışmalarınızda başarılar dilerim.',
  'Saygılarımla.',
  'Yardımlarınızı bekler, saygılarımı sunarım.',
];

/** The request, in the words of each type. */
export const wishes: Readonly<Record<ApplicationType, readonly string[]>> = {
  REQUEST: [
    'Konunun yerinde incelenerek gerekli işlemin yapılmasını ve sonucundan tarafıma bilgi verilmesini talep ediyorum.',
    'Talebimin değerlendirilmesini ve mümkün olan en kısa sürede sonuçlandırılmasını rica ediyorum.',
    'Tarafıma bu konuda yardımcı olunmasını istirham ediyorum.',
    'Gerekli çalışmanın programa alınmasını ve takviminin bildirilmesini istiyorum.',
    '3071 sayılı Dilekçe Hakkının Kullanılmasına Dair Kanun kapsamında talebimin karşılanmasını istiyorum.',
  ],
  COMPLAINT: [
    'Bu nedenle şikâyetçiyim; sorumlular hakkında gerekli incelemenin yapılmasını ve sonucun tarafıma bildirilmesini istiyorum.',
    'Yaşanan mağduriyetin giderilmesini ve aynı durumun tekrar etmemesi için önlem alınmasını talep ediyorum.',
    'Şikâyetimin ilgili birimce ciddiyetle ele alınmasını ve tarafıma yazılı cevap verilmesini istiyorum.',
    'Konunun denetlenmesini, ihmali bulunanlar varsa gereğinin yapılmasını talep ediyorum.',
    'Defalarca ilettiğim hâlde sonuç alamadığım bu konuda şikâyetimin işleme alınmasını istiyorum.',
  ],
  REPORT: [
    'İhbarımın gizlilik içinde değerlendirilmesini ve yerinde denetim yapılmasını talep ediyorum.',
    'Kimliğimin paylaşılmaması kaydıyla gerekli incelemenin başlatılmasını arz ederim.',
    'Bir vatandaş olarak gördüğümü bildirmeyi görev sayıyorum; gerekli denetimin yapılmasını istiyorum.',
  ],
  INFORMATION_REQUEST: [
    '4982 sayılı Bilgi Edinme Hakkı Kanunu kapsamında, istenen bilgi ve belgelerin elektronik ortamda tarafıma gönderilmesini talep ediyorum.',
    'Bilgi Edinme Hakkı Kanunu uyarınca yukarıdaki hususlarda süresi içinde bilgi verilmesini arz ederim.',
    'Bilgilerin bir kısmının verilememesi hâlinde gerekçesinin ve verilebilecek kısmın ayrıca bildirilmesini rica ederim.',
  ],
  SUGGESTION: [
    'Önerimin ilgili birimlerce değerlendirilmesini ve uygun görülmesi hâlinde hayata geçirilmesini dilerim.',
    'Küçük bir düzenlemeyle büyük bir kolaylık sağlanacağına inanıyor, önerimi takdirlerinize sunuyorum.',
    'Önerimin bir pilot uygulama ile denenmesinin yararlı olacağını düşünüyorum.',
  ],
  OPINION: [
    'Görüşümün yapılacak çalışmalarda dikkate alınmasını dilerim.',
    'Konuyla ilgili karar alınırken mahalle sakinlerinin de görüşüne başvurulmasını faydalı buluyorum.',
    'Katılımcı bir anlayışla hareket edileceğine inanıyor, görüşümü bilgilerinize sunuyorum.',
  ],
  THANKS: [
    'Emeği geçen herkese teşekkür eder, teşekkürümün ilgili personele iletilmesini rica ederim.',
    'Gösterdikleri özen için bütün ekibe şükranlarımı sunuyorum.',
    'Bu güzel hizmetin artarak devam etmesini dilerim.',
  ],
};
