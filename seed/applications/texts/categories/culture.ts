import type { CategoryTexts } from '../category-texts.ts';

export const culture: CategoryTexts = {
  topics: {
    kutuphane: {
      weight: 4,
      problems: [
        [
          'Kütüphane çalışma saatleri',
          'İlçe halk kütüphanesi saat 17.00’de kapandığı için çalışanlar ve öğrenciler yararlanamamaktadır. Sınav döneminde oturacak yer de bulunamıyor.',
        ],
      ],
    },
    'muze-oren-yeri': {
      weight: 3,
      problems: [
        [
          'Ören yerinin bakımsız kalması',
          'İlimizdeki ören yerinde yürüyüş yolları {süredir} otlarla kaplıdır, bilgilendirme levhaları okunamaz hâldedir.',
        ],
      ],
      reports: [
        [
          'Tarihî esere zarar verilmesi',
          '{mahalle}’ndeki tarihî çeşmenin taşlarının söküldüğünü, çevresinde define arandığına dair izler bulunduğunu {sonTarih} tarihinde gördüm.',
        ],
      ],
    },
    'turizm-isletmeleri': {
      weight: 4,
      problems: [
        [
          'Otelin rezervasyonu kabul etmemesi',
          'Ücretini peşin ödediğim otel, girişte odanın dolu olduğunu söyleyerek bizi başka bir yere yönlendirdi; {tutar} TL ödememiz iade edilmedi.',
        ],
        [
          'Halk plajının kapatılması',
          'Herkesin kullanımına açık olması gereken sahil, bir işletme tarafından şezlonglarla kapatılmış ve girişte ücret istenmeye başlanmıştır.',
        ],
      ],
      reports: [
        [
          'Belgesiz günübirlik kiralama',
          '{cadde} No: {no} adresindeki binada izin belgesi olmadan günlük kiralık daire işletilmekte, kimlik bildirimi yapılmamaktadır.',
        ],
      ],
    },
    telif: {
      weight: 1,
      problems: [
        [
          'Eserimin izinsiz yayımlanması',
          'Yazarı olduğum kitabın tamamı bir internet sitesinde izinsiz olarak yayımlanmaktadır. Siteye yaptığım uyarılar sonuçsuz kaldı.',
        ],
      ],
    },
    vakiflar: {
      weight: 1,
      problems: [
        [
          'Vakıf eserinin onarımı',
          '{mahalle}’ndeki vakıf hamamı yıllardır metruk durumdadır; duvarlarından düşen taşlar yoldan geçenler için tehlike oluşturmaktadır.',
        ],
      ],
    },
    'belediye-kultur': {
      weight: 3,
      problems: [
        [
          'Kurs kayıtlarında yaşanan karışıklık',
          'Belediyenin açtığı müzik kursuna ilk gün başvurduğum hâlde listede adım yer almadı. Kayıtların hangi ölçüte göre alındığı açıklanmadı.',
        ],
      ],
    },
  },
  details: [
    [
      'Bölgeye gelen ziyaretçiler de aynı olumsuzluğu dile getirmektedir.',
      'muze-oren-yeri',
      'turizm-isletmeleri',
    ],
    'Fotoğrafları çektim, istenmesi hâlinde gönderebilirim.',
    [
      'İlçemizin tanıtımı açısından da üzücü bir görüntü ortaya çıkmaktadır.',
      'muze-oren-yeri',
      'turizm-isletmeleri',
      'vakiflar',
    ],
    [
      'Görevliler personel eksikliğinden söz etmektedir.',
      'kutuphane',
      'muze-oren-yeri',
      'belediye-kultur',
    ],
  ],
  actions: [
    [
      'Belirtilen yerde {incelemeTarihi} tarihinde kontrol yapılmış, eksikliklerin giderilmesi için çalışma başlatılmıştır.',
      'muze-oren-yeri',
      'vakiflar',
      'kutuphane',
    ],
    ['İşletme hakkında idari işlem uygulanmış ve konu takibe alınmıştır.', 'turizm-isletmeleri'],
  ],
  obstacles: [
    [
      'Alan koruma kurulu kararına tabi olduğundan onay alınmadan müdahale edilmesi mümkün değildir.',
      'muze-oren-yeri',
      'vakiflar',
    ],
  ],
  questions: [
    '{yıl} yılında ildeki müze ve ören yerlerini ziyaret eden kişi sayısı ve elde edilen gelir',
    'İlçe halk kütüphanesinin kitap, üye ve personel sayısı',
  ],
  ideas: [
    [
      'Gezici kütüphane',
      'Kütüphanesi bulunmayan mahalleler ve köyler için haftanın belirli günlerinde gezici kütüphane hizmeti verilmesini öneriyorum.',
    ],
  ],
};
