import type { CategoryTexts } from '../category-texts.ts';

export const employment: CategoryTexts = {
  topics: {
    'is-arama': {
      weight: 14,
      problems: [
        [
          'İş talebi',
          'Lise mezunuyum, askerliğimi yaptım ve {süredir} iş arıyorum. Kuruma kayıtlı olduğum hâlde bugüne kadar hiçbir görüşmeye çağrılmadım.',
        ],
        [
          'Toplum yararına program kurası',
          'Toplum yararına programa başvurduğum hâlde, geçen yıl çalışanların yeniden alındığını gördüm. Evde çalışan tek kişi bile yok.',
        ],
      ],
    },
    'issizlik-odenegi': {
      weight: 6,
      problems: [
        [
          'İşsizlik ödeneğimin kesilmesi',
          'İşsizlik ödeneğim {tarih} tarihinde kesildi. Gerekçe olarak gösterilen iş teklifinden haberim olmadı, tarafıma bir bildirim gelmedi.',
        ],
        [
          'Çıkış kodunun yanlış bildirilmesi',
          'İşten işveren tarafından çıkarıldığım hâlde çıkış kodum istifa olarak bildirilmiş, bu yüzden ödenek alamıyorum.',
        ],
      ],
    },
    'isci-haklari': {
      weight: 12,
      problems: [
        [
          'Ücret ve tazminatımın ödenmemesi',
          'Üç yıl çalıştığım iş yerinden {tarih} tarihinde çıkarıldım. Kıdem tazminatım ve son iki aylık ücretim olan {tutar} TL ödenmedi.',
        ],
        [
          'Fazla mesai ücretinin verilmemesi',
          'Haftada altmış saate varan sürelerde çalıştırılmamıza rağmen fazla mesai ücreti ödenmemekte, itiraz edenler işten çıkarılmakla tehdit edilmektedir.',
        ],
      ],
      reports: [
        [
          'İşçilere baskı uygulanması',
          'Bir fabrikada çalışanlara boş istifa dilekçesi imzalatıldığını ve yıllık izinlerin kâğıt üzerinde kullandırıldığını bildirmek isterim.',
        ],
      ],
    },
    'is-guvenligi': {
      weight: 4,
      problems: [
        [
          'İş yerinde güvenlik önlemi alınmaması',
          'Çalıştığım atölyede makinelerin koruyucuları sökülmüş, kişisel koruyucu donanım verilmemektedir. {sonTarih} tarihinde bir arkadaşımız parmağını kaybetti.',
        ],
      ],
      reports: [
        [
          'İnşaatta tehlikeli çalışma',
          '{cadde} No: {no} adresindeki inşaatta işçilerin emniyet kemersiz ve korkuluksuz çalıştırıldığını görüyorum.',
        ],
      ],
    },
    'calisma-izni': {
      weight: 2,
      problems: [
        [
          'Yabancı çalışma izni başvurusu',
          'Yanımızda yaşlı annemize bakan yabancı uyruklu kişi için yaptığımız çalışma izni başvurusu {evrak} numara ile beklemektedir.',
        ],
      ],
    },
  },
  details: [
    [
      'Kirada oturuyorum ve iki çocuğum okula gidiyor.',
      'is-arama',
      'issizlik-odenegi',
      'isci-haklari',
    ],
    [
      'İşveren ile görüşme girişimlerim sonuçsuz kaldı.',
      'isci-haklari',
      'issizlik-odenegi',
      'is-guvenligi',
    ],
    ['Ücret bordroları ve mesaj kayıtları elimdedir.', 'isci-haklari', 'issizlik-odenegi'],
    [
      'Aynı durumda olan {sayı} çalışma arkadaşım bulunmaktadır.',
      'isci-haklari',
      'is-guvenligi',
      'is-arama',
    ],
    ['İşimi kaybetme korkusuyla bugüne kadar şikâyetçi olamadım.', 'isci-haklari', 'is-guvenligi'],
  ],
  actions: [
    [
      'İş yerinde {incelemeTarihi} tarihinde inceleme yapılmış, alacaklarınızın ödenmesi için işverene tebligat yapılmıştır.',
      'isci-haklari',
      'is-guvenligi',
    ],
    [
      'Kaydınız güncellenmiş, niteliklerinize uygun açık işler için iş ve meslek danışmanınız sizinle iletişime geçecektir.',
      'is-arama',
    ],
    [
      'Ödeneğiniz yeniden başlatılmış olup birikmiş tutar hesabınıza aktarılacaktır.',
      'issizlik-odenegi',
    ],
  ],
  obstacles: [
    [
      'İşten ayrılış nedeni 4447 sayılı Kanun kapsamında ödeneğe hak kazandıran hâller arasında bulunmamaktadır.',
      'issizlik-odenegi',
    ],
    [
      'İş ilişkisi sona ermiş olduğundan alacakların arabuluculuk ve dava yoluyla talep edilmesi gerekmektedir.',
      'isci-haklari',
    ],
  ],
  questions: [
    '{yıl} yılında toplum yararına programlara katılan kişi sayısı ve kura yöntemi',
    'İlde iş müfettişlerince denetlenen iş yeri sayısı ve uygulanan ceza tutarı',
  ],
  ideas: [
    [
      'Mahallede meslek tanıtım günleri',
      'Meslek kurslarının mahallelerde tanıtılmasının ve kurs sonunda işveren buluşması yapılmasının istihdama katkı sağlayacağını düşünüyorum.',
    ],
  ],
};
