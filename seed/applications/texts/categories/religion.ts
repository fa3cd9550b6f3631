import type { CategoryTexts } from '../category-texts.ts';

export const religion: CategoryTexts = {
  topics: {
    'din-hizmetleri': {
      weight: 6,
      problems: [
        [
          'Camimizin bakım ihtiyacı',
          '{mahalle}’ndeki caminin çatısı akmakta, abdesthanesi {süredir} kullanılamamaktadır. Cemaat kendi imkânlarıyla onarım yapmaya çalışmaktadır.',
        ],
        [
          'Ezan ses düzeyinin ayarlanması',
          'Cami hoparlörlerinin sesi ayarsız olduğundan hem anlaşılmamakta hem de çevredeki hasta ve bebekleri rahatsız etmektedir. Amacım saygı çerçevesinde bir düzenleme yapılmasıdır.',
        ],
      ],
    },
    'kuran-kursu': {
      weight: 2,
      problems: [
        [
          'Yaz Kur’an kursu kaydı',
          'Çocuğumun yaz kursu kaydı kontenjan dolduğu için alınmadı. Mahallemizde ikinci bir sınıf açılmasına ihtiyaç vardır.',
        ],
      ],
    },
    'hac-umre': {
      weight: 3,
      problems: [
        [
          'Hac kurası hakkında',
          'Yaşlı annemle birlikte on iki yıldır hac kurasına katılıyoruz, katsayımız yüksek olduğu hâlde ismimiz çıkmadı. Kaydımızın doğru olup olmadığından emin değiliz.',
        ],
      ],
    },
  },
  details: [
    [
      'Görevli imamımız ilgilidir ancak ödenek konusunda yapabileceği bir şey olmadığını belirtmektedir.',
      'din-hizmetleri',
    ],
    ['Konuyu dernek yöneticileriyle de görüştük.', 'din-hizmetleri'],
    ['Özellikle bayram ve cuma günlerinde yer yetersiz kalmaktadır.', 'din-hizmetleri'],
  ],
  actions: [
    [
      'Müftülüğümüzce {incelemeTarihi} tarihinde yerinde inceleme yapılmış, gerekli düzenleme görevlilere bildirilmiştir.',
      'din-hizmetleri',
      'kuran-kursu',
    ],
    ['Talebiniz il müftülüğü onarım programına dâhil edilmiştir.', 'din-hizmetleri'],
  ],
  obstacles: [
    [
      'Onarımın cami derneği tarafından yürütülmesi gerektiğinden talebiniz derneğe iletilmiştir.',
      'din-hizmetleri',
    ],
  ],
  questions: [
    'İlçedeki camilerin bakım ve onarımı için {yıl} yılında ayrılan kaynak',
    'Yaz kurslarına katılan öğrenci sayısı ve kontenjanlar',
  ],
  ideas: [
    [
      'Cami avlularının ağaçlandırılması',
      'Cami avlularının ağaçlandırılarak yaşlılarımızın dinlenebileceği alanlar hâline getirilmesini öneriyorum.',
    ],
  ],
};
