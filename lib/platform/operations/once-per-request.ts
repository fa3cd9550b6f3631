import { Kind, type SelectionSetNode } from 'graphql';
import { graphqlError } from '../errors/graphql-error.ts';
import type { ClientOperation } from './engine.ts';
import { fragmentsIn } from './fragments-in.ts';
import type { OperationPolicy } from './policy.ts';
import { say } from '../../kit/say.ts';

/**
 * Refuses operations that select one of these root fields more than once, under any alias and through any fragment,
 * with `LIMIT_EXCEEDED`: the number of guesses is then bounded by the number of requests. Conditions (`@skip`,
 * `@include`) are ignored. Each operation is examined once, however often it is repeated.
 */
export function oncePerRequest(fields: readonly string[]): OperationPolicy {
  const guarded = new Set(fields);
  const repeatedIn = new WeakMap<ClientOperation, string | null>();

  function repeatedField(operation: ClientOperation): string | null {
    let repeated = repeatedIn.get(operation);
    if (repeated === undefined) {
      const names = responseNames(operation, guarded);
      repeated = fields.find((field) => (names.get(field)?.size ?? 0) > 1) ?? null;
      repeatedIn.set(operation, repeated);
    }
    return repeated;
  }

  return {
    beforePlanning({ operation }) {
      const field = repeatedField(operation);
      if (field === null) return;
      throw graphqlError('LIMIT_EXCEEDED', say`A request can select ${field} only once.`, {
        field,
        limit: 1,
        http: { status: 400 },
      });
    },
  };
}

/** The names of each field in the response: fields with the same name are the same field. */
function responseNames(
  { document, definition }: ClientOperation,
  guarded: ReadonlySet<string>,
): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  const fragments = fragmentsIn(document);
  const spread = new Set<string>();

  function collect({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const { value: field } = selection.name;
        if (!guarded.has(field)) continue;
        const known = names.get(field) ?? new Set();
        names.set(field, known.add((selection.alias ?? selection.name).value));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        collect(selection.selectionSet);
      } else {
        const { value: name } = selection.name;
        const fragment = fragments.get(name);
        if (!fragment || spread.has(name)) continue;
        spread.add(name);
        collect(fragment.selectionSet);
      }
    }
  }

  collect(definition.selectionSet);
  return names;
}
