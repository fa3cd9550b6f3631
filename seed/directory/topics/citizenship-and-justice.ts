import type { TopicRecord } from '../../../subgraphs/institution-directory/units/index.ts';
import { category, central, district, province, topic } from './competent-offices.ts';

const interior = 'İçişleri Bakanlığı';
const justice = 'Adalet Bakanlığı';
const registry = [
  district('İlçe Nüfus ve Vatandaşlık Müdürlüğü'),
  province('İl Nüfus ve Vatandaşlık Müdürlüğü'),
  central(interior, 'Nüfus ve Vatandaşlık İşleri Genel Müdürlüğü'),
];
const migration = [province('İl Göç İdaresi Müdürlüğü'), central('Göç İdaresi Başkanlığı')];
const prosecution = [
  district('Cumhuriyet Başsavcılığı'),
  province('Cumhuriyet Başsavcılığı'),
  central(justice, 'Ceza İşleri Genel Müdürlüğü'),
];
const prisons = central(justice, 'Ceza ve Tevkifevleri Genel Müdürlüğü');

export const citizenshipAndJustice: readonly TopicRecord[] = [
  ...category('Nüfus ve Vatandaşlık', [
    topic(
      'kimlik-karti',
      'T.C. kimlik kartı',
      registry,
      'nüfus cüzdanı, kimlik yenileme, kayıp kimlik',
    ),
    topic('pasaport', 'Pasaport', registry, 'pasaport randevusu, umuma mahsus pasaport'),
    topic('surucu-belgesi', 'Sürücü belgesi', registry, 'ehliyet, ehliyet yenileme'),
    topic('adres-kaydi', 'Adres kaydı', registry, 'yerleşim yeri, ikametgâh, adres değişikliği'),
    topic(
      'nufus-olaylari',
      'Doğum, evlenme ve ölüm kayıtları',
      registry,
      'nüfus kaydı, nüfus kayıt örneği',
    ),
    topic('isim-degisikligi', 'Ad ve soyadı değişikliği', registry, 'isim düzeltme, soyadı'),
    topic(
      'vatandaslik',
      'Vatandaşlık başvurusu',
      registry.slice(1),
      'Türk vatandaşlığı, mavi kart',
    ),
  ]),
  ...category('Göç ve Yurt Dışı', [
    topic('ikamet-izni', 'Yabancıların ikamet izni', migration, 'oturma izni, yabancı'),
    topic('gecici-koruma', 'Uluslararası ve geçici koruma', migration, 'mülteci, sığınmacı'),
    topic(
      'konsolosluk',
      'Yurt dışında konsolosluk hizmetleri',
      [central('Dışişleri Bakanlığı', 'Konsolosluk İşleri Genel Müdürlüğü')],
      'büyükelçilik, gurbetçi, vize',
    ),
  ]),
  ...category('Mülki İdare ve Sivil Toplum', [
    topic(
      'mulki-idare',
      'Valilik ve kaymakamlık hizmetleri',
      [
        district('Kaymakamlık'),
        province('Valilik'),
        central(interior, 'İller İdaresi Genel Müdürlüğü'),
      ],
      'kaymakam, vali',
    ),
    topic(
      'dernekler',
      'Dernekler ve yardım toplama',
      [
        province('Valilik', 'Sivil Toplumla İlişkiler Müdürlüğü'),
        central(interior, 'Sivil Toplumla İlişkiler Genel Müdürlüğü'),
      ],
      'dernek kuruluşu, yardım kampanyası',
    ),
    topic(
      'acil-cagri',
      '112 acil çağrı merkezi',
      [
        province('Valilik', '112 Acil Çağrı Merkezi Müdürlüğü'),
        central(interior, '112 Acil Çağrı Merkezi Başkanlığı'),
      ],
      '112, acil yardım hattı',
    ),
  ]),
  ...category('Adalet', [
    topic('savcilik', 'Savcılık ve soruşturma işlemleri', prosecution, 'suç duyurusu, soruşturma'),
    topic(
      'adli-sicil',
      'Adli sicil kaydı',
      [...prosecution.slice(0, 2), central(justice, 'Adli Sicil ve İstatistik Genel Müdürlüğü')],
      'sabıka kaydı',
    ),
    topic(
      'hukuk-isleri',
      'Mahkeme, icra ve noterlik hizmetleri',
      [central(justice, 'Hukuk İşleri Genel Müdürlüğü')],
      'icra dairesi, noter, dava',
    ),
    topic(
      'magdur-haklari',
      'Suç mağdurlarına destek',
      [central(justice, 'Mağdur Hakları Dairesi Başkanlığı')],
      'adli destek, adli görüşme odası',
    ),
    topic(
      'ceza-infaz',
      'Ceza infaz kurumları',
      [province('Ceza İnfaz Kurumu Müdürlüğü'), prisons],
      'cezaevi, hükümlü, tutuklu, görüş',
    ),
    topic(
      'denetimli-serbestlik',
      'Denetimli serbestlik',
      [province('Denetimli Serbestlik Müdürlüğü'), prisons],
      'imza yükümlülüğü',
    ),
    topic(
      'kisisel-veriler',
      'Kişisel verilerin korunması',
      [central('KVKK')],
      'kvkk, veri ihlali, istenmeyen mesaj',
    ),
  ]),
  ...category('Askerlik', [
    topic(
      'askerlik',
      'Askerlik işlemleri',
      [
        district('Askerlik Şubesi'),
        province('Askerlik Şubesi Başkanlığı'),
        central('Millî Savunma Bakanlığı', 'Askeralma Genel Müdürlüğü'),
      ],
      'sevk tehiri, bedelli askerlik, terhis',
    ),
  ]),
];
