import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { positionOf, type UnitFilter, UnitTree } from './unit-tree.ts';
import { unitKinds, unitStatuses, type UnitRecord } from './unit.ts';
import { unitRecord } from '../../../test/support/unit-record.ts';

const state = unitRecord({ _id: '10000001', name: 'Cumhurbaşkanlığı', kind: 'PRESIDENCY' });
const local = unitRecord({ _id: '10000002', name: 'Mahallî İdareler' });
const ministry = unitRecord({
  _id: '10000003',
  name: 'İçişleri Bakanlığı',
  kind: 'MINISTRY',
  parentId: state._id,
});
const governorships = [
  ['20000001', 'Zonguldak Valiliği', '67'],
  ['20000002', 'Şırnak Valiliği', '73'],
  ['20000003', 'Sivas Valiliği', '58'],
  ['20000004', 'İzmir Valiliği', '35'],
  ['20000005', 'Iğdır Valiliği', '76'],
].map(([_id = '', name = '', provinceCode = '']) =>
  unitRecord({ _id, name, provinceCode, kind: 'GOVERNORSHIP', parentId: ministry._id }),
);
const district = unitRecord({
  _id: '30000001',
  name: 'Konak Kaymakamlığı',
  kind: 'DISTRICT_GOVERNORSHIP',
  parentId: '20000004',
  provinceCode: '35',
  districtCode: '3521',
});
const all = [state, local, ministry, ...governorships, district];

const names = (units: Iterable<UnitRecord>) => [...units].map(({ name }) => name);

describe('UnitTree', () => {
  it('knows the way up, the root first', () => {
    const tree = new UnitTree(all);
    expect(tree.size).toBe(all.length);
    expect(tree.get(district._id)).toEqual(district);
    expect(tree.parent(district._id)?.name).toBe('İzmir Valiliği');
    expect(names(tree.ancestors(district._id))).toEqual([
      'Cumhurbaşkanlığı',
      'İçişleri Bakanlığı',
      'İzmir Valiliği',
    ]);
    expect(tree.path(district._id).at(-1)).toBe('Konak Kaymakamlığı');
    expect(tree.parent(state._id)).toBeUndefined();
    expect(tree.ancestors(state._id)).toEqual([]);
  });

  it('knows the way down, in the order of the Turkish alphabet', () => {
    const tree = new UnitTree(all);
    expect(names(tree.roots())).toEqual(['Cumhurbaşkanlığı', 'Mahallî İdareler']);
    expect(names(tree.children(ministry._id))).toEqual([
      'Iğdır Valiliği',
      'İzmir Valiliği',
      'Sivas Valiliği',
      'Şırnak Valiliği',
      'Zonguldak Valiliği',
    ]);
    expect(tree.children(district._id)).toEqual([]);
    expect(tree.descendantIds(ministry._id).size).toBe(6);
    expect(tree.descendantIds(district._id).size).toBe(0);
  });

  it('knows which units lie within which', () => {
    const tree = new UnitTree(all);
    const within = (outer: UnitRecord) =>
      names(all.filter(({ _id }) => tree.isAtOrBelow(_id, outer._id)));
    expect(within(ministry)).toEqual(names([ministry, ...governorships, district]));
    expect(within(district)).toEqual(names([district]));
    expect(within(local)).toEqual(names([local]));
  });

  it('returns nothing for an unknown id', () => {
    const tree = new UnitTree(all);
    expect(tree.get('99999999')).toBeUndefined();
    expect(tree.path('99999999')).toEqual([]);
    expect(tree.children('99999999')).toEqual([]);
    expect(tree.descendantIds('99999999').size).toBe(0);
    expect(all.filter(({ _id }) => tree.isAtOrBelow(_id, '99999999'))).toEqual([]);
    expect(tree.list({ withinId: '99999999' }, null, 10).totalCount).toBe(0);
    expect(tree.list({ parentId: '99999999' }, null, 10).totalCount).toBe(0);
  });

  it('finds the units responsible for exactly one place', () => {
    const tree = new UnitTree(all);
    expect(names(tree.unitsAt('35', '3521'))).toEqual(['Konak Kaymakamlığı']);
    expect(names(tree.unitsAt('35', null))).toEqual(['İzmir Valiliği']);
    expect(names(tree.unitsAt(null, null))).toContain('İçişleri Bakanlığı');
  });

  it('applies a rename, a move and a closing', () => {
    const tree = new UnitTree(all);
    expect(tree.apply({ ...district, name: 'Bornova Kaymakamlığı', version: 2 })).toBe(true);
    expect(names(tree.children('20000004'))).toEqual(['Bornova Kaymakamlığı']);
    expect(tree.apply({ ...district, parentId: '20000003', version: 3 })).toBe(true);
    expect(tree.children('20000004')).toEqual([]);
    expect(names(tree.children('20000003'))).toEqual(['Konak Kaymakamlığı']);
    expect(tree.apply({ ...district, status: 'CLOSED', version: 4 })).toBe(true);
    expect(names(tree.list({ status: 'CLOSED' }, null, 10).items)).toEqual(['Konak Kaymakamlığı']);
    expect(tree.size).toBe(all.length);
  });

  it('ignores a version that is not newer', () => {
    const tree = new UnitTree(all);
    tree.apply({ ...district, name: 'new', version: 3 });
    const later = [
      { name: 'late', version: 2 },
      { name: 'twice', version: 3 },
    ];
    expect(later.filter((change) => tree.apply({ ...district, ...change }))).toEqual([]);
    expect(tree.get(district._id)?.name).toBe('new');
  });

  it('does not change a unit that was returned', () => {
    const tree = new UnitTree(all);
    const before = tree.get(district._id);
    tree.apply({ ...district, name: 'new', version: 2 });
    expect(before).toEqual(district);
  });

  it('accepts a child before its parent', () => {
    const tree = new UnitTree([district]);
    expect(tree.path(district._id)).toEqual(['Konak Kaymakamlığı']);
    expect(tree.roots()).toEqual([]);
    for (const unit of all) tree.apply(unit);
    expect(tree.path(district._id)).toHaveLength(4);
    expect(names(tree.children('20000004'))).toEqual(['Konak Kaymakamlığı']);
  });

  it('terminates where two units lie below each other', () => {
    const tree = new UnitTree([
      unitRecord({ _id: '1', parentId: '2' }),
      unitRecord({ _id: '2', parentId: '1' }),
    ]);
    expect(tree.isAtOrBelow('1', 'elsewhere')).toBe(false);
    expect(tree.ancestors('1').length).toBeLessThan(100);
    expect(tree.descendantIds('1')).toEqual(new Set(['2']));
  });
});

describe('UnitTree.list', () => {
  it.each<UnitFilter>([
    {},
    { status: 'ACTIVE' },
    { status: 'CLOSED' },
    { kind: 'GOVERNORSHIP' },
    { provinceCode: '35' },
    { districtCode: '3521' },
    { parentId: ministry._id },
    { withinId: ministry._id },
    { kind: 'GOVERNORSHIP', status: 'CLOSED' },
    { provinceCode: '35', status: 'ACTIVE' },
    { provinceCode: '35', districtCode: '3521' },
  ])('has the units that pass %j, in pages of any length', (filter) => {
    const tree = new UnitTree(all);
    tree.apply({ ...district, status: 'CLOSED', version: 2 });
    const matches = tree.matcher(filter);
    const wanted = tree.list({}, null, 100).items.filter((unit) => matches(unit));
    expect(tree.list({}, null, 100).items).toHaveLength(all.length);
    for (const [index, after] of [null, ...wanted.slice(0, 3)].entries()) {
      for (const first of [0, 1, 2, 100]) {
        expect(tree.list(filter, after && positionOf(after), first)).toEqual({
          items: wanted.slice(index, index + first),
          hasNextPage: wanted.length > index + first,
          totalCount: wanted.length,
        });
      }
    }
  });

  it('pages through all units that match', () => {
    const tree = new UnitTree(all);
    const first = tree.list({ kind: 'GOVERNORSHIP' }, null, 3);
    expect(names(first.items)).toEqual(['Iğdır Valiliği', 'İzmir Valiliği', 'Sivas Valiliği']);
    expect(first).toMatchObject({ hasNextPage: true, totalCount: 5 });
    const last = first.items.at(-1) ?? state;
    const second = tree.list({ kind: 'GOVERNORSHIP' }, positionOf(last), 3);
    expect(names(second.items)).toEqual(['Şırnak Valiliği', 'Zonguldak Valiliği']);
    expect(second).toMatchObject({ hasNextPage: false, totalCount: 5 });
  });

  it('continues where it was when the last unit is renamed between two pages', () => {
    const tree = new UnitTree(all);
    const last = tree.list({ kind: 'GOVERNORSHIP' }, null, 3).items.at(-1) ?? state;
    tree.apply({ ...last, name: 'Ağrı Valiliği', version: 2 });
    const second = tree.list({ kind: 'GOVERNORSHIP' }, positionOf(last), 3);
    expect(names(second.items)).toEqual(['Şırnak Valiliği', 'Zonguldak Valiliği']);
  });

  it.each<[UnitFilter, string[]]>([
    [{ kind: 'MINISTRY', status: null }, ['İçişleri Bakanlığı']],
    [{ provinceCode: '35' }, ['İzmir Valiliği', 'Konak Kaymakamlığı']],
    [{ districtCode: '3521' }, ['Konak Kaymakamlığı']],
    [{ districtCode: '3521', provinceCode: '34' }, []],
    [{ parentId: state._id }, ['İçişleri Bakanlığı']],
    [{ withinId: '20000004' }, ['İzmir Valiliği', 'Konak Kaymakamlığı']],
    [{ withinId: local._id }, ['Mahallî İdareler']],
    [{ status: 'CLOSED' }, []],
  ])('narrows the list to %j', (filter, expected) => {
    expect(names(new UnitTree(all).list(filter, null, 10).items)).toEqual(expected);
  });

  it('is the same in whatever order the changes arrived', () => {
    const ids = ['10000001', '10000002', '10000003', '10000004', '10000005', '10000006'];
    const id = fc.constantFrom(...ids);
    const change = fc.record({
      _id: id,
      name: fc.constantFrom('Çay', 'Çan', 'Iğdır', 'İdil', 'şehir', 'Of'),
      kind: fc.constantFrom(...unitKinds.slice(0, 3)),
      status: fc.constantFrom(...unitStatuses),
      parentId: fc.option(id),
      provinceCode: fc.option(fc.constantFrom('01', '34')),
    });
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 30 }),
        fc.infiniteStream(fc.nat()),
        (changes, random) => {
          const records = changes.map((unit, index) => unitRecord({ ...unit, version: index + 1 }));
          const arrival = records
            .map((record) => ({ record, key: random.next().value }))
            .toSorted((a, b) => a.key - b.key);
          const followed = new UnitTree();
          for (const { record } of arrival) {
            followed.apply(record);
            followed.list({}, null, 1); // from here on the tree keeps its lists sorted
          }
          const read = new UnitTree(
            new Map(records.map((record) => [record._id, record])).values(),
          );
          for (const filter of [
            {},
            { kind: unitKinds[0] },
            { provinceCode: '34' },
            { withinId: ids[0] },
          ]) {
            expect(followed.list(filter, null, 10)).toEqual(read.list(filter, null, 10));
          }
          for (const parentId of ids)
            expect(followed.children(parentId)).toEqual(read.children(parentId));
        },
      ),
    );
  });
});
