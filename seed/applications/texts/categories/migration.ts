import type { CategoryTexts } from '../category-texts.ts';

export const migration: CategoryTexts = {
  topics: {
    'ikamet-izni': {
      weight: 6,
      problems: [
        [
          'İkamet izni uzatma başvurusu',
          'Eşimin ikamet izni uzatma başvurusu {tarih} tarihinde yapıldığı hâlde kartı hâlâ düzenlenmedi. Süre dolduğu için seyahat edemiyor, banka işlemi yapamıyoruz.',
        ],
      ],
      reports: [
        [
          'Kayıtsız şekilde kalan yabancılar',
          '{cadde} No: {no} adresindeki binada kayıtsız olduğunu düşündüğüm çok sayıda kişinin kaldığını, giriş çıkışların saat {saat} sularında yapıldığını gözlemliyorum.',
        ],
      ],
    },
    'gecici-koruma': {
      weight: 3,
      problems: [
        [
          'Geçici koruma kaydının taşınması',
          'Yanımızda çalışan geçici koruma altındaki kişinin kaydının ilimize alınması için yapılan başvuru {süredir} sonuçlanmadı; bu nedenle sağlık hizmetlerinden yararlanamıyor.',
        ],
      ],
    },
    konsolosluk: {
      weight: 5,
      problems: [
        [
          'Konsolosluk randevusu',
          'Yurt dışında yaşayan kardeşim adına yazıyorum. Başkonsolosluktan doğum tescili için {süredir} randevu alınamamakta, telefonlara cevap verilmemektedir.',
        ],
        [
          'Yurt dışında düzenlenen vekâletin gecikmesi',
          'Konsoloslukta düzenlenen vekâletnamenin aslı {tarih} tarihinde gönderildiği hâlde elimize ulaşmadı; tapu işlemimiz bekliyor.',
        ],
      ],
    },
  },
  details: [
    'Başvuru sırasında istenen bütün belgeler noter onaylı tercümeleriyle birlikte teslim edilmiştir.',
    'Telefonla ulaşılan görevliler dosyanın merkezde beklediğini söylemekle yetinmektedir.',
    'Süre uzadıkça elimizdeki belgelerin geçerliliği de dolmaktadır.',
    'İnternet sitesindeki bilgi ile görevlinin söylediği birbirini tutmamaktadır.',
  ],
  actions: [
    'Dosyanız {incelemeTarihi} tarihinde değerlendirmeye alınmış, eksik evrak bulunmadığı tespit edilmiştir. Sonuç kısa mesajla bildirilecektir.',
    'Başvurunuz ilgili birim tarafından öncelikli olarak incelenmiş ve işlemin tamamlanması sağlanmıştır.',
  ],
  obstacles: [
    [
      '6458 sayılı Kanun kapsamında aranan şartların tamamlanmadığı görüldüğünden talebiniz bu aşamada karşılanamamıştır.',
      'ikamet-izni',
      'gecici-koruma',
    ],
  ],
  questions: [
    '{yıl} yılında ilde yapılan ikamet izni başvurusu sayısı ve ortalama sonuçlanma süresi',
    'İkamet iznine kapatılan mahallelerin güncel listesi',
  ],
  ideas: [
    [
      'Başvuru aşamalarının çevrim içi gösterilmesi',
      'Başvuru dosyasının hangi aşamada olduğunun çevrim içi görülebilmesi, müdürlüklere yapılan gereksiz ziyaretleri önemli ölçüde azaltacaktır.',
    ],
  ],
};
