import { GraphQLError } from 'graphql';
import type { AnswerSelection } from '../normalize/answer-selection.ts';
import type { ErrorPath } from '../plan/subgraph-error.ts';

type Parts = readonly (readonly AnswerSelection[])[];

/** A fetched field as the client selected it. */
interface KnownField {
  readonly key: string;
  readonly inside: Parts;
}

type Known = ReadonlyMap<string, KnownField>;

/**
 * Translates the paths of errors from fetched data to the client's answer. The path of an error in a field that
 * only the planner selected ends at its parent.
 */
export function clientErrors(
  errors: readonly GraphQLError[],
  selections: readonly AnswerSelection[],
): readonly GraphQLError[] {
  const knownIn = remembered(fieldsIn);
  const root = [selections];
  return errors.map((error) => {
    if (!error.path) return error;
    const path: (string | number)[] = [];
    let fields = knownIn(root);
    for (const step of error.path) {
      if (typeof step === 'number') {
        path.push(step);
        continue;
      }
      const field = fields.get(step);
      if (!field) break;
      path.push(field.key);
      fields = knownIn(field.inside);
    }
    return at(error, path);
  });
}

/** Orders errors as their fields stand in the operation. Their paths are those of the client's answer. */
export function inOrder(
  errors: readonly GraphQLError[],
  selections: readonly AnswerSelection[],
): readonly GraphQLError[] {
  if (errors.length < 2) return errors;
  const positionsIn = remembered(positionedFieldsIn);
  const root = [selections];
  const ordered = errors.map((error) => {
    let fields: Positioned | null = positionsIn(root);
    const order = (error.path ?? []).map((step) => {
      if (typeof step === 'number') return step;
      const field = fields?.get(step);
      fields = field ? positionsIn(field.inside) : null;
      return field?.position ?? 0;
    });
    return { order, error };
  });
  return ordered.toSorted((a, b) => compare(a.order, b.order)).map(({ error }) => error);
}

function remembered<Value>(make: (parts: Parts) => Value): (parts: Parts) => Value {
  const made = new Map<Parts, Value>();
  return (parts) => {
    let value = made.get(parts);
    if (value === undefined) made.set(parts, (value = make(parts)));
    return value;
  };
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

function fieldsIn(parts: Parts): Known {
  const fields = new Map<string, KnownField & { inside: (readonly AnswerSelection[])[] }>();
  for (const selection of withoutFragments(parts)) {
    if (selection.kind !== 'field') continue;
    const { source, key, selections } = selection;
    let field = fields.get(source);
    if (!field) fields.set(source, (field = { key, inside: [] }));
    if (selections) field.inside.push(selections);
  }
  return fields;
}

/** Fields by their keys in the answer, with their positions among the fields of their parent. */
type Positioned = ReadonlyMap<string, { readonly position: number; readonly inside: Parts }>;

function positionedFieldsIn(parts: Parts): Positioned {
  const fields = new Map<string, { position: number; inside: (readonly AnswerSelection[])[] }>();
  for (const selection of withoutFragments(parts)) {
    const { key } = selection;
    let field = fields.get(key);
    if (!field) fields.set(key, (field = { position: fields.size, inside: [] }));
    if (selection.kind === 'field' && selection.selections) {
      field.inside.push(selection.selections);
    }
  }
  return fields;
}

function* withoutFragments(
  parts: Parts,
): Generator<Exclude<AnswerSelection, { kind: 'fragment' }>> {
  for (const selections of parts) {
    for (const selection of selections) {
      if (selection.kind === 'fragment') yield* withoutFragments([selection.selections]);
      else yield selection;
    }
  }
}
