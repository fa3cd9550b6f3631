import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { uninterrupted } from '../../../lib/platform/operations/interruption.ts';
import { definitions } from '../facts/index.ts';
import type { QueryPublishedStatisticsArgs } from '../schema-types.ts';
import { createPublished, type Published } from './index.ts';
import { cellKeys, perturbationOf, publishedNumber } from './perturbation.ts';

/**
 * A simulated analyst attacks a cell of one person: is somebody in it, or nobody? In half of all worlds there is. The
 * analyst knows the table and, unless a test says otherwise, everything about everybody else, also whether the person would
 * be counted as answered, and guesses what makes all that is seen together likelier: nobody can be right more often. What
 * is measured here is in docs/published-statistics.md.
 */

/** At most 10 points better than guessing. */
const most = 0.6;

/** What is measured, for the documentation. */
const measured: Record<string, number> = {};
const measure = (name: string, share: number): number => {
  measured[name] = Math.round(1_000 * share) / 10;
  return share;
};
afterAll(() => {
  if (process.env['ATTACK_RESULTS']) process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`);
});

/** The probability of each thing that can be seen. */
type Chances = ReadonlyMap<string, number>;

const zero = 2_000; // a key with the value 0
/** The values of the table: a key of each, and its probability. */
const draws = [
  ...Map.groupBy(Array(cellKeys).keys(), (key) =>
    perturbationOf(100, { shared: key, own: zero }),
  ).values(),
].map((keys) => ({ key: keys[0] ?? 0, chance: keys.length / cellKeys }));

function chancesOf(number: (own: number) => number): Map<number, number> {
  const chances = new Map<number, number>();
  for (const { key, chance } of draws) {
    const seen = number(key);
    chances.set(seen, (chances.get(seen) ?? 0) + chance);
  }
  return chances;
}

/** The number of persons, or both numbers, of a cell. */
function cellOf(persons: number, answered: number | null): Chances {
  const chances = new Map<string, number>();
  for (const { key: shared, chance } of draws) {
    const all = chancesOf((own) => publishedNumber(persons, { shared, own }));
    const parts = chancesOf((own) =>
      answered === null ? 0 : publishedNumber(answered, { shared, own }),
    );
    for (const [one, ofOne] of all) {
      for (const [other, ofOther] of parts) {
        const seen = `${one} ${other}`;
        chances.set(seen, (chances.get(seen) ?? 0) + chance * ofOne * ofOther);
      }
    }
  }
  return chances;
}

/** A cell without the person: with them, it has one more. */
interface Cell {
  persons: number;
  /** Null where this number is not looked at. */
  answered: number | null;
  /** Whether the person is counted as answered, too. */
  isAnswered: boolean;
}

/** What can be seen, by how much likelier it is with the person: the probabilities without and with. */
type Odds = readonly (readonly [without: number, withPerson: number])[];

function merged(all: Odds): Odds {
  const byRatio = Map.groupBy(all, ([without, withPerson]) =>
    without === 0 || withPerson === 0 ? withPerson : Math.log(withPerson / without).toFixed(3),
  );
  return [...byRatio.values()].map((some) =>
    some.reduce((sum, each) => [sum[0] + each[0], sum[1] + each[1]] as const, [0, 0] as const),
  );
}

function oddsOf({ persons, answered, isAnswered }: Cell): Odds {
  const without = cellOf(persons, answered);
  const withPerson = cellOf(persons + 1, answered === null ? null : answered + Number(isAnswered));
  const seen = [...new Set([...without.keys(), ...withPerson.keys()])];
  return merged(seen.map((each) => [without.get(each) ?? 0, withPerson.get(each) ?? 0]));
}

/** Of cells that are seen together. */
const together = (cells: readonly Odds[]): Odds =>
  cells.reduce((all, cell) =>
    merged(all.flatMap((one) => cell.map((other) => [one[0] * other[0], one[1] * other[1]]))),
  );

/** How often the best guess is right. */
const rightOf = (odds: Odds): number =>
  odds.reduce((sum, [without, withPerson]) => sum + Math.max(without, withPerson) / 2, 0);

const sizes = Array.from({ length: 36 }, (_, index) => index + 9);
/** The cells of which what is seen tells most, the worst first. */
const worst = (cells: readonly Cell[]) =>
  cells
    .map((cell) => ({ cell, odds: oddsOf(cell) }))
    .toSorted((one, other) => rightOf(other.odds) - rightOf(one.odds));
const numbers = worst(sizes.map((persons) => ({ persons, answered: null, isAnswered: false })));
const rows = worst(
  sizes.flatMap((persons) =>
    [0, 1, 2, 4, 7, 12, 24, persons - 9, persons]
      .filter((missing) => missing >= 0 && missing <= persons)
      .flatMap((missing) =>
        [true, false].map((isAnswered) => ({ persons, answered: persons - missing, isAnswered })),
      ),
  ),
);

/** The most that several of the worst cells tell together. */
function joint(cells: typeof rows, count: number): number {
  const few = cells.slice(0, 6).map(({ odds }) => odds);
  const choices = (left: number, from: number): Odds[][] =>
    left === 0
      ? [[]]
      : few.flatMap((odds, index) =>
          index < from ? [] : choices(left - 1, index).map((rest) => [odds, ...rest]),
        );
  return Math.max(...choices(count, 0).map((chosen) => rightOf(together(chosen))));
}

describe('computed from the table, of the worst sizes', () => {
  test('one number, and both numbers of a cell: also a differencing pair, or a tracker, whose other cells are known', () => {
    expect(measure('one number', joint(numbers, 1))).toBeLessThan(0.55);
    expect(measure('both numbers of a cell', joint(rows, 1))).toBeLessThan(0.56);
    // What is in one row besides: the share tells the number of persons of the filter.
    const row = rightOf(together([rows[0]?.odds ?? [], numbers[0]?.odds ?? []]));
    expect(measure('a row with its share', row)).toBeLessThan(most);
  });

  test('tree: both numbers of a district, its province and the country', () => {
    expect(measure('two cells', joint(rows, 2))).toBeLessThan(most);
    expect(measure('tree of three cells', joint(rows, 3))).toBeLessThan(most);
  });

  test('yesterday against today: a week, a month, a quarter and a year are closed at once', () => {
    expect(measure('one period is closed', joint(numbers, 1))).toBeLessThan(most);
    expect(measure('four periods are closed', joint(numbers, 4))).toBeLessThan(most);
  });

  test('suppressed against empty: few look like nobody', () => {
    for (let persons = 0; persons < 10; persons += 1) {
      expect([...cellOf(persons, persons).keys()]).toEqual(['0 0']);
    }
    const nine = oddsOf({ persons: 9, answered: 9, isAnswered: true });
    expect(measure('suppressed against empty, 9 others', rightOf(nine))).toBeLessThan(most);
    const threeTimes = rightOf(together([nine, nine, nine]));
    expect(measure('suppressed against empty, in three cells', threeTimes)).toBeLessThan(most);
  });

  test('averaging: what it takes is reported as it is', () => {
    expect(measure('averaging, 4 cells', joint(rows, 4))).toBeGreaterThan(most);
    const random = randomOf(20_261_129);
    const odds = rows[0]?.odds ?? [];
    const right = (cells: number, trials = 4_000) => {
      let count = 0;
      for (let trial = 0; trial < trials; trial += 1) {
        let evidence = 0;
        for (let cell = 0; cell < cells; cell += 1) {
          let rest = random();
          const seen = odds.find(([, withPerson]) => (rest -= withPerson) < 0) ?? [1, 1];
          evidence += Math.log(seen[1] / (seen[0] || 1e-9));
        }
        if (evidence > 0) count += 1;
      }
      return count / trials;
    };
    for (const cells of [12, 20, 48, 200]) measure(`averaging, ${cells} cells`, right(cells));
    expect(measured['averaging, 200 cells']).toBeGreaterThan(90);

    // An analyst who knows nothing but what is published compares wholes with their parts.
    const draw = (persons: number) => {
      const [shared, own] = [random(), random()].map((each) => Math.floor(each * cellKeys));
      return publishedNumber(persons, { shared: shared ?? 0, own: own ?? 0 });
    };
    const residual = (parts: number, hasPerson: boolean) => {
      const others = Array.from({ length: parts }, () => 25 + Math.floor(random() * 40));
      const whole = others.reduce((total, part) => total + part, Number(hasPerson));
      return draw(whole) - others.reduce((total, part) => total + draw(part), 0);
    };
    const uninformed = (partitions: number, parts: number, trials: number) => {
      let count = 0;
      for (let trial = 0; trial < trials; trial += 1) {
        const hasPerson = random() < 0.5;
        let sum = 0;
        for (let each = 0; each < partitions; each += 1) sum += residual(parts, hasPerson);
        if (sum / partitions > 0.5 === hasPerson) count += 1;
      }
      return count / trials;
    };
    for (const parts of [1, 2, 4]) {
      const name = `tracker of unknown persons, ${parts} parts`;
      expect(measure(name, uninformed(1, parts, 10_000))).toBeLessThan(most);
    }
    measure('averaging, 200 partitions of 8 unknown parts', uninformed(200, 8, 1_000));
  });
});

/**
 * Worlds are topics, half of which have the person, among the applications of eight months. 39 others have filed in the
 * person's district, 5 in the rest of its province and 5 elsewhere. Two of the district were not answered in time.
 */
describe('through publishedStatistics, of real rows', () => {
  const worlds = 8_000;
  const months = Array.from({ length: 8 }, (_, index) => `2026-0${index + 1}-01`);
  const ofDistrict: Cell = { persons: 39, answered: 37, isAnswered: true };
  const ofProvince: Cell = { persons: 44, answered: 42, isAnswered: true };
  const ofCountry: Cell = { persons: 49, answered: 47, isAnswered: true };
  const has = (world: number) => world % 2 === 0;
  const asker = { owner: 'someone', interruption: uninterrupted };
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;
  let published: Published;

  beforeAll(async () => {
    instance = await DuckDBInstance.create(':memory:');
    connection = await instance.connect();
    for (const definition of definitions) await connection.run(definition);
    await connection.run(`INSERT INTO places VALUES ('34', 'A', NULL), ('3401', 'B', '34')`);
    // Person 49 is the one in question, who files a hundred times in every fourth world.
    await connection.run(
      `INSERT INTO applications BY NAME SELECT CAST(row_number() OVER () AS INTEGER) AS app, uuid() AS id, person,
        CAST(person % ${cellKeys} AS USMALLINT) AS record_key, CAST(world AS VARCHAR) AS filed_topic,
        CASE WHEN one = 49 THEN 'COMPLAINT' ELSE 'REPORT' END AS filed_type,
        CASE WHEN one BETWEEN 44 AND 48 THEN '06' ELSE '34' END AS filed_province,
        CASE WHEN one BETWEEN 39 AND 43 THEN '3402' WHEN one BETWEEN 44 AND 48 THEN '0601' ELSE '3401' END AS filed_district,
        make_date(2026, CAST(world % ${months.length} + 1 AS INTEGER), 4) AS filed_on,
        CASE WHEN one >= 2 THEN filed_on + 3 END AS first_answered_on
      FROM (
        SELECT world, one, hash(world, one, 'person') AS person,
          unnest(range(CASE WHEN one = 49 AND world % 4 = 0 THEN 100 ELSE 1 END))
        FROM range(${worlds}) AS worlds(world), range(50) AS persons(one)
        WHERE one < 49 OR world % 2 = 0)`,
    );
    published = createPublished({
      copy: {
        read: (work) => work(connection, new Date(), new AbortController().signal),
        asOf: new Date('2026-11-29T12:00:00Z'),
        build: 'build',
      },
      keys: {
        secrets: { current: 1, versions: { 1: Buffer.alloc(32, 'secret').toString('base64') } },
      },
      settings: {
        ANALYTICS_QUESTIONS: 1,
        ANALYTICS_QUESTIONS_WAITING: 20,
        ANALYTICS_TIMEOUT_MS: 600_000,
      },
    });
  });
  afterAll(() => {
    connection?.closeSync();
    instance?.closeSync();
  });

  type Asked = Pick<QueryPublishedStatisticsArgs, 'groupBy' | 'filter'>;

  /** What is published by topic in a month: both numbers; absent where nothing is. */
  async function ask(asked: Asked, from: string, first = 1_000): Promise<Map<string, string>> {
    const period = { unit: 'MONTH', from } as const;
    const { groups } = await published.statistics(asker, { ...asked, period, first });
    return new Map(
      groups.map((each) => [each.topic?.id ?? '', `${each.persons} ${each.answeredWithin30Days}`]),
    );
  }

  /** Of each world what is seen in some cells, the person's number or numbers in each of which others are known. */
  async function rightGuesses(cells: readonly (readonly [Asked, Cell])[]): Promise<number> {
    const evidence = new Map<number, number>();
    for (const [asked, cell] of cells) {
      const without = cellOf(cell.persons, cell.answered);
      const withPerson = cellOf(cell.persons + 1, (cell.answered ?? 0) + 1);
      for (const [index, month] of months.entries()) {
        const seen = await ask(asked, month);
        for (let world = index; world < worlds; world += months.length) {
          const numbersOf = seen.get(String(world)) ?? '0 0';
          const [one, other] = [without, withPerson].map((each) => each.get(numbersOf) ?? 1e-12);
          evidence.set(world, (evidence.get(world) ?? 0) + Math.log((other ?? 1) / (one ?? 1)));
        }
      }
    }
    const right = [...evidence].filter(([world, each]) => each > 0 === has(world));
    return right.length / worlds;
  }

  /** How much more, in standard errors, is right of real rows than is computed. */
  async function excess(name: string, cells: readonly (readonly [Asked, Cell])[]): Promise<number> {
    const computed = rightOf(together(cells.map(([, cell]) => oddsOf(cell))));
    const right = measure(`real rows, ${name}`, await rightGuesses(cells));
    return (right - computed) / Math.sqrt(0.25 / worlds);
  }

  const district: Asked = { groupBy: ['TOPIC'], filter: { districtCode: '3401' } };
  const province: Asked = { groupBy: ['TOPIC'], filter: { provinceCode: '34' } };
  const country: Asked = { groupBy: ['TOPIC'] };

  test('one cell, and a differencing pair: everybody else has the same type', async () => {
    expect(Math.abs(await excess('one cell', [[country, ofCountry]]))).toBeLessThan(3);
    // The part is of persons who are all known: it adds what its number tells of the table, which is nothing.
    let unequal = 0;
    for (const [index, month] of months.entries()) {
      const whole = await ask(country, month);
      const part = await ask({ groupBy: ['TOPIC'], filter: { type: 'REPORT' } }, month);
      for (let world = index; world < worlds; world += months.length) {
        const differs = whole.get(String(world)) !== part.get(String(world));
        if (differs === has(world)) unequal += 1;
      }
    }
    expect(measure('real rows, unequal numbers of a pair', unequal / worlds)).toBeLessThan(0.53);
  });

  test('tree: district, province and country, both numbers of each', async () => {
    const cells = [
      [district, ofDistrict],
      [province, ofProvince],
      [country, ofCountry],
    ] as const;
    expect(Math.abs(await excess('tree', cells))).toBeLessThan(3);
  });

  test('alias-batched: a cell has the same numbers in every form, at once and again', async () => {
    const forms: Asked[] = [
      district,
      { groupBy: ['TOPIC', 'DISTRICT'], filter: { districtCode: '3401' } },
      { groupBy: ['TOPIC', 'PROVINCE'], filter: { districtCode: '3401' } },
      { groupBy: ['TOPIC', 'MONTH'], filter: { districtCode: '3401' } },
      { groupBy: ['TOPIC', 'DISTRICT'], filter: { districtCode: '3401', provinceCode: '34' } },
    ];
    const [month = ''] = months;
    const asked = Array.from({ length: 20 }, (_, index) => forms[index % forms.length] ?? district);
    const answers = await Promise.all(asked.map((form) => ask(form, month)));
    expect(answers[0]?.size).toBe(worlds / months.length);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(Math.abs(await excess('alias-batched', [[district, ofDistrict]]))).toBeLessThan(3);
  });

  test('one person with a hundred applications, or with one: they count as one', async () => {
    // Of the worlds with the person, half of which have them a hundred times: numbers grow by no more than one.
    const counts = { many: 0, one: 0 };
    for (const [index, month] of months.entries()) {
      const seen = await ask(country, month);
      for (let world = index; world < worlds; world += months.length) {
        const persons = Number(seen.get(String(world))?.split(' ')[0] ?? 0);
        if (has(world)) counts[world % 4 === 0 ? 'many' : 'one'] += persons;
      }
    }
    const each = worlds / 4;
    expect(Math.abs(counts.many - counts.one) / each).toBeLessThan(1);
    expect(Math.abs(counts.many / each - 50)).toBeLessThan(1);
  });
});

/** Numbers from 0 to 1 that a seed determines (mulberry32). */
function randomOf(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
