import type { CategoryTexts } from '../category-texts.ts';

export const traffic: CategoryTexts = {
  topics: {
    'trafik-denetimi': {
      weight: 20,
      problems: [
        [
          'Haksız yazılan trafik cezası',
          '{sonTarih} tarihinde aracıma {tutar} TL trafik cezası yazıldığını öğrendim. Belirtilen gün ve saatte aracım {il} il sınırları dışında servisteydi; servis kaydı elimdedir.',
        ],
        [
          'Aşırı hız yapan araçlar',
          '{cadde} üzerinde özellikle akşam saatlerinde araçlar aşırı hız yapmakta, motosikletler tek teker üzerinde gitmektedir. Son aylarda üç kaza yaşandı.',
        ],
        [
          'Ağır tonajlı araçların mahalle içinden geçmesi',
          'Yasak olmasına rağmen kamyonlar {cadde} üzerinden geçmekte, hem evlerimiz sarsılmakta hem de okul yolundaki çocuklar tehlikeye girmektedir.',
        ],
      ],
      reports: [
        [
          'Plakasız ve abartı egzozlu motosikletler',
          'Her akşam saat {saat} sularında {cadde} üzerinde plakasız, abartı egzozlu motosikletlerle yarış yapılmaktadır. Toplanma yerleri cadde başındaki boş alandır.',
        ],
      ],
    },
    'arac-tescil': {
      weight: 4,
      problems: [
        [
          'Hurdaya ayrılan aracımın kaydının silinmemesi',
          'Yıllar önce hurdaya ayırdığım aracın kaydı hâlâ üzerimde görünmekte ve vergi borcu çıkmaktadır. Hurda belgemi {tarih} tarihinde teslim ettim.',
        ],
        [
          'Araç üzerindeki haczin kaldırılmaması',
          'Borcumu ödediğim hâlde aracımın kaydındaki yakalama şerhi {süredir} kaldırılmadı, satış işlemi yapamıyorum.',
        ],
      ],
    },
    'trafik-isaretleri': {
      weight: 12,
      problems: [
        [
          'Trafik ışığı ve yaya geçidi talebi',
          '{cadde} ile ana yolun kesiştiği noktada trafik ışığı bulunmamaktadır. Okula giden çocuklar karşıdan karşıya geçerken büyük tehlike yaşamaktadır.',
        ],
        [
          'Hız kesici kasis yapılması',
          '{cadde} üzerinde okul ve park bulunduğu hâlde hız kesici yoktur. {sonTarih} tarihinde bir çocuğa araç çarptı, neyse ki hafif atlatıldı.',
        ],
        [
          'Sinyalizasyon arızası',
          'Kavşaktaki trafik ışıkları {süredir} yalnızca yanıp sönen sarı konumunda çalışmakta, sabah saatlerinde kavşak kilitlenmektedir.',
        ],
      ],
    },
  },
  details: [
    [
      'Bölgede bir ilkokul ve bir aile sağlığı merkezi bulunmaktadır.',
      'trafik-denetimi',
      'trafik-isaretleri',
    ],
    [
      'Geçmişte aynı noktada yaralanmalı kazalar meydana gelmiştir.',
      'trafik-denetimi',
      'trafik-isaretleri',
    ],
    [
      'Yol çizgileri silinmiş, uyarı tabelaları ağaç dalları arasında kalmıştır.',
      'trafik-denetimi',
      'trafik-isaretleri',
    ],
    [
      'Tebligat elime geçmediği için indirimli ödeme süresini de kaçırmış oldum.',
      'trafik-denetimi',
      'arac-tescil',
    ],
    [
      'Sorunun yalnızca birkaç günlük denetimle çözülmeyeceği kanaatindeyim.',
      'trafik-denetimi',
      'trafik-isaretleri',
    ],
  ],
  actions: [
    [
      'Belirtilen güzergâhta {incelemeTarihi} tarihinde denetim yapılmış, kural ihlali yapan sürücülere cezai işlem uygulanmıştır.',
      'trafik-denetimi',
    ],
    [
      'Trafik birimimizce yerinde yapılan incelemede talebiniz uygun görülmüş, uygulama çalışma programına alınmıştır.',
      'trafik-isaretleri',
    ],
    [
      'İşaretleme ve sinyalizasyon ekibimizce arıza giderilmiş, eksik levhalar yenilenmiştir.',
      'trafik-isaretleri',
    ],
  ],
  obstacles: [
    [
      'Trafik cezalarına karşı 2918 sayılı Kanun ve 5326 sayılı Kabahatler Kanunu uyarınca 15 gün içinde sulh ceza hâkimliğine itiraz edilmesi gerekmektedir.',
      'trafik-denetimi',
    ],
    [
      'Yapılan trafik sayımında belirtilen noktada sinyalizasyon için gerekli yoğunluk ölçütlerinin sağlanmadığı görülmüştür.',
      'trafik-isaretleri',
    ],
  ],
  questions: [
    '{yıl} yılında {cadde} üzerinde meydana gelen trafik kazalarının sayısı',
    'İlçede yapılan hız denetimlerinin sayısı ve yerlerinin belirlenme ölçütleri',
  ],
  ideas: [
    [
      'Okul önlerinde yükseltilmiş yaya geçidi',
      'Okul önlerine yükseltilmiş yaya geçidi yapılmasının, kasislere göre hem daha güvenli hem de ambulanslar için daha uygun olacağını düşünüyorum.',
    ],
  ],
};
