import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { UnitSearch } from './unit-search.ts';
import { unitRecord } from '../../../test/support/unit-record.ts';
import type { UnitRecord } from '../units/index.ts';

const names = (units: readonly UnitRecord[]) => units.map(({ name }) => name);

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
