import type { CategoryTexts } from '../category-texts.ts';

export const consumers: CategoryTexts = {
  topics: {
    tuketici: {
      weight: 22,
      problems: [
        [
          'Ayıplı ürünün iade alınmaması',
          '{tarih} tarihinde {tutar} TL ödeyerek satın aldığım buzdolabı üçüncü kez aynı arızayı verdi. Servis onarım yapmakta, satıcı ise değişim talebimi kabul etmemektedir.',
        ],
        [
          'Hakem heyeti kararının uygulanmaması',
          'Tüketici hakem heyetinin lehime verdiği {evrak} sayılı kararı firma {süredir} uygulamamaktadır.',
        ],
        [
          'Abonelik iptalinin yapılmaması',
          'Spor salonu üyeliğimi cayma süresi içinde iptal ettiğim hâlde kartımdan her ay ödeme çekilmeye devam edilmektedir.',
        ],
      ],
    },
    'internet-alisverisi': {
      weight: 12,
      problems: [
        [
          'İnternetten aldığım ürünün gönderilmemesi',
          'Bir alışveriş sitesinden {tarih} tarihinde satın aldığım ürün gönderilmedi, ödediğim {tutar} TL iade edilmedi ve telefonlara cevap verilmiyor.',
        ],
      ],
      reports: [
        [
          'Aldatıcı reklam yapan internet sitesi',
          'Bir sitenin ürünlerin eski fiyatını yüksek göstererek sahte indirim yaptığını ve sağlık beyanı ile takviye satışı yaptığını tespit ettim.',
        ],
      ],
    },
    'fahis-fiyat': {
      weight: 7,
      problems: [
        [
          'Etiket ile kasa fiyatının farklı olması',
          '{cadde} üzerindeki markette raf etiketi ile kasadaki fiyat {süredir} farklı çıkmaktadır. Uyardığımda “sistem güncelleniyor” denildi.',
        ],
      ],
      reports: [
        [
          'Fahiş fiyat uygulaması',
          '{cadde} No: {no} adresindeki iş yerinde temel gıda ürünlerinin çevredeki fiyatların çok üzerinde satıldığını, ürünlerin depoda bekletildiğini bildiriyorum.',
        ],
      ],
    },
    'esnaf-kooperatif': {
      weight: 4,
      problems: [
        [
          'Kooperatif genel kurulunun yapılmaması',
          'Üyesi olduğum yapı kooperatifi iki yıldır genel kurul toplamamakta, hesaplar üyelere gösterilmemektedir.',
        ],
      ],
      reports: [
        [
          'Kooperatifte usulsüz harcama',
          'Kooperatif yönetiminin üyelerden toplanan paraları amacı dışında kullandığına dair belgeler elime geçti.',
        ],
      ],
    },
    gumruk: {
      weight: 3,
      problems: [
        [
          'Gümrükte bekleyen gönderi',
          'Yurt dışından hediye olarak gönderilen paket gümrükte {süredir} bekletilmekte, hangi belgenin istendiği açıkça söylenmemektedir.',
        ],
      ],
    },
    rekabet: {
      weight: 1,
      problems: [
        [
          'Sürücü kurslarının ortak fiyat belirlemesi',
          'İlçemizdeki bütün sürücü kurslarının aynı gün aynı fiyata geçtiğini, aralarında anlaştıklarını düşünüyorum.',
        ],
      ],
    },
  },
  details: [
    [
      'Fatura, garanti belgesi ve yazışmaların tamamı elimdedir.',
      'tuketici',
      'internet-alisverisi',
    ],
    [
      'Firma müşteri hizmetleri her aramamda farklı bir tarih vermektedir.',
      'tuketici',
      'internet-alisverisi',
    ],
    [
      'Aynı firmadan şikâyetçi olan çok sayıda kişi bulunduğunu gördüm.',
      'tuketici',
      'internet-alisverisi',
      'fahis-fiyat',
      'rekabet',
    ],
    ['Kredi kartı bankama da itiraz ettim, sonuç bekliyorum.', 'tuketici', 'internet-alisverisi'],
    [
      'Satıcının iş yeri adresi değişmiş, tabela farklı bir ad taşımaktadır.',
      'tuketici',
      'internet-alisverisi',
    ],
  ],
  actions: [
    [
      'Firma nezdinde {incelemeTarihi} tarihinde denetim yapılmış, aykırılık tespit edilen hususlarda idari para cezası uygulanmıştır.',
      'internet-alisverisi',
      'fahis-fiyat',
      'rekabet',
    ],
    ['Başvurunuz raportöre havale edilmiş, satıcıdan savunma ve belge istenmiştir.', 'tuketici'],
    [
      'Yapılan girişim sonucunda ücret iadesinin gerçekleştirileceği firma tarafından bildirilmiştir.',
      'tuketici',
      'internet-alisverisi',
    ],
  ],
  obstacles: [
    [
      'Uyuşmazlık tutarı ve niteliği itibarıyla tüketici hakem heyetine usulüne uygun başvuru yapılması gerekmektedir.',
      'tuketici',
      'internet-alisverisi',
    ],
    ['Ticari amaçla yapılan alımlar 6502 sayılı Kanun kapsamında bulunmamaktadır.', 'tuketici'],
  ],
  questions: [
    '{yıl} yılında tüketici hakem heyetine yapılan başvuru sayısı ve ortalama karar süresi',
    'İlde yapılan fiyat etiketi denetimlerinin sayısı ve uygulanan cezalar',
  ],
  ideas: [
    [
      'Şikâyet edilen firmaların duyurulması',
      'Kesinleşmiş kararlara uymayan firmaların kamuya açık bir listede yayımlanmasının caydırıcı olacağını düşünüyorum.',
    ],
  ],
};
