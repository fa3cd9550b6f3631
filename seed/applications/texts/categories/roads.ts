import type { CategoryTexts } from '../category-texts.ts';

export const roads: CategoryTexts = {
  topics: {
    'sokak-kaldirim': {
      weight: 26,
      problems: [
        [
          'Sokağımızdaki çukurlar',
          '{cadde} üzerinde doğal gaz çalışmasından sonra yol eski hâline getirilmedi. Çukurlar nedeniyle araçlarımız {süredir} zarar görmekte, yağmurda yürünememektedir.',
        ],
        [
          'Kaldırımların bozuk olması',
          '{cadde} üzerindeki kaldırım taşları yerinden oynamış, rampalar bozulmuştur. Tekerlekli sandalye kullanan babam yoldan gitmek zorunda kalmaktadır.',
        ],
        [
          'Sokağımızın asfaltlanması',
          '{cadde} yıllardır toprak yoldur; yazın toz, kışın çamur içinde kalıyoruz. Çevredeki bütün sokaklar asfaltlandığı hâlde sıra bize gelmedi.',
        ],
      ],
    },
    'ana-cadde': {
      weight: 9,
      problems: [
        [
          'Üst geçit talebi',
          'Bulvarın iki yakasında oturan öğrenciler karşıya geçmek için araçların arasından koşmaktadır. En yakın üst geçit sekiz yüz metre uzaktadır.',
        ],
        [
          'Kavşaktaki yoğunluk',
          'Yeni düzenlenen kavşakta sabah ve akşam saatlerinde trafik kilitlenmekte, ambulanslar dahi geçememektedir.',
        ],
      ],
    },
    karayolu: {
      weight: 6,
      problems: [
        [
          'Hatalı HGS cezası',
          'Etiketimde yeterli bakiye olduğu hâlde {sonTarih} tarihli geçişim için {tutar} TL ceza çıkarılmıştır.',
        ],
        [
          'Karayolunda bariyer eksikliği',
          'Köyümüzün girişindeki virajda bariyer bulunmamaktadır; son bir yılda üç araç şarampole yuvarlandı.',
        ],
      ],
    },
    'koy-yolu': {
      weight: 6,
      problems: [
        [
          'Köy yolunun yapılması',
          'Köyümüzün yolu son yağışlarda çökmüş, okul servisi ve ambulans köye girememektedir. {sayı} hane mağdur durumdadır.',
        ],
      ],
    },
  },
  details: [
    [
      'Yağmurlu havalarda çukurlar görülmediği için düşen ve yaralananlar olmuştur.',
      'sokak-kaldirim',
      'ana-cadde',
    ],
    ['Aracımın lastiği ve jantı zarar gördü, masrafı kendim karşıladım.', 'sokak-kaldirim'],
    ['Bebek arabası ve tekerlekli sandalye ile geçmek imkânsızdır.', 'sokak-kaldirim'],
    ['Kazı yapan firmanın yolu eski hâline getirmeden ayrıldığını gördük.', 'sokak-kaldirim'],
    ['Yama yapılan yerler bir ay geçmeden yeniden bozulmaktadır.', 'sokak-kaldirim', 'koy-yolu'],
    [
      'Güzergâh üzerinde okul, cami ve sağlık ocağı bulunmaktadır.',
      'sokak-kaldirim',
      'ana-cadde',
      'koy-yolu',
    ],
  ],
  actions: [
    [
      'Fen ekiplerimizce {incelemeTarihi} tarihinde yerinde inceleme yapılmış, bozulan kısımlar onarılmıştır.',
      'sokak-kaldirim',
      'ana-cadde',
      'koy-yolu',
    ],
    [
      'Sokağınız asfalt programına alınmış olup altyapı çalışmalarının bitmesiyle kaplama yapılacaktır.',
      'sokak-kaldirim',
    ],
    [
      'Kazıyı yapan kuruluşa yazı yazılmış ve zeminin eski hâline getirilmesi sağlanmıştır.',
      'sokak-kaldirim',
      'ana-cadde',
    ],
  ],
  obstacles: [
    [
      'Bölgede doğal gaz ve fiber altyapı çalışmaları sürdüğünden üst kaplama bu aşamada yapılamamaktadır.',
      'sokak-kaldirim',
    ],
    [
      'İmar planında yol olarak görünmeyen bölümün kamulaştırılması tamamlanmadan çalışma yapılması mümkün değildir.',
      'sokak-kaldirim',
      'ana-cadde',
    ],
  ],
  questions: [
    '{yıl} yılı asfalt ve kaldırım programında yer alan sokakların listesi',
    '{cadde} için yapılan kazı izinleri ve izin verilen kuruluşlar',
  ],
  ideas: [
    [
      'Kazıların tek takvimde birleştirilmesi',
      'Su, gaz ve iletişim kazılarının tek takvimde planlanması, aynı yolun defalarca bozulmasını önleyecektir.',
    ],
  ],
};
