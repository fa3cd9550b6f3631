/**
 * The display forms of names that `institution-names.json` abbreviates. Keys of offices come from
 * the short form, so that a better display form changes no number.
 */
const readings: Readonly<Record<string, string>> = {
  'Teftiş/Rehberlik ve Denetim Başkanlığı': 'Rehberlik ve Denetim Başkanlığı',
  AFAD: 'Afet ve Acil Durum Yönetimi Başkanlığı (AFAD)',
  AOÇ: 'Atatürk Orman Çiftliği Müdürlüğü (AOÇ)',
  BDDK: 'Bankacılık Düzenleme ve Denetleme Kurumu (BDDK)',
  BOTAŞ: 'Boru Hatları ile Petrol Taşıma AŞ Genel Müdürlüğü (BOTAŞ)',
  BTK: 'Bilgi Teknolojileri ve İletişim Kurumu (BTK)',
  ÇAYKUR: 'Çay İşletmeleri Genel Müdürlüğü (ÇAYKUR)',
  'Devlet Su İşleri Genel Müdürlüğü': 'Devlet Su İşleri Genel Müdürlüğü (DSİ)',
  DHMİ: 'Devlet Hava Meydanları İşletmesi Genel Müdürlüğü (DHMİ)',
  EPDK: 'Enerji Piyasası Düzenleme Kurumu (EPDK)',
  EÜAŞ: 'Elektrik Üretim AŞ Genel Müdürlüğü (EÜAŞ)',
  İLBANK: 'İller Bankası AŞ Genel Müdürlüğü (İLBANK)',
  KİK: 'Kamu İhale Kurumu (KİK)',
  KOSGEB: 'Küçük ve Orta Ölçekli İşletmeleri Geliştirme ve Destekleme İdaresi Başkanlığı (KOSGEB)',
  KVKK: 'Kişisel Verileri Koruma Kurumu (KVKK)',
  MTA: 'Maden Tetkik ve Arama Genel Müdürlüğü (MTA)',
  ÖSYM: 'Ölçme, Seçme ve Yerleştirme Merkezi Başkanlığı (ÖSYM)',
  PTT: 'Posta ve Telgraf Teşkilatı AŞ Genel Müdürlüğü (PTT)',
  RTÜK: 'Radyo ve Televizyon Üst Kurulu (RTÜK)',
  'Sosyal Güvenlik Kurumu': 'Sosyal Güvenlik Kurumu Başkanlığı (SGK)',
  SPK: 'Sermaye Piyasası Kurulu (SPK)',
  TCDD: 'Devlet Demiryolları İşletmesi Genel Müdürlüğü (TCDD)',
  'TCDD Taşımacılık': 'TCDD Taşımacılık AŞ Genel Müdürlüğü',
  TEDAŞ: 'Türkiye Elektrik Dağıtım AŞ Genel Müdürlüğü (TEDAŞ)',
  TEİAŞ: 'Türkiye Elektrik İletim AŞ Genel Müdürlüğü (TEİAŞ)',
  TİGEM: 'Tarım İşletmeleri Genel Müdürlüğü (TİGEM)',
  TKİ: 'Türkiye Kömür İşletmeleri Kurumu Genel Müdürlüğü (TKİ)',
  TMO: 'Toprak Mahsulleri Ofisi Genel Müdürlüğü (TMO)',
  TOKİ: 'Toplu Konut İdaresi Başkanlığı (TOKİ)',
  TRT: 'Türkiye Radyo-Televizyon Kurumu Genel Müdürlüğü (TRT)',
  TSE: 'Türk Standardları Enstitüsü (TSE)',
  TÜBİTAK: 'Türkiye Bilimsel ve Teknolojik Araştırma Kurumu (TÜBİTAK)',
  TÜİK: 'Türkiye İstatistik Kurumu (TÜİK)',
  'Türk Patent': 'Türk Patent ve Marka Kurumu',
  TÜRKSAT: 'TÜRKSAT Uydu Haberleşme Kablo TV ve İşletme AŞ',
  'Türkiye İş Kurumu': 'Türkiye İş Kurumu Genel Müdürlüğü (İŞKUR)',
  YÖK: 'Yükseköğretim Kurulu Başkanlığı (YÖK)',
};

/** The display name of a central unit. */
export function displayName(name: string): string {
  return readings[name] ?? name;
}

const branchReadings: Readonly<Record<string, string>> = {
  ŞÖNİM: 'Şiddet Önleme ve İzleme Merkezi (ŞÖNİM)',
  'Sosyal Hizmet Merkezi': 'Sosyal Hizmet Merkezi',
  'Denetmenler Grup': 'Denetmenler Grup Başkanlığı',
};

/** The name of a branch of a provincial directorate, without the directorate. */
export function branchName(name: string): string {
  return branchReadings[name] ?? `${name} Şube Müdürlüğü`;
}

const metropolitanReadings: Readonly<Record<string, string>> = {
  'Hukuk Müşavirliği': 'Hukuk Müşavirliği',
  'Teftiş Kurulu': 'Teftiş Kurulu Başkanlığı',
};

/** The name of a department of a metropolitan municipality, without the municipality. */
export function metropolitanDepartmentName(name: string): string {
  return metropolitanReadings[name] ?? `${name} Dairesi Başkanlığı`;
}

/** The short names by which people know the waterworks of the metropolitan municipalities. */
export const waterworks: Readonly<Record<string, string>> = {
  Adana: 'ASKİ',
  Ankara: 'ASKİ',
  Antalya: 'ASAT',
  Aydın: 'ASKİ',
  Balıkesir: 'BASKİ',
  Bursa: 'BUSKİ',
  Denizli: 'DESKİ',
  Diyarbakır: 'DİSKİ',
  Erzurum: 'ESKİ',
  Eskişehir: 'ESKİ',
  Gaziantep: 'GASKİ',
  Hatay: 'HATSU',
  İstanbul: 'İSKİ',
  İzmir: 'İZSU',
  Kahramanmaraş: 'KASKİ',
  Kayseri: 'KASKİ',
  Kocaeli: 'İSU',
  Konya: 'KOSKİ',
  Malatya: 'MASKİ',
  Manisa: 'MASKİ',
  Mardin: 'MARSU',
  Mersin: 'MESKİ',
  Muğla: 'MUSKİ',
  Ordu: 'OSKİ',
  Sakarya: 'SASKİ',
  Samsun: 'SASKİ',
  Şanlıurfa: 'ŞUSKİ',
  Tekirdağ: 'TESKİ',
  Trabzon: 'TİSKİ',
  Van: 'VASKİ',
};
