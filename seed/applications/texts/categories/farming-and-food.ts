import type { CategoryTexts } from '../category-texts.ts';

export const farmingAndFood: CategoryTexts = {
  topics: {
    'ciftci-destekleri': {
      weight: 10,
      problems: [
        [
          'Mazot ve gübre desteğinin yatmaması',
          'Çiftçi kayıt sistemine {tarih} tarihinde kaydımı yaptırdım, komşu köylere destekleme ödemesi yapıldığı hâlde benim hesabıma yatırılmadı.',
        ],
        [
          'Çiftçi kaydımın yapılamaması',
          'Hisseli tarlam için ortakların imzası istenmektedir. Yurt dışında yaşayan ortağa ulaşılamadığı için {süredir} kayıt yaptıramıyorum.',
        ],
      ],
    },
    'kirsal-kalkinma': {
      weight: 3,
      problems: [
        [
          'Hibe başvurumun değerlendirilmesi',
          'Küçük bir süt işleme tesisi için yaptığım hibe başvurusu eksik puanlandığı gerekçesiyle yedekte kaldı. Genç çiftçi puanım hesaba katılmamıştır.',
        ],
      ],
    },
    'arazi-toplulastirma': {
      weight: 4,
      problems: [
        [
          'Toplulaştırmada verilen parsele itiraz',
          'Toplulaştırma sonunda sulanabilir tarlamın yerine taşlık ve kot farkı olan bir parsel verilmiştir.',
        ],
      ],
      reports: [
        [
          'Tarım arazisine hobi bahçesi yapılması',
          'Verimli tarım arazisinin parsellenerek hobi bahçesi adıyla satıldığını ve üzerine konteyner evler konulduğunu bildiriyorum.',
        ],
      ],
    },
    'gida-guvenligi': {
      weight: 8,
      problems: [
        [
          'Satın aldığım gıdadan zehirlenme',
          '{sonTarih} tarihinde {cadde} üzerindeki iş yerinden aldığımız yemek sonrasında ailece rahatsızlanarak hastaneye başvurduk.',
        ],
      ],
      reports: [
        [
          'Sağlıksız koşullarda gıda üretimi',
          '{cadde} No: {no} adresindeki imalathanede son kullanma tarihi geçmiş etlerin kullanıldığını, zeminin ve dolapların kirli olduğunu bildirmek isterim.',
        ],
        [
          'Sahte bal ve zeytinyağı satışı',
          'Pazarda etiketsiz satılan bal ve zeytinyağının katkılı olduğundan şüpheleniyorum; satıcı {mahalle}’nden gelmektedir.',
        ],
      ],
    },
    'hayvan-sagligi': {
      weight: 5,
      problems: [
        [
          'Hayvan küpelerinin gelmemesi',
          'Yeni doğan buzağılarımın küpeleri {süredir} takılmadı, bu nedenle satış yapamıyor ve destek alamıyorum.',
        ],
        [
          'Şap nedeniyle kapatılan pazar',
          'Şap hastalığı nedeniyle karantina altında olan köyümüzden hayvan çıkışı yapılamıyor; borçlarımızı ödeyemiyoruz.',
        ],
      ],
    },
    balikcilik: {
      weight: 1,
      problems: [
        [
          'Küçük balıkçıların mağduriyeti',
          'Büyük teknelerin kıyıya çok yakın avlanması nedeniyle ağlarımız parçalanmakta, geçimimizi sağlayamamaktayız.',
        ],
      ],
      reports: [
        [
          'Yasak dönemde avlanma',
          'Av yasağına rağmen gece saat {saat} sularında teknelerin ışıkla avlandığını gördüm.',
        ],
      ],
    },
    'hububat-alimi': {
      weight: 3,
      problems: [
        [
          'Ürün bedelinin ödenmemesi',
          '{tarih} tarihinde teslim ettiğim buğdayın bedeli hâlâ hesabıma yatmadı; mazot ve gübre borcum beklemektedir.',
        ],
      ],
    },
  },
  details: [
    [
      'Girdi maliyetlerinin yüksekliği nedeniyle ödemelerin gecikmesi bizi zor durumda bırakmaktadır.',
      'ciftci-destekleri',
      'hububat-alimi',
      'hayvan-sagligi',
    ],
    [
      'Ziraat odasına da başvurdum, konunun ilçe müdürlüğünde olduğu söylendi.',
      'ciftci-destekleri',
      'hububat-alimi',
      'kirsal-kalkinma',
      'arazi-toplulastirma',
    ],
    [
      'Köyümüzde aynı sorunu yaşayan {sayı} çiftçi bulunmaktadır.',
      'ciftci-destekleri',
      'arazi-toplulastirma',
      'hububat-alimi',
      'hayvan-sagligi',
    ],
    [
      'Tapu, kira sözleşmesi ve ekim belgelerim eksiksizdir.',
      'ciftci-destekleri',
      'arazi-toplulastirma',
    ],
    [
      'Ekim zamanının geçmesi hâlinde bir yıllık emeğimiz boşa gidecektir.',
      'ciftci-destekleri',
      'arazi-toplulastirma',
    ],
  ],
  actions: [
    [
      'Kaydınız incelenmiş, eksiklik giderilerek destekleme icmaline {incelemeTarihi} tarihinde dâhil edilmiştir.',
      'ciftci-destekleri',
      'kirsal-kalkinma',
    ],
    [
      'Gıda kontrol görevlilerimizce iş yerinde denetim yapılmış, alınan numuneler laboratuvara gönderilmiştir.',
      'gida-guvenligi',
    ],
    ['Ekiplerimiz işletmenizi ziyaret ederek gerekli işlemleri tamamlamıştır.', 'hayvan-sagligi'],
  ],
  obstacles: [
    [
      'Başvuru süresi tebliğde belirtilen tarihte sona erdiğinden talebiniz bu yıl için karşılanamamıştır.',
      'ciftci-destekleri',
      'kirsal-kalkinma',
    ],
  ],
  questions: [
    '{yıl} yılında ilçede ödenen tarımsal desteklerin kalemlere göre dağılımı',
    'Gıda işletmelerine yapılan denetim sayısı ve uygulanan yaptırımlar',
  ],
  ideas: [
    [
      'Üretici pazarı kurulması',
      'İlçe merkezinde haftada bir gün yalnızca üreticilerin katılacağı bir pazar kurulmasının hem çiftçiyi hem tüketiciyi sevindireceğine inanıyorum.',
    ],
  ],
};
