import { checkAll } from '../../../../lib/kit/check-all.ts';
import { badInput } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import { isFirstOfMonth, isLastOfMonth } from '../months.ts';
import { requireDays } from '../filter/ranges.ts';
import type { NamedFigure } from './named-figure.ts';
import type { Period } from './periods.ts';

/**
 * The questions that are allowed beside a dimension. Everything else is refused, so that an addition is refused until
 * somebody has considered it.
 */
export interface Beside {
  readonly dimension: string;
  /** The day by which rows are placed in time. */
  readonly by: string;
  readonly dimensions: readonly string[];
  /** The fields of figures. */
  readonly figures: readonly string[];
  /** The fields of the filter, anywhere in it. */
  readonly conditions: readonly string[];
  /** Fields of the filter that are ranges of days, which have to be of whole months. */
  readonly months: readonly string[];
}

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

/** @throws one `BAD_USER_INPUT` for everything that may not be beside the dimension. */
export function requireBeside(beside: Beside | null, asked: Asked, figures: Figures): void {
  if (!beside || !asked.groupBy.includes(beside.dimension)) return;
  const { dimension } = beside;
  const refuse = (field: string, other: string) => {
    throw badInput(field, 'CONFLICT', say`${dimension} cannot be together with ${other}.`);
  };
  checkAll({
    groupBy() {
      const other = asked.groupBy.find(
        (each) => each !== dimension && !beside.dimensions.includes(each),
      );
      if (other !== undefined) refuse('groupBy', other);
    },
    by: () => void (asked.by !== beside.by && refuse('by', asked.by)),
    onDays: () => void (asked.onDays != null && refuse('onDays', 'onDays')),
    filter: () => void (asked.filter != null && requireFilter(asked.filter, 'filter', beside)),
    figures() {
      const other = [...figures.selected].map(fieldOf).find((field) => !allows(beside, field));
      if (other !== undefined) refuse(`groups.${other}`, other);
    },
    ...Object.fromEntries(
      figures.ordering.map(({ measure: { path }, field }) => [
        field,
        () => void (!allows(beside, fieldOf(path)) && refuse(field, fieldOf(path))),
      ]),
    ),
  });
}

const fieldOf = (path: string): string => /^\w+/.exec(path)?.[0] ?? path;
const allows = ({ figures }: Beside, field: string) => figures.includes(field);

function requireFilter(filter: object, path: string, beside: Beside): void {
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
          else {
            const message = say`${beside.dimension} cannot be together with ${name}.`;
            throw badInput(field, 'CONFLICT', message);
          }
        },
      ]),
    ),
  );
}

function requireMonths(range: object, field: string, { dimension }: Beside): void {
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
  beside: Beside | null,
  groupBy: readonly string[],
  period: Period | null,
): void {
  if (!beside || !period || !groupBy.includes(beside.dimension)) return;
  requireMonths(period.range, 'previous', beside);
}
