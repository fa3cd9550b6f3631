import * as fc from 'fast-check';

/** Conditions on groups and their order, by figures that are named by the values of an enum. */

interface Condition {
  readonly measure: string;
  readonly min?: number;
  readonly max?: number;
}

/** Figures to be asked for, with conditions on groups and their order. */
export interface ConditionedFigures {
  readonly selected: readonly string[];
  readonly having?: readonly Condition[];
  readonly orderBy?: { readonly measure: string; readonly direction: 'ASC' | 'DESC' };
}

/** Random ones of these selections. Only figures that are selected may have a condition. */
export const conditionedFigures = (selections: readonly string[]) =>
  fc
    .uniqueArray(fc.constantFrom(...selections), { minLength: 1, maxLength: 6 })
    .chain((selected): fc.Arbitrary<ConditionedFigures> => {
      const named = measuresOf(selected);
      return fc.record({
        selected: fc.constant(selected),
        having: named.length > 0 ? conditions(named) : fc.constant([]),
        orderBy: fc.record({
          measure: fc.constantFrom(...measuresOf(selections)),
          direction: fc.constantFrom('ASC' as const, 'DESC' as const),
        }),
      });
    });

function conditions(measures: readonly string[]): fc.Arbitrary<Condition[]> {
  const measure = fc.constantFrom(...measures);
  // Numbers between whole ones, beside which the last digit of a percentile decides nothing.
  const number = fc.constantFrom(-1, 0, 0, 0.37, 0.63, 1.37, 4.63);
  const one = fc.oneof(fc.record({ measure, min: number }), fc.record({ measure, max: number }));
  return fc.uniqueArray(one, { maxLength: 2, selector: (each) => each.measure });
}

/** The paths of a selection such as `rating { average }`; none of one with arguments, or of a list. */
function pathsOf(selection: string): string[] {
  const [, name = '', leaves] = /^(\w+)(?: \{ (.+) \})?$/.exec(selection) ?? [];
  if (name === '' || leaves === undefined) return name === '' ? [] : [name];
  return leaves.split(' ').flatMap((leaf) => (leaf === 'distribution' ? [] : [`${name}.${leaf}`]));
}

const measureOf = (path: string) =>
  path
    .replaceAll(/([A-Z])/g, '_$1')
    .replaceAll('.', '_')
    .toUpperCase();

/** The values of the enum that stand for a part of a selection, each with its selection. */
export const namedFigures = (selections: readonly string[]) =>
  selections.flatMap((selection) =>
    pathsOf(selection).map((path) => ({ measure: measureOf(path), selection })),
  );

/** The values of the enum that stand for selections. */
export const measuresOf = (selections: readonly string[]): string[] =>
  namedFigures(selections).map(({ measure }) => measure);

type Figures<Row, Data> = Readonly<Record<string, (rows: readonly Row[], data: Data) => unknown>>;

/** The figure of rows that a measure stands for, by the selections of figures. */
export function valueOfMeasure<Row, Data>(
  figures: Figures<Row, Data>,
  measure: string,
): (rows: readonly Row[], data: Data) => number | null {
  for (const [selection, figure] of Object.entries(figures)) {
    const path = pathsOf(selection).find((each) => measureOf(each) === measure);
    if (path === undefined) continue;
    const [, leaf] = path.split('.');
    return (rows, data) => {
      const value = figure(rows, data);
      return (leaf === undefined ? value : (value as Record<string, unknown>)[leaf]) as
        number | null; // a figure that has a name is one of these
    };
  }
  throw new Error(`${measure} has no figure`);
}

/** Figures without a value meet no condition. */
export const isMet = (
  { min = -Infinity, max = Infinity }: Pick<Condition, 'min' | 'max'>,
  value: number | null,
) => value !== null && value >= min && value <= max;

/** Those without a value are last in both directions. */
export const inOrder = (values: readonly (number | null)[], direction: 'ASC' | 'DESC') =>
  values.toSorted((a, b) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return direction === 'ASC' ? a - b : b - a;
  });
