import { isRecord } from '../../../lib/kit/is-record.ts';
import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { isSafeKey, type JsonObject } from '../json.ts';
import { mergeInto } from './merge.ts';

/** The fields by which a subgraph finds an object, or null when they were not fetched. */
export type Represent = (source: JsonObject) => JsonObject | null;

/** Whether an object of this type satisfies a type condition, by the supergraph and all its types. */
export type TypeConditionTest = (condition: string, typename: string) => boolean;

type Part =
  | { kind: 'field'; key: string; each: ((value: unknown) => unknown) | null }
  | { kind: 'fragment'; condition: string; represent: Represent };

/** @returns null when the selections need a feature that only Apollo's executor supports. */
export function compileRepresentation(
  selections: readonly QueryPlanSelectionNode[],
  satisfies: TypeConditionTest,
): Represent | null {
  const parts: Part[] = [];
  for (const selection of selections) {
    const part = compilePart(selection, satisfies);
    if (part === null) return null;
    if (part !== 'nothing') parts.push(part);
  }
  return (source) => represent(parts, source, satisfies);
}

function compilePart(
  selection: QueryPlanSelectionNode,
  satisfies: TypeConditionTest,
): Part | 'nothing' | null {
  if (selection.kind === 'InlineFragment') {
    const { typeCondition } = selection;
    if (!typeCondition) return 'nothing';
    const inner = compileRepresentation(selection.selections, satisfies);
    return inner && { kind: 'fragment', condition: typeCondition, represent: inner };
  }
  const key = selection.alias ?? selection.name;
  if (!isSafeKey(key)) return null;
  if (!selection.selections) return { kind: 'field', key, each: null };
  const inner = compileRepresentation(selection.selections, satisfies);
  if (!inner) return null;
  return { kind: 'field', key, each: (value) => (isRecord(value) ? inner(value) : null) };
}

function represent(
  parts: readonly Part[],
  source: JsonObject,
  satisfies: TypeConditionTest,
): JsonObject | null {
  const result: JsonObject = {};
  for (const part of parts) {
    if (part.kind === 'field') {
      const value = source[part.key];
      // A required field is missing only after an error that has already been reported: omit the object.
      if (value === undefined) return null;
      result[part.key] = copyOf(value, part.each);
    } else {
      const typename = source['__typename'];
      if (typeof typename !== 'string' || !satisfies(part.condition, typename)) continue;
      const inner = part.represent(source);
      if (!inner) continue;
      if (parts.length === 1) return inner;
      mergeInto(result, inner);
    }
  }
  return result;
}

function copyOf(value: unknown, each: ((value: unknown) => unknown) | null): unknown {
  if (Array.isArray(value)) return value.map((element: unknown) => copyOf(element, each));
  return each ? each(value) : value;
}
