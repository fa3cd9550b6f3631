import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Comparable, likenessTo } from './similarity.ts';

const lamp: Comparable = {
  subject: 'Sokak lambası',
  text: 'Sokak lambaları üç haftadır yanmıyor.',
  topicId: 'aydinlatma',
  provinceCode: '34',
};

const likeness = (one: Comparable, other: Comparable) => likenessTo(one)(other);

test('is 1 for the same, also in another case and without accents', () => {
  const shouted = {
    ...lamp,
    subject: 'SOKAK LAMBASI',
    text: 'sokak lambalari uc haftadir yanmiyor',
  };

  expect(likeness(lamp, lamp)).toBe(1);
  expect(likeness(lamp, shouted)).toBe(1);
});

test('ignores the endings of words', () => {
  expect(
    likeness(
      { ...lamp, text: 'lambaların yanmadığı sokakta' },
      { ...lamp, text: 'lambalar yanmadan sokaklarda' },
    ),
  ).toBe(1);
});

describe('words that change before an ending are the same', () => {
  const alone = (word: string): Comparable => ({
    subject: word,
    text: word,
    topicId: null,
    provinceCode: null,
  });

  test.each([
    ['isim', 'ismi'],
    ['isimler', 'ismimi'],
    ['yurt', 'yurda'],
    ['yurtta', 'yurdumuz'],
    ['kayıp', 'kaybı'],
    ['kayıt', 'kaydı'],
    ['Kayıtlar', 'kaydım'],
    ['şehir', 'şehri'],
    ['şehirde', 'şehrin'],
    ['resim', 'resmi'],
    ['nehir', 'nehre'],
    ['ağız', 'ağzım'],
    ['burun', 'burnu'],
    ['oğul', 'oğlum'],
    ['vakit', 'vakti'],
    ['vakıf', 'vakfı'],
    ['hapis', 'hapsimizden'],
    ['kayıp', 'kaybettim'],
    ['kayıt', 'kaydedilmedi'],
    ['kayıt', 'kaydınızdaki'],
    ['renk', 'rengi'],
    ['kalp', 'kalbi'],
    ['ayak', 'ayağım'],
    ['ocak', 'ocağa'],
    ['umut', 'umudu'],
    ['ekip', 'ekibi'],
    ['kitap', 'kitabı'],
    ['ağaç', 'ağacı'],
    ['köpek', 'köpeği'],
    ['çocuk', 'çocuğum'],
  ])('%s, %s', (one, other) => {
    expect([likeness(alone(one), alone(other)), likeness(alone(other), alone(one))]).toEqual([
      1, 1,
    ]);
  });

  test.each([
    ['kesik', 'kesme'],
    ['kat', 'kadar'],
    ['kent', 'kendi'],
    ['kart', 'kardeş'],
    ['mert', 'merdiven'],
    ['yok', 'yoğun'],
    ['şart', 'şarj'],
    ['eminim', 'emniyet'],
    ['tava', 'dava'],
    ['kapı', 'kablo'],
    ['sokak', 'sokma'],
    ['konut', 'kontenjan'],
    ['kayıt', 'kaydırak'],
    ['tanık', 'tanker'],
    ['olumsuz', 'olmadı'],
    ['ışıklar', 'iskan'],
  ])('but not %s, %s', (one, other) => {
    expect(likeness(alone(one), alone(other))).toBe(0);
  });
});

test('is 0 without common words', () => {
  const waste = {
    subject: 'Çöp',
    text: 'Konteyner boşaltılmadı.',
    topicId: 'cop',
    provinceCode: '54',
  };

  expect(likeness(lamp, waste)).toBe(0);
});

test('is lower with another topic, and lower still with another place too', () => {
  const otherTopic = likeness(lamp, { ...lamp, topicId: 'yol' });
  const otherPlace = likeness(lamp, { ...lamp, provinceCode: '54' });
  const neither = likeness(lamp, { ...lamp, topicId: 'yol', provinceCode: '54' });

  expect(otherTopic).toBe(6 / 8);
  expect(otherPlace).toBe(7 / 8);
  expect(neither).toBe(5 / 8);
});

describe('without a topic and a place', () => {
  const matter = (subject: string, text: string): Comparable => ({
    subject,
    text,
    topicId: null,
    provinceCode: null,
  });
  type Pair = [subject: string, text: string, otherSubject: string, otherText: string];
  const like = ([subject, text, otherSubject, otherText]: Pair) =>
    likeness(matter(subject, text), matter(otherSubject, otherText));

  const same: Pair[] = [
    [
      'İsim düzeltme',
      'Nüfus kaydında ismim yanlış.',
      'İsmim yanlış yazılmış',
      'Nüfus kayıtlarında isim yanlış görünüyor.',
    ],
    [
      'Yurt başvurusu',
      'Yurt başvurum reddedildi.',
      'Yurda alınmadım',
      'Yurda başvurum reddedildi.',
    ],
    ['Kayıp kimlik', 'Kimliğim kayıp.', 'Kimlik kaybı', 'Kimliğimi kaybettim.'],
    [
      'Çöp toplanmıyor',
      'Sokağımızda bir haftadır çöp toplanmıyor, koku dayanılmaz oldu.',
      'Çöpler toplanmıyor',
      'Çöpler bir haftadan beri toplanmıyor. Sokakta dayanılmaz bir koku var.',
    ],
    [
      'Su kesintisi',
      'Mahallemizde üç gündür su kesintisi yaşıyoruz.',
      'Suyumuz kesik',
      'Mahallede suyumuz üç gündür kesik, ne zaman gelecek?',
    ],
    [
      'Elektrik kesintisi',
      'Köyümüzde dünden beri elektrik kesintisi var.',
      'Elektrikler kesik',
      'Dünden beri köyde elektriklerimiz kesik.',
    ],
    [
      'Yol bozuk',
      'Köy yolumuz çok bozuk, araçlar geçemiyor.',
      'Yolumuz bozuldu',
      'Köyün yolu yağmurda bozuldu, araç geçmiyor.',
    ],
    [
      'Başıboş köpekler',
      'Okulun önünde başıboş köpekler çocuklara saldırıyor.',
      'Sokak köpekleri',
      'Okul önündeki başıboş sokak köpekleri çocuklarımıza saldırdı.',
    ],
    [
      'Emekli maaşım yatmadı',
      'Bu ay emekli maaşım hesabıma yatmadı.',
      'Emekli maaşı yatırılmadı',
      'Emekli maaşım bu ay hesaba yatırılmadı.',
    ],
    [
      'Ağaç kesimi',
      'Parktaki ağaçların kesilmesini istemiyoruz.',
      'Ağaçlar kesiliyor',
      'Parkta ağaçlar kesiliyor, durdurulsun.',
    ],
    [
      'Ev kirası',
      'Ev sahibi kiramı çok artırdı.',
      'Kira artışı',
      'Ev sahibim kirayı çok fazla artırmak istiyor.',
    ],
    [
      'Gürültü',
      'Alt kattaki kafe gece gürültü yapıyor.',
      'Gürültü şikâyeti',
      'Kafenin gece yaptığı gürültüden şikâyetçiyim.',
    ],
  ];

  test.each(same)('"%s" (%s) is similar to "%s" (%s)', (...pair) => {
    expect(like(pair)).toBeGreaterThanOrEqual(0.5);
  });

  const others: Pair[] = [
    ['Park yeri yok', 'Mahallede park yeri yok.', 'Trafik yoğun', 'Mahallede trafik çok yoğun.'],
    ['Kat kaydı', 'Kat mülkiyeti kaydı yanlış.', 'Kadro', 'Kadar uzun süredir kadro bekliyorum.'],
    [
      'Su faturası',
      'Su faturam yüksek geldi.',
      'Sulama kanalı',
      'Sulama kanalı tıkandı, tarlalar kurudu.',
    ],
    ['Çöp toplanmıyor', 'Çöpler toplanmıyor.', 'Çöl tozu', 'Hava çöl tozundan kirli.'],
    [
      'Sokak lambası yanmıyor',
      'Sokak lambaları üç haftadır yanmıyor.',
      'Sokak köpekleri',
      'Sokak köpekleri çocuklara saldırıyor.',
    ],
    ['Yol bozuk', 'Köy yolumuz çok bozuk.', 'Yolsuzluk', 'Belediyede yolsuzluk yapılıyor.'],
    ['Okul servisi', 'Okul servisi geç geliyor.', 'Okul kaydı', 'Çocuğumun okul kaydı yapılmadı.'],
    [
      'Kaldırım işgali',
      'Esnaf kaldırıma masa koyuyor.',
      'Kaldırımda çukur',
      'Kaldırımda büyük bir çukur var.',
    ],
    ['Engelli maaşı', 'Engelli maaşım kesildi.', 'Emekli maaşı', 'Emekli maaşım yatmadı.'],
    ['Ağaç kesimi', 'Parktaki ağaçlar kesiliyor.', 'Su kesintisi', 'Sular üç gündür kesik.'],
    [
      'Emekli maaşı',
      'Emekli maaşım yatmadı.',
      'Emniyet kemeri cezası',
      'Emniyet kemeri cezasına itiraz ediyorum.',
    ],
  ];

  test.each(others)('"%s" (%s) is not similar to "%s" (%s)', (...pair) => {
    expect(like(pair)).toBeLessThan(0.5);
  });

  test('a matter of the same words in another service is similar, and not with another topic', () => {
    const water = matter('Su kesintisi', 'Mahallemizde su kesintisi var.');
    const power = matter('Elektrik kesintisi', 'Mahallemizde elektrik kesintisi var.');

    expect(likeness(water, power)).toBeCloseTo(0.65);
    expect(likeness({ ...water, topicId: 'su' }, { ...power, topicId: 'elektrik' })).toBeLessThan(
      0.5,
    );
  });
});

test('omits unknown traits', () => {
  expect(likeness({ ...lamp, topicId: null, provinceCode: null }, lamp)).toBe(1);
});

test('is symmetric, and from 0 to 1', () => {
  const comparable = fc.record({
    subject: fc.string({ unit: 'grapheme' }),
    text: fc.lorem(),
    topicId: fc.constantFrom(null, 'a', 'b'),
    provinceCode: fc.constantFrom(null, '34', '54'),
  });

  fc.assert(
    fc.property(comparable, comparable, (one, other) => {
      const value = likeness(one, other);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
      expect(value).toBe(likeness(other, one));
    }),
  );
});
