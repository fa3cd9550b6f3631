import { isRecord } from '../../../lib/kit/is-record.ts';
import type { FetchDataRewrite } from '@apollo/query-planner';
import { isSafeKey, type JsonObject } from '../json.ts';
import type { TypeConditionTest } from './representations.ts';

/** Changes a fetched or sent value in place. */
export type Rewrite = (value: unknown) => void;

const fragmentPrefix = '... on ';

/**
 * Compiles the planner's rewrites of a fetch: the type represented by an interface object, and fields of one name with
 * different types.
 * @returns null when they contain the name of an inherited property.
 */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  satisfies: TypeConditionTest,
): Rewrite | null {
  const all = (rewrites ?? []).map((rewrite) => compileRewrite(rewrite, satisfies));
  if (all.includes(null)) return null;
  return (value) => {
    for (const rewrite of all) rewrite?.(value);
  };
}

/** The keys that the rewrites of a fetch introduce into its result. */
export function renamedKeys(
  rewrites: readonly FetchDataRewrite[] | undefined,
): ReadonlyMap<string, string> {
  return new Map(
    (rewrites ?? []).flatMap((rewrite) =>
      rewrite.kind === 'KeyRenamer' ? [[rewrite.path.at(-1) ?? '', rewrite.renameKeyTo]] : [],
    ),
  );
}

function compileRewrite(rewrite: FetchDataRewrite, satisfies: TypeConditionTest): Rewrite | null {
  const path = rewrite.path.slice(0, -1);
  const key = rewrite.path.at(-1);
  const names = [...path, key ?? ''].filter((step) => !step.startsWith(fragmentPrefix));
  if (key === undefined || !names.every(isSafeKey)) return null;
  const change =
    rewrite.kind === 'ValueSetter'
      ? setter(key, rewrite.setValueTo)
      : renamer(key, rewrite.renameKeyTo);
  return (value) => applyAt(value, path, 0, change, satisfies);
}

type Change = (object: JsonObject) => void;

const setter =
  (key: string, value: unknown): Change =>
  (object) => {
    object[key] = value;
  };

const renamer =
  (key: string, renamed: string): Change =>
  (object) => {
    if (object[key] === undefined) return;
    object[renamed] = object[key];
    delete object[key];
  };

function applyAt(
  value: unknown,
  path: readonly string[],
  depth: number,
  change: Change,
  satisfies: TypeConditionTest,
): void {
  if (Array.isArray(value)) {
    for (const element of value) applyAt(element, path, depth, change, satisfies);
    return;
  }
  if (!isRecord(value)) return;
  const step = path[depth];
  if (step === undefined) change(value);
  else if (!step.startsWith(fragmentPrefix)) {
    applyAt(value[step], path, depth + 1, change, satisfies);
  } else {
    const typename = value['__typename'];
    // An object without a type name has the requested type.
    const applies =
      typeof typename !== 'string' || satisfies(step.slice(fragmentPrefix.length), typename);
    if (applies) applyAt(value, path, depth + 1, change, satisfies);
  }
}
