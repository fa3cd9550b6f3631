import type { CategoryTexts } from '../category-texts.ts';

export const publicSafety: CategoryTexts = {
  topics: {
    asayis: {
      weight: 22,
      problems: [
        [
          'Mahallemizde asayiş sorunu',
          '{cadde} üzerindeki parkın çevresinde {süredir} saat {saat} sularından itibaren kalabalık gruplar toplanmakta, alkol alınmakta ve kavgalar yaşanmaktadır. Çocuklarımızı dışarı çıkaramıyoruz.',
        ],
        [
          'Motosiklet hırsızlığı',
          '{sonTarih} tarihinde {cadde} No: {no} önünden motosikletim çalındı. Çevredeki iş yerlerinin kamera kayıtlarının silinmeden alınmasını istedim ancak süreç ağır ilerlemektedir.',
        ],
        [
          'Devriye sayısının artırılması',
          'Son aylarda {mahalle}’nde kapı önünden bisiklet ve araç içinden eşya çalınması olayları arttı. Akşam saatlerinde devriye görülmemektedir.',
        ],
      ],
      reports: [
        [
          'Kumar oynatılan iş yeri',
          '{cadde} No: {no} adresinde dernek lokali görünümü altında kumar oynatıldığını, gece saat {saat} sonrasında kapıların kapatılarak içeriye yalnızca tanıdıkların alındığını duydum ve gözlemledim.',
        ],
        [
          'Ruhsatsız silahla havaya ateş edilmesi',
          '{mahalle}’nde düzenlenen düğünlerde aynı kişilerin havaya ateş açtığına birkaç kez şahit oldum; son olay {sonTarih} tarihinde saat {saat} sularında yaşandı.',
        ],
      ],
    },
    uyusturucu: {
      weight: 5,
      problems: [
        [
          'Okul çevresinde uyuşturucu endişesi',
          'Okul çıkış saatlerinde {cadde} üzerinde şüpheli kişilerin öğrencilerle temas kurduğu konuşulmaktadır. Veliler olarak bölgede önlemlerin artırılmasını istiyoruz.',
        ],
      ],
      reports: [
        [
          'Uyuşturucu satışı şüphesi',
          '{cadde} No: {no} civarında her akşam saat {saat} sularında farklı araçların kısa süre durup ayrıldığını, elden bir şeyler alınıp verildiğini görüyorum. Madde satışı yapıldığından şüpheleniyorum.',
        ],
        [
          'Metruk binada madde kullanımı',
          '{cadde} üzerindeki metruk binada gençlerin madde kullandığını, içeriden {süredir} koku geldiğini ve çevreye zarar verildiğini bildirmek isterim.',
        ],
      ],
    },
    'siber-suclar': {
      weight: 7,
      problems: [
        [
          'İnternet üzerinden dolandırılmam',
          '{sonTarih} tarihinde kendisini banka görevlisi olarak tanıtan kişi tarafından {tutar} TL dolandırıldım. Şikâyetçi oldum, hesabın bloke edilip edilmediği konusunda bilgi alamıyorum.',
        ],
        [
          'Adıma açılan sahte sosyal medya hesabı',
          'Fotoğraflarım kullanılarak adıma sahte bir hesap açılmış, tanıdıklarımdan para istenmiştir; {süredir} uğraşmama rağmen hesap kapatılmadı.',
        ],
      ],
      reports: [
        [
          'Sahte kiralık ev ilanları',
          'Bir ilan sitesinde aynı kişinin farklı adlarla sahte kiralık ev ilanları vererek kapora topladığını tespit ettim. Yaklaşık {sayı} kişinin mağdur olduğunu düşünüyorum.',
        ],
      ],
    },
    kacakcilik: {
      weight: 2,
      problems: [
        [
          'Tefecilik mağduriyeti',
          'İş yerim için aldığım borç karşılığında benden sürekli yüksek faiz istenmekte, ödeyemediğimde tehdit edilmekteyim. Korunma talebimin değerlendirilmesini istiyorum.',
        ],
      ],
      reports: [
        [
          'Kaçak sigara satışı',
          '{cadde} No: {no} adresindeki büfede tezgâh altından bandrolsüz sigara ve tütün satıldığına {sonTarih} tarihinde bizzat şahit oldum.',
        ],
      ],
    },
    'silah-ruhsati': {
      weight: 3,
      problems: [
        [
          'Silah ruhsatı yenileme işlemi',
          'Bulundurma ruhsatımın yenilenmesi için {tarih} tarihinde başvurdum. Sağlık kurulu raporum tamamlandığı hâlde dosyam {süredir} beklemektedir.',
        ],
      ],
    },
    'ozel-guvenlik': {
      weight: 3,
      problems: [
        [
          'Özel güvenlik kimlik kartının gelmemesi',
          'Yenileme eğitimini tamamlayıp sınavı kazandığım hâlde özel güvenlik kimlik kartım düzenlenmedi; bu nedenle işe başlayamıyorum.',
        ],
      ],
    },
    'kirsal-guvenlik': {
      weight: 4,
      problems: [
        [
          'Köyümüzde hayvan hırsızlığı',
          'Köyümüzde son iki ayda {sayı} küçükbaş hayvan çalındı. Jandarma ekipleri ilgileniyor ancak geceleri devriye yapılmadığı için olaylar tekrarlanmaktadır.',
        ],
      ],
      reports: [
        [
          'Kaçak kazı yapılması',
          'Köyümüzün üst tarafındaki eski yerleşim alanında geceleri saat {saat} sularında ışık ve iş makinesi sesi duyulmakta, kaçak kazı yapıldığı anlaşılmaktadır.',
        ],
      ],
    },
    'kiyi-guvenligi': {
      weight: 1,
      problems: [
        [
          'Kıyıya yakın seyreden tekneler',
          'Yüzme alanına çok yakın ve hızlı seyreden deniz motorları {süredir} can güvenliğimizi tehlikeye atmaktadır.',
        ],
      ],
    },
  },
  details: [
    [
      'Her seferinde 112’yi aradık, ekip geldiğinde gruplar dağılmış oluyor.',
      'asayis',
      'uyusturucu',
      'kirsal-guvenlik',
    ],
    [
      'Bölgedeki aydınlatmanın yetersiz olması durumu daha da kötüleştirmektedir.',
      'asayis',
      'uyusturucu',
    ],
    [
      'Elimdeki görüntü ve kayıtları yetkililerle paylaşmaya hazırım.',
      'asayis',
      'uyusturucu',
      'siber-suclar',
      'kacakcilik',
      'kirsal-guvenlik',
      'kiyi-guvenligi',
    ],
    [
      'Mahallede yaşayan aileler akşam saatlerinde evlerine dönerken tedirgin olmaktadır.',
      'asayis',
      'uyusturucu',
      'kirsal-guvenlik',
    ],
    ['Okulun bölgeye yürüme mesafesinde olması endişemizi artırmaktadır.', 'asayis', 'uyusturucu'],
    [
      'Görevli polis memurlarının ilgisinden memnunuz, ancak sayıları yetersiz kalmaktadır.',
      'asayis',
      'uyusturucu',
    ],
  ],
  actions: [
    [
      'Belirtilen adres ve çevresinde {incelemeTarihi} tarihinden itibaren sivil ve resmî devriye sayısı artırılmış, uygulama noktaları oluşturulmuştur.',
      'asayis',
      'uyusturucu',
      'kirsal-guvenlik',
    ],
    [
      'Başvurunuzda belirtilen hususlar ilgili büro amirliğince araştırılmış, tespit edilen kişiler hakkında yasal işlem başlatılmıştır.',
      'asayis',
      'uyusturucu',
      'siber-suclar',
      'kacakcilik',
      'kirsal-guvenlik',
    ],
    [
      'Bölgede bulunan kamera kayıtları incelemeye alınmış, devriye planı gece saatlerini kapsayacak şekilde güncellenmiştir.',
      'asayis',
      'uyusturucu',
    ],
  ],
  obstacles: [
    [
      'Yapılan araştırmada başvurunuzda belirtilen hususları doğrulayacak bir bulguya rastlanmamıştır.',
      'asayis',
      'uyusturucu',
      'siber-suclar',
      'kacakcilik',
      'kirsal-guvenlik',
      'kiyi-guvenligi',
    ],
    [
      'Konu hakkında yürütülen soruşturma gizli olduğundan ayrıntılı bilgi verilmesi mümkün değildir.',
      'asayis',
      'uyusturucu',
      'siber-suclar',
      'kacakcilik',
    ],
  ],
  questions: [
    '{yıl} yılında ilçede meydana gelen hırsızlık olaylarının sayısı ve aydınlatılma oranı',
    'Mahallede bulunan kent güvenlik kameralarının sayısı ve kaçının faal olduğu',
  ],
  ideas: [
    [
      'Mahalle bekçisi uygulamasının yaygınlaştırılması',
      '{mahalle}’nde çarşı ve mahalle bekçisi sayısının artırılmasının hem güven duygusunu pekiştireceğini hem de olayları azaltacağını düşünüyorum.',
    ],
  ],
};
