import type { CategoryTexts } from '../category-texts.ts';

export const transport: CategoryTexts = {
  topics: {
    'toplu-tasima': {
      weight: 17,
      problems: [
        [
          'Otobüs seferlerinin yetersizliği',
          '{mahalle}’nden merkeze giden otobüsler sabah saatlerinde yarım saatte bir gelmekte ve dolu olduğu için durakta durmamaktadır.',
        ],
        [
          'Yeni durak ve hat talebi',
          'Yeni yapılan konutlarla nüfusu artan {mahalle}’ne toplu taşıma hattı bulunmamaktadır; en yakın durağa yirmi dakika yürüyoruz.',
        ],
        [
          'Otobüs şoförünün tutumu',
          '{sonTarih} tarihinde saat {saat} sularında bindiğim otobüste şoför, ücretsiz kartını kullanan yaşlı bir yolcuya kaba davrandı ve durağa gelmeden indirdi.',
        ],
      ],
    },
    'taksi-dolmus': {
      weight: 6,
      problems: [
        [
          'Taksi şoförünün kısa mesafeye gitmemesi',
          '{sonTarih} tarihinde hastane önünde üç taksi, mesafe kısa olduğu için hasta annemi almayı reddetti.',
        ],
      ],
      reports: [
        [
          'Korsan taşımacılık',
          'Otogar çevresinde her sabah saat {saat} sularında özel araçlarla ücret karşılığı yolcu taşınmaktadır; plakaları not ettim.',
        ],
      ],
    },
    'sehirlerarasi-tasima': {
      weight: 3,
      problems: [
        [
          'Otobüs firmasının bilet iadesi yapmaması',
          'Yolculuktan iki gün önce iptal ettiğim biletin ücreti otobüs firması tarafından iade edilmedi.',
        ],
      ],
    },
    demiryolu: {
      weight: 3,
      problems: [
        [
          'Hemzemin geçitte bariyer bulunmaması',
          'Mahallemizdeki hemzemin geçidin bariyeri {süredir} çalışmamakta, trenler geçerken araçlar ray üzerinde kalmaktadır.',
        ],
      ],
    },
    havayolu: {
      weight: 3,
      problems: [
        [
          'İptal edilen uçuş için ödeme',
          '{sonTarih} tarihli uçuşum iptal edildiği hâlde ne bilet bedelim ne de yönetmelikte öngörülen tazminat ödendi.',
        ],
      ],
    },
    denizcilik: {
      weight: 1,
      problems: [
        [
          'Vapur seferlerinin kaldırılması',
          'Kış tarifesiyle birlikte son vapur seferinin kaldırılması vardiyalı çalışanları zor durumda bırakmıştır.',
        ],
      ],
    },
  },
  details: [
    [
      'Durakta kapalı bekleme yeri olmadığından yağmurda ve güneşte ayakta bekliyoruz.',
      'toplu-tasima',
    ],
    [
      'Aynı hatta çalışan araçların arka arkaya geldiği, sonra uzun süre gelmediği görülmektedir.',
      'toplu-tasima',
    ],
    [
      'İşe ve okula geç kalanların sayısı her geçen gün artmaktadır.',
      'toplu-tasima',
      'denizcilik',
      'demiryolu',
    ],
    ['Uygulamada görünen sefer saatleri ile gerçek saatler birbirini tutmuyor.', 'toplu-tasima'],
    ['Engelli rampası çalışmayan araçlar seferde kullanılmaktadır.', 'toplu-tasima'],
  ],
  actions: [
    [
      'Hat üzerindeki yolcu yoğunluğu incelenmiş, {incelemeTarihi} tarihinden itibaren ek sefer konulmuştur.',
      'toplu-tasima',
    ],
    [
      'Araç içi kamera kayıtları incelenmiş ve ilgili şoför hakkında işlem yapılmıştır.',
      'toplu-tasima',
    ],
    [
      'Talebiniz uygun görülmüş, durak yeri ulaşım koordinasyon merkezinin gündemine alınmıştır.',
      'toplu-tasima',
    ],
  ],
  obstacles: [
    [
      'Yapılan yolcu sayımında hattın doluluk oranı ek sefer için yeterli bulunmamıştır.',
      'toplu-tasima',
    ],
  ],
  questions: [
    '{yıl} yılında hat bazında taşınan yolcu sayısı ve sefer gerçekleşme oranı',
    'Toplu taşıma araçlarının yaş ortalaması ve engelli erişimine uygun olanların oranı',
  ],
  ideas: [
    [
      'Aktarmalarda ücret alınmaması',
      'Bir saat içindeki aktarmalardan ücret alınmamasının toplu taşımayı özendireceğini ve trafiği rahatlatacağını düşünüyorum.',
    ],
  ],
};
