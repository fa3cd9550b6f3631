import { describe, expect, it } from '@jest/globals';
import { suggestUnits, TopicIndex } from './suggest-units.ts';
import { unitRecord } from '../../../test/support/unit-record.ts';
import { UnitTree, type TopicRecord } from '../units/index.ts';

const registry = {
  central: unitRecord({ _id: '10000001', office: 'central:registry' }),
  province: unitRecord({ _id: '20000001', office: 'province:registry', provinceCode: '34' }),
  district: unitRecord({
    _id: '30000001',
    office: 'district:registry',
    provinceCode: '34',
    districtCode: '3401',
  }),
};
const elsewhere = unitRecord({
  _id: '30000002',
  office: 'district:registry',
  provinceCode: '34',
  districtCode: '3402',
});
const water = {
  metropolitan: unitRecord({ _id: '40000001', office: 'metropolitan:water', provinceCode: '34' }),
  municipal: unitRecord({
    _id: '50000001',
    office: 'municipality:works',
    provinceCode: '34',
    districtCode: '3401',
  }),
  provincial: unitRecord({
    _id: '50000002',
    office: 'municipality:works',
    provinceCode: '58',
    districtCode: '5801',
  }),
};
const units = [...Object.values(registry), elsewhere, ...Object.values(water)];

const passports: TopicRecord = {
  _id: 'passports',
  name: 'Pasaport',
  category: 'Nüfus',
  keywords: [],
  offices: [
    { level: 'DISTRICT_OFFICE', office: 'district:registry' },
    { level: 'PROVINCIAL_OFFICE', office: 'province:registry' },
    { level: 'CENTRAL_OFFICE', office: 'central:registry' },
  ],
};
const drinkingWater: TopicRecord = {
  ...passports,
  _id: 'drinking-water',
  offices: [
    { level: 'METROPOLITAN_MUNICIPALITY', office: 'metropolitan:water' },
    { level: 'MUNICIPALITY', office: 'municipality:works' },
  ],
};

const suggested = (
  topic: TopicRecord,
  place: { provinceCode: string; districtCode: string | null },
  tree = new UnitTree(units),
) => suggestUnits(tree, topic, place).map(({ unit, reason }) => [reason, unit._id]);

describe('suggestUnits', () => {
  const place = { provinceCode: '34', districtCode: '3401' };

  it('suggests the district office, then the provincial and the central one', () => {
    expect(suggested(passports, place)).toEqual([
      ['DISTRICT_OFFICE', registry.district._id],
      ['PROVINCIAL_OFFICE', registry.province._id],
      ['CENTRAL_OFFICE', registry.central._id],
    ]);
  });

  it('skips a level without the office', () => {
    expect(suggested(passports, { provinceCode: '34', districtCode: '3499' })).toEqual([
      ['PROVINCIAL_OFFICE', registry.province._id],
      ['CENTRAL_OFFICE', registry.central._id],
    ]);
    expect(suggested(passports, { provinceCode: '58', districtCode: '5801' })).toEqual([
      ['CENTRAL_OFFICE', registry.central._id],
    ]);
  });

  it('skips the districts when only the province is known', () => {
    expect(suggested(passports, { provinceCode: '34', districtCode: null })[0]).toEqual([
      'PROVINCIAL_OFFICE',
      registry.province._id,
    ]);
  });

  it('falls back to the municipality of the province when no district is known', () => {
    const seat = unitRecord({
      _id: '60000001',
      kind: 'PROVINCIAL_MUNICIPALITY',
      provinceCode: '58',
      districtCode: '5801',
    });
    const tree = new UnitTree([...units, seat]);
    expect(suggested(drinkingWater, { provinceCode: '58', districtCode: null }, tree)).toEqual([
      ['MUNICIPALITY', seat._id],
    ]);
    expect(suggested(drinkingWater, { provinceCode: '34', districtCode: null }, tree)).toEqual([
      ['METROPOLITAN_MUNICIPALITY', water.metropolitan._id],
    ]);
  });

  it('puts the metropolitan municipality first if it is competent and exists', () => {
    expect(suggested(drinkingWater, place)).toEqual([
      ['METROPOLITAN_MUNICIPALITY', water.metropolitan._id],
      ['MUNICIPALITY', water.municipal._id],
    ]);
    expect(suggested(drinkingWater, { provinceCode: '58', districtCode: '5801' })).toEqual([
      ['MUNICIPALITY', water.provincial._id],
    ]);
  });

  it('suggests the active successor of a closed unit, and each unit once', () => {
    const tree = new UnitTree(units);
    const closed = { ...registry.district, status: 'CLOSED', version: 2 } as const;
    tree.apply({ ...closed, successorId: elsewhere._id });
    expect(suggested(passports, place, tree)[0]).toEqual(['DISTRICT_OFFICE', elsewhere._id]);
    tree.apply({ ...closed, version: 3, successorId: registry.province._id });
    expect(suggested(passports, place, tree)).toEqual([
      ['DISTRICT_OFFICE', registry.province._id],
      ['CENTRAL_OFFICE', registry.central._id],
    ]);
  });

  it('skips a closed unit without an active successor', () => {
    const tree = new UnitTree(units);
    const closed = { ...registry.district, status: 'CLOSED', version: 2 } as const;
    tree.apply(closed);
    expect(suggested(passports, place, tree)[0]?.[0]).toBe('PROVINCIAL_OFFICE');
    tree.apply({ ...closed, version: 3, successorId: elsewhere._id });
    tree.apply({ ...elsewhere, status: 'CLOSED', version: 2, successorId: closed._id });
    expect(suggested(passports, place, tree)[0]?.[0]).toBe('PROVINCIAL_OFFICE');
  });
});

describe('TopicIndex', () => {
  const index = new TopicIndex([passports, drinkingWater]);

  it('finds a topic by its id', () => {
    expect(index.get('passports')).toBe(passports);
    expect(index.get('unknown')).toBeUndefined();
    expect([...index.values()]).toEqual([passports, drinkingWater]);
  });

  it('finds the topics that an office is competent for', () => {
    expect(index.topicsOf(registry.district)).toEqual([passports]);
    expect(index.topicsOf(water.municipal)).toEqual([drinkingWater]);
    expect(index.topicsOf({ office: 'other' })).toEqual([]);
    expect(index.topicsOf({ office: null })).toEqual([]);
  });
});
