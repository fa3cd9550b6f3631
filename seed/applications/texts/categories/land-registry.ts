import type { CategoryTexts } from '../category-texts.ts';

export const landRegistry: CategoryTexts = {
  topics: {
    tapu: {
      weight: 8,
      problems: [
        [
          'Miras intikalinin yapılamaması',
          'Babamdan kalan taşınmazın intikali için {tarih} tarihinde başvurduk. Tapudaki ad ile nüfus kaydı arasındaki bir harf farkı nedeniyle işlem {süredir} bekliyor.',
        ],
        [
          'İpoteğin kaldırılmaması',
          'Konut kredimi kapattığım hâlde taşınmazım üzerindeki ipotek kaldırılmadı; banka yazıyı gönderdiğini, müdürlük ise gelmediğini söylüyor.',
        ],
      ],
    },
    kadastro: {
      weight: 5,
      problems: [
        [
          'Parsel sınırının hatalı ölçülmesi',
          'Son yapılan ölçümde tarlamın yüzölçümü tapudakinden eksik çıktı. Komşu parselle aramızda sınır anlaşmazlığı doğmuştur.',
        ],
      ],
    },
  },
  details: [
    'Taşınmaza ait eski tapu ve krokiler elimde bulunmaktadır.',
    ['Mirasçıların tamamı işleme onay vermiştir.', 'tapu'],
    'Başka şehirden geldiğimiz için her seferinde yol masrafı ödüyoruz.',
    ['Randevu sistemi en erken üç hafta sonraya gün vermektedir.', 'tapu'],
  ],
  actions: [
    [
      'Kayıtlar karşılaştırılmış, tespit edilen yazım hatası {incelemeTarihi} tarihinde düzeltilerek işleminiz tamamlanmıştır.',
      'tapu',
    ],
    [
      'Ölçüm ekibimiz yerinde kontrol yapmış, düzenlenen teknik rapor tarafınıza gönderilmiştir.',
      'kadastro',
    ],
  ],
  obstacles: [
    'Talep edilen düzeltme mülkiyet hakkını etkilediğinden mahkeme kararı gerekmektedir.',
  ],
  questions: [
    'Taşınmaza ait tedavül kayıtlarının ve dayanak belgelerin onaylı örnekleri',
    '{yıl} yılında tapu müdürlüğünde sonuçlandırılan işlem sayısı ve ortalama süre',
  ],
  ideas: [
    [
      'Tapu işlemlerinde hazırlık kontrolü',
      'Başvuru öncesinde belgelerin çevrim içi ön kontrolden geçirilmesi, eksik evrak yüzünden yapılan gidiş gelişleri azaltacaktır.',
    ],
  ],
};
