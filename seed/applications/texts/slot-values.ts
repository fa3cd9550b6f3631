import { localDateOf } from '../../../lib/kit/local-date.ts';
import type { Random } from '../../random.ts';
import type { SlotValues } from './template.ts';

const neighbourhoods = `Cumhuriyet,Atatürk,Yeni,Fatih,Hürriyet,Bahçelievler,İstiklal,Kurtuluş,Mimar Sinan,
  Zafer,Barış,Yıldırım Beyazıt,Esentepe,Yavuz Selim,Karşıyaka,Gazi,Yeşilyurt,Çamlık,Merkez,İnönü,
  Şirinevler,Aydınlıkevler,Güneşli,Kocatepe,Tepebaşı,Mehmet Akif Ersoy,Yunus Emre,Mevlana,Selçuklu,
  Osmangazi,Kültür,Emek,Dumlupınar,Sakarya,Çınarlı,Pınarbaşı,Gültepe,Bağlar,Akşemsettin,Ulus`;

const streets = `Atatürk Caddesi,İnönü Caddesi,Cumhuriyet Caddesi,İstasyon Caddesi,Gazi Caddesi,
  Hürriyet Caddesi,Fevzi Çakmak Caddesi,Kazım Karabekir Caddesi,Mithatpaşa Caddesi,Okul Caddesi,
  Şehitler Caddesi,Çarşı Caddesi,Lale Sokağı,Gül Sokağı,Menekşe Sokağı,Çınar Sokağı,Akasya Sokağı,
  Pınar Sokağı,Değirmen Sokağı,Hastane Caddesi,Sanayi Caddesi,Park Sokağı,Cami Sokağı,Bahar Sokağı,
  Yıldız Sokağı,Ihlamur Sokağı,Bağ Sokağı,Köprübaşı Caddesi,Zafer Caddesi,Mimar Sinan Caddesi`;

const durations = `iki haftadır,üç haftadır,yaklaşık bir aydır,bir buçuk aydır,iki aydır,üç aydır,
  dört aydır,yaklaşık altı aydır,yaz başından beri,yılbaşından beri,bir yıla yakın süredir,
  bir yılı aşkın süredir,iki yıldır,uzun süredir`;

const months = `Ocak,Şubat,Mart,Nisan,Mayıs,Haziran,Temmuz,Ağustos,Eylül,Ekim,Kasım,Aralık`;

const neighbourhoodList = list(neighbourhoods);
const streetList = list(streets);
const durationList = list(durations);
const monthList = list(months);

const dayMs = 86_400_000;

interface TextPlace {
  province: string;
  /** Null when it is about the whole province. */
  district: string | null;
}

/**
 * The values of the slots in all sentences of one application, so that they agree with each other.
 */
export function drawSlotValues(
  random: Random,
  place: TextPlace,
  topic: string,
  filedAtMs: number,
): SlotValues {
  const mahalle = `${random.pick(neighbourhoodList)} Mahallesi`;
  const daysBefore = random.between(20, 120);
  const year = localDateOf(new Date(filedAtMs)).slice(0, 4);
  return {
    il: place.province,
    ilçe: place.district ?? 'Merkez',
    yer:
      place.district === null
        ? `${place.province} ili ${mahalle}`
        : `${place.province} ili ${place.district} ilçesi ${mahalle}`,
    mahalle,
    cadde: random.pick(streetList),
    no: String(random.between(1, 148)),
    süredir: random.pick(durationList),
    tarih: formatDate(filedAtMs - daysBefore * dayMs),
    sonTarih: formatDate(filedAtMs - random.between(3, daysBefore - 10) * dayMs),
    evrak: `${year}/${random.between(104, 48_900)}`,
    sayı: String(random.between(12, 240)),
    tutar: `${random.between(1, 18)}.${random.between(10, 99)}0`,
    saat: `${random.between(8, 23)}.${random.pick(['00', '15', '30', '45'])}`,
    yıl: year,
    konu: topic,
    başvuruTarihi: formatDate(filedAtMs),
    incelemeTarihi: formatDate(filedAtMs),
  };
}

/** `12 Mart 2025` */
export function formatDate(atMs: number): string {
  const [year, month, day] = localDateOf(new Date(atMs)).split('-').map(Number);
  return `${day} ${monthList[(month ?? 1) - 1]} ${year}`;
}

function list(text: string): string[] {
  return text.split(',').map((item) => item.trim());
}
