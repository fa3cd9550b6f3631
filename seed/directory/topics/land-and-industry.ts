import type { TopicRecord } from '../../../subgraphs/institution-directory/units/index.ts';
import { category, central, district, province, topic } from './competent-offices.ts';

const agriculture = 'Tarım ve Orman Bakanlığı';
const agricultureOffice = 'İl Tarım ve Orman Müdürlüğü';
const energy = 'Enerji ve Tabii Kaynaklar Bakanlığı';
const industry = 'Sanayi ve Teknoloji Bakanlığı';
const farming = (branch: string, directorate: string) => [
  district('İlçe Tarım ve Orman Müdürlüğü'),
  province(agricultureOffice, branch),
  central(agriculture, directorate),
];

export const landAndIndustry: readonly TopicRecord[] = [
  ...category('Tapu ve Kadastro', [
    topic(
      'tapu',
      'Tapu işlemleri',
      [
        district('Tapu Müdürlüğü'),
        province('Tapu Müdürlüğü'),
        central('Tapu ve Kadastro Genel Müdürlüğü'),
      ],
      'tapu devri, miras intikali, ipotek',
    ),
    topic(
      'kadastro',
      'Kadastro işlemleri',
      [
        district('Kadastro Birimi'),
        province('Kadastro Müdürlüğü'),
        central('Tapu ve Kadastro Genel Müdürlüğü'),
      ],
      'ölçüm, sınır, aplikasyon',
    ),
  ]),
  ...category('Tarım ve Gıda', [
    topic(
      'ciftci-destekleri',
      'Çiftçi destekleri',
      farming('Bitkisel Üretim', 'Bitkisel Üretim Genel Müdürlüğü'),
      'çks, mazot desteği, gübre',
    ),
    topic(
      'kirsal-kalkinma',
      'Kırsal kalkınma hibeleri',
      farming('Kırsal Kalkınma', 'Tarım Reformu Genel Müdürlüğü'),
      'genç çiftçi, hibe',
    ),
    topic(
      'arazi-toplulastirma',
      'Tarım arazileri ve toplulaştırma',
      farming('Arazi Toplulaştırma', 'Tarım Reformu Genel Müdürlüğü'),
      'mera, tarım dışı kullanım',
    ),
    topic(
      'gida-guvenligi',
      'Gıda güvenliği',
      farming('Gıda ve Yem', 'Gıda ve Kontrol Genel Müdürlüğü'),
      'bozuk gıda, lokanta, alo gıda, taklit tağşiş',
    ),
    topic(
      'hayvan-sagligi',
      'Hayvancılık ve hayvan sağlığı',
      farming('Hayvan Sağlığı', 'Hayvancılık Genel Müdürlüğü'),
      'şap, küpe, veteriner hekim, süt desteği',
    ),
    topic(
      'balikcilik',
      'Balıkçılık ve su ürünleri',
      farming('Balıkçılık', 'Balıkçılık ve Su Ürünleri Genel Müdürlüğü'),
      'kaçak avlanma, balık çiftliği',
    ),
    topic(
      'hububat-alimi',
      'Hububat ve çay alımları',
      [central('TMO'), central('ÇAYKUR')],
      'buğday, fındık, yaş çay',
    ),
  ]),
  ...category('Enerji ve Maden', [
    topic(
      'elektrik',
      'Elektrik kesintisi ve sokak aydınlatması',
      [central('TEDAŞ'), central('EPDK')],
      'elektrik arızası, trafo, direk, aydınlatma',
    ),
    topic(
      'enerji-faturasi',
      'Elektrik ve doğal gaz aboneliği',
      [central('EPDK')],
      'fatura, tarife, sayaç, güvence bedeli',
    ),
    topic(
      'dogal-gaz',
      'Doğal gaz hatları',
      [central('BOTAŞ'), central('EPDK')],
      'doğal gaz bağlantısı, boru hattı',
    ),
    topic(
      'maden',
      'Maden ve taş ocakları',
      [central(energy, 'Maden ve Petrol İşleri Genel Müdürlüğü')],
      'maden ruhsatı, ocak',
    ),
  ]),
  ...category('Posta ve İletişim', [
    topic(
      'posta-kargo',
      'Posta ve kargo',
      [district('PTT Merkez Müdürlüğü'), province('PTT Başmüdürlüğü'), central('PTT')],
      'ptt, kayıp gönderi, tebligat',
    ),
    topic(
      'telefon-internet',
      'Telefon ve internet',
      [central('BTK')],
      'operatör, internet kesintisi, baz istasyonu, taahhüt',
    ),
    topic(
      'radyo-televizyon',
      'Radyo ve televizyon yayınları',
      [central('RTÜK')],
      'yayın şikâyeti, dizi, reklam',
    ),
    topic('kamu-yayinciligi', 'TRT yayınları', [central('TRT')], 'trt, bandrol'),
  ]),
  ...category('Sanayi ve Teknoloji', [
    topic(
      'kobi-destekleri',
      'KOBİ destekleri',
      [province('KOSGEB Müdürlüğü'), central('KOSGEB')],
      'kosgeb, girişimcilik kredisi',
    ),
    topic(
      'olcu-ayar',
      'Ölçü aletleri ve ürün güvenliği',
      [
        province('Sanayi ve Teknoloji İl Müdürlüğü'),
        central(industry, 'Metroloji ve Ürün Güvenliği Genel Müdürlüğü'),
      ],
      'terazi, akaryakıt sayacı, lpg, asansör',
    ),
    topic(
      'organize-sanayi',
      'Organize sanayi bölgeleri',
      [
        province('Sanayi ve Teknoloji İl Müdürlüğü'),
        central(industry, 'Sanayi Bölgeleri Genel Müdürlüğü'),
      ],
      'osb, fabrika, arsa tahsisi',
    ),
    topic('patent-marka', 'Patent ve marka', [central('Türk Patent')], 'marka tescili, buluş'),
    topic(
      'standartlar',
      'Standartlar ve belgelendirme',
      [central('TSE')],
      'tse belgesi, araç projesi',
    ),
    topic(
      'arastirma-destekleri',
      'Araştırma ve burs destekleri',
      [central('TÜBİTAK')],
      'tübitak, proje, olimpiyat',
    ),
  ]),
  ...category('Devlet Hizmetleri', [
    topic('istatistik', 'Resmî istatistikler', [central('TÜİK')], 'enflasyon, anket, nüfus sayımı'),
    topic(
      'devlet-arsivleri',
      'Devlet arşivleri',
      [central('Devlet Arşivleri Başkanlığı')],
      'osmanlı arşivi, soyağacı belgesi',
    ),
    topic(
      'cimer',
      'Başvuru hizmetinin kendisi',
      [central('İletişim Başkanlığı')],
      'cimer, başvuru takibi, iletişim',
    ),
  ]),
];
