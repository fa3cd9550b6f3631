import { setImmediate } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildDirectory } from '../../../seed/directory/build-directory.ts';
import otherNames from './other-names.json' with { type: 'json' };
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
    const { bodies, places } = otherNames;
    const bare = (name = '') => name.replace(/ \(\p{L}+\)$/u, '');
    const rows = Object.entries<string | string[]>(bodies).map(
      ([other, stands]) => [other, [stands].flat()] as const,
    );
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
      const others = rows.filter(([other, [first]]) => bare(found(other)[0]?.name) !== first);
      const unfound = rows.flatMap(([other, stands]) => {
        const all = found(other).map(({ name }) => bare(name));
        return stands.filter((name) => !all.includes(name)).map((name) => `${other}: ${name}`);
      });
      const elsewhere = placesFound().filter(({ missing }) => missing.length > 0);
      return { others: others.map(([other]) => firstOf(other)), unfound, elsewhere };
    };
    const none = { others: [], unfound: [], elsewhere: [] };

    it('finds the body or place first', () => {
      expect(misses()).toEqual(none);
    });

    it('finds the body or place first when other units are called so, too, and these beside it', () => {
      const called = [
        ...Object.keys(bodies).map((other) => `${other} Lojmanları`),
        ...Object.keys(places).map((other) => `${other} Kapısı Karakolu`),
      ];
      const others = called.map((name, index) => {
        return unitRecord({ _id: `9999${String(index).padStart(4, '0')}`, name });
      });
      search.addAll(others);
      try {
        expect(misses()).toEqual(none);
        for (const unit of others) {
          expect([unit.name, found(unit.name)[0]?._id]).toEqual([unit.name, unit._id]);
        }
        expect(names(found('MEB'))).toContain('MEB Lojmanları');
      } finally {
        for (const unit of others) search.remove(unit._id);
      }
      expect(names(found('MEB lojmanları'))).not.toContain('MEB Lojmanları');
    });

    it.each([
      ['Afyon', 'Afyonkarahisar Valiliği'],
      ['Afyon Karahisar', 'Afyonkarahisar Valiliği'],
      ['Afyon Kocatepe', 'Afyon Kocatepe Üniversitesi'],
      ['K.Maraş', 'Kahramanmaraş Valiliği'],
      ['maraş büyükşehir', 'Kahramanmaraş Büyükşehir Belediyesi'],
      ['İTÜ mühendislik', 'İstanbul Teknik Üniversitesi Mühendislik Fakültesi'],
      ['meb personel', 'Millî Eğitim Bakanlığı Personel Genel Müdürlüğü'],
      ['Eyüp belediyesi', 'Eyüpsultan Belediyesi'],
      ['hüyük belediyesi', 'Hüyük Belediyesi'],
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

describe('UnitSearch', () => {
  const provinces = [
    {
      _id: '34',
      name: 'İstanbul',
      weight: 1,
      metropolitan: true,
      districts: [{ code: '3423', name: 'Kadıköy', weight: 1 }],
    },
  ];
  const office = unitRecord({
    _id: '10000001',
    name: 'Kale Müdürlüğü',
    provinceCode: '34',
    districtCode: '3423',
  });
  const searchIn = (...units: readonly UnitRecord[]) => {
    const search = new UnitSearch(provinces);
    search.addAll(units);
    return (text: string) => search.search(text, { first: 10 }).map(({ _id }) => _id);
  };

  it('ranks a whole word before a prefix; typing errors count only when nothing else matches', () => {
    const begun = unitRecord({ _id: '10000002', name: 'Kalemler Müdürlüğü' });
    const misspelt = unitRecord({ _id: '10000003', name: 'Kule Müdürlüğü' });
    expect(searchIn(misspelt, begun, office)('kale')).toEqual([office._id, begun._id]);
    expect(searchIn(misspelt, begun)('kale')).toEqual([begun._id]);
    expect(searchIn(misspelt)('kale')).toEqual([misspelt._id]);
  });

  it('ranks a word of the name before one of the place', () => {
    const named = unitRecord({ _id: '10000002', name: 'Kadıköy Müdürlüğü' });
    expect(searchIn(office, named)('kadıköy')).toEqual([named._id, office._id]);
  });

  it('ranks the higher unit first where both match alike', () => {
    const higher = { ...office, _id: '90000001', kind: 'GENERAL_DIRECTORATE' } as const;
    expect(searchIn(office, higher)('kale müdürlüğü')).toEqual([higher._id, office._id]);
  });

  it('ranks closed units after active ones', () => {
    const closed = { ...office, _id: '10000000', status: 'CLOSED' } as const;
    const active = { ...office, name: 'Eski Kale Müdürlüğü' };
    expect(searchIn(closed, active)('kale')).toEqual([active._id, closed._id]);
  });

  it('counts two swapped neighbours as one typing error', () => {
    const swapped = unitRecord({ _id: '10000002', name: 'Hisra Müdürlüğü' });
    const another = unitRecord({ _id: '10000003', name: 'Nisara Müdürlüğü' });
    expect(searchIn(swapped, another)('hisar')).toEqual([swapped._id]);
    expect(
      searchIn(unitRecord({ _id: '10000004', name: 'Hsiarlar Müdürlüğü' }))('hisarler'),
    ).toEqual(['10000004']);
  });

  it('allows no typing errors in words of three letters', () => {
    expect(searchIn(unitRecord({ _id: '10000002', name: 'Van Valiliği' }))('vah')).toEqual([]);
  });

  it('follows changes, and ignores outdated ones', () => {
    const search = new UnitSearch(provinces);
    const found = (text: string) => names(search.search(text, { first: 10 }));
    search.apply(office);
    search.apply({ ...office, name: 'Hisar Müdürlüğü', version: 2 });
    search.apply(office);
    expect(search.size).toBe(1);
    expect(found('hisar')).toEqual(['Hisar Müdürlüğü']);
    expect(found('kale')).toEqual([]);
    search.apply({ ...office, name: 'Hisar Müdürlüğü', status: 'CLOSED', version: 3 });
    expect(search.search('hisar', { first: 1 })[0]?.status).toBe('CLOSED');
    search.apply({ ...office, provinceCode: null, districtCode: null, version: 4 });
    expect(found('kadıköy')).toEqual([]);
    search.remove(office._id);
    search.remove(office._id);
    expect(found('kale')).toEqual([]);
    expect(search.size).toBe(0);
    search.apply(unitRecord({ _id: '10000009', name: 'Burç Müdürlüğü' }));
    expect(found('müdürlüğü')).toEqual(['Burç Müdürlüğü']);
  });

  it('lets other work run while it is built, changes included', async () => {
    const units = Array.from({ length: 2000 }, (_, index) =>
      unitRecord({ _id: String(10_000_000 + index), name: `Birim ${index}` }),
    );
    const search = new UnitSearch(provinces);
    const building = search.buildInSlices(units);
    await setImmediate();
    expect(search.size).toBeLessThan(units.length);
    search.apply({ ...unitRecord({ _id: '10001999', name: 'Kale' }), version: 2 });
    await building;
    expect(search.size).toBe(units.length);
    expect(names(search.search('kale', { first: 10 }))).toEqual(['Kale']);
    expect(search.search('1999', { first: 10 })).toEqual([]);
  });
});
