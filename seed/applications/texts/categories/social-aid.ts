import type { CategoryTexts } from '../category-texts.ts';

export const socialAid: CategoryTexts = {
  topics: {
    'sosyal-yardim': {
      weight: 34,
      problems: [
        [
          'Sosyal yardım başvurumun reddedilmesi',
          'Vakfa yaptığım yardım başvurusu hane gelirimizin yüksek olduğu gerekçesiyle reddedildi. Oysa eşim {süredir} işsizdir, üzerimizde görünen araç da yıllar önce satılmıştır.',
        ],
        [
          'Kömür ve gıda yardımı talebi',
          'Üç çocuk annesiyim, eşim çalışamayacak durumdadır ve kirada oturuyoruz. Bu kış için yakacak ve gıda yardımına ihtiyacımız bulunmaktadır.',
        ],
        [
          'Kira ve nakdi yardım talebi',
          'Kiramız {tutar} TL’ye yükseltildi; asgari ücretle geçinen beş kişilik bir aile olarak ödeme gücümüz kalmadı. Tahliye ile karşı karşıyayız.',
        ],
      ],
      reports: [
        [
          'İhtiyacı olmadığı hâlde yardım alınması',
          '{cadde} No: {no} adresinde oturan, iki dairesi ve aracı bulunan bir ailenin başkası üzerinden gelir göstermeyerek sosyal yardım aldığını bildirmek isterim.',
        ],
      ],
    },
    'engelli-hizmetleri': {
      weight: 13,
      problems: [
        [
          'Evde bakım aylığının kesilmesi',
          'Yüzde doksan engelli raporu bulunan oğlum için aldığım evde bakım aylığı {tarih} tarihinde kesildi. Gelir hesabına vefat eden babasının eski geliri dâhil edilmiştir.',
        ],
        [
          'Engelli kimlik kartının verilmemesi',
          'Süresiz sağlık kurulu raporum olmasına rağmen engelli kimlik kartım {süredir} düzenlenmedi. Ulaşım hakkımdan yararlanamıyorum.',
        ],
      ],
    },
    'yasli-hizmetleri': {
      weight: 8,
      problems: [
        [
          '65 yaş aylığı başvurusu',
          'Babamın 65 yaş aylığı başvurusu, üzerine kayıtlı hisseli tarla nedeniyle reddedildi. Söz konusu tarladan hiçbir geliri bulunmamaktadır.',
        ],
        [
          'Huzurevi başvurusunda sıra',
          'Tek başına yaşayan ve bakıma muhtaç olan komşumuz için yapılan huzurevi başvurusu {süredir} sırada beklemektedir.',
        ],
      ],
    },
    'cocuk-hizmetleri': {
      weight: 5,
      problems: [
        [
          'Koruyucu aile başvurumuz',
          'Eşimle birlikte koruyucu aile olmak için başvurduk, eğitimleri tamamladık; {süredir} ev ziyaretinin yapılmasını beklemekteyiz.',
        ],
      ],
      reports: [
        [
          'Çocuk ihmali şüphesi',
          'Komşu binada yaşayan küçük çocukların saatlerce yalnız bırakıldığını, gece saat {saat} sularında ağladıklarını duyuyoruz. Bir uzman tarafından ziyaret edilmelerini istiyorum.',
        ],
        [
          'Dilendirilen çocuklar',
          '{cadde} üzerindeki kavşakta her gün aynı çocukların bir yetişkin gözetiminde dilendirildiğini görüyorum.',
        ],
      ],
    },
    'kadina-siddet': {
      weight: 3,
      problems: [
        [
          'Koruma kararının uygulanması',
          'Hakkında uzaklaştırma kararı bulunan eski eşim kararı ihlal ederek iş yerime gelmektedir. {sonTarih} tarihinde tutanak tutuldu, kendimi güvende hissetmiyorum.',
        ],
      ],
      reports: [
        [
          'Komşumuzun şiddet gördüğü şüphesi',
          'Üst kattaki ailede sık sık bağırma ve çarpma sesleri duyulmaktadır. Hanımefendinin şikâyetçi olmaktan çekindiğini düşünüyor, destek sağlanmasını istiyorum.',
        ],
      ],
    },
    'sehit-gazi': {
      weight: 2,
      problems: [
        [
          'Gazi yakını istihdam hakkı',
          'Gazi çocuğu olarak istihdam hakkımdan yararlanmak için yaptığım başvurunun atama dönemine yetişip yetişmediği konusunda bilgi alamıyorum.',
        ],
      ],
    },
    'belediye-yardimi': {
      weight: 9,
      problems: [
        [
          'Belediye yardım kartı başvurusu',
          'Belediyenin ihtiyaç sahiplerine verdiği market kartı için {tarih} tarihinde başvurdum. Evimize inceleme için kimse gelmediği hâlde başvurumun reddedildiğini öğrendim.',
        ],
        [
          'Sıcak yemek hizmeti',
          'Yalnız yaşayan yaşlı annemin yararlandığı sıcak yemek hizmeti {süredir} getirilmemektedir. Annem yemek yapabilecek durumda değildir.',
        ],
      ],
    },
  },
  details: [
    [
      'Hanemizde tek gelir eşimin aldığı asgari ücrettir, o da kiraya yetmemektedir.',
      'sosyal-yardim',
      'belediye-yardimi',
    ],
    [
      'Sosyal inceleme için gelen görevli evde bulunmadığımız bir saatte gelip not bırakmış.',
      'sosyal-yardim',
      'belediye-yardimi',
      'engelli-hizmetleri',
    ],
    [
      'Sağlık kurulu raporumuz süresiz olup daha önce hiçbir itiraz yapılmamıştır.',
      'engelli-hizmetleri',
    ],
    [
      'Komşularımızın desteği ile bugüne kadar idare edebildik, artık gücümüz kalmadı.',
      'sosyal-yardim',
      'belediye-yardimi',
      'yasli-hizmetleri',
      'engelli-hizmetleri',
    ],
    [
      'Çocuklarım okula gidiyor, kırtasiye ve servis masraflarını karşılayamıyorum.',
      'sosyal-yardim',
      'belediye-yardimi',
    ],
    [
      'Üzerimize kayıtlı herhangi bir taşınmaz bulunmamaktadır.',
      'sosyal-yardim',
      'belediye-yardimi',
      'engelli-hizmetleri',
      'yasli-hizmetleri',
    ],
  ],
  actions: [
    [
      'Hanenizde {incelemeTarihi} tarihinde sosyal inceleme yapılmış, mütevelli heyeti kararıyla yardım programına alınmanız uygun görülmüştür.',
      'sosyal-yardim',
      'belediye-yardimi',
    ],
    [
      'Dosyanız yeniden değerlendirilmiş, gelir hesabındaki hata düzeltilerek ödemenizin geriye dönük yapılması sağlanmıştır.',
      'engelli-hizmetleri',
      'yasli-hizmetleri',
    ],
    [
      'Aileniz sosyal hizmet uzmanımızca ziyaret edilmiş, ihtiyaç duyulan destek planlanmıştır.',
      'engelli-hizmetleri',
      'yasli-hizmetleri',
      'cocuk-hizmetleri',
      'kadina-siddet',
    ],
  ],
  obstacles: [
    [
      'Hane içinde kişi başına düşen gelir ilgili mevzuatta belirlenen sınırın üzerinde olduğundan talebiniz karşılanamamıştır.',
      'sosyal-yardim',
      'engelli-hizmetleri',
      'yasli-hizmetleri',
      'belediye-yardimi',
    ],
    [
      'Talep edilen hizmette kapasite dolu olduğundan başvurunuz sıraya alınmıştır.',
      'yasli-hizmetleri',
      'engelli-hizmetleri',
      'belediye-yardimi',
      'cocuk-hizmetleri',
    ],
  ],
  questions: [
    '{yıl} yılında ilçede yapılan sosyal yardım başvurularının sayısı, kabul ve ret oranları',
    'Evde bakım aylığı alan kişi sayısı ve kesilen ödemelerin gerekçelerine göre dağılımı',
  ],
  ideas: [
    [
      'Yardımların tek kapıdan verilmesi',
      'Belediye, vakıf ve diğer kurumların yardımlarının tek bir başvuru ile değerlendirilmesinin hem adaleti hem de kolaylığı artıracağını düşünüyorum.',
    ],
    [
      'Engelliler için mahalle refakat hizmeti',
      'Hastaneye tek başına gidemeyen engelli ve yaşlılar için gönüllülerden oluşan bir refakat hizmeti kurulmasını öneriyorum.',
    ],
  ],
};
