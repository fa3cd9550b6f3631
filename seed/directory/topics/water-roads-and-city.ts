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

const transport = 'Ulaştırma ve Altyapı Bakanlığı';
const trade = municipal('Zabıta', { department: 'Zabıta', town: 'Zabıta' });
const water = metropolitanElseMunicipal('Su ve Kanalizasyon İdaresi', 'Fen İşleri');
const waterWorks = [
  district('DSİ Şefliği'),
  province('DSİ Şube Müdürlüğü'),
  central('Devlet Su İşleri Genel Müdürlüğü'),
];

export const waterRoadsAndCity: readonly TopicRecord[] = [
  ...category('Su ve Kanalizasyon', [
    topic('icme-suyu', 'İçme suyu', water, 'su kesintisi, su kalitesi, basınç'),
    topic('su-faturasi', 'Su faturası ve aboneliği', water, 'sayaç, abonelik, kaçak su'),
    topic('kanalizasyon', 'Kanalizasyon ve yağmur suyu', water, 'rögar, tıkanma, taşma, mazgal'),
    topic('sulama', 'Sulama, baraj ve göletler', waterWorks, 'sulama kanalı, gölet, dsi'),
    topic('dere-taskin', 'Dere ıslahı ve taşkın koruma', waterWorks, 'sel, dere yatağı'),
  ]),
  ...category('Yol', [
    topic(
      'sokak-kaldirim',
      'Sokak ve kaldırımlar',
      municipal('Fen İşleri', { department: 'Fen İşleri' }),
      'çukur, asfalt, kaldırım, parke',
    ),
    topic(
      'ana-cadde',
      'Ana cadde ve bulvarlar',
      metropolitanElseMunicipal('Fen İşleri', 'Fen İşleri'),
      'ana arter, alt geçit, üst geçit, kavşak',
    ),
    topic(
      'karayolu',
      'Devlet ve il yolları, otoyollar',
      [province('Karayolları Şube Şefliği'), central('Karayolları Genel Müdürlüğü')],
      'otoyol, hgs, köprü, karla mücadele',
    ),
    topic(
      'koy-yolu',
      'Köy yolları ve kırsal altyapı',
      [
        metropolitan('Kırsal Hizmetler'),
        district('YİKOB İlçe Birimi'),
        province('Valilik', 'Yatırım İzleme ve Koordinasyon Başkanlığı'),
      ],
      'köy yolu, mera yolu, grup yolu',
    ),
  ]),
  ...category('Ulaşım', [
    topic(
      'toplu-tasima',
      'Toplu taşıma',
      metropolitanElseMunicipal('Toplu Taşıma', null),
      'otobüs, metro, tramvay, sefer, ulaşım kartı',
    ),
    topic(
      'taksi-dolmus',
      'Taksi, dolmuş ve servisler',
      metropolitanElseMunicipal('Ulaşım', 'Zabıta', { town: 'Zabıta' }),
      'taksi, minibüs, korsan taşımacılık',
    ),
    topic(
      'sehirlerarasi-tasima',
      'Şehirlerarası yolcu ve yük taşımacılığı',
      [central(transport, 'Ulaştırma Hizmetleri Düzenleme Genel Müdürlüğü')],
      'otobüs firması, src belgesi, kargo aracı',
    ),
    topic(
      'demiryolu',
      'Demiryolu',
      [central('TCDD Taşımacılık'), central('TCDD')],
      'tren, yht, hemzemin geçit, bilet',
    ),
    topic(
      'havayolu',
      'Havayolu ve havalimanları',
      [central(transport, 'Sivil Havacılık Genel Müdürlüğü'), central('DHMİ')],
      'uçuş iptali, bagaj, havaalanı',
    ),
    topic(
      'denizcilik',
      'Denizcilik ve limanlar',
      [central(transport, 'Denizcilik Genel Müdürlüğü')],
      'liman, vapur, amatör denizci belgesi',
    ),
  ]),
  ...category('Belediye Hizmetleri', [
    topic(
      'zabita',
      'Pazar yeri, seyyar satıcı ve işgaliye',
      trade,
      'pazarcı, kaldırım işgali, dilenci, etiket',
    ),
    topic(
      'hatali-park',
      'Hatalı park ve otoparklar',
      [...trade, district('İlçe Emniyet Müdürlüğü')],
      'otopark, değnekçi, çekici, terk araç',
    ),
    topic(
      'park-bahce',
      'Parklar ve yeşil alanlar',
      municipal('Park ve Bahçeler', { department: 'Park ve Bahçeler' }),
      'çocuk parkı, ağaç budama, oyun alanı',
    ),
    topic(
      'mezarlik',
      'Mezarlık ve defin',
      metropolitanElseMunicipal('Mezarlıklar', 'Destek Hizmetleri'),
      'cenaze nakli, mezar yeri',
    ),
    topic(
      'sahipsiz-hayvanlar',
      'Sahipsiz hayvanlar',
      municipal('Veteriner İşleri', { department: 'Veteriner İşleri', town: 'Zabıta' }),
      'sokak köpekleri, barınak, kısırlaştırma',
    ),
    topic(
      'hasere',
      'Haşere ve sivrisinekle mücadele',
      metropolitanElseMunicipal('Sağlık İşleri', 'Veteriner İşleri', { town: 'Zabıta' }),
      'ilaçlama, sinek, fare',
    ),
    topic(
      'belediye-vergileri',
      'Emlak vergisi ve belediye gelirleri',
      municipal('Mali Hizmetler', { town: 'Mali Hizmetler' }),
      'emlak vergisi, çevre temizlik vergisi, ilan reklam',
    ),
    topic(
      'muhtarlik',
      'Muhtarlıklar',
      [
        ...municipal('Muhtarlık İşleri', { department: 'Muhtarlık İşleri', town: 'Yazı İşleri' }),
        central('İçişleri Bakanlığı', 'Muhtarlıklar Dairesi Başkanlığı'),
      ],
      'muhtar, mahalle',
    ),
  ]),
];
