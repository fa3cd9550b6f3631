import type { CategoryTexts } from '../category-texts.ts';

export const industry: CategoryTexts = {
  topics: {
    'kobi-destekleri': {
      weight: 4,
      problems: [
        [
          'Girişimcilik desteği ödemesi',
          'Girişimcilik desteği kapsamında aldığım makinenin faturası onaylandığı hâlde destek ödemesi {süredir} yapılmadı.',
        ],
      ],
    },
    'olcu-ayar': {
      weight: 3,
      problems: [
        [
          'Asansörün güvenli olmaması',
          'Apartmanımızın asansörü kırmızı etiket aldığı hâlde çalıştırılmaya devam edilmekte, sık sık katlar arasında kalınmaktadır.',
        ],
      ],
      reports: [
        [
          'Akaryakıt istasyonunda eksik dolum',
          '{cadde} üzerindeki akaryakıt istasyonunda pompanın eksik dolum yaptığını, deponun hacminden fazla yakıt gösterdiğini {sonTarih} tarihinde fark ettim.',
        ],
      ],
    },
    'organize-sanayi': {
      weight: 2,
      problems: [
        [
          'Sanayi bölgesinde altyapı sorunu',
          'Organize sanayi bölgesinde elektrik dalgalanmaları nedeniyle üretimimiz haftada birkaç kez durmaktadır.',
        ],
      ],
    },
    'patent-marka': {
      weight: 2,
      problems: [
        [
          'Marka tescil başvurusu',
          'Marka başvurum {evrak} numara ile kayıtlıdır; yapılan itiraza verdiğim cevabın değerlendirilmediğini düşünüyorum.',
        ],
      ],
    },
    standartlar: {
      weight: 2,
      problems: [
        [
          'Araç proje onayı',
          'Engelli aracım için yaptırdığım tadilatın proje onayı {süredir} bekletilmekte, aracımı kullanamamaktayım.',
        ],
      ],
    },
    'arastirma-destekleri': {
      weight: 2,
      problems: [
        [
          'Proje bursunun yatmaması',
          'Araştırma projesinde bursiyer olarak görev yapıyorum; bursum {tarih} tarihinden beri ödenmedi.',
        ],
      ],
    },
  },
  details: [
    [
      'Bütün belgeler sisteme süresi içinde yüklenmiştir.',
      'kobi-destekleri',
      'arastirma-destekleri',
      'patent-marka',
      'standartlar',
    ],
    [
      'Uzman değişikliği nedeniyle dosyanın yeniden inceleneceği söylendi.',
      'kobi-destekleri',
      'patent-marka',
      'standartlar',
    ],
    [
      'Nakit akışımız bozulduğu için çalışanlarımızın ücretlerini ödemekte zorlanıyoruz.',
      'kobi-destekleri',
      'organize-sanayi',
    ],
    [
      'Kurumun çağrı merkezi yalnızca genel bilgi vermektedir.',
      'kobi-destekleri',
      'patent-marka',
      'standartlar',
      'arastirma-destekleri',
    ],
  ],
  actions: [
    [
      'Dosyanız {incelemeTarihi} tarihinde uzmanımızca incelenmiş ve ödeme onayı verilmiştir.',
      'kobi-destekleri',
      'arastirma-destekleri',
    ],
    [
      'Yerinde yapılan denetimde tespit edilen uygunsuzluk hakkında işlem yapılmıştır.',
      'olcu-ayar',
      'organize-sanayi',
    ],
  ],
  obstacles: [
    [
      'Uygulama esaslarında belirtilen süre içinde belge sunulmadığından ödeme talebi kabul edilememiştir.',
      'kobi-destekleri',
      'arastirma-destekleri',
    ],
  ],
  questions: [
    '{yıl} yılında ilde desteklenen işletme sayısı ve toplam destek tutarı',
    'Asansör denetimlerinde kırmızı etiket alan bina sayısı',
  ],
  ideas: [
    [
      'Gençlere atölye desteği',
      'Meslek lisesi mezunlarının ortak kullanabileceği atölyeler kurulmasının girişimciliği artıracağını düşünüyorum.',
    ],
  ],
};
