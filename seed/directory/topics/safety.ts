import type { TopicRecord } from '../../../subgraphs/institution-directory/units/index.ts';
import {
  category,
  central,
  district,
  metropolitanElseMunicipal,
  province,
  topic,
} from './competent-offices.ts';

const police = 'İl Emniyet Müdürlüğü';
const districtPolice = district('İlçe Emniyet Müdürlüğü');
const generalPolice = central('Emniyet Genel Müdürlüğü');
const policeBranch = (branch: string) => [
  province(police, branch),
  province(police),
  generalPolice,
];
const disaster = [province('İl AFAD Müdürlüğü'), central('AFAD')];

export const safety: readonly TopicRecord[] = [
  ...category('Güvenlik', [
    topic(
      'asayis',
      'Asayiş ve kamu düzeni',
      [districtPolice, ...policeBranch('Asayiş')],
      'polis, hırsızlık, kavga',
    ),
    topic(
      'uyusturucu',
      'Uyuşturucu ihbarı',
      [districtPolice, ...policeBranch('Narkotik')],
      'narkotik, madde bağımlılığı',
    ),
    topic(
      'siber-suclar',
      'Siber suçlar',
      policeBranch('Siber Suçlar'),
      'bilişim suçları, internet dolandırıcılığı',
    ),
    topic(
      'kacakcilik',
      'Kaçakçılık ve organize suçlar',
      policeBranch('KOM'),
      'kaçak sigara, tefecilik',
    ),
    topic(
      'silah-ruhsati',
      'Silah ruhsatı',
      policeBranch('Ruhsat'),
      'taşıma ruhsatı, bulundurma ruhsatı',
    ),
    topic(
      'ozel-guvenlik',
      'Özel güvenlik',
      policeBranch('Özel Güvenlik'),
      'güvenlik görevlisi, özel güvenlik kimlik kartı',
    ),
    topic(
      'kirsal-guvenlik',
      'Kırsal bölgede güvenlik',
      [
        district('İlçe Jandarma Komutanlığı'),
        province('İl Jandarma Komutanlığı'),
        central('Jandarma Genel Komutanlığı'),
      ],
      'jandarma, köy, karakol',
    ),
    topic(
      'kiyi-guvenligi',
      'Kıyı ve deniz güvenliği',
      [central('Sahil Güvenlik Komutanlığı')],
      'sahil güvenlik',
    ),
  ]),
  ...category('Trafik', [
    topic(
      'trafik-denetimi',
      'Trafik denetimi ve cezaları',
      [districtPolice, ...policeBranch('Trafik Denetleme')],
      'trafik cezası, radar, hız ihlali',
    ),
    topic(
      'arac-tescil',
      'Araç tescil işlemleri',
      policeBranch('Trafik Tescil'),
      'plaka, ruhsat, hurda araç',
    ),
    topic(
      'trafik-isaretleri',
      'Trafik işaretleri ve sinyalizasyon',
      metropolitanElseMunicipal('Ulaşım', 'Fen İşleri'),
      'trafik lambası, tabela, kasis, yaya geçidi',
    ),
  ]),
  ...category('Afet ve İtfaiye', [
    topic('afet', 'Afet ve acil durum', disaster, 'deprem, sel, heyelan, afad'),
    topic(
      'afet-konutu',
      'Hasar tespiti ve afet konutu',
      disaster,
      'hak sahipliği, konteyner, ağır hasarlı',
    ),
    topic(
      'itfaiye',
      'İtfaiye ve yangın güvenliği',
      metropolitanElseMunicipal('İtfaiye', null, { town: 'Zabıta' }),
      'yangın, itfaiye raporu',
    ),
  ]),
];
