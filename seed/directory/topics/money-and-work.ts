import type { TopicRecord } from '../../../subgraphs/institution-directory/units/index.ts';
import { category, central, district, province, topic } from './competent-offices.ts';

const trade = 'Ticaret Bakanlığı';
const finance = 'Hazine ve Maliye Bakanlığı';
const labour = 'Çalışma ve Sosyal Güvenlik Bakanlığı';
const environment = 'Çevre, Şehircilik ve İklim Değişikliği Bakanlığı';
const consumerProtection = central(trade, 'Tüketicinin Korunması Genel Müdürlüğü');
const tradeOffice = province('Ticaret İl Müdürlüğü');
const tax = [
  district('Vergi Dairesi Müdürlüğü'),
  province('Vergi Dairesi Başkanlığı'),
  central('Gelir İdaresi Başkanlığı'),
];
const socialSecurity = (branch: string) => [
  district('Sosyal Güvenlik Merkezi'),
  province('SGK İl Müdürlüğü', branch),
  central('Sosyal Güvenlik Kurumu'),
];
const employment = [
  district('İŞKUR Hizmet Merkezi'),
  province('Çalışma ve İş Kurumu İl Müdürlüğü'),
  central('Türkiye İş Kurumu'),
];

export const moneyAndWork: readonly TopicRecord[] = [
  ...category('Tüketici ve Ticaret', [
    topic(
      'tuketici',
      'Ayıplı mal ve hizmet',
      [district('Tüketici Hakem Heyeti'), province('Tüketici Hakem Heyeti'), consumerProtection],
      'tüketici hakları, iade, garanti, abonelik',
    ),
    topic(
      'internet-alisverisi',
      'İnternetten alışveriş ve reklamlar',
      [tradeOffice, consumerProtection],
      'e-ticaret, aldatıcı reklam, cayma hakkı',
    ),
    topic(
      'fahis-fiyat',
      'Fahiş fiyat ve stokçuluk',
      [tradeOffice, central(trade, 'İç Ticaret Genel Müdürlüğü')],
      'fiyat artışı, etiket farkı',
    ),
    topic(
      'esnaf-kooperatif',
      'Esnaf, sanatkâr ve kooperatifler',
      [tradeOffice, central(trade, 'Esnaf, Sanatkârlar ve Kooperatifçilik Genel Müdürlüğü')],
      'esnaf odası, kooperatif genel kurulu',
    ),
    topic(
      'gumruk',
      'Gümrük işlemleri',
      [central(trade, 'Gümrükler Genel Müdürlüğü')],
      'yurt dışından alışveriş, yolcu eşyası, imei',
    ),
    topic('rekabet', 'Rekabet ihlalleri', [central('Rekabet Kurumu')], 'tekel, kartel'),
  ]),
  ...category('Vergi ve Maliye', [
    topic('vergi', 'Vergi işlemleri', tax, 'vergi borcu, yapılandırma, mtv, vergi iadesi'),
    topic(
      'vergi-ihbari',
      'Kayıt dışı kazanç ve fatura ihbarı',
      tax,
      'vergi kaçırma, fiş vermeme, kayıt dışı',
    ),
    topic(
      'kamu-odemeleri',
      'Kamu ödemeleri ve muhasebe',
      [
        district('Malmüdürlüğü'),
        province('Defterdarlık'),
        central(finance, 'Muhasebat Genel Müdürlüğü'),
      ],
      'maaş, emanet iadesi',
    ),
    topic(
      'hazine-arazisi',
      'Hazine taşınmazları',
      [province('Milli Emlak Müdürlüğü'), central(environment, 'Milli Emlak Genel Müdürlüğü')],
      'hazine arazisi, ecrimisil, 2b',
    ),
    topic(
      'bankacilik',
      'Bankacılık ve kredi kartları',
      [central('BDDK')],
      'banka, kredi, kart aidatı',
    ),
    topic(
      'sigortacilik',
      'Sigorta şirketleri',
      [central(finance, 'Sigortacılık Genel Müdürlüğü')],
      'kasko, trafik sigortası, hasar ödemesi',
    ),
    topic(
      'sermaye-piyasasi',
      'Borsa ve yatırım kuruluşları',
      [central('SPK')],
      'borsa, hisse, halka arz',
    ),
    topic('kamu-ihalesi', 'Kamu ihaleleri', [central('KİK')], 'ihale, şikâyet başvurusu'),
  ]),
  ...category('Sosyal Güvenlik', [
    topic(
      'emeklilik',
      'Emeklilik',
      socialSecurity('Emeklilik'),
      'emekli maaşı, eyt, hizmet dökümü, borçlanma',
    ),
    topic(
      'sigorta-primi',
      'Sigorta primleri',
      socialSecurity('Sigorta Primleri'),
      'bağ-kur, prim borcu',
    ),
    topic(
      'genel-saglik-sigortasi',
      'Genel sağlık sigortası',
      socialSecurity('Sağlık'),
      'gss borcu, provizyon, ilaç katılım payı',
    ),
    topic(
      'sigortasiz-calisma',
      'Sigortasız çalıştırma',
      socialSecurity('Denetmenler Grup'),
      'kayıt dışı istihdam, eksik prim',
    ),
  ]),
  ...category('Çalışma ve İstihdam', [
    topic('is-arama', 'İş arama ve meslek kursları', employment, 'iş ilanı, işbaşı eğitim, typ'),
    topic('issizlik-odenegi', 'İşsizlik ödeneği', employment, 'işsizlik maaşı, kısa çalışma'),
    topic(
      'isci-haklari',
      'İşçi hakları',
      [
        province('Çalışma ve İş Kurumu İl Müdürlüğü'),
        central(labour, 'Rehberlik ve Teftiş Başkanlığı'),
      ],
      'kıdem tazminatı, ücret, fazla mesai',
    ),
    topic(
      'is-guvenligi',
      'İş sağlığı ve güvenliği',
      [central(labour, 'İş Sağlığı ve Güvenliği Genel Müdürlüğü')],
      'iş kazası, işyeri hekimi',
    ),
    topic(
      'calisma-izni',
      'Yabancıların çalışma izni',
      [central(labour, 'Uluslararası İşgücü Genel Müdürlüğü')],
      'yabancı işçi',
    ),
  ]),
];
