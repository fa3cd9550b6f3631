import type { CategoryTexts } from '../category-texts.ts';

export const disastersAndFire: CategoryTexts = {
  topics: {
    afet: {
      weight: 4,
      problems: [
        [
          'Heyelan tehlikesi',
          'Evimizin arkasındaki yamaçta son yağışlardan sonra çatlaklar oluştu; toprak {süredir} kaymakta, {sayı} hanenin bulunduğu bölgede can güvenliği tehlikesi vardır.',
        ],
        [
          'Toplanma alanı talebi',
          '{mahalle}’nde gösterilen afet toplanma alanı fiilen otopark olarak kullanılmakta, yönlendirme levhaları da bulunmamaktadır.',
        ],
      ],
    },
    'afet-konutu': {
      weight: 4,
      problems: [
        [
          'Hak sahipliği başvurusunun sonuçlanmaması',
          'Ağır hasarlı tespit edilen evim için yaptığım hak sahipliği başvurusu {evrak} sayı ile kayıtlıdır. Kura çekimi yapıldığı hâlde adım listede yer almadı.',
        ],
      ],
    },
    itfaiye: {
      weight: 3,
      problems: [
        [
          'Yangın merdiveni bulunmayan bina',
          'Oturduğumuz {cadde} No: {no} adresindeki binada yangın merdiveni eşya deposu olarak kullanılmakta, yangın tüpleri dolu değildir.',
        ],
      ],
      reports: [
        [
          'İş yerinde yangın tehlikesi',
          '{cadde} No: {no} adresindeki depoda çok sayıda tüp ve yanıcı madde önlemsiz biçimde bulundurulmaktadır; üst katlarda aileler yaşamaktadır.',
        ],
      ],
    },
  },
  details: [
    ['Yağışların başlamasıyla birlikte durumun daha da kötüleşeceğinden korkuyoruz.', 'afet'],
    ['Hasar tespit raporunun bir örneği elimde bulunmaktadır.', 'afet-konutu'],
    ['Binada yaşlı ve çocuklu aileler oturmaktadır.', 'itfaiye'],
    'Daha önce gelen ekip sözlü uyarıda bulunmuş ancak yazılı bir işlem yapılmamıştır.',
  ],
  actions: [
    [
      'Teknik ekibimiz {incelemeTarihi} tarihinde yerinde inceleme yapmış, alınması gereken önlemler ilgililere yazılı olarak bildirilmiştir.',
      'afet',
      'itfaiye',
    ],
    [
      'Adreste yapılan denetimde tespit edilen eksikliklerin giderilmesi için süre verilmiş olup takip edilmektedir.',
      'itfaiye',
    ],
  ],
  obstacles: [
    [
      'Yapılan değerlendirmede 7269 sayılı Kanun kapsamında hak sahipliği için aranan şartların oluşmadığı görülmüştür.',
      'afet-konutu',
    ],
  ],
  questions: [
    '{mahalle} için belirlenen afet toplanma alanlarının listesi ve kişi başına düşen alan',
    'İlçede deprem riski taşıdığı tespit edilen kamu binalarının sayısı',
  ],
  ideas: [
    [
      'Mahalle afet gönüllüleri',
      'Her mahallede eğitim almış en az on kişilik bir afet gönüllü ekibi oluşturulmasını ve malzeme konteyneri bulundurulmasını öneriyorum.',
    ],
  ],
};
