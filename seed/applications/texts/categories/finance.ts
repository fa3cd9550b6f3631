import type { CategoryTexts } from '../category-texts.ts';

export const finance: CategoryTexts = {
  topics: {
    vergi: {
      weight: 11,
      problems: [
        [
          'Yapılandırma taksitinin sisteme işlenmemesi',
          'Yapılandırma kapsamındaki taksitimi {tarih} tarihinde ödediğim hâlde borcum duruyor görünmekte, hesabıma elektronik haciz konulmuştur.',
        ],
        [
          'Satılan aracın vergi borcu',
          'Yıllar önce noterden sattığım aracın motorlu taşıtlar vergisi hâlâ adıma tahakkuk ettirilmektedir; çıkan borç {tutar} TL’dir.',
        ],
      ],
    },
    'vergi-ihbari': {
      weight: 6,
      problems: [
        [
          'Fiş verilmemesi',
          '{cadde} üzerindeki lokantada ödeme yaptıktan sonra fiş istediğimde “sistem kapalı” denilerek fiş verilmedi.',
        ],
      ],
      reports: [
        [
          'Kira gelirinin beyan edilmemesi',
          'Çok sayıda dairesi bulunan bir kişinin kiraları elden alarak beyan etmediğini, {cadde} No: {no} adresindeki binanın tamamının bu kişiye ait olduğunu bildiriyorum.',
        ],
        [
          'Fiş ve fatura düzenlemeyen işletme',
          '{cadde} No: {no} adresindeki işletme kart kabul etmemekte, ödemeleri elden ve belgesiz almaktadır. Günlük cirosunun yüksek olduğu açıktır.',
        ],
      ],
    },
    'kamu-odemeleri': {
      weight: 3,
      problems: [
        [
          'Emanet paranın iadesi',
          'Mahkeme veznesine yatırdığım ve iadesine karar verilen {tutar} TL için {tarih} tarihinde başvurdum, ödeme yapılmadı.',
        ],
      ],
    },
    'hazine-arazisi': {
      weight: 4,
      problems: [
        [
          'Ecrimisil ihbarnamesine itiraz',
          'Kullanmadığım bir hazine taşınmazı için adıma {tutar} TL ecrimisil ihbarnamesi düzenlenmiştir.',
        ],
      ],
      reports: [
        [
          'Hazine arazisinin işgali',
          'Köyümüzdeki hazine arazisinin bir kişi tarafından çevrilerek ekildiğini ve üzerine ahır yapıldığını bildiririm.',
        ],
      ],
    },
    bankacilik: {
      weight: 8,
      problems: [
        [
          'Kredi kartımdan bilgim dışında çekim',
          '{sonTarih} tarihinde kredi kartımdan bilgim dışında {tutar} TL çekildi. Bankaya hemen bildirmeme rağmen itirazım reddedildi.',
        ],
        [
          'Kredi dosya masrafı',
          'Kullandığım krediden, sözleşmede yer almayan adlar altında kesintiler yapılmıştır; iade talebim {süredir} cevapsızdır.',
        ],
      ],
    },
    sigortacilik: {
      weight: 4,
      problems: [
        [
          'Hasar ödemesinin yapılmaması',
          'Kazada zarar gören aracımın hasar ödemesi, eksper raporu lehime olduğu hâlde {süredir} yapılmamaktadır.',
        ],
      ],
    },
    'sermaye-piyasasi': {
      weight: 2,
      problems: [
        [
          'Aracı kurumun hatalı işlemi',
          'Verdiğim satış emri aracı kurumun sistemindeki arıza nedeniyle gerçekleşmedi ve zarara uğradım.',
        ],
      ],
      reports: [
        [
          'Sosyal medyada yatırım vaadi',
          'Kesin kazanç vaadiyle hisse önerip ücretli gruba üye toplayan hesaplar bulunduğunu bildirmek isterim.',
        ],
      ],
    },
    'kamu-ihalesi': {
      weight: 1,
      problems: [
        [
          'İhale şartnamesine itiraz',
          '{evrak} kayıt numaralı ihalenin teknik şartnamesinin tek bir markayı tarif ettiğini düşünüyorum.',
        ],
      ],
    },
  },
  details: [
    [
      'Ödeme dekontları ve yazışmalar dosyamda mevcuttur.',
      'vergi',
      'kamu-odemeleri',
      'bankacilik',
      'sigortacilik',
      'hazine-arazisi',
    ],
    ['Hesabıma konulan bloke nedeniyle kiramı dahi ödeyemedim.', 'vergi'],
    ['Küçük bir esnaf olarak bu yükü kaldırmam mümkün değildir.', 'vergi', 'hazine-arazisi'],
    [
      'Müşteri temsilcisi konunun genel müdürlükte olduğunu söylemektedir.',
      'bankacilik',
      'sigortacilik',
      'sermaye-piyasasi',
    ],
    [
      'Görevli memur hatanın sistemden kaynaklanabileceğini ifade etti.',
      'vergi',
      'kamu-odemeleri',
      'hazine-arazisi',
    ],
  ],
  actions: [
    [
      'Ödemeniz {incelemeTarihi} tarihinde hesabınıza mahsup edilmiş ve haciz kaldırılmıştır.',
      'vergi',
      'kamu-odemeleri',
    ],
    [
      'Başvurunuz ilgili kuruluşa iletilmiş, alınan açıklama doğrultusunda gerekli düzeltmenin yapıldığı bildirilmiştir.',
      'bankacilik',
      'sigortacilik',
      'sermaye-piyasasi',
    ],
    ['İhbarınız değerlendirilmek üzere denetim birimine havale edilmiştir.', 'vergi-ihbari'],
  ],
  obstacles: [
    [
      '213 sayılı Vergi Usul Kanunu’nun 5’inci maddesi uyarınca mükelleflere ilişkin bilgilerin açıklanması mümkün değildir.',
      'vergi-ihbari',
      'vergi',
    ],
    [
      'Sözleşmeden doğan uyuşmazlıkların genel hükümlere göre yargı mercilerinde çözülmesi gerekmektedir.',
      'bankacilik',
      'sigortacilik',
      'sermaye-piyasasi',
    ],
  ],
  questions: [
    '{yıl} yılında ilde yapılan yaygın ve yoğun vergi denetimlerinin sayısı ve sonuçları',
    'Ecrimisil bedelinin hesaplanmasında esas alınan emsal değerler',
  ],
  ideas: [
    [
      'Vergi taksitlerinde gün seçimi',
      'Mükelleflerin taksit gününü kendi gelir gününe göre seçebilmesinin tahsilatı da artıracağını düşünüyorum.',
    ],
  ],
};
