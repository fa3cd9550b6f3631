import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildDirectory } from '../../../seed/directory/build-directory.ts';
import { foldTurkish, spellTurkish } from '../../../lib/kit/turkish-text.ts';
import otherNames from './other-names.json' with { type: 'json' };
import { createTermReader, termsOf } from './terms.ts';
import { UnitSearch } from './unit-search.ts';
import { unitRecord } from '../../../test/support/unit-record.ts';
import { UnitTree, type UnitRecord } from '../units/index.ts';

const names = (units: readonly UnitRecord[]) => units.map(({ name }) => name);

const failing = () => {
  throw new Error('no filter');
};

describe('a search in the whole directory', () => {
  const { units, provinces } = buildDirectory();
  const tree = new UnitTree(units);
  const search = new UnitSearch(provinces);

  beforeAll(() => {
    search.addAll(tree.values());
  });

  it.each([
    ['kadıköy nüfus', 'Kadıköy İlçe Nüfus ve Vatandaşlık Müdürlüğü'],
    ['KADIKÖY NÜFUS', 'Kadıköy İlçe Nüfus ve Vatandaşlık Müdürlüğü'],
    ['kadikoy nufus', 'Kadıköy İlçe Nüfus ve Vatandaşlık Müdürlüğü'],
    ['nüfus kadık', 'Kadıköy İlçe Nüfus ve Vatandaşlık Müdürlüğü'],
    ['kad nüf', 'Kadıköy İlçe Nüfus ve Vatandaşlık Müdürlüğü'],
    ['kadıkyö nufüz', 'Kadıköy İlçe Nüfus ve Vatandaşlık Müdürlüğü'],
    ['kadıköy nüfsu', 'Kadıköy İlçe Nüfus ve Vatandaşlık Müdürlüğü'],
    ['nüfsu', 'Nüfus ve Vatandaşlık İşleri Genel Müdürlüğü'],
    ['sacnaktepe kayamkamlıgi', 'Sancaktepe Kaymakamlığı'],
    ['Kadıköy’de nüfus müdürlüğünde randevu yok', 'Kadıköy İlçe Nüfus ve Vatandaşlık Müdürlüğü'],
    ['istanbul kadıköy tapu', 'Kadıköy Tapu Müdürlüğü'],
    ['üskdar belediyesi', 'Üsküdar Belediyesi'],
    ['çankaya belediye', 'Çankaya Belediyesi'],
    ['istanbul', 'İstanbul Valiliği'],
    ['istambul valilik', 'İstanbul Valiliği'],
    ['ankara trafik denetleme', 'Ankara İl Emniyet Müdürlüğü Trafik Denetleme Şube Müdürlüğü'],
    ['adana emniyet', 'Adana İl Emniyet Müdürlüğü'],
    ['sağlık bakanlığı', 'Sağlık Bakanlığı'],
    ['saglik bakanlii', 'Sağlık Bakanlığı'],
    ['nüfus', 'Nüfus ve Vatandaşlık İşleri Genel Müdürlüğü'],
    ['iski', 'İstanbul Su ve Kanalizasyon İdaresi Genel Müdürlüğü (İSKİ)'],
    ['yök', 'Yükseköğretim Kurulu Başkanlığı (YÖK)'],
    ['PTT', 'Posta ve Telgraf Teşkilatı AŞ Genel Müdürlüğü (PTT)'],
    ['hakkâri valiliği', 'Hakkari Valiliği'],
    ['van büyükşehir', 'Van Büyükşehir Belediyesi'],
    ['19 mayıs kaymakamlığı', '19 Mayıs Kaymakamlığı'],
    ['orta doğu teknik', 'Orta Doğu Teknik Üniversitesi'],
    ['kadı\u00adköy kaymakamlığı', 'Kadıköy Kaymakamlığı'],
    ['Ankara tra\ufb01k denetleme', 'Ankara İl Emniyet Müdürlüğü Trafik Denetleme Şube Müdürlüğü'],
    ['Urfa', 'Şanlıurfa Valiliği'],
    ['Şanlı Urfa', 'Şanlıurfa Valiliği'],
    ['urfa büyükşehir', 'Şanlıurfa Büyükşehir Belediyesi'],
    ['Antep', 'Gaziantep Valiliği'],
    ['Maraş', 'Kahramanmaraş Valiliği'],
    ['İçel', 'Mersin Valiliği'],
    ['19Mayıs', '19 Mayıs Kaymakamlığı'],
    ['MEB', 'Millî Eğitim Bakanlığı'],
    ['M.E.B.', 'Millî Eğitim Bakanlığı'],
    ['İTÜ', 'İstanbul Teknik Üniversitesi'],
  ])('finds for "%s" first %s', (text, name) => {
    expect(search.search(text, { first: 10 })[0]?.name).toBe(name);
  });

  describe('by short and former names', () => {
    /** Names that are written as one word. */
    const apart = {
      'Afyon Karahisar': 'Afyonkarahisar',
      'Büyük Çekmece': 'Büyükçekmece',
      'Eyüp Sultan': 'Eyüpsultan',
      'Gazi Antep': 'Gaziantep',
      'Gazi Osmanpaşa': 'Gaziosmanpaşa',
      'Kahraman Maraş': 'Kahramanmaraş',
      'Küçük Çekmece': 'Küçükçekmece',
      'Marmara Ereğlisi': 'Marmaraereğlisi',
      'Mustafa Kemalpaşa': 'Mustafakemalpaşa',
      'Şanlı Urfa': 'Şanlıurfa',
      'Şarki Karaağaç': 'Şarkikaraağaç',
      'Şebin Karahisar': 'Şebinkarahisar',
    };
    const { bodies } = otherNames;
    const places = { ...otherNames.places, ...apart };
    const bare = (name = '') => name.replace(/ \(\p{L}+\)$/u, '');
    const rows = Object.entries<string | string[]>(bodies).map(
      ([other, stands]) => [other, [stands].flat()] as const,
    );
    const others = [bodies, places, otherNames.offices].flatMap((names) => Object.keys(names));
    const isSpelled = (word: string, other: string) => spellTurkish(word) === spellTurkish(other);
    const found = (text: string) => search.search(text, { first: 10 });
    const firstOf = (text: string) => `${text}: ${bare(found(text)[0]?.name)}`;
    /** The provinces and districts of the names of the table, and those of what is found first. */
    const placesFound = () => {
      const wordsOf = (unit: UnitRecord | undefined) => {
        const province = provinces.find(({ _id }) => _id === unit?.provinceCode);
        const district = province?.districts.find(({ code }) => code === unit?.districtCode);
        return new Set(`${province?.name ?? ''} ${district?.name ?? ''}`.split(' '));
      };
      return Object.entries(places).map(([other, stands]) => ({
        other,
        stands,
        missing: stands.split(' ').filter((word) => !wordsOf(found(other)[0]).has(word)),
      }));
    };
    /** The names of the table that do not find first what they stand for, with what they find. */
    const misses = () => {
      const wrong = rows.filter(([other, [first]]) => bare(found(other)[0]?.name) !== first);
      const unfound = rows.flatMap(([other, stands]) => {
        const all = found(other).map(({ name }) => bare(name));
        return stands.filter((name) => !all.includes(name)).map((name) => `${other}: ${name}`);
      });
      const elsewhere = placesFound().filter(({ missing }) => missing.length > 0);
      return { others: wrong.map(([other]) => firstOf(other)), unfound, elsewhere };
    };
    const none = { others: [], unfound: [], elsewhere: [] };
    const termsOfName = createTermReader();
    const hasWord = ({ name }: UnitRecord, word: string) =>
      termsOfName(name).some(({ term }) => term === word);
    /** What is found before units that have a word in their own names, as many as a search finds. */
    const foundBeforeNamed = (text: string) => {
      const term = foldTurkish(text);
      const count = units.filter((unit) => hasWord(unit, term)).length;
      expect([text, count > 0]).toEqual([text, true]);
      const best = search.search(text, { first: Math.min(count, 200) });
      return names(best.filter((unit) => !hasWord(unit, term)));
    };

    it('finds the body or place first', () => {
      expect(misses()).toEqual(none);
    });

    it('finds the body or place first when other units are called so, too, and these beside it', () => {
      const called = [
        ...Object.keys(bodies).map((other) => `${other} Lojmanları`),
        ...Object.keys(places).map((other) => `${other} Kapısı Karakolu`),
      ];
      const calledSo = called.map((name, index) => {
        return unitRecord({ _id: `9999${String(index).padStart(4, '0')}`, name });
      });
      search.addAll(calledSo);
      try {
        expect(misses()).toEqual(none);
        for (const unit of calledSo) {
          expect([unit.name, found(unit.name)[0]?._id]).toEqual([unit.name, unit._id]);
        }
        expect(names(found('MEB'))).toContain('MEB Lojmanları');
      } finally {
        for (const unit of calledSo) search.remove(unit._id);
      }
      expect(names(found('MEB lojmanları'))).not.toContain('MEB Lojmanları');
    });

    it('finds the bodies of one abbreviation in the order in which people mean them', () => {
      for (const [other, stands] of rows) {
        const all = found(other).map(({ name }) => bare(name));
        expect([other, ...all.slice(0, stands.length)]).toEqual([other, ...stands]);
      }
    });

    it('finds what is called by a word before what is abbreviated so in other letters', () => {
      const words = new Set(units.flatMap(({ name }) => name.match(/[\p{L}\p{N}]+/gu) ?? []));
      const everyday = [...words].filter((word) =>
        others.some((other) => foldTurkish(other) === foldTurkish(word) && !isSpelled(word, other)),
      );
      expect(everyday).toEqual(['Su']);
      for (const word of everyday) expect([word, ...foundBeforeNamed(word)]).toEqual([word]);
    });

    it('finds what is called by the first word of a short or former name before it', () => {
      const words = new Set(units.flatMap(({ name }) => termsOfName(name)).map(({ term }) => term));
      const shortNames = new Set(others.map(foldTurkish));
      const firsts = others
        .map(termsOf)
        .filter(([first = '', ...more]) => more.length > 0 && words.has(first))
        .map(([first = '']) => first)
        .filter((first) => !shortNames.has(first));
      expect(new Set(firsts)).toEqual(
        new Set(['dogu', 'gazi', 'karadeniz', 'kucuk', 'marmara', 'mustafa']),
      );
      for (const word of firsts) {
        expect([word, ...foundBeforeNamed(word)]).toEqual([word]);
      }
    });

    it('finds the body or place while its name is being typed', () => {
      const typed = (text: string) => search.search(text, { first: 200 });
      const unfound = others.flatMap((other) => {
        const [whole] = found(other);
        const atLeast = Math.max(3, Math.min(5, other.length - 1));
        return Array.from({ length: Math.max(0, other.length - atLeast) })
          .map((_, index) => other.slice(0, atLeast + index))
          .filter((text) => !typed(text).some(({ _id }) => _id === whole?._id))
          .map((text) => `${text}: ${whole?.name ?? ''}`);
      });
      expect(unfound).toEqual([]);
    });

    it('finds bodies whose abbreviations have three letters typed without Turkish letters', () => {
      const unfound = rows
        .filter(([other]) => other.length > 2)
        .map(([other, [first]]) => [foldTurkish(other), first])
        .filter(([other = '', first]) => bare(found(other)[0]?.name) !== first);
      expect(unfound).toEqual([]);
    });

    it('finds bodies typed without Turkish letters, also when other units are called so', () => {
      const called = ['İTÜ', 'ODTÜ', 'SÜ'].map((other, index) =>
        unitRecord({ _id: `9999000${index}`, name: `${other} Lojmanları` }),
      );
      search.addAll(called);
      try {
        expect(firstOf('itu')).toBe('itu: İstanbul Teknik Üniversitesi');
        expect(firstOf('ODTU')).toBe('ODTU: Orta Doğu Teknik Üniversitesi');
        expect(firstOf('SÜ')).toBe('SÜ: Selçuk Üniversitesi');
        expect(firstOf('su')).toBe('su: Su Yönetimi Genel Müdürlüğü');
      } finally {
        for (const unit of called) search.remove(unit._id);
      }
    });

    it.each([
      ['konya su', 'Konya Su ve Kanalizasyon İdaresi Genel Müdürlüğü'],
      ['su', 'Su Yönetimi Genel Müdürlüğü'],
      ['su faturası', 'Su Yönetimi Genel Müdürlüğü'],
      ['su kesintisi', 'Su Yönetimi Genel Müdürlüğü'],
      ['su yok', 'Su Yönetimi Genel Müdürlüğü'],
      ['sü', 'Selçuk Üniversitesi'],
      ['SÜ’ye', 'Selçuk Üniversitesi'],
      ['S.Ü.', 'Selçuk Üniversitesi'],
      ['su’ya', 'Su Yönetimi Genel Müdürlüğü'],
      ['Gazi', 'Gazi Üniversitesi'],
      ['Gazi hastanesi', 'Gazi Üniversitesi Uygulama ve Araştırma Hastanesi'],
      ['Karadeniz', 'Karadeniz Teknik Üniversitesi'],
      ['bağ', 'Bağlar Kaymakamlığı'],
      ['kur', 'Küre Kaymakamlığı'],
    ])('finds for the ordinary word or abbreviation "%s" first %s', (text, name) => {
      expect(bare(found(text)[0]?.name)).toBe(name);
    });

    it.each(['siirt su', 'sinop su', 'bu', 'tu', 'gu', 'du', 'mu'])(
      'finds for "%s" what begins so before universities that are abbreviated so',
      (text) => {
        const [last = ''] = termsOf(text).slice(-1);
        const begins = (unit: UnitRecord) =>
          termsOf(unit.name).some((term) => term.startsWith(last));
        expect(found(text).filter((unit) => !begins(unit))).toEqual([]);
      },
    );

    it('finds a unit called "Kur\'an" in the whole directory before what is called Bağ-Kur', () => {
      const unit = unitRecord({ _id: '99990000', name: "Kur'an Eğitimi Dairesi" });
      search.addAll([unit]);
      try {
        const eitherApostrophe = ["Kur'a", "Kur'an", "Kur'an Eğitimi", "Kur'an eğit"];
        for (const text of eitherApostrophe.flatMap((text) => [
          text,
          text.replace("'", '’'),
          text.replace("'", '\u02bb'),
          text.replace("'", ''),
        ])) {
          expect([text, found(text)[0]?.name]).toEqual([text, unit.name]);
        }
        expect(names(found('Kur'))).not.toContain('Sosyal Güvenlik Kurumu Başkanlığı (SGK)');
      } finally {
        search.remove(unit._id);
      }
    });

    it.each([
      ['Afyon', 'Afyonkarahisar Valiliği'],
      ['Afyon Kocatepe', 'Afyon Kocatepe Üniversitesi'],
      ['K.Maraş', 'Kahramanmaraş Valiliği'],
      ['maraş büyükşehir', 'Kahramanmaraş Büyükşehir Belediyesi'],
      ['İTÜ mühendislik', 'İstanbul Teknik Üniversitesi Mühendislik Fakültesi'],
      ['meb personel', 'Millî Eğitim Bakanlığı Personel Genel Müdürlüğü'],
      ['Eyüp belediyesi', 'Eyüpsultan Belediyesi'],
      ['hüyük belediyesi', 'Hüyük Belediyesi'],
      ['gazi ante', 'Gaziantep Valiliği'],
      ['Şanlı Ur', 'Şanlıurfa Valiliği'],
      ['büyük çekmce', 'Büyükçekmece Kaymakamlığı'],
      ['Küçük Çekmece belediyesi', 'Küçükçekmece Belediyesi'],
      ['Mustafa Kemal Paşa belediyesi', 'Mustafakemalpaşa Belediyesi'],
      ['Kadı Köy nüfus', 'Kadıköy İlçe Nüfus ve Vatandaşlık Müdürlüğü'],
      ['Karadeniz Ereğli belediyesi', 'Ereğli Belediyesi (Zonguldak)'],
      ['Karadeniz Erğli', 'Ereğli Kaymakamlığı'],
      ['19 Mayıs Üniversitesi', 'Ondokuz Mayıs Üniversitesi'],
      ['19 mayıs eğitim fakültesi', 'Ondokuz Mayıs Üniversitesi Eğitim Fakültesi'],
      ['Ondokuz Mayıs', 'Ondokuz Mayıs Üniversitesi'],
      ['On Dokuz Mayıs Üniversitesi', 'Ondokuz Mayıs Üniversitesi'],
      ['Ondokuzmayıs', '19 Mayıs Kaymakamlığı'],
      ['9 Eylül Üniversitesi', 'Dokuz Eylül Üniversitesi'],
      ['17 Eylül Üniversitesi', 'Bandırma Onyedi Eylül Üniversitesi'],
      ['18 Mart Üniversitesi', 'Çanakkale Onsekiz Mart Üniversitesi'],
      ['100. Yıl Üniversitesi', 'Van Yüzüncü Yıl Üniversitesi'],
      ['12 Şubat', 'Onikişubat Kaymakamlığı'],
      ['6Eylül', 'Altıeylül Kaymakamlığı'],
      ['Bağkur', 'Sosyal Güvenlik Kurumu Başkanlığı (SGK)'],
      ['bağ kur', 'Sosyal Güvenlik Kurumu Başkanlığı (SGK)'],
      ['bağ k', 'Sosyal Güvenlik Kurumu Başkanlığı (SGK)'],
      ['CİMER', 'İletişim Başkanlığı'],
      ['İl MEM', 'Adana İl Millî Eğitim Müdürlüğü'],
      ['ilçe MEM', 'Aladağ İlçe Millî Eğitim Müdürlüğü'],
      ['ankara mem', 'Ankara İl Millî Eğitim Müdürlüğü'],
      ['kadıköy ilçe mem', 'Kadıköy İlçe Millî Eğitim Müdürlüğü'],
      ['Ayaş SYDV', 'Ayaş Sosyal Yardımlaşma ve Dayanışma Vakfı'],
    ])('finds for "%s" first %s', (text, name) => {
      expect(found(text)[0]?.name).toBe(name);
    });
  });

  it.each(['Yozgat Merkez', 'Düzce Merkez'])(
    'finds for "%s" the offices of the district',
    (text) => {
      const codes = new Map(
        provinces.flatMap((province) =>
          province.districts.map(({ code, name }) => [code, `${province.name} ${name}`]),
        ),
      );
      const found = search.search(text, { first: 10 });
      expect(found.map(({ districtCode }) => codes.get(districtCode ?? ''))).toEqual(
        Array.from({ length: 10 }, () => text),
      );
    },
  );

  it('finds a unit with an apostrophe in its name, with either apostrophe or without', () => {
    const withKuran = new UnitSearch(provinces);
    withKuran.addAll([
      ...units.filter(({ name }) => name.includes('Küre')),
      unitRecord({ _id: '10000001', name: "Kur'an Eğitimi Dairesi", kind: 'DEPARTMENT' }),
    ]);
    const texts = ["Kur'an", 'Kur’an', 'Kur′an', 'Kuran', "Kur'a", "Kur'an Eğitimi", 'kur’an eğit'];
    for (const text of texts) {
      const [first] = withKuran.search(text, { first: 3 });
      expect([text, first?.name]).toEqual([text, "Kur'an Eğitimi Dairesi"]);
    }
  });

  it.each(['', '  ', '!?', 'xyzzyq', 've'])('finds nothing for "%s"', (text) => {
    expect(search.search(text, { first: 10 })).toEqual([]);
  });

  it('returns no more units than requested', () => {
    expect(search.search('müdürlüğü', { first: 7 })).toHaveLength(7);
    expect(search.search('müdürlüğü', { first: 0 })).toEqual([]);
  });

  it('finds only units that match the filter', () => {
    const filter = tree.matcher({ kind: 'DISTRICT_MUNICIPALITY', provinceCode: '34' });
    expect(names(search.search('kadıköy', { filter, first: 10 }))).toEqual([
      'Kadıköy Belediyesi (İstanbul)',
    ]);
  });

  it('works as before after a filter has thrown', () => {
    expect(() => search.search('müdürlüğü', { filter: failing, first: 10 })).toThrow('no filter');
    expect(search.search('tapu kadıköy', { first: 10 })[0]?.name).toBe('Kadıköy Tapu Müdürlüğü');
  });

  it('finds the branches of a place by the name of the province alone', () => {
    const found = search.search('trabzon of kaymakamlığı', { first: 10 });
    expect(names(found)).toEqual(['Of Kaymakamlığı']);
  });

  it('reads a whole page of text as quickly as a line', () => {
    const text = 'müdürlüğü belediyesi il ilçe başkanlığı dairesi '.repeat(1000);
    expect(search.search(text, { first: 5 })).toHaveLength(5);
  });
});
