import type { TopicRecord } from '../../../subgraphs/institution-directory/units/index.ts';
import {
  category,
  central,
  district,
  municipal,
  province,
  topic,
  university,
} from './competent-offices.ts';

const education = 'Millî Eğitim Bakanlığı';
const educationOffice = 'İl Millî Eğitim Müdürlüğü';
const youth = 'Gençlik ve Spor Bakanlığı';
const culture = 'Kültür ve Turizm Bakanlığı';
const schools = (branch: string, directorate: string) => [
  district('İlçe Millî Eğitim Müdürlüğü'),
  province(educationOffice, branch),
  central(education, directorate),
];
const youthOffices = (directorate: string) => [
  district('Gençlik ve Spor İlçe Müdürlüğü'),
  province('Gençlik ve Spor İl Müdürlüğü'),
  central(youth, directorate),
];
const higherEducation = central('YÖK');
const religion = [
  district('İlçe Müftülüğü'),
  province('İl Müftülüğü'),
  central('Diyanet İşleri Başkanlığı'),
];

export const educationAndCulture: readonly TopicRecord[] = [
  ...category('Eğitim', [
    topic(
      'okullar',
      'İlkokul ve ortaokullar',
      schools('Temel Eğitim', 'Temel Eğitim Genel Müdürlüğü'),
      'okul kaydı, öğretmen, anaokulu',
    ),
    topic(
      'liseler',
      'Liseler',
      schools('Ortaöğretim', 'Ortaöğretim Genel Müdürlüğü'),
      'lise nakli, yatılı okul',
    ),
    topic(
      'meslek-egitimi',
      'Mesleki ve teknik eğitim',
      schools('Mesleki ve Teknik Eğitim', 'Mesleki ve Teknik Eğitim Genel Müdürlüğü'),
      'meslek lisesi, çıraklık, staj',
    ),
    topic(
      'ozel-okullar',
      'Özel okul ve kurslar',
      schools('Özel Öğretim Kurumları', 'Özel Öğretim Kurumları Genel Müdürlüğü'),
      'özel okul ücreti, sürücü kursu, etüt merkezi',
    ),
    topic(
      'ozel-egitim',
      'Özel eğitim ve rehberlik',
      [
        district('Rehberlik ve Araştırma Merkezi'),
        ...schools('Özel Eğitim ve Rehberlik', 'Özel Eğitim ve Rehberlik Genel Müdürlüğü'),
      ],
      'ram raporu, kaynaştırma',
    ),
    topic(
      'halk-egitimi',
      'Halk eğitimi ve açık öğretim',
      [
        district('Halk Eğitimi Merkezi'),
        province(educationOffice, 'Hayat Boyu Öğrenme'),
        central(education, 'Hayat Boyu Öğrenme Genel Müdürlüğü'),
      ],
      'kurs, açık lise, usta öğretici',
    ),
    topic(
      'okul-sinavlari',
      'Merkezî sınavlar',
      schools('Ölçme Değerlendirme', 'Ölçme, Değerlendirme ve Sınav Hizmetleri Genel Müdürlüğü'),
      'lgs, bursluluk sınavı',
    ),
    topic(
      'tasimali-egitim',
      'Taşımalı eğitim ve okul yemeği',
      schools('Destek', 'Destek Hizmetleri Genel Müdürlüğü'),
      'okul servisi, taşıma, kantin',
    ),
    topic(
      'ogretmenler',
      'Öğretmen atama ve özlük işleri',
      schools('İnsan Kaynakları', 'Personel Genel Müdürlüğü'),
      'atama, ücretli öğretmen, yer değiştirme',
    ),
    topic('osym', 'ÖSYM sınavları', [central('ÖSYM')], 'yks, kpss, sınav itirazı'),
  ]),
  ...category('Üniversite', [
    topic(
      'universite-ogrenci',
      'Üniversite öğrenci işleri',
      [university('Öğrenci İşleri Daire Başkanlığı'), higherEducation],
      'kayıt, transkript, yatay geçiş, harç',
    ),
    topic(
      'universite-yasam',
      'Kampüs, yemekhane ve öğrenci yaşamı',
      [university('Sağlık Kültür ve Spor Daire Başkanlığı'), higherEducation],
      'yemekhane, öğrenci kulübü',
    ),
    topic(
      'universite-hastanesi',
      'Üniversite hastaneleri',
      [university('Uygulama ve Araştırma Hastanesi'), higherEducation],
      'tıp fakültesi hastanesi',
    ),
    topic(
      'universite-personel',
      'Akademik ve idari personel',
      [university('Personel Daire Başkanlığı'), higherEducation],
      'akademik kadro, atama',
    ),
    topic('diploma-denkligi', 'Yurt dışı diploma denkliği', [higherEducation], 'denklik, tanıma'),
  ]),
  ...category('Gençlik ve Spor', [
    topic(
      'ogrenci-yurdu',
      'Öğrenci yurtları',
      youthOffices('Kredi ve Yurtlar Genel Müdürlüğü').slice(1),
      'kyk yurdu, yurt başvurusu',
    ),
    topic(
      'burs-kredi',
      'Burs ve öğrenim kredisi',
      youthOffices('Kredi ve Yurtlar Genel Müdürlüğü').slice(1),
      'kyk bursu, kredi borcu',
    ),
    topic(
      'genclik-merkezleri',
      'Gençlik merkezleri ve kampları',
      youthOffices('Gençlik Hizmetleri Genel Müdürlüğü'),
      'gençlik kampı, gönüllülük',
    ),
    topic(
      'spor-tesisleri',
      'Spor tesisleri ve kulüpler',
      youthOffices('Spor Hizmetleri Genel Müdürlüğü'),
      'spor salonu, yüzme havuzu, lisans',
    ),
  ]),
  ...category('Din Hizmetleri', [
    topic('din-hizmetleri', 'Cami ve din hizmetleri', religion, 'imam, ezan sesi, cenaze'),
    topic('kuran-kursu', 'Kur’an kursları', religion, 'yaz kursu, hafızlık'),
    topic('hac-umre', 'Hac ve umre', religion.slice(1), 'hac kurası, umre kaydı'),
  ]),
  ...category('Kültür ve Turizm', [
    topic(
      'kutuphane',
      'Kütüphaneler',
      [
        district('İlçe Halk Kütüphanesi'),
        province('İl Halk Kütüphanesi'),
        central(culture, 'Kütüphaneler ve Yayımlar Genel Müdürlüğü'),
      ],
      'kitap, okuma salonu',
    ),
    topic(
      'muze-oren-yeri',
      'Müze ve ören yerleri',
      [
        province('Müze Müdürlüğü'),
        province('İl Kültür ve Turizm Müdürlüğü'),
        central(culture, 'Kültür Varlıkları ve Müzeler Genel Müdürlüğü'),
      ],
      'müzekart, tarihî eser, kaçak kazı',
    ),
    topic(
      'turizm-isletmeleri',
      'Otel ve turizm işletmeleri',
      [
        province('İl Kültür ve Turizm Müdürlüğü'),
        central(culture, 'Yatırım ve İşletmeler Genel Müdürlüğü'),
      ],
      'otel, seyahat acentesi, tatil, plaj',
    ),
    topic(
      'telif',
      'Telif hakları',
      [central(culture, 'Telif Hakları Genel Müdürlüğü')],
      'eser, korsan yayın',
    ),
    topic(
      'vakiflar',
      'Vakıflar ve vakıf eserleri',
      [central('Vakıflar Genel Müdürlüğü')],
      'vakıf malı, restorasyon',
    ),
    topic(
      'belediye-kultur',
      'Belediye kültür etkinlikleri',
      municipal('Kültür ve Sosyal İşler', { department: 'Kültür', town: 'Yazı İşleri' }),
      'konser, festival, kurs',
    ),
  ]),
];
