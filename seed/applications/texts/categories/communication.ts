import type { CategoryTexts } from '../category-texts.ts';

export const communication: CategoryTexts = {
  topics: {
    'posta-kargo': {
      weight: 7,
      problems: [
        [
          'Kaybolan gönderi',
          '{tarih} tarihinde taahhütlü olarak gönderdiğim evrak alıcısına ulaşmadı. Takip ekranında {süredir} “dağıtımda” görünmektedir.',
        ],
        [
          'Tebligatın muhtara bırakılması',
          'Evde olduğum hâlde kapıya gelinmeden tebligatım muhtarlığa bırakılmış, itiraz süresini kaçırma noktasına geldim.',
        ],
      ],
    },
    'telefon-internet': {
      weight: 13,
      problems: [
        [
          'Taahhüt iptalinde istenen cayma bedeli',
          'Taşındığım adreste altyapı bulunmadığı hâlde internet aboneliğimi iptal ettirmek istediğimde {tutar} TL cayma bedeli istenmektedir.',
        ],
        [
          'İnternet hızının düşük olması',
          '{mahalle}’nde internet {süredir} akşam saatlerinde kullanılamayacak kadar yavaştır; çocuklarım derslerine katılamıyor.',
        ],
        [
          'Baz istasyonu kurulması',
          '{cadde} üzerindeki binanın çatısına bilgimiz dışında baz istasyonu kurulmaktadır. Hemen yanında anaokulu bulunmaktadır.',
        ],
      ],
    },
    'radyo-televizyon': {
      weight: 4,
      problems: [
        [
          'Televizyon yayını hakkında',
          '{sonTarih} tarihinde saat {saat} sularında yayımlanan programda çocukların izleyebileceği bir saatte şiddet içeren görüntüler gösterilmiştir.',
        ],
      ],
    },
    'kamu-yayinciligi': {
      weight: 1,
      problems: [
        [
          'Altyazı ve işaret dili eksikliği',
          'İşitme engelli bir yakınım ana haber bültenlerinde işaret dili bulunmadığı için yayınları takip edememektedir.',
        ],
      ],
    },
  },
  details: [
    [
      'Müşteri hizmetleri her aramada farklı bir bilgi vermektedir.',
      'telefon-internet',
      'posta-kargo',
    ],
    ['Şubeye bizzat gittim, yetkilinin izinde olduğu söylendi.', 'posta-kargo', 'telefon-internet'],
    ['Gönderi numarası ve ödeme belgesi elimdedir.', 'posta-kargo'],
    ['Apartman sakinlerinin tamamı aynı sorundan şikâyetçidir.', 'telefon-internet'],
  ],
  actions: [
    [
      'Konu ilgili işletmeci nezdinde incelenmiş, {incelemeTarihi} tarihinde arızanın giderildiği ve bedel iadesinin yapılacağı bildirilmiştir.',
      'telefon-internet',
    ],
    ['Gönderinizin akıbeti araştırılmış ve teslimatın yapılması sağlanmıştır.', 'posta-kargo'],
  ],
  obstacles: [
    [
      'Taahhütlü aboneliklerde cayma bedelinin yönetmelikte belirlenen sınırlar içinde olduğu görülmüştür.',
      'telefon-internet',
    ],
  ],
  questions: [
    'Mahallede bulunan baz istasyonlarının yerleri ve son ölçüm sonuçları',
    '{yıl} yılında kaybolan veya hasar gören gönderi sayısı',
  ],
  ideas: [
    [
      'Mahallelere gönderi dolabı',
      'Gün boyu evde olmayanlar için mahallelere şifreli gönderi dolapları konulmasını öneriyorum.',
    ],
  ],
};
