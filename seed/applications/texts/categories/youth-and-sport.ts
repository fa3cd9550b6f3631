import type { CategoryTexts } from '../category-texts.ts';

export const youthAndSport: CategoryTexts = {
  topics: {
    'ogrenci-yurdu': {
      weight: 9,
      problems: [
        [
          'Yurt başvurumun çıkmaması',
          'Ailemin geliri düşük olduğu hâlde yurt başvurum yedekte kaldı. Kiraların yüksekliği nedeniyle eğitimimi yarıda bırakma noktasındayım.',
        ],
        [
          'Yurtta sıcak su sorunu',
          'Kaldığım öğrenci yurdunda {süredir} saat {saat} sonrasında sıcak su verilmemekte, asansörlerden biri de çalışmamaktadır.',
        ],
      ],
    },
    'burs-kredi': {
      weight: 6,
      problems: [
        [
          'Bursumun kesilmesi',
          'Başarı notum yeterli olduğu hâlde bursum kesildi. Okulum not bilgilerini geç gönderdiği için mağdur oldum.',
        ],
        [
          'Öğrenim kredisi borcunun yapılandırılması',
          'İşsiz olduğum hâlde öğrenim kredisi borcum vergi dairesine bildirilmiş, hesabıma bloke konulmuştur.',
        ],
      ],
    },
    'genclik-merkezleri': {
      weight: 2,
      problems: [
        [
          'Gençlik merkezi talebi',
          '{mahalle}’nde gençlerin vakit geçirebileceği bir gençlik merkezi bulunmamaktadır; en yakın merkeze toplu taşıma da yoktur.',
        ],
      ],
    },
    'spor-tesisleri': {
      weight: 4,
      problems: [
        [
          'Yüzme havuzunun kapalı olması',
          'İlçemizdeki yarı olimpik havuz bakım gerekçesiyle {süredir} kapalıdır. Lisanslı sporcularımız antrenman yapamamaktadır.',
        ],
      ],
    },
  },
  details: [
    [
      'Ailemin durumunu gösteren belgeleri sisteme eksiksiz yükledim.',
      'ogrenci-yurdu',
      'burs-kredi',
    ],
    ['Aynı durumda olan birçok arkadaşım bulunmaktadır.', 'ogrenci-yurdu', 'burs-kredi'],
    [
      'Tesis görevlileri ödenek beklendiğini söylemektedir.',
      'spor-tesisleri',
      'genclik-merkezleri',
    ],
    [
      'Sınav dönemine denk gelen bu sorun derslerimi olumsuz etkilemektedir.',
      'ogrenci-yurdu',
      'burs-kredi',
    ],
  ],
  actions: [
    [
      'Yerleştirme listesi güncellenmiş olup durumunuzu e-Devlet üzerinden kontrol edebilirsiniz.',
      'ogrenci-yurdu',
    ],
    [
      'Tesiste {incelemeTarihi} tarihinde yapılan kontrolde arıza giderilmiş ve hizmete devam edilmiştir.',
      'spor-tesisleri',
      'ogrenci-yurdu',
    ],
  ],
  obstacles: [
    [
      'Mevcut kapasite nedeniyle talebiniz yedek sırada değerlendirilmeye devam edilecektir.',
      'ogrenci-yurdu',
      'genclik-merkezleri',
    ],
  ],
  questions: [
    '{yıl} yılında ilde bulunan yurtların kapasitesi ve yedekte bekleyen öğrenci sayısı',
    'Spor tesislerinin bakım takvimi ve yapılan harcamalar',
  ],
  ideas: [
    [
      'Mahalleler arası spor turnuvası',
      'Yaz aylarında mahalleler arası spor turnuvaları düzenlenmesinin gençleri kötü alışkanlıklardan uzak tutacağına inanıyorum.',
    ],
  ],
};
