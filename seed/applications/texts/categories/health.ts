import type { CategoryTexts } from '../category-texts.ts';

export const health: CategoryTexts = {
  topics: {
    hastane: {
      weight: 34,
      problems: [
        [
          'Hastane randevusu bulunamaması',
          'Devlet hastanesinin göz ve kardiyoloji polikliniklerinden {süredir} randevu alamıyorum. Sistem sabah açıldığı anda bütün randevular dolu görünmektedir.',
        ],
        [
          'MR çekimi için uzun bekleme süresi',
          'Doktorumun istediği MR çekimi için bana altı ay sonraya gün verildi. Şikâyetlerim her geçen gün artmakta, tedavime başlanamamaktadır.',
        ],
        [
          'Poliklinikte yaşanan olumsuz tutum',
          '{sonTarih} tarihinde randevum olduğu hâlde muayene edilmeden geri gönderildim. Sıra bekleyen hastalara karşı kullanılan üslup son derece kırıcıydı.',
        ],
      ],
      reports: [
        [
          'Hastanede usulsüz para talebi',
          'Ameliyat sırasının öne alınması karşılığında hasta yakınlarından para istendiğini {sonTarih} tarihinde bizzat duydum.',
        ],
      ],
    },
    'aile-hekimligi': {
      weight: 14,
      problems: [
        [
          'Aile hekimi değişikliği',
          'Taşındığım hâlde aile hekimi değişikliğim “kontenjan dolu” gerekçesiyle yapılmıyor. Kronik hastalığım nedeniyle her ay ilaç yazdırmam gerekmektedir.',
        ],
        [
          'Aile sağlığı merkezinin yetersizliği',
          '{mahalle}’ndeki aile sağlığı merkezinde {süredir} görevlendirme ile hekim gelmekte, haftada yalnızca iki gün hizmet verilmektedir.',
        ],
      ],
    },
    asi: {
      weight: 3,
      problems: [
        [
          'Bebeğimin aşısının yapılamaması',
          'İki aylık bebeğimin aşısı, merkezde aşı bulunmadığı gerekçesiyle üç kez ertelendi. Aşı takviminin aksamasından endişe ediyorum.',
        ],
      ],
    },
    'tutun-denetimi': {
      weight: 3,
      problems: [
        [
          'Kapalı alanda sigara içilmesi',
          '{cadde} üzerindeki kahvehane ve kafelerde kapalı alanda sigara içilmekte, üst katta oturan bizler dumandan rahatsız olmaktayız.',
        ],
      ],
      reports: [
        [
          'Çocuklara sigara satılması',
          'Okul karşısındaki büfede yaşı küçük öğrencilere tek tek sigara satıldığını görüyorum; yer {cadde} No: {no} adresidir.',
        ],
      ],
    },
    'acil-saglik': {
      weight: 4,
      problems: [
        [
          'Ambulansın geç gelmesi',
          '{sonTarih} tarihinde babam fenalaştığında ambulans ancak kırk dakika sonra gelebildi. Mahallemize en yakın istasyonun yeri uygun değildir.',
        ],
        [
          'Acil serviste bekleme süresi',
          'Yüksek ateşli çocuğumla acil serviste saat {saat} itibarıyla üç saat bekledik. Tek hekimin görevli olduğu söylendi.',
        ],
      ],
    },
    'ilac-eczane': {
      weight: 4,
      problems: [
        [
          'İlacımın eczanelerde bulunmaması',
          'Epilepsi hastasıyım. Kullandığım ilaç {süredir} eczanelerde bulunmuyor, muadili ise bana iyi gelmemektedir.',
        ],
      ],
    },
    'agiz-dis': {
      weight: 5,
      problems: [
        [
          'Diş protezinde gecikme',
          'Ağız ve diş sağlığı merkezinde {tarih} tarihinde ölçüm alındı, protezim hâlâ teslim edilmedi. Yemek yemekte zorlanıyorum.',
        ],
      ],
    },
    'ozel-saglik': {
      weight: 5,
      problems: [
        [
          'Özel hastanede alınan fark ücreti',
          'Acil olarak başvurduğum özel hastanede benden {tutar} TL ilave ücret alındı. Acil hâllerde ücret alınmaması gerektiğini sonradan öğrendim.',
        ],
      ],
      reports: [
        [
          'Ruhsatsız güzellik merkezi',
          '{cadde} No: {no} adresinde hekim olmadan dolgu ve botoks uygulaması yapıldığını, bir tanıdığımın bu nedenle zarar gördüğünü bildirmek isterim.',
        ],
      ],
    },
    'e-nabiz': {
      weight: 3,
      problems: [
        [
          'Sağlık kayıtlarımda yanlış tanı',
          'e-Nabız kayıtlarımda hiç muayene olmadığım bir hastaneden girilmiş tanı ve reçete bulunmaktadır. Bu kayıt iş başvurumda sorun çıkarmıştır.',
        ],
      ],
    },
  },
  details: [
    [
      'Hasta hakları birimine sözlü olarak başvurdum, form doldurmam istendi.',
      'hastane',
      'acil-saglik',
      'agiz-dis',
      'ozel-saglik',
    ],
    [
      'Şeker ve tansiyon hastası olduğum için kontrollerimi aksatmamam gerekiyor.',
      'hastane',
      'aile-hekimligi',
      'ilac-eczane',
    ],
    [
      'Özel hastaneye gidecek maddi gücümüz bulunmamaktadır.',
      'hastane',
      'agiz-dis',
      'aile-hekimligi',
    ],
    [
      'Görevli hemşireler ellerinden geleni yapıyor, sorun personel sayısının azlığından kaynaklanmaktadır.',
      'hastane',
      'aile-hekimligi',
      'acil-saglik',
    ],
    [
      'Randevu hattını her sabah arıyorum, ilk dakikada yer kalmadığı söyleniyor.',
      'hastane',
      'agiz-dis',
    ],
    [
      'Tahlil sonuçlarım ve sevk kâğıdım ekte sunulabilecek durumdadır.',
      'hastane',
      'e-nabiz',
      'ozel-saglik',
      'ilac-eczane',
    ],
  ],
  actions: [
    [
      'Başvurunuz hastane yönetimince incelenmiş, tarafınıza {incelemeTarihi} tarihinden itibaren geçerli öncelikli randevu oluşturulmuştur.',
      'hastane',
      'agiz-dis',
    ],
    [
      'İlgili personel ile görüşülmüş, hasta iletişimi konusunda gerekli uyarılar yapılmıştır.',
      'hastane',
      'aile-hekimligi',
      'acil-saglik',
      'agiz-dis',
      'ozel-saglik',
    ],
    [
      'Poliklinikteki hekim sayısı artırılmış, ek muayene saatleri açılmıştır.',
      'hastane',
      'agiz-dis',
    ],
  ],
  obstacles: [
    [
      'İlgili branşta hekim sayısı sınırlı olduğundan randevular sıra ile verilmekte olup öne alınması mümkün olmamıştır.',
      'hastane',
      'agiz-dis',
    ],
    [
      'Yapılan incelemede uygulanan işlemlerin tıbbi gerekliliklere uygun olduğu değerlendirilmiştir.',
      'hastane',
      'ozel-saglik',
      'acil-saglik',
      'agiz-dis',
    ],
  ],
  questions: [
    '{yıl} yılında ilçe devlet hastanesinde branşlara göre ortalama randevu bekleme süresi',
    'Hastanede kadrolu ve görevlendirme ile çalışan uzman hekim sayısı',
    'Hasta hakları birimine yapılan şikâyetlerin sayısı ve sonuçları',
  ],
  ideas: [
    [
      'Gelinmeyen randevuların anında açılması',
      'İptal edilen ya da gelinmeyen randevuların aynı gün bekleyen hastalara kısa mesajla önerilmesinin bekleme süresini ciddi biçimde azaltacağını düşünüyorum.',
    ],
    [
      'Evde kan alma hizmeti',
      'Yatağa bağımlı hastalar için evde kan alma hizmetinin randevu ile yaygınlaştırılmasını öneriyorum.',
    ],
  ],
};
