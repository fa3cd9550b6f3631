import {
  type DocumentNode,
  type FieldNode,
  getOperationAST,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import {
  type ClientSelection,
  cutOff,
  fieldInPath,
  mostCharacters,
} from '../../kit/client-selection.ts';
import { isRecord } from '../../kit/is-record.ts';
import type { ClientOperation, Variables } from './engine.ts';
import { type Fragments, fragmentsIn } from './fragments-in.ts';

/** The selection of an operation. Nothing is done before it is asked for. */
export class SelectionOfOperation implements ClientSelection {
  readonly #operation: ClientOperation;
  readonly #variables: Variables;
  /** What was asked for before: each of several fields of one name asks. */
  readonly #known = new Map<string, readonly string[] | null>();

  constructor(operation: ClientOperation, variables: Variables) {
    this.#operation = operation;
    this.#variables = variables;
  }

  below(rootField: string): readonly string[] | null {
    const known = this.#known.get(rootField);
    if (known !== undefined) return known;
    const found = this.#find(rootField);
    this.#known.set(rootField, found);
    return found;
  }

  #find(rootField: string): readonly string[] | null {
    const { document, definition } = this.#operation;
    const common = { fragments: fragmentsIn(document), variables: this.#defaults() };
    const found = fieldsIn(definition.selectionSet, common).filter(
      ({ name }) => name.value === rootField,
    );
    if (found.length === 0) return null;
    // Of several it is not known which is answered: names of fields are rewritten before they are sent.
    const paths = new Set<string>();
    let isCut = false;
    for (const { selectionSet } of found) {
      const context: Context = { ...common, paths: [], charactersLeft: mostCharacters };
      if (selectionSet) addPaths('', selectionSet, context);
      for (const path of context.paths) paths.add(path);
      isCut ||= context.charactersLeft < 0;
    }
    return bounded([...paths], isCut);
  }

  #defaults(): Variables {
    const { variableDefinitions = [] } = this.#operation.definition;
    const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    );
    return { ...Object.fromEntries(defaults), ...this.#variables };
  }
}

/** The first paths that have no more characters than is allowed together. @param isCut whether some are missing already. */
function bounded(paths: readonly string[], isCut: boolean): readonly string[] {
  let characters = 0;
  const fitting = paths.filter((path) => (characters += path.length) <= mostCharacters);
  return isCut || fitting.length < paths.length ? [...fitting, cutOff] : fitting;
}

interface Context {
  readonly fragments: Fragments;
  readonly variables: Variables;
  readonly paths: string[];
  /** Negative once there are too many. */
  charactersLeft: number;
}

/** The fields of a selection, with those of its fragments in their places. */
const fieldsIn = (
  { selections }: SelectionSetNode,
  context: Pick<Context, 'fragments' | 'variables'>,
): FieldNode[] =>
  selections.flatMap((selection) => {
    if (!isIncluded(selection, context)) return [];
    if (selection.kind === Kind.FIELD) return selection;
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : context.fragments.get(selection.name.value);
    return fragment ? fieldsIn(fragment.selectionSet, context) : [];
  });

function addPaths(above: string, selectionSet: SelectionSetNode, context: Context): void {
  for (const field of fieldsIn(selectionSet, context)) {
    if (context.charactersLeft < 0) return;
    if (field.name.value === '__typename') continue;
    const path = `${above}${fieldInPath(field.name.value, argumentsOf(field, context))}`;
    context.charactersLeft -= path.length;
    if (field.selectionSet) addPaths(`${path}.`, field.selectionSet, context);
    else if (context.charactersLeft >= 0) context.paths.push(path);
  }
}

function argumentsOf(
  { arguments: given = [] }: FieldNode,
  { variables }: Pick<Context, 'variables'>,
): Readonly<Record<string, unknown>> {
  const values = given.flatMap(({ name, value }) => {
    const read: unknown = valueFromASTUntyped(value, { ...variables });
    return read === undefined ? [] : [[name.value, read] as const];
  });
  return Object.fromEntries(values);
}

function isIncluded(
  { directives = [] }: SelectionNode,
  { variables }: Pick<Context, 'variables'>,
): boolean {
  return directives.every(({ name, arguments: [condition] = [] }) => {
    if (!condition || (name.value !== 'skip' && name.value !== 'include')) return true;
    const value: unknown = valueFromASTUntyped(condition.value, { ...variables });
    return (value === true) === (name.value === 'include');
  });
}

/** The name in the body of a request that a gateway sends to a subgraph server. */
const sentAs = 'clientSelection';

/** The part of that body: what the client has selected below the root fields of the operation that is sent. */
export function selectionToSend(
  selection: ClientSelection,
  document: DocumentNode,
  operationName: string | undefined,
): Readonly<Record<string, unknown>> {
  const { selectionSet } = getOperationAST(document, operationName) ?? {};
  const names = (selectionSet?.selections ?? []).flatMap((field) =>
    field.kind === Kind.FIELD ? field.name.value : [],
  );
  const sent = [...new Set(names)].map((name) => [name, selection.below(name)]);
  return { [sentAs]: Object.fromEntries(sent) };
}

/** What a gateway has sent in the body of a request; null if nothing. */
export function sentSelection(body: unknown): ClientSelection | null {
  const sent = isRecord(body) ? body[sentAs] : null;
  if (!isRecord(sent)) return null;
  return {
    below(rootField) {
      const paths: unknown = Object.hasOwn(sent, rootField) ? sent[rootField] : null;
      return Array.isArray(paths) ? paths.map(String) : null;
    },
  };
}
