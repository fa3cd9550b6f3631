import { checkAll } from '../../../../lib/kit/check-all.ts';
import { badInput } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import { isFirstOfMonth, isLastOfMonth } from '../months.ts';
import { requireDays } from '../filter/ranges.ts';
import type { Beside, Dimension } from './dimensions.ts';
import type { NamedFigure } from './named-figure.ts';
import type { Period } from './periods.ts';

interface Asked {
  readonly groupBy: readonly string[];
  readonly by: string;
  readonly onDays?: readonly unknown[] | null | undefined;
  readonly filter?: object | null | undefined;
}

/** The figures of a question. */
interface Figures {
  /** The paths of those that are selected of groups. */
  readonly selected: Iterable<string>;
  /** Those by which groups are ordered. */
  readonly ordering: readonly NamedFigure[];
}

/** What may be beside a dimension, with its name. */
interface Named extends NonNullable<Beside['others']> {
  readonly dimension: string;
}

type Dimensions = Readonly<Record<string, Pick<Dimension, 'beside'>>>;

/** @throws one `BAD_USER_INPUT` for everything that may not be beside one of the dimensions. */
export function requireBeside(dimensions: Dimensions, asked: Asked, figures: Figures): void {
  for (const dimension of asked.groupBy) {
    const beside = dimensions[dimension]?.beside;
    if (!beside) continue;
    const { others } = beside;
    checkAll({
      groupBy() {
        const other = asked.groupBy.find(
          (each) => each !== dimension && !beside.dimensions.includes(each),
        );
        if (other !== undefined) refuse(dimension, 'groupBy', other);
      },
      ...(others && checksOf({ ...others, dimension }, asked, figures)),
    });
  }
}

function refuse(dimension: string, field: string, other: string): never {
  throw badInput(field, 'CONFLICT', say`${dimension} cannot be together with ${other}.`);
}

function checksOf(beside: Named, asked: Asked, figures: Figures) {
  const { dimension } = beside;
  return {
    by: () => void (asked.by !== beside.by && refuse(dimension, 'by', asked.by)),
    onDays: () => void (asked.onDays != null && refuse(dimension, 'onDays', 'onDays')),
    filter: () => void (asked.filter != null && requireFilter(asked.filter, 'filter', beside)),
    figures() {
      const other = [...figures.selected].map(fieldOf).find((field) => !allows(beside, field));
      if (other !== undefined) refuse(dimension, `groups.${other}`, other);
    },
    ...Object.fromEntries(
      figures.ordering.map(({ measure: { path }, field }) => [
        field,
        () => void (!allows(beside, fieldOf(path)) && refuse(dimension, field, fieldOf(path))),
      ]),
    ),
  };
}

const fieldOf = (path: string): string => /^\w+/.exec(path)?.[0] ?? path;
const allows = ({ figures }: Named, field: string) => figures.includes(field);

function requireFilter(filter: object, path: string, beside: Named): void {
  const combined = (value: unknown, field: string) => {
    const parts: [unknown, string][] = Array.isArray(value)
      ? value.map((part, index) => [part, `${field}[${index}]`])
      : [[value, field]];
    checkAll(
      Object.fromEntries(
        parts.map(([part, at]) => [at, () => requireFilter(part as object, at, beside)]), // of a filter's type
      ),
    );
  };
  checkAll(
    Object.fromEntries(
      Object.entries(filter).map(([name, value]) => [
        name,
        () => {
          const field = `${path}.${name}`;
          if (value == null || beside.conditions.includes(name)) return;
          if (['and', 'or', 'not'].includes(name)) combined(value, field);
          else if (beside.months.includes(name)) requireMonths(value as object, field, beside);
          else refuse(beside.dimension, field, name);
        },
      ]),
    ),
  );
}

function requireMonths(
  range: object,
  field: string,
  { dimension }: Pick<Named, 'dimension'>,
): void {
  const { from, to } = requireDays(range, field);
  const isWhole =
    (from === undefined || isFirstOfMonth(from)) && (to === undefined || isLastOfMonth(to));
  if (isWhole) return;
  const message = say`With ${dimension}, ${field} must be of whole months: from the first day of a month to the last day of one.`;
  throw badInput(field, 'CONFLICT', message);
}

/**
 * The previous period of whole months is not always of whole months itself.
 * @throws `BAD_USER_INPUT`
 */
export function requirePreviousBeside(
  dimensions: Dimensions,
  groupBy: readonly string[],
  period: Period | null,
): void {
  for (const dimension of groupBy) {
    if (!period || !dimensions[dimension]?.beside?.others) continue;
    requireMonths(period.range, 'previous', { dimension });
  }
}
