import type { CategoryTexts } from '../category-texts.ts';

export const energy: CategoryTexts = {
  topics: {
    elektrik: {
      weight: 17,
      problems: [
        [
          'Sokak lambalarının yanmaması',
          '{cadde} üzerindeki sokak lambaları {süredir} yanmamaktadır. Akşam işten dönen kadınlar ve çocuklar karanlıkta yürümektedir.',
        ],
        [
          'Sık elektrik kesintisi',
          '{mahalle}’nde her rüzgârda ve yağmurda elektrik kesilmekte, evdeki cihazlarımız gerilim dalgalanmasından bozulmaktadır.',
        ],
        [
          'Tehlike oluşturan elektrik direği',
          '{cadde} No: {no} önündeki ahşap direk çürümüş ve eğilmiştir. Tellerin boyu çocukların ulaşabileceği kadar düşmüştür.',
        ],
      ],
    },
    'enerji-faturasi': {
      weight: 8,
      problems: [
        [
          'Yüksek elektrik faturası',
          'Kullanım alışkanlığım değişmediği hâlde bu ay {tutar} TL elektrik faturası geldi. Sayaç değişiminden sonra tüketimim üç katına çıkmış görünmektedir.',
        ],
        [
          'Güvence bedelinin iade edilmemesi',
          'Doğal gaz aboneliğimi {tarih} tarihinde kapattım, güvence bedelim güncel değeriyle iade edilmedi.',
        ],
      ],
      reports: [
        [
          'Kaçak elektrik kullanımı',
          '{cadde} No: {no} adresindeki iş yerinin doğrudan hattan kaçak elektrik kullandığını, bu yüzden mahallede gerilimin düştüğünü bildiriyorum.',
        ],
      ],
    },
    'dogal-gaz': {
      weight: 6,
      problems: [
        [
          'Mahallemize doğal gaz verilmesi',
          'Çevremizdeki bütün mahallelere doğal gaz bağlandığı hâlde {cadde} çevresine hat çekilmedi. {sayı} hane hâlâ kömürle ısınmaktadır.',
        ],
      ],
    },
    maden: {
      weight: 2,
      problems: [
        [
          'Maden sahasının köye etkisi',
          'Köyümüzün yakınındaki maden sahasında yapılan çalışmalar nedeniyle içme suyumuz azaldı, evlerimizde çatlaklar oluştu.',
        ],
      ],
      reports: [
        [
          'Ruhsat sınırı dışında çalışma',
          'Ocağın ruhsat sınırını aşarak meraya doğru ilerlediğini ve ağaçların söküldüğünü bildirmek isterim.',
        ],
      ],
    },
  },
  details: [
    ['Arıza hattını her aradığımda “ekip yönlendirildi” deniliyor, gelen olmuyor.', 'elektrik'],
    [
      'Kesintiler evde tıbbi cihaz kullanan bir hastamız olduğu için hayati önem taşımaktadır.',
      'elektrik',
    ],
    [
      'Şirket önceki okumaların tahmini olduğunu kabul etti, düzeltme ise yapılmadı.',
      'enerji-faturasi',
    ],
    ['Bölgedeki trafonun kapasitesinin yetersiz olduğu söylenmektedir.', 'elektrik'],
    ['Karanlık nedeniyle hırsızlık olayları da artmıştır.', 'elektrik'],
  ],
  actions: [
    [
      'Dağıtım şirketi ekiplerince {incelemeTarihi} tarihinde arıza giderilmiş, lambalar yenilenmiştir.',
      'elektrik',
    ],
    [
      'Sayaç laboratuvar kontrolünden geçirilmiş, hatalı tahakkuk düzeltilmiştir.',
      'enerji-faturasi',
    ],
    ['Trafo kapasitesinin artırılması yatırım planına alınmıştır.', 'elektrik'],
  ],
  obstacles: [
    [
      'Belirtilen bölgede yatırımın yapılabilmesi için imar planı ve yol kotlarının kesinleşmesi beklenmektedir.',
      'dogal-gaz',
      'elektrik',
    ],
  ],
  questions: [
    '{yıl} yılında mahallede yaşanan elektrik kesintilerinin sayısı ve ortalama süresi',
    'Aydınlatma arızalarının giderilmesine ilişkin ortalama süre',
  ],
  ideas: [
    [
      'Güneş enerjili sokak aydınlatması',
      'Park ve bahçelerde güneş enerjili aydınlatmaya geçilmesinin hem tasarruf hem de güvenlik sağlayacağını düşünüyorum.',
    ],
  ],
};
