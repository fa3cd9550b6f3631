import { badInput, badInputs, type ClientError } from '../../../../lib/kit/errors.ts';
import type { LocalDate } from '../../../../lib/kit/local-date.ts';
import { say } from '../../../../lib/kit/say.ts';
import { requireUnitId } from '../../../../lib/kit/unit-id.ts';
import { overlap, type Range } from './ranges.ts';
import { dayOf, join, listOf, raw, type Run, sql, type Sql } from '../statement.ts';

/** The kinds of things that a question names by their codes. */
type Kind = 'topic' | 'province' | 'district' | 'unit';

/** Those of some codes that exist. */
const known: Readonly<Record<Kind, (codes: readonly string[]) => Sql>> = {
  topic: (codes) => sql`SELECT topic AS code FROM topics WHERE topic IN ${listOf(codes)}`,
  province: (codes) =>
    sql`SELECT place AS code FROM places WHERE province IS NULL AND place IN ${listOf(codes)}`,
  district: (codes) =>
    sql`SELECT place AS code FROM places WHERE province IS NOT NULL AND place IN ${listOf(codes)}`,
  unit: (codes) =>
    sql`SELECT CAST(unit AS VARCHAR) AS code FROM unit_forms WHERE unit IN ${listOf(codes.map(Number))}`,
};

/** The path of a field without the parts of an `and` that it lies in together with others: those after any `or` or `not`. */
function placeOf(field: string): string {
  const apart = /^.*\.(?:or\[\d+\]|not)(?=\.)/.exec(field)?.[0] ?? '';
  return apart + field.slice(apart.length).replaceAll(/\.and\[\d+\]/g, '');
}

/** The days that lie in the data, by what happens on them. */
export type Happening = 'past' | 'due';

/**
 * The codes and days that a question names, to be looked up in the copy before it is answered: codes that may not
 * exist, and days that may lie outside the data.
 */
export class Mentioned {
  readonly #codes: { kind: Kind; code: string; field: string }[] = [];
  /** By their fields, apart from where they are in an `and`. */
  readonly #ranges = new Map<string, { range: Range<string> | Range<number>; field: string }[]>();
  readonly #isDerived: boolean;
  readonly #days: { range: Range<LocalDate>; happening: Happening; field: string }[] = [];

  /** @param isDerived whether ranges were made of what has been checked before, and may exclude each other. */
  constructor({ isDerived = false } = {}) {
    this.#isDerived = isDerived;
  }

  /** @throws `BAD_USER_INPUT` for a unit's id that has not the form of one. */
  code(kind: Kind, code: string, field: string): void {
    if (kind === 'unit') requireUnitId(code, field);
    this.#codes.push({ kind, code, field });
  }

  days(range: Range<LocalDate>, happening: Happening, field: string): void {
    this.#days.push({ range, happening, field });
  }

  /**
   * Ranges of the same field that all have to hold, as those of the parts of an `and`.
   * @throws `BAD_USER_INPUT` where an earlier one excludes it.
   */
  range(range: Range<string> | Range<number>, field: string): void {
    const together = placeOf(field);
    const ranges = this.#ranges.get(together) ?? [];
    this.#ranges.set(together, [...ranges, { range, field }]);
    // Ranges of one field have ends of one type.
    const other = ranges.find(
      (one) => !overlap(one.range as Range<string>, range as Range<string>),
    );
    if (!other || this.#isDerived) return;
    throw badInput(field, 'CONFLICT', say`This and ${other.field} cannot both be met.`);
  }

  /** @throws one `BAD_USER_INPUT` for everything that does not exist or lies outside the data. */
  async require(run: Run, today: LocalDate): Promise<void> {
    const [first, ...others] = [
      ...(await this.#unknownCodes(run)),
      ...(await this.#daysOutside(run, today)),
    ];
    if (first) throw badInputs([first, ...others]);
  }

  async #unknownCodes(run: Run): Promise<ClientError[]> {
    if (this.#codes.length === 0) return [];
    const asked = Map.groupBy(this.#codes, ({ kind }) => kind);
    const existing = [...asked].map(([kind, of]) => {
      const codes = [...new Set(of.map(({ code }) => code))];
      return sql`SELECT ${kind} AS kind, code FROM (${known[kind](codes)})`;
    });
    const rows = await run(join(existing, ' UNION ALL '));
    const found = new Set(rows.map(({ kind, code }) => `${String(kind)} ${String(code)}`));
    return this.#codes.flatMap(({ kind, code, field }) =>
      found.has(`${kind} ${code}`)
        ? []
        : badInput(field, 'UNKNOWN', say`${field} names something that does not exist.`),
    );
  }

  async #daysOutside(run: Run, today: LocalDate): Promise<ClientError[]> {
    if (this.#days.length === 0 || (await this.#areDaysInside(run, today))) return [];
    const [bounds] = await run(
      raw(`
      SELECT CAST(min(filed_on) AS VARCHAR) AS first,
        CAST(greatest(max(statutory_date), max(target_date)) AS VARCHAR) AS last
      FROM applications`),
    );
    if (typeof bounds?.['first'] !== 'string') return [];
    const min = bounds['first'];
    const lastDue = String(bounds['last']);
    return this.#days.flatMap(({ range: { from = min, to = min }, happening, field }) => {
      const max = happening === 'due' && lastDue > today ? lastDue : today;
      if (from <= max && to >= min) return [];
      const message = say`There are no data of these days: they begin on ${min} and end on ${max}.`;
      return badInput(field, 'RANGE', message, { min, max });
    });
  }

  /** Nearly always. It is found by the first rows: the ends of the data need all of them. */
  async #areDaysInside(run: Run, today: LocalDate): Promise<boolean> {
    if (this.#days.some(({ range: { from = today } }) => from > today)) return false;
    const [earliest = today] = this.#days.map(({ range: { to = today } }) => to).toSorted();
    const found = await run(
      sql`SELECT app FROM applications WHERE filed_on <= ${dayOf(earliest)} LIMIT 1`,
    );
    return found.length > 0;
  }
}
