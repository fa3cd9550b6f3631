import { Kind, type OperationDefinitionNode } from 'graphql';
import type { PresentError } from '../errors/schema-exposure.ts';
import type { OperationExecution } from './policy.ts';

/** Called with each error that a client gets. */
export type ObserveError = (code: string, operation: string) => void;

/** The operations whose names are labels. Clients choose names freely, and each label is kept for ever. */
const mostNames = 200;

/** The labels of errors that belong to no root field. */
const several = 'several';
const none = 'none';

type Execution = Pick<OperationExecution, 'operation' | 'request'>;

/** Counts the errors that clients get, by their codes and operations. */
export interface ErrorCounts {
  /** Notes to which operation errors belong, before they are presented. */
  belong(errors: readonly object[], execution: Execution): void;
  /** Presents errors in the same way, and counts them. */
  counting(present: PresentError): PresentError;
}

/**
 * The label of an operation is bounded: the name of a trusted document, since these were registered; for any other
 * document the root field, since the schema has few, or `several`. What is refused before it is an operation is `none`.
 */
export function createErrorCounts(observe: ObserveError): ErrorCounts {
  const names = new Set<string>();
  const labels = new WeakMap<object, string>();

  function labelOf({ operation: { definition }, request }: Execution): string {
    const name = request.trustedDocument && definition.name?.value;
    if (name && (names.has(name) || names.size < mostNames)) {
      names.add(name);
      return name;
    }
    return rootFieldOf(definition);
  }

  return {
    belong(errors, execution) {
      const label = labelOf(execution);
      for (const error of errors) labels.set(error, label);
    },
    counting: (present) => (formatted, error, to) => {
      const presented = present(formatted, error, to);
      const label = typeof error === 'object' && error ? labels.get(error) : undefined;
      observe(String(presented.extensions?.['code']), label ?? none);
      return presented;
    },
  };
}

/** The only root field, under whichever names it is requested. */
function rootFieldOf({ selectionSet: { selections } }: OperationDefinitionNode): string {
  const fields = new Set(
    selections.map((selection) => (selection.kind === Kind.FIELD ? selection.name.value : several)),
  );
  const [field = several, ...others] = fields;
  return others.length === 0 ? field : several;
}
