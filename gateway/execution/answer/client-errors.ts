import { GraphQLError } from 'graphql';
import type { AnswerSelection, FieldSelection } from '../normalize/answer-selection.ts';
import type { ErrorPath } from '../plan/subgraph-error.ts';

/** A fetched field as the client selected it. */
interface KnownField {
  readonly key: string;
  /** Its position among the fields of its parent. */
  readonly position: number;
  readonly inside: readonly (readonly AnswerSelection[])[];
}

type Known = ReadonlyMap<string, KnownField>;

/**
 * Translates the paths of errors from fetched data to the client's answer, and orders the errors as their fields
 * stand in the operation. The path of an error in a field that only the planner selected ends at its parent.
 */
export function clientErrors(
  errors: readonly GraphQLError[],
  selections: readonly AnswerSelection[],
): readonly GraphQLError[] {
  const known = new Map<unknown, Known>();
  const knownIn = (parts: readonly (readonly AnswerSelection[])[]): Known => {
    let fields = known.get(parts);
    if (!fields) known.set(parts, (fields = fieldsIn(parts)));
    return fields;
  };
  const root = [selections];

  const placed = errors.map((error) => {
    const path: (string | number)[] = [];
    const order: number[] = [];
    let fields = knownIn(root);
    for (const step of error.path ?? []) {
      if (typeof step === 'number') {
        path.push(step);
        order.push(step);
        continue;
      }
      const field = fields.get(step);
      if (!field) break;
      path.push(field.key);
      order.push(field.position);
      fields = knownIn(field.inside);
    }
    return { order, error: error.path ? at(error, path) : error };
  });
  return placed.toSorted((a, b) => compare(a.order, b.order)).map(({ error }) => error);
}

const at = ({ message, extensions, originalError }: GraphQLError, path: ErrorPath) =>
  new GraphQLError(message, { path, extensions, originalError });

function compare(a: readonly number[], b: readonly number[]): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function fieldsIn(parts: readonly (readonly AnswerSelection[])[]): Known {
  const fields = new Map<string, KnownField & { inside: (readonly AnswerSelection[])[] }>();
  const add = ({ source, key, selections }: FieldSelection): void => {
    let field = fields.get(source);
    if (!field) fields.set(source, (field = { key, position: fields.size, inside: [] }));
    if (selections) field.inside.push(selections);
  };
  const visit = (selections: readonly AnswerSelection[]): void => {
    for (const selection of selections) {
      if (selection.kind === 'field') add(selection);
      else if (selection.kind === 'fragment') visit(selection.selections);
    }
  };
  for (const selections of parts) visit(selections);
  return fields;
}
