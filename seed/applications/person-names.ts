import { type Random, weightedChoice } from '../random.ts';

/** Common given names and surnames of Türkiye, the most common of each list first. */
const women = `Fatma Ayşe Emine Hatice Zeynep Elif Meryem Merve Zehra Esra Özlem Büşra Yasemin Hülya
  Sevim Leyla Hacer Kübra Sultan Melek Dilek Gülsüm Songül Şerife Hanife Havva Tuğba Aysel Filiz
  Hanım Sibel Derya Gamze Pınar Sevgi Nurcan Ebru Gül Betül Rabia Sema Ecrin Azra Defne Asel Hiranur
  Nisa Tülay Nuray Serpil İrem Ceren Selin Beyza Aslı Gizem Nazlı Şeyma Yıldız Necla Birgül İpek`;

const men = `Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim Yusuf İsmail Osman Murat Ömer Ramazan Halil
  Süleyman Abdullah Mahmut Recep Salih Fatih Kadir Emre Hakan Kemal Yaşar Bekir Orhan Adem Metin
  Serkan Burak Cemal İlyas Musa Yunus Furkan Bayram Eren Enes Muhammed Uğur Gökhan Volkan Tolga Onur
  Cihan Erkan Selim Sinan Levent Tuncay Ercan Cengiz Şükrü Rıza Nuri Turgut Koray Barış Deniz Ege Kaan`;

const surnames = `Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç
  Aslan Çetin Kara Koç Kurt Özkan Şimşek Polat Korkmaz Özcan Çakır Erdoğan Can Acar Şen Aktaş Güler
  Yalçın Güneş Bozkurt Bulut Keskin Ünal Turan Gül Özer Işık Kaplan Avcı Sarı Tekin Taş Köse Yüksel
  Ateş Aksoy Karaca Uçar Bayram Çiftçi Ekinci Duman Coşkun Kahraman Erdem Demirci Akın Güven Tunç
  Yavuz Uysal Sönmez Altun Ay Çınar Gündoğdu Ertürk Ceylan Türk Kıran Deniz Balcı Karakaya Bilgin
  Toprak Akkaya Duran Karataş Çoban Dinç Soylu Mutlu Tuna Eren Karahan Genç Başaran Durmaz Esen
  Gürbüz Aydoğan Akgül Karadağ Şeker Öz Kalkan Topal Yaman Bektaş Uzun Baş Ergün Oğuz Özgür Tosun
  Kocaman Alkan Turgut Ören Kuş Er Sezer Arı Demirel Akbulut Gökçe Baran Tan Durak Ermiş Yücel`;

/** The n-th name of a list is about as common as 1 / (n + 12). */
const rankOffset = 12;

const secondNameShare = 0.11;

const drawWoman = byRank(women);
const drawMan = byRank(men);
const drawSurname = byRank(surnames);

/** The given name, sometimes two, and the surname of a person. */
export function drawName(random: Random): { name: string; surname: string } {
  const draw = random.chance(0.5) ? drawWoman : drawMan;
  const first = draw(random);
  const second = random.chance(secondNameShare) ? draw(random) : first;
  return {
    name: second === first ? first : `${first} ${second}`,
    surname: drawSurname(random),
  };
}

/** The name as people write it in an address: `ayse.yilmaz`. */
export function mailboxOf(name: string, surname: string): string {
  return [...name.split(' '), surname].map((part) => ascii.get(part) ?? '').join('.');
}

const asciiLetters: Readonly<Record<string, string>> = {
  ç: 'c',
  ğ: 'g',
  ı: 'i',
  ö: 'o',
  ş: 's',
  ü: 'u',
};

/** Each name without Turkish letters. Made once, because lower case by locale is slow. */
const ascii = new Map(
  [women, men, surnames].flatMap(listOf).map((name) => [name, inAscii(name)] as const),
);

function inAscii(name: string): string {
  return name
    .toLocaleLowerCase('tr')
    .replace(/[çğıöşü]/g, (letter) => asciiLetters[letter] ?? letter);
}

function listOf(names: string): string[] {
  return [...new Set(names.split(/\s+/))];
}

function byRank(names: string): (random: Random) => string {
  const list = listOf(names);
  const ranks = new Map(list.map((name, rank) => [name, rank]));
  return weightedChoice(list, (name) => 1 / ((ranks.get(name) ?? 0) + rankOffset));
}
