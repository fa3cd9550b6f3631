import type { CategoryTexts } from '../category-texts.ts';

export const justice: CategoryTexts = {
  topics: {
    savcilik: {
      weight: 6,
      problems: [
        [
          'Soruşturma dosyasının uzaması',
          '{evrak} soruşturma numaralı dosyamda {süredir} herhangi bir işlem yapılmadığını görüyorum. Tanıklarımın dinlenmesi talebim de cevapsız kaldı.',
        ],
      ],
    },
    'adli-sicil': {
      weight: 3,
      problems: [
        [
          'Adli sicil arşiv kaydının silinmesi',
          'Silinme koşulları oluştuğu hâlde adli sicil arşiv kaydım hâlâ görünmekte, iş başvurularım bu nedenle reddedilmektedir.',
        ],
      ],
    },
    'hukuk-isleri': {
      weight: 5,
      problems: [
        [
          'İcra dosyasının kapatılmaması',
          'Borcumun tamamını {tarih} tarihinde ödediğim hâlde icra dosyası kapatılmamış, maaşımdan kesinti yapılmaya devam edilmiştir. Fazla kesilen tutar {tutar} TL’dir.',
        ],
        [
          'Noterlikte yaşanan sorun',
          'Araç satışı için gittiğim noterlikte sistem arızası gerekçesiyle üç saat bekletildik, sonunda işlem yapılmadan geri çevrildik.',
        ],
      ],
    },
    'magdur-haklari': {
      weight: 1,
      problems: [
        [
          'Suç mağduru olarak destek talebi',
          'Yaşadığım olaydan sonra psikolojik destek almak istiyorum. Adliyedeki müdürlüğe başvurdum, {süredir} randevu verilmedi.',
        ],
      ],
    },
    'ceza-infaz': {
      weight: 5,
      problems: [
        [
          'Hükümlü yakınımın nakil talebi',
          'Ceza infaz kurumunda bulunan oğlumun, ailesinin yaşadığı ile yakın bir kuruma nakli için verdiğimiz dilekçeler sonuçsuz kaldı. Yaşlı olduğumuz için görüşe gidemiyoruz.',
        ],
        [
          'Hükümlünün tedaviye götürülmemesi',
          'Kurumda bulunan kardeşimin {tarih} tarihindeki hastane sevki araç olmadığı gerekçesiyle yapılmadı; ameliyat tarihi ertelendi.',
        ],
      ],
    },
    'denetimli-serbestlik': {
      weight: 2,
      problems: [
        [
          'İmza yükümlülüğünün değiştirilmesi',
          'Denetimli serbestlik kapsamındaki imza saatlerim çalıştığım vardiya ile çakışmaktadır. İşimi kaybetmemek için saatlerin değiştirilmesi gerekmektedir.',
        ],
      ],
    },
    'kisisel-veriler': {
      weight: 3,
      problems: [
        [
          'İznim olmadan gönderilen ticari mesajlar',
          'Hiçbir ilişkim bulunmayan firmalardan günde en az beş kısa mesaj almaktayım. Ret bildirimi göndermeme rağmen mesajlar devam etmektedir.',
        ],
      ],
      reports: [
        [
          'Kişisel verilerin paylaşılması',
          'Bir iş yerinin müşterilerine ait kimlik fotokopilerini ve telefon numaralarını herkesin görebileceği şekilde saklayıp paylaştığını tespit ettim.',
        ],
      ],
    },
  },
  details: [
    [
      'Kalemde görevli memur dosyanın incelemede olduğunu söylemekle yetindi.',
      'savcilik',
      'hukuk-isleri',
      'adli-sicil',
    ],
    ['Avukat tutacak maddi gücüm bulunmamaktadır.', 'savcilik', 'hukuk-isleri', 'ceza-infaz'],
    [
      'Dosyaya sunduğum belgelerin kayda alındığına dair alındı bilgim mevcuttur.',
      'savcilik',
      'hukuk-isleri',
      'adli-sicil',
      'denetimli-serbestlik',
    ],
    [
      'Yargı makamlarının takdirine müdahale edilmesini değil, idari sürecin işletilmesini istiyorum.',
      'savcilik',
      'hukuk-isleri',
      'ceza-infaz',
    ],
  ],
  actions: [
    [
      'Konu ilgili birimden sorulmuş, işlemlerin tamamlandığı ve kaydın {incelemeTarihi} tarihinde güncellendiği bildirilmiştir.',
      'adli-sicil',
      'hukuk-isleri',
      'savcilik',
    ],
    [
      'Talebiniz kurum idaresince değerlendirilmiş olup gerekli düzenleme yapılmıştır.',
      'ceza-infaz',
      'denetimli-serbestlik',
    ],
  ],
  obstacles: [
    [
      'Anayasa’nın 138’inci maddesi uyarınca yargı yetkisinin kullanılmasına ilişkin konularda idaremizce işlem yapılması mümkün bulunmamaktadır.',
      'savcilik',
      'hukuk-isleri',
    ],
  ],
  questions: [
    '{yıl} yılında icra müdürlüklerine gelen ve sonuçlandırılan dosya sayısı',
    'Adli destek ve mağdur hizmetleri müdürlüğüne yapılan başvuru sayısı',
  ],
  ideas: [
    [
      'Duruşma saatlerinin kısa mesajla bildirilmesi',
      'Duruşma günündeki gecikmelerin taraflara kısa mesajla bildirilmesi hem adliyelerdeki yoğunluğu hem de mağduriyetleri azaltacaktır.',
    ],
  ],
};
