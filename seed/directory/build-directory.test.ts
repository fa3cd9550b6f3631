import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { UnitTree } from '../../subgraphs/institution-directory/units/index.ts';
import { buildDirectory } from './build-directory.ts';

const directory = buildDirectory();
const tree = new UnitTree(directory.units);

const unitAt = (...path: readonly string[]) =>
  tree.list({}, null, tree.size).items.find(({ _id, name }) => {
    return name === path.at(-1) && tree.path(_id).join(' › ') === path.join(' › ');
  });

/** The units that differ from those at the same place. Jest's own comparison takes seconds for this number. */
const differing = (units: readonly unknown[], others: readonly unknown[]) =>
  units.filter((unit, index) => !isDeepStrictEqual(unit, others[index]));

const parentKinds = (provinceCode: string) =>
  new Set(
    tree
      .list({ provinceCode, kind: 'DISTRICT_MUNICIPALITY' }, null, 100)
      .items.map(({ _id }) => tree.parent(_id)?.kind),
  );

describe('the built directory', () => {
  it('has more than 60,000 units, in the expected number of each kind', () => {
    const counts = Map.groupBy(directory.units, ({ kind }) => kind);
    expect(directory.units.length).toBeGreaterThan(60_000);
    expect(Object.fromEntries([...counts].map(([kind, { length }]) => [kind, length]))).toEqual({
      PRESIDENCY: 1,
      LOCAL_GOVERNMENT_ROOT: 1,
      MINISTRY: 17,
      AFFILIATED_INSTITUTION: 56,
      GENERAL_DIRECTORATE: 124,
      DEPARTMENT: 1300,
      GOVERNORSHIP: 81,
      GOVERNORSHIP_OFFICE: 972,
      PROVINCIAL_DIRECTORATE: 3321,
      BRANCH_DIRECTORATE: 5184,
      DISTRICT_GOVERNORSHIP: 922,
      DISTRICT_DIRECTORATE: 27_660,
      METROPOLITAN_MUNICIPALITY: 30,
      PROVINCIAL_MUNICIPALITY: 51,
      DISTRICT_MUNICIPALITY: 519 + 403,
      TOWN_MUNICIPALITY: 388,
      MUNICIPAL_DIRECTORATE: 19_846,
      UNIVERSITY: 128,
      UNIVERSITY_UNIT: 2432,
    });
  });

  it('has 81 provinces with 973 districts, whose codes differ', () => {
    const districts = directory.provinces.flatMap((province) =>
      province.districts.map((district) => ({ province, district })),
    );
    expect(directory.provinces).toHaveLength(81);
    expect(districts).toHaveLength(973);
    expect(new Set(districts.map(({ district }) => district.code)).size).toBe(973);
    for (const { province, district } of districts) {
      expect(district.code).toMatch(new RegExp(`^${province._id}\\d{2}$`));
      expect(district.weight).toBeGreaterThan(0);
    }
  });

  it.each([
    ['34', 'İstanbul', '3423', 'Kadıköy'],
    ['06', 'Ankara', '0607', 'Çankaya'],
    ['58', 'Sivas', '5812', 'Merkez'],
    ['55', 'Samsun', '5501', '19 Mayıs'],
  ])(
    'gives the districts of province %s %s stable codes: %s %s',
    (code, name, district, called) => {
      const province = directory.provinces.find(({ _id }) => _id === code);
      expect(province?.name).toBe(name);
      expect(province?.districts.find((candidate) => candidate.code === district)?.name).toBe(
        called,
      );
    },
  );

  it('gives every unit an 8-digit number of its own', () => {
    expect(new Set(directory.units.map(({ _id }) => _id)).size).toBe(directory.units.length);
    expect(directory.units.filter(({ _id }) => !/^[1-9]\d{7}$/.test(_id))).toEqual([]);
  });

  it.each([
    ['75451710', ['Cumhurbaşkanlığı', 'İçişleri Bakanlığı']],
    [
      '15960685',
      [
        'Cumhurbaşkanlığı',
        'İçişleri Bakanlığı',
        'İstanbul Valiliği',
        'Kadıköy Kaymakamlığı',
        'Kadıköy İlçe Nüfus ve Vatandaşlık Müdürlüğü',
      ],
    ],
    [
      '70234556',
      [
        'Cumhurbaşkanlığı',
        'İçişleri Bakanlığı',
        'Ankara Valiliği',
        'Ankara İl Emniyet Müdürlüğü',
        'Ankara İl Emniyet Müdürlüğü Trafik Tescil Şube Müdürlüğü',
      ],
    ],
    [
      '42169861',
      ['Mahallî İdareler', 'İstanbul Büyükşehir Belediyesi', 'Kadıköy Belediyesi (İstanbul)'],
    ],
    [
      '72183881',
      [
        'Cumhurbaşkanlığı',
        'Yükseköğretim Kurulu Başkanlığı (YÖK)',
        'Orta Doğu Teknik Üniversitesi',
      ],
    ],
  ])('keeps the number %s permanently', (id, path) => {
    expect(unitAt(...path)?._id).toBe(id);
  });

  it('puts every unit after its parent, under one of two roots', () => {
    const seen = new Set<string | null>([null]);
    const early = directory.units.filter(({ _id, parentId }) => {
      seen.add(_id);
      return !seen.has(parentId);
    });
    expect(early).toEqual([]);
    expect(tree.roots().map(({ name }) => name)).toEqual(['Cumhurbaşkanlığı', 'Mahallî İdareler']);
  });

  it('is at most five levels deep', () => {
    const depths = directory.units.map(({ _id }) => tree.path(_id).length);
    expect(Math.max(...new Set(depths))).toBe(5);
  });

  it('has no two units with the same path', () => {
    const siblings = directory.units.map(({ parentId, name }) => `${parentId ?? ''} ${name}`);
    expect(new Set(siblings).size).toBe(siblings.length);
  });

  it('has no district governorship if the district is the seat of the province', () => {
    const seats = directory.provinces.flatMap(({ districts }) =>
      districts.filter(({ name }) => name === 'Merkez'),
    );
    expect(seats).toHaveLength(51);
    for (const { code } of seats) {
      const kinds = tree.list({ districtCode: code }, null, 500).items.map(({ kind }) => kind);
      expect(kinds).toContain('PROVINCIAL_MUNICIPALITY');
      expect(kinds).not.toContain('DISTRICT_GOVERNORSHIP');
    }
  });

  it('puts district municipalities below the metropolitan one if there is one', () => {
    expect(parentKinds('34')).toEqual(new Set(['METROPOLITAN_MUNICIPALITY']));
    expect(parentKinds('58')).toEqual(new Set(['LOCAL_GOVERNMENT_ROOT']));
  });

  it('writes the names of towns with a capital letter, dotted where it is', () => {
    const towns = tree.list({ kind: 'TOWN_MUNICIPALITY' }, null, 500).items;
    for (const { name } of towns)
      expect(name).toMatch(/^\p{Lu}\p{Ll}+( \p{Lu}\p{Ll}+)* Belediyesi/u);
    expect(towns.map(({ name }) => name)).toContain('İğneada Belediyesi');
    expect(towns.map(({ name }) => name)).toContain('Işıklar Belediyesi');
  });

  it('is the same from build to build', () => {
    const { units, ...rest } = buildDirectory();
    const { units: unitsBefore, ...restBefore } = directory;
    expect(rest).toEqual(restBefore);
    expect(units.length).toBe(unitsBefore.length);
    expect(differing(units, unitsBefore)).toEqual([]);
  });

  it('gives the same units when only some provinces are built', () => {
    const some = buildDirectory({ provinceCodes: ['34', '58'] });
    expect(some.provinces.map(({ name }) => name)).toEqual(['İstanbul', 'Sivas']);
    expect(some.topics).toEqual(directory.topics);
    const sameUnits = directory.units.filter(
      ({ provinceCode }) => provinceCode === null || ['34', '58'].includes(provinceCode),
    );
    expect(some.units.length).toBe(sameUnits.length);
    expect(differing(some.units, sameUnits)).toEqual([]);
  });

  it('refuses a province that does not exist', () => {
    expect(() => buildDirectory({ provinceCodes: ['82'] })).toThrow(RangeError);
  });
});
