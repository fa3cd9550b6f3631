import type { CategoryTexts } from '../category-texts.ts';

export const environment: CategoryTexts = {
  topics: {
    'cop-toplama': {
      weight: 22,
      problems: [
        [
          'Çöplerin düzenli toplanmaması',
          '{cadde} üzerindeki çöp konteynerleri {süredir} haftada ancak iki kez boşaltılmaktadır. Taşan çöpler sokağa yayılmakta, koku ve sinek artmaktadır.',
        ],
        [
          'Çöp konteyneri talebi',
          '{cadde} üzerinde tek bir konteyner bulunmakta, {sayı} haneye yetmemektedir. Poşetler kaldırıma bırakılmak zorunda kalınıyor.',
        ],
        [
          'Sokakların süpürülmemesi',
          '{mahalle}’nde temizlik yalnızca ana caddede yapılmakta, ara sokaklar {süredir} süpürülmemektedir.',
        ],
      ],
    },
    'geri-donusum': {
      weight: 4,
      problems: [
        [
          'Geri dönüşüm kutusu bulunmaması',
          'Evde atıklarımızı ayırdığımız hâlde {mahalle}’nde cam ve plastik kumbarası bulunmadığından hepsi aynı çöpe atılmaktadır.',
        ],
      ],
    },
    moloz: {
      weight: 6,
      problems: [
        [
          'Boş arsaya moloz dökülmesi',
          '{cadde} üzerindeki boş arsaya kamyonlarla inşaat molozu dökülmekte, rüzgârda toz bütün evlere dolmaktadır.',
        ],
      ],
      reports: [
        [
          'Kaçak hafriyat dökümü',
          'Gece saat {saat} sularında kamyonların {mahalle} sınırındaki dere yatağına hafriyat döktüğünü gördüm; plakalardan birini not aldım.',
        ],
      ],
    },
    'hava-kirliligi': {
      weight: 6,
      problems: [
        [
          'Bacadan çıkan yoğun duman',
          '{cadde} No: {no} adresindeki iş yerinin bacasından çıkan siyah duman {süredir} evlerimize dolmakta, astım hastası çocuğum nefes almakta zorlanmaktadır.',
        ],
      ],
      reports: [
        [
          'Yasak yakıt kullanılması',
          'Sanayi sitesindeki bir atölyede lastik ve atık yağ yakıldığını, dumanın saat {saat} sularından sonra arttığını bildirmek isterim.',
        ],
      ],
    },
    'su-kirliligi': {
      weight: 5,
      problems: [
        [
          'Dereye atık su bırakılması',
          'Mahallemizden geçen dere {süredir} köpüklü ve renkli akmakta, ağır bir koku yayılmaktadır. Hayvanlarımız bu sudan içememektedir.',
        ],
      ],
      reports: [
        [
          'Fabrikanın arıtmasız deşarjı',
          'Yağışlı günlerde ve gece saat {saat} sonrasında bir tesisin arıtmayı devre dışı bırakarak dereye atık boşalttığını {sonTarih} tarihinde gözlemledim.',
        ],
      ],
    },
    gurultu: {
      weight: 14,
      problems: [
        [
          'Eğlence yerinden gelen yüksek ses',
          '{cadde} No: {no} adresindeki kafede her gece saat {saat} sonrasına kadar yüksek sesle canlı müzik yapılmaktadır. Çocuklarımız uyuyamıyor, camlarımız titriyor.',
        ],
        [
          'İnşaat gürültüsü',
          'Bitişiğimizdeki inşaatta sabahın erken saatlerinden gece yarısına kadar çalışılmaktadır. Hafta sonları dahi durmayan gürültü {süredir} devam ediyor.',
        ],
      ],
      reports: [
        [
          'Canlı müzik izni olmayan işletme',
          '{cadde} üzerindeki işletmenin canlı müzik izni olmadığı hâlde her hafta sonu saat {saat} sularına kadar yayın yaptığını bildiriyorum.',
        ],
      ],
    },
    ced: {
      weight: 4,
      problems: [
        [
          'Taş ocağı projesine itiraz',
          'Köyümüzün hemen yanında kapasite artışı istenen taş ocağı nedeniyle evlerimiz patlatmalarla sarsılmakta, bağ ve bahçelerimiz toz altında kalmaktadır.',
        ],
      ],
      reports: [
        [
          'Taş ocağında izin dışı patlatma',
          'Ocakta bildirilen saatlerin dışında, saat {saat} sularında patlatma yapıldığını ve sulama yapılmadan malzeme taşındığını bildirmek isterim.',
        ],
      ],
    },
    'korunan-alanlar': {
      weight: 2,
      problems: [
        [
          'Sit alanında yapılaşma',
          'Doğal sit alanı olan koyda ahşap iskele ve büfeler kurulmakta, her yaz sayıları artmaktadır.',
        ],
      ],
      reports: [
        [
          'Kıyı işgali',
          'Kıyı şeridinin bir işletme tarafından çitle çevrilerek kapatıldığını {sonTarih} tarihinde tespit ettim.',
        ],
      ],
    },
  },
  details: [
    [
      'Yaz aylarında koku dayanılmaz bir hâl almakta, pencereleri açamıyoruz.',
      'cop-toplama',
      'su-kirliligi',
    ],
    ['Sokak hayvanları poşetleri parçalayarak çöpleri yola yaymaktadır.', 'cop-toplama'],
    [
      'Mahallede astım ve alerji hastası çok sayıda çocuk bulunmaktadır.',
      'hava-kirliligi',
      'moloz',
      'ced',
    ],
    [
      'Zabıta geldiğinde kısa süreli bir düzelme oluyor, sonra her şey eski hâline dönüyor.',
      'gurultu',
      'moloz',
    ],
    'Video ve fotoğraf kayıtlarını tarih ve saatleriyle birlikte sakladım.',
    [
      'Çevre temizlik vergimizi düzenli ödüyoruz, hizmetten de aynı düzende yararlanmak istiyoruz.',
      'cop-toplama',
      'geri-donusum',
      'moloz',
    ],
  ],
  actions: [
    [
      'Ekiplerimizce {incelemeTarihi} tarihinde bölgede temizlik yapılmış, toplama sıklığı artırılmıştır.',
      'cop-toplama',
      'moloz',
    ],
    [
      'Belirtilen adreste ölçüm ve denetim yapılmış, sınır değerleri aştığı görülen işletmeye idari yaptırım uygulanmıştır.',
      'hava-kirliligi',
      'su-kirliligi',
      'gurultu',
      'ced',
    ],
    [
      'Talep edilen noktaya ilave konteyner yerleştirilmiş, güzergâh programı güncellenmiştir.',
      'cop-toplama',
      'geri-donusum',
    ],
  ],
  obstacles: [
    [
      'Yapılan ölçümde değerlerin yönetmelikte belirlenen sınırların altında olduğu görülmüştür.',
      'hava-kirliligi',
      'su-kirliligi',
      'gurultu',
    ],
    [
      'Sokağın darlığı nedeniyle araç girişi mümkün olmadığından belirlenen nokta dışında konteyner konulamamaktadır.',
      'cop-toplama',
      'geri-donusum',
    ],
  ],
  questions: [
    '{yıl} yılında ilçede toplanan evsel atık miktarı ve geri kazanım oranı',
    'Belirtilen işletmeye uygulanan çevre cezalarının sayısı ve tutarı',
    'Mahalledeki hava kalitesi ölçüm sonuçlarının aylık ortalamaları',
  ],
  ideas: [
    [
      'Yer altı çöp konteyneri',
      'Yoğun caddelerde yer altı konteynerlerine geçilmesinin hem koku hem de görüntü kirliliğini önleyeceğini düşünüyorum.',
    ],
    [
      'Depozitolu şişe uygulaması',
      'Şişe ve kutular için depozito makinelerinin mahalle marketlerine de konulmasını öneriyorum.',
    ],
  ],
};
