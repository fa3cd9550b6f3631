import type { CategoryTexts } from '../category-texts.ts';

export const socialSecurity: CategoryTexts = {
  topics: {
    emeklilik: {
      weight: 22,
      problems: [
        [
          'Emekli aylığımın bağlanmaması',
          '{tarih} tarihinde emeklilik dilekçemi verdim. Prim günüm ve yaşım dolduğu hâlde hizmet birleştirme yazısı beklendiği söylenerek aylığım bağlanmadı.',
        ],
        [
          'Eksik görünen hizmet günlerim',
          'Hizmet dökümümde çalıştığım döneme ait günler eksik görünmektedir. İş yeri kayıtları ve tanıklarım mevcuttur, başvurum {süredir} bekliyor.',
        ],
        [
          'Askerlik borçlanması hakkında',
          'Askerlik borçlanması için yatırdığım {tutar} TL hizmetime yansıtılmadı; emeklilik hesabım yanlış görünmektedir.',
        ],
      ],
    },
    'sigorta-primi': {
      weight: 7,
      problems: [
        [
          'Kapanan iş yerim için prim borcu',
          'Vergi kaydımı yıllar önce kapattığım hâlde Bağ-Kur primim tahakkuk etmeye devam etmiş, {tutar} TL borç çıkarılmıştır.',
        ],
      ],
    },
    'genel-saglik-sigortasi': {
      weight: 8,
      problems: [
        [
          'Adıma çıkarılan GSS borcu',
          'Öğrenci olduğum döneme ait genel sağlık sigortası borcu çıkarılmıştır. Öğrenci belgem kabul edilmediği için sağlık hizmeti alamıyorum.',
        ],
        [
          'Gelir testinin yanlış sonuçlanması',
          'Gelir testinde birlikte yaşamadığım kardeşimin geliri de hesaba katılmış, bu nedenle prim ödemekle yükümlü tutuldum.',
        ],
      ],
    },
    'sigortasiz-calisma': {
      weight: 5,
      problems: [
        [
          'Sigortamın eksik yatırılması',
          'Tam zamanlı çalıştığım iş yerinde sigortam ayda on beş gün üzerinden bildirilmekte, maaşımın bir kısmı elden ödenmektedir.',
        ],
      ],
      reports: [
        [
          'Sigortasız işçi çalıştırılması',
          '{cadde} No: {no} adresindeki atölyede {sayı} civarında kişi sigortasız olarak çalıştırılmakta, denetim sırasında arka kapıdan çıkarılmaktadır.',
        ],
        [
          'Çocuk işçi çalıştırılması',
          'Sanayi sitesindeki bir iş yerinde okul çağındaki çocukların saat {saat} sularına kadar çalıştırıldığını gördüm.',
        ],
      ],
    },
  },
  details: [
    'Kuruma her gidişimde dosyamın başka bir serviste olduğu söylenmektedir.',
    ['Çalıştığım iş yeri kapandığı için belgeleri temin etmem mümkün değildir.', 'emeklilik'],
    ['Emekli maaşım dışında hiçbir gelirim yoktur.', 'sigorta-primi', 'genel-saglik-sigortasi'],
    [
      'Tescil ve hizmet dökümü çıktıları elimde hazırdır.',
      'emeklilik',
      'sigorta-primi',
      'sigortasiz-calisma',
    ],
    [
      'İlaç raporum dolduğu için borç nedeniyle yenileyemiyorum.',
      'genel-saglik-sigortasi',
      'sigorta-primi',
    ],
  ],
  actions: [
    [
      'Hizmetleriniz birleştirilmiş, aylık bağlama işleminiz {incelemeTarihi} tarihinde tamamlanarak ödemeniz bankaya gönderilmiştir.',
      'emeklilik',
    ],
    [
      'Kayıtlarınız düzeltilmiş ve sehven tahakkuk ettirilen borç terkin edilmiştir.',
      'sigorta-primi',
      'genel-saglik-sigortasi',
    ],
    [
      'Denetmenlerimizce iş yerinde inceleme yapılmış, eksik bildirimler resen tamamlanmıştır.',
      'sigortasiz-calisma',
    ],
  ],
  obstacles: [
    [
      '5510 sayılı Kanun’da aranan prim ödeme gün sayısı ve yaş koşulu oluşmadığından talebiniz karşılanamamıştır.',
      'emeklilik',
    ],
    [
      'Hizmetin tespiti için iş mahkemesinde dava açılması gerekmektedir.',
      'emeklilik',
      'sigortasiz-calisma',
    ],
  ],
  questions: [
    'Emeklilik başvurularının {yıl} yılındaki ortalama sonuçlanma süresi',
    'İlde kayıt dışı istihdam denetimi yapılan iş yeri sayısı ve tespit edilen kişi sayısı',
  ],
  ideas: [
    [
      'Emeklilik tarihinin otomatik bildirilmesi',
      'Emekliliği yaklaşan sigortalılara eksik günleri ve yapmaları gerekenleri gösteren bir bildirim gönderilmesini öneriyorum.',
    ],
  ],
};
