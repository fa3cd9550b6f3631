import type { CategoryTexts } from '../category-texts.ts';

export const nature: CategoryTexts = {
  topics: {
    orman: {
      weight: 5,
      problems: [
        [
          'Orman kenarında yangın tehlikesi',
          'Mesire alanında yasağa rağmen mangal yakılmakta, çöpler bırakılmaktadır. Yaz aylarında büyük bir yangın çıkmasından korkuyoruz.',
        ],
      ],
      reports: [
        [
          'Kaçak ağaç kesimi',
          'Köyümüzün üzerindeki ormandan geceleri kaçak ağaç kesilerek traktörlerle taşındığını saat {saat} sularında gördüm.',
        ],
      ],
    },
    'av-yaban': {
      weight: 1,
      problems: [
        [
          'Yaban domuzlarının tarlaya zararı',
          'Yaban domuzları {süredir} mısır tarlalarımıza zarar vermekte, ürünümüzün büyük kısmını kaybetmekteyiz.',
        ],
      ],
      reports: [
        [
          'Kaçak avlanma',
          'Av yasağı bulunan göl çevresinde hafta sonları tüfekle avlanıldığını ve elektrikle balık tutulduğunu bildirmek isterim.',
        ],
      ],
    },
    'hayvan-haklari': {
      weight: 4,
      problems: [
        [
          'Hayvanların kötü koşullarda tutulması',
          '{cadde} üzerindeki evcil hayvan satış yerinde hayvanlar {süredir} küçük kafeslerde, susuz ve havasız bırakılmaktadır.',
        ],
      ],
      reports: [
        [
          'Köpek dövüşü şüphesi',
          'Mahalle dışındaki bir depoda geceleri köpek dövüştürüldüğünden şüpheleniyorum; hafta sonları saat {saat} sularında çok sayıda araç gelmektedir.',
        ],
      ],
    },
    meteoroloji: {
      weight: 1,
      problems: [
        [
          'Dolu hadisesi için resmî kayıt',
          '{sonTarih} tarihinde bölgemizde etkili olan dolu nedeniyle ürünlerim zarar gördü. Sigorta için meteoroloji kayıt belgesine ihtiyacım vardır.',
        ],
      ],
    },
  },
  details: [
    [
      'Bölge halkı olarak doğamızın korunması için üzerimize düşeni yapmaya hazırız.',
      'orman',
      'av-yaban',
    ],
    'Muhtarımız da durumdan haberdardır.',
    [
      'Ekiplerin hafta sonu da denetim yapması gerektiğini düşünüyorum.',
      'orman',
      'av-yaban',
      'hayvan-haklari',
    ],
    ['Olayın fotoğraflarını çektim.', 'orman', 'av-yaban', 'hayvan-haklari'],
  ],
  actions: [
    [
      'Ekiplerimiz {incelemeTarihi} tarihinde bölgede kontrol yapmış, sorumlular hakkında işlem başlatmıştır.',
      'orman',
      'av-yaban',
      'hayvan-haklari',
    ],
    ['Alanda denetim sıklaştırılmış, uyarı levhaları yenilenmiştir.', 'orman', 'av-yaban'],
  ],
  obstacles: [
    [
      'Yapılan kontrollerde belirtilen faaliyete rastlanmamış olup denetimler sürdürülecektir.',
      'orman',
      'av-yaban',
      'hayvan-haklari',
    ],
  ],
  questions: [
    '{yıl} yılında ilde çıkan orman yangını sayısı ve zarar gören alan',
    'Hayvanları koruma mevzuatı kapsamında uygulanan ceza sayısı',
  ],
  ideas: [
    [
      'Hatıra ormanı',
      'Yeni doğan her çocuk için bir fidan dikilecek hatıra ormanı oluşturulmasını öneriyorum.',
    ],
  ],
};
