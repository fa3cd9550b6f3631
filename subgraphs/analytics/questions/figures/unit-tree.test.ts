import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import * as fc from 'fast-check';
import {
  currentUnit,
  type LinkedUnit,
  scopeOf,
  unitDirectlyAbove,
} from '../../../../lib/kit/unit-lineage.ts';
import {
  groupOfUnit,
  type NaiveForm,
  type NaiveLevel,
  type NaiveTree,
} from '../../../../test/analytics/questions/naive/units.ts';
import { appendRows } from '../../database/index.ts';
import {
  columnsOf,
  definitions,
  presentForms,
  replaceUnits,
  scopeRows,
  unitRows,
  writeScopes,
} from '../../facts/index.ts';
import type { UnitForm, UnitHistory } from '../../peers/index.ts';
import { Mentioned } from '../filter/mentioned.ts';
import { raw, runSql, sql } from '../statement.ts';
import { groupingOf, inUnits } from './unit-tree.ts';

/** Random trees that are created, moved and closed over some days, with the group of each unit on each day. */

const days = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01'];
const today = '2026-06-01';
const kinds = ['MINISTRY', 'GENERAL_DIRECTORATE', 'DEPARTMENT'] as const;
const most = 9;
const idOf = (index: number) => String(10_000_000 + index);

type Form = Pick<UnitForm, 'from'> & NaiveForm & LinkedUnit;
type Histories = ReadonlyMap<string, readonly Form[]>;

/** What happens to a unit: it is there from a place among the days on, and may be moved, and closed afterwards. */
interface Life {
  readonly kind: string;
  readonly above: number;
  readonly created: number;
  readonly movedAt: number;
  readonly movedTo: number;
  readonly closedAt: number;
  readonly successor: number;
}

const lives: fc.Arbitrary<Life[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    above: fc.nat(most),
    // Most are there from the beginning on.
    created: fc.oneof({ weight: 3, arbitrary: fc.constant(-1) }, fc.nat(2)),
    movedAt: fc.nat(12),
    movedTo: fc.nat(most),
    closedAt: fc.nat(9),
    successor: fc.nat(most),
  }),
  { minLength: 3, maxLength: most },
);

/** Units lie below units with smaller numbers that are there, and are closed in favour of such units. */
function historiesOf(all: readonly Life[]): Histories {
  const createdOf = (index: number) => (index === 0 ? -1 : (all[index]?.created ?? -1));
  const smaller = (index: number, wanted: number, day: number): number | null => {
    const known = all.flatMap((_, other) =>
      other < index && createdOf(other) <= day ? [other] : [],
    );
    return known[wanted % known.length] ?? null;
  };
  return new Map(
    all.map((life, index) => {
      const at = (day: number) => (day === -1 ? null : (days[day] ?? null));
      const unitOf = (wanted: number, day: number) => {
        const other = smaller(index, wanted, day);
        return other === null ? null : idOf(other);
      };
      const created = createdOf(index);
      const first: Form = {
        from: at(created),
        kind: life.kind,
        status: 'ACTIVE',
        parentId: unitOf(life.above, created),
        successorId: null,
      };
      const forms = [first];
      const change = (day: number, more: Partial<Form>) => {
        const [last] = forms.slice(-1);
        if (last) forms.push({ ...last, ...more, from: at(day) });
      };
      const isClosed = index > 0 && life.closedAt < days.length && life.closedAt > created;
      const end = isClosed ? life.closedAt : days.length;
      if (life.movedAt < end && life.movedAt > created) {
        change(life.movedAt, { parentId: unitOf(life.movedTo, life.movedAt) });
      }
      if (isClosed) change(end, { status: 'CLOSED', successorId: unitOf(life.successor, end) });
      return [idOf(index), forms];
    }),
  );
}

const unitsOf = (histories: Histories): UnitHistory[] =>
  [...histories].map(([id, forms]) => ({
    id,
    forms: forms.map((form) => ({ ...form, name: id, provinceCode: null, districtCode: null })),
  }));

function treeOf(histories: Histories): NaiveTree {
  const of = (unit: string) => histories.get(unit) ?? [];
  return {
    ids: [...histories.keys()],
    formOn: (unit, day) =>
      of(unit).findLast(({ from }) => day === null || from === null || from <= day) ?? null,
    created(unit) {
      const [form] = of(unit);
      return form?.from == null ? null : { day: form.from, form };
    },
    predecessors: (unit) =>
      [...histories].flatMap(([id, forms]) =>
        forms.some(({ successorId }) => successorId === unit) ? [id] : [],
      ),
  };
}

const levels: fc.Arbitrary<NaiveLevel> = fc.oneof(
  fc.subarray([...kinds], { minLength: 1 }).map((wanted) => ({ kinds: wanted })),
  fc.nat(4).map((depth) => ({ depth })),
  fc.nat(most - 1).map((index) => ({ below: idOf(index) })),
);

describe('the units that groups are of', () => {
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;

  beforeAll(async () => {
    instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    connection = await instance.connect();
    for (const definition of definitions) await connection.run(definition);
  });
  afterAll(() => {
    connection.closeSync();
    instance.closeSync();
  });

  async function write(histories: Histories): Promise<void> {
    await connection.run('DELETE FROM unit_forms');
    const rows = unitsOf(histories).flatMap(unitRows);
    await appendRows(connection, 'unit_forms', columnsOf('unit_forms', rows));
    await writeScopes(connection);
  }

  /** The groups of units on days, by the statement; with the present tree on any day. */
  async function groupsOf(level: NaiveLevel, tree: 'NOW' | 'THEN') {
    const { table } = groupingOf(level as never, tree, new Mentioned()); // kinds of the schema
    const rows = await runSql(connection, table);
    return (unit: string, day: string) => {
      const found = rows.filter(
        ({ member, since, until }) =>
          String(member) === unit && textOf(since) <= day && day < textOf(until),
      );
      if (found.length > 1) throw new Error(`${unit} is in ${found.length} groups on ${day}`);
      const group = found[0]?.['unit_group'] ?? null;
      return group === null ? null : String(Number(group));
    };
  }

  const textOf = (day: unknown) => (day as Date).toISOString().slice(0, 10);

  it.each(['NOW', 'THEN'] as const)('are those of the tree: %s', async (tree) => {
    await fc.assert(
      fc.asyncProperty(lives.map(historiesOf), levels, async (histories, level) => {
        await write(histories);
        const naive = treeOf(histories);
        const found = await groupsOf(level, tree);
        const compare = (of: (unit: string, day: string) => string | null) =>
          naive.ids.flatMap((unit) =>
            ['2025-12-31', ...days, today].map((day) => [unit, day, of(unit, day)]),
          );
        expect(compare(found)).toEqual(
          compare((unit, day) => groupOfUnit(naive, unit, level, tree === 'NOW' ? null : day)),
        );
      }),
      { numRuns: 150 },
    );
  });

  const storedScopes = () =>
    runSql(connection, raw('SELECT * FROM unit_scopes ORDER BY unit, distance'));

  function expectedScopes(units: readonly UnitHistory[]) {
    const columns = columnsOf('unit_scopes', scopeRows(units, presentForms(units)));
    const rows = (columns[0]?.values ?? []).map((_, index) =>
      Object.fromEntries(columns.map(({ name, values }) => [name, values[index]])),
    );
    const placeOf = ({ unit, distance }: (typeof rows)[number]) =>
      Number(unit) * 100 + Number(distance);
    return rows.toSorted((one, other) => placeOf(one) - placeOf(other));
  }

  it('have the scopes that a verification expects, also after changes', async () => {
    await fc.assert(
      fc.asyncProperty(lives.map(historiesOf), lives.map(historiesOf), async (before, after) => {
        await write(before);
        expect(await storedScopes()).toEqual(expectedScopes(unitsOf(before)));
        await replaceUnits(connection, unitsOf(after));
        const all = unitsOf(new Map([...before, ...after]));
        expect(await storedScopes()).toEqual(expectedScopes(all));
      }),
      { numRuns: 50 },
    );
  });

  /** The unit that stands in for a unit now, and those above it, by the rules of the subgraphs that decide by the tree. */
  function placeNow(unit: string, units: ReadonlyMap<string, LinkedUnit>): string[] {
    const place = [currentUnit(unit, units)];
    for (const below of place) {
      const above = unitDirectlyAbove(below, units);
      if (above !== null) place.push(above);
    }
    return place;
  }

  it('lie as lib/kit/unit-lineage.ts has it now, and so do those of a filter', async () => {
    await fc.assert(
      fc.asyncProperty(lives.map(historiesOf), async (histories) => {
        await write(histories);
        const units = new Map(
          [...histories].flatMap(([id, forms]) =>
            forms.slice(-1).map((form) => [id, form] as const),
          ),
        );
        const ids = [...units.keys()];
        const given = { field: 'units', today, mentioned: new Mentioned() };
        const isIn = inUnits((some) => sql`unit IN ${some}`);
        for (const id of ids) {
          const condition = isIn({ ids: [id], withSubunits: true }, given);
          const query = sql`SELECT DISTINCT unit FROM unit_forms WHERE ${condition} ORDER BY unit`;
          const found = (await runSql(connection, query)).map(({ unit }) => String(Number(unit)));
          expect([id, found]).toEqual([
            id,
            ids.filter((unit) => scopeOf(unit, units).includes(id)),
          ]);
        }
        for (const depth of [0, 1, 2, 3]) {
          const group = await groupsOf({ depth }, 'NOW');
          expect([depth, ids.map((unit) => group(unit, today))]).toEqual([
            depth,
            ids.map((unit) => placeNow(unit, units).at(-1 - depth) ?? null),
          ]);
        }
      }),
      { numRuns: 50 },
    );
  });

  const life = (parentId: string | null, more: Partial<Form> = {}): Form => ({
    from: null,
    kind: 'MINISTRY',
    status: 'ACTIVE',
    parentId,
    successorId: null,
    ...more,
  });
  const closed = (from: string, successorId: string, form: Form): Form[] => [
    form,
    { ...form, from, status: 'CLOSED', successorId },
  ];

  it('are one for merged ministries, and the one of the day before it', async () => {
    const [root, one, two, created, below] = [0, 1, 2, 3, 4].map(idOf) as [
      string,
      string,
      string,
      string,
      string,
    ];
    await write(
      new Map([
        [root, [life(null, { kind: 'PRESIDENCY' })]],
        [one, closed('2026-03-01', two, life(root))],
        [two, closed('2026-04-01', created, life(root))],
        [created, [life(root, { from: '2026-04-01' })]],
        [below, [life(one, { kind: 'DEPARTMENT' })]],
      ]),
    );
    const now = await groupsOf({ kinds: ['MINISTRY'] }, 'NOW');
    expect([one, two, created, below].map((unit) => now(unit, '2026-01-01'))).toEqual(
      Array(4).fill(created),
    );
    const then = await groupsOf({ kinds: ['MINISTRY'] }, 'THEN');
    const onDay = (day: string) => [one, two, created, below].map((unit) => then(unit, day));
    expect(onDay('2026-02-28')).toEqual([one, two, two, one]);
    expect(onDay('2026-03-31')).toEqual([two, two, two, two]);
    expect(onDay('2026-04-01')).toEqual(Array(4).fill(created));
  });
});
