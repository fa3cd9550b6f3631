import type { TopicRecord } from '../../../subgraphs/institution-directory/units/index.ts';
import { category, central, district, municipal, province, topic } from './competent-offices.ts';

const family = 'Aile ve Sosyal Hizmetler Bakanlığı';
const familyOffice = 'Aile ve Sosyal Hizmetler İl Müdürlüğü';
const health = 'Sağlık Bakanlığı';
const healthOffice = 'İl Sağlık Müdürlüğü';
const socialServices = (branch: string, directorate: string) => [
  district('Sosyal Hizmet Merkezi'),
  province(familyOffice, branch),
  central(family, directorate),
];
const publicHealth = [
  district('İlçe Sağlık Müdürlüğü'),
  province(healthOffice, 'Halk Sağlığı'),
  central(health, 'Halk Sağlığı Genel Müdürlüğü'),
];

export const welfareAndHealth: readonly TopicRecord[] = [
  ...category('Sosyal Yardım ve Aile', [
    topic(
      'sosyal-yardim',
      'Sosyal yardım',
      [
        district('Sosyal Yardımlaşma ve Dayanışma Vakfı'),
        province(familyOffice, 'Sosyal Yardım'),
        central(family, 'Sosyal Yardımlar Genel Müdürlüğü'),
      ],
      'gıda yardımı, kömür yardımı, muhtaç aylığı',
    ),
    topic(
      'engelli-hizmetleri',
      'Engelli hizmetleri',
      socialServices('Engelli ve Yaşlı', 'Engelli ve Yaşlı Hizmetleri Genel Müdürlüğü'),
      'evde bakım aylığı, engelli kimlik kartı',
    ),
    topic(
      'yasli-hizmetleri',
      'Yaşlı hizmetleri',
      socialServices('Engelli ve Yaşlı', 'Engelli ve Yaşlı Hizmetleri Genel Müdürlüğü'),
      'huzurevi, 65 yaş aylığı',
    ),
    topic(
      'cocuk-hizmetleri',
      'Çocuk koruma ve koruyucu aile',
      socialServices('Çocuk', 'Çocuk Hizmetleri Genel Müdürlüğü'),
      'evlat edinme, çocuk ihmali, kreş',
    ),
    topic(
      'kadina-siddet',
      'Kadına yönelik şiddetle mücadele',
      [
        province(familyOffice, 'ŞÖNİM'),
        province(familyOffice, 'Kadın'),
        central(family, 'Kadının Statüsü Genel Müdürlüğü'),
      ],
      'şönim, sığınma evi, aile içi şiddet',
    ),
    topic(
      'sehit-gazi',
      'Şehit yakınları ve gaziler',
      [
        province(familyOffice, 'Şehit Yakınları'),
        central(family, 'Şehit Yakınları ve Gaziler Genel Müdürlüğü'),
      ],
      'gazi hakları, istihdam hakkı',
    ),
    topic(
      'belediye-yardimi',
      'Belediye sosyal yardımları',
      municipal('Sosyal Yardım İşleri', { department: 'Sosyal Hizmetler', town: 'Yazı İşleri' }),
      'aşevi, nakdi yardım',
    ),
  ]),
  ...category('Sağlık', [
    topic(
      'hastane',
      'Hastane hizmetleri ve randevu',
      [
        district('Devlet Hastanesi Başhekimliği'),
        province(healthOffice, 'Kamu Hastaneleri'),
        central(health, 'Kamu Hastaneleri Genel Müdürlüğü'),
      ],
      'mhrs, devlet hastanesi, poliklinik, hasta hakları',
    ),
    topic('aile-hekimligi', 'Aile hekimliği', publicHealth, 'aile sağlığı merkezi, asm'),
    topic(
      'asi',
      'Aşı ve bulaşıcı hastalıklar',
      [district('Toplum Sağlığı Merkezi'), ...publicHealth.slice(1)],
      'aşı takvimi, salgın',
    ),
    topic(
      'tutun-denetimi',
      'Tütün denetimi',
      publicHealth,
      'kapalı alanda sigara, dumansız hava sahası',
    ),
    topic(
      'acil-saglik',
      'Ambulans ve acil sağlık',
      [
        province('İl Ambulans Servisi Başhekimliği'),
        province(healthOffice, 'Acil Sağlık'),
        central(health, 'Acil Sağlık Hizmetleri Genel Müdürlüğü'),
      ],
      'ambulans, acil servis',
    ),
    topic(
      'ilac-eczane',
      'İlaç, eczane ve tıbbi cihaz',
      [
        province(healthOffice, 'İlaç ve Tıbbi Cihaz'),
        central(health, 'Sağlık Hizmetleri Genel Müdürlüğü'),
      ],
      'nöbetçi eczane, ilaç yokluğu',
    ),
    topic(
      'agiz-dis',
      'Ağız ve diş sağlığı',
      [
        province('Ağız ve Diş Sağlığı Merkezi'),
        province(healthOffice, 'Kamu Hastaneleri'),
        central(health, 'Kamu Hastaneleri Genel Müdürlüğü'),
      ],
      'diş hekimi, protez',
    ),
    topic(
      'ozel-saglik',
      'Özel hastane ve klinikler',
      [
        province(healthOffice, 'Sağlık Hizmetleri'),
        central(health, 'Sağlık Hizmetleri Genel Müdürlüğü'),
      ],
      'ilave ücret, özel hastane, güzellik merkezi',
    ),
    topic(
      'e-nabiz',
      'e-Nabız ve sağlık kayıtları',
      [central(health, 'Sağlık Bilgi Sistemleri Genel Müdürlüğü')],
      'enabız, tahlil sonucu',
    ),
  ]),
];
