import type { TopicRecord } from '../../../subgraphs/institution-directory/units/index.ts';
import {
  category,
  central,
  district,
  metropolitan,
  metropolitanElseMunicipal,
  municipal,
  province,
  topic,
} from './competent-offices.ts';

const environment = 'Çevre, Şehircilik ve İklim Değişikliği Bakanlığı';
const environmentOffice = 'Çevre, Şehircilik ve İklim Değişikliği İl Müdürlüğü';
const agriculture = 'Tarım ve Orman Bakanlığı';
const environmentBranch = (branch: string, directorate: string) => [
  province(environmentOffice, branch),
  central(environment, directorate),
];
const pollution = environmentBranch('Çevre Yönetimi', 'Çevre Yönetimi Genel Müdürlüğü');
const zoning = municipal('İmar ve Şehircilik', { department: 'İmar ve Şehircilik' });
const cleaning = municipal('Temizlik İşleri', { department: 'Çevre Koruma ve Kontrol' });

export const buildingAndEnvironment: readonly TopicRecord[] = [
  ...category('İmar ve Yapı', [
    topic('imar-plani', 'İmar planı', zoning, 'imar durumu, plan değişikliği, askı'),
    topic('kacak-yapi', 'Kaçak yapı', zoning, 'ruhsatsız inşaat, kaçak kat, çıkma'),
    topic('yapi-ruhsati', 'Yapı ruhsatı ve iskân', zoning, 'yapı kullanma izni, inşaat ruhsatı'),
    topic(
      'kentsel-donusum',
      'Riskli yapı ve kentsel dönüşüm',
      environmentBranch('Altyapı ve Kentsel Dönüşüm', 'Altyapı ve Kentsel Dönüşüm Genel Müdürlüğü'),
      'kira yardımı, riskli bina, 6306',
    ),
    topic(
      'yapi-denetimi',
      'Yapı denetimi',
      environmentBranch('Yapı Denetim', 'Yapı İşleri Genel Müdürlüğü'),
      'müteahhit, beton, yapı denetim kuruluşu',
    ),
    topic(
      'kamulastirma',
      'Belediye taşınmazları ve kamulaştırma',
      municipal('Emlak ve İstimlak', { department: 'Emlak ve İstimlak' }),
      'istimlak, belediye arsası',
    ),
    topic('toplu-konut', 'Toplu konut', [central('TOKİ')], 'toki, konut kurası, teslim'),
    topic(
      'isyeri-ruhsati',
      'İşyeri açma ruhsatı',
      municipal('Ruhsat ve Denetim', { department: 'Zabıta', town: 'Zabıta' }),
      'işyeri, ruhsatsız işletme',
    ),
  ]),
  ...category('Çevre ve Atık', [
    topic('cop-toplama', 'Çöp toplama ve sokak temizliği', cleaning, 'çöp, konteyner, süpürme'),
    topic(
      'geri-donusum',
      'Geri dönüşüm ve sıfır atık',
      cleaning,
      'atık getirme merkezi, ambalaj atığı',
    ),
    topic(
      'moloz',
      'Moloz ve hafriyat',
      metropolitanElseMunicipal('Çevre Koruma ve Kontrol', 'Temizlik İşleri'),
      'hafriyat dökümü, inşaat atığı',
    ),
    topic(
      'hava-kirliligi',
      'Hava kirliliği',
      [
        province(environmentOffice, 'Çevre Yönetimi'),
        metropolitan('Çevre Koruma ve Kontrol'),
        central(environment, 'Çevre Yönetimi Genel Müdürlüğü'),
      ],
      'baca, koku, duman',
    ),
    topic(
      'su-kirliligi',
      'Su ve toprak kirliliği',
      pollution,
      'atık su, deşarj, dere kirliliği, müsilaj',
    ),
    topic(
      'gurultu',
      'Gürültü',
      [
        ...municipal('Zabıta', { department: 'Çevre Koruma ve Kontrol', town: 'Zabıta' }),
        ...pollution,
      ],
      'yüksek ses, müzik, inşaat gürültüsü',
    ),
    topic(
      'ced',
      'Çevresel etki değerlendirmesi',
      environmentBranch('ÇED', 'ÇED, İzin ve Denetim Genel Müdürlüğü'),
      'çed raporu, taş ocağı, çevre izni',
    ),
    topic(
      'korunan-alanlar',
      'Korunan alanlar ve tabiat varlıkları',
      environmentBranch('Tabiat Varlıkları', 'Tabiat Varlıklarını Koruma Genel Müdürlüğü'),
      'sit alanı, kıyı işgali',
    ),
  ]),
  ...category('Doğa ve Hayvanlar', [
    topic(
      'orman',
      'Ormanlar ve orman yangınları',
      [
        district('Orman İşletme Şefliği'),
        province('Orman İşletme Müdürlüğü'),
        central('Orman Genel Müdürlüğü'),
      ],
      'ağaç kesimi, orman işgali, yangın',
    ),
    topic(
      'av-yaban',
      'Avcılık ve yaban hayatı',
      [central(agriculture, 'Doğa Koruma ve Milli Parklar Genel Müdürlüğü')],
      'kaçak av, millî park',
    ),
    topic(
      'hayvan-haklari',
      'Hayvanlara kötü muamele',
      [
        district('İlçe Tarım ve Orman Müdürlüğü'),
        province('İl Tarım ve Orman Müdürlüğü'),
        central(agriculture, 'Doğa Koruma ve Milli Parklar Genel Müdürlüğü'),
      ],
      'hayvan hakları, kaçak çiftlik, pet shop',
    ),
    topic(
      'meteoroloji',
      'Hava durumu ve meteoroloji kayıtları',
      [province('Meteoroloji Müdürlüğü'), central('Meteoroloji Genel Müdürlüğü')],
      'don, dolu, hava tahmini',
    ),
  ]),
];
