import type { CategoryTexts } from '../category-texts.ts';

export const universities: CategoryTexts = {
  topics: {
    'universite-ogrenci': {
      weight: 7,
      problems: [
        [
          'Yatay geçiş başvurumun sonucu',
          'Yatay geçiş başvurum puanım yeterli olduğu hâlde reddedildi; gerekçe olarak belirtilen belge {tarih} tarihinde sisteme yüklenmişti.',
        ],
        [
          'Mezuniyet işlemlerinin tamamlanmaması',
          'Bütün derslerimi verdiğim hâlde danışman onayı yapılmadığı için diplomam düzenlenmedi. Atama başvurusunu kaçırma tehlikesi yaşıyorum.',
        ],
      ],
    },
    'universite-yasam': {
      weight: 4,
      problems: [
        [
          'Yemekhane ücretleri ve kalitesi',
          'Kampüs yemekhanesinde porsiyonlar {süredir} küçülmüş, kart yükleme sistemi de sık sık arızalanmaktadır.',
        ],
      ],
    },
    'universite-hastanesi': {
      weight: 4,
      problems: [
        [
          'Üniversite hastanesinde ameliyat sırası',
          'Annemin fıtık ameliyatı için {tarih} tarihinde sıraya alındık. Aradan geçen sürede üç kez arayıp ertelediler.',
        ],
      ],
    },
    'universite-personel': {
      weight: 2,
      problems: [
        [
          'Kadro ilanı hakkında',
          'Yayımlanan akademik kadro ilanındaki özel şartların tek bir kişiyi tarif edecek şekilde belirlendiğini düşünüyorum.',
        ],
      ],
    },
    'diploma-denkligi': {
      weight: 3,
      problems: [
        [
          'Denklik başvurusunun uzaması',
          'Yurt dışında tamamladığım lisans eğitimim için yaptığım denklik başvurusu {evrak} dosya numarasıyla {süredir} bekletilmektedir.',
        ],
      ],
    },
  },
  details: [
    [
      'Öğrenci işleri birimi konunun fakülteden kaynaklandığını, fakülte ise tersini söylemektedir.',
      'universite-ogrenci',
    ],
    'Elektronik posta ile yaptığım başvurulara otomatik cevap dışında dönüş olmadı.',
    ['Burs ve yurt hakkımın da bu durumdan etkilenmesinden endişe ediyorum.', 'universite-ogrenci'],
    [
      'Danışman hocamın desteği olmasına rağmen idari süreç ilerlememektedir.',
      'universite-ogrenci',
    ],
  ],
  actions: [
    [
      'Konu ilgili fakülte yönetim kurulunda görüşülmüş ve işleminiz {incelemeTarihi} tarihinde sonuçlandırılmıştır.',
      'universite-ogrenci',
    ],
    'Başvurunuz incelenmiş, belirtilen aksaklığın giderilmesi için ilgili birime talimat verilmiştir.',
  ],
  obstacles: [
    [
      'Talebiniz ilgili yönetmelikte aranan asgari not ve süre şartlarını taşımadığından uygun görülmemiştir.',
      'universite-ogrenci',
    ],
  ],
  questions: [
    '{yıl} yılında yatay geçişle kabul edilen öğrenci sayısı ve taban puanlar',
    'Yemekhane ihalesinin bedeli ve öğün başına maliyet',
  ],
  ideas: [
    [
      'Kütüphanenin yirmi dört saat açık olması',
      'Sınav dönemlerinde kütüphanenin yirmi dört saat açık tutulması ve gece servisi konulması öğrenciler için çok yararlı olacaktır.',
    ],
  ],
};
