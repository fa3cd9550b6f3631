import { Kind, OperationTypeNode, type SelectionSetNode, visit } from 'graphql';
import { clientError } from '../../lib/kit/errors.ts';
import { type Message, say } from '../../lib/kit/say.ts';
import type { ClientOperation } from '../../lib/platform/operations/engine.ts';
import { type Fragments, fragmentsIn } from '../../lib/platform/operations/fragments-in.ts';
import type { OperationPolicy } from '../../lib/platform/operations/policy.ts';

/** Limits for the structure of an operation, independent of its cost. */
interface StructuralLimits {
  /** The depth of nested fields. */
  readonly depth: number;
  /** The number of aliases in the text; fragments count once. */
  readonly aliases: number;
  /** The number of fields of `Query`, with fragments expanded. */
  readonly rootFields: number;
  /** The number of fields of `Mutation`, with fragments expanded: the changes of one request. */
  readonly mutations: number;
  /** The number of elements of all lists in arguments, in the text and in the variables. */
  readonly listElements: number;
}

type LimitedQuantity = keyof StructuralLimits;

export const structuralLimits: StructuralLimits = {
  depth: 25,
  aliases: 100,
  rootFields: 50,
  mutations: 10,
  listElements: 1_000,
};

const names: Readonly<Record<LimitedQuantity, Message>> = {
  depth: say`levels of fields`,
  aliases: say`aliases`,
  rootFields: say`root fields`,
  mutations: say`mutations`,
  listElements: say`elements of lists in arguments`,
};

/** Refuses operations that exceed a limit with `LIMIT_EXCEEDED`, `quantity`, `found` and `limit`. */
export function createStructuralPolicy(limits: StructuralLimits): OperationPolicy {
  const inTexts = new WeakMap<ClientOperation, StructuralLimits>();

  function quantitiesIn(operation: ClientOperation): StructuralLimits {
    let quantities = inTexts.get(operation);
    if (!quantities) inTexts.set(operation, (quantities = quantitiesOf(operation)));
    return quantities;
  }

  return {
    beforePlanning({ operation, variables }) {
      const inText = quantitiesIn(operation);
      const listElements = inText.listElements + elementsIn(variables);
      const quantities = { ...inText, listElements };
      for (const quantity of Object.keys(limits) as LimitedQuantity[]) {
        const [found, limit] = [quantities[quantity], limits[quantity]];
        if (found <= limit) continue;
        throw clientError(
          'LIMIT_EXCEEDED',
          say`The operation has ${found} ${names[quantity]}, and ${limit} is the limit.`,
          { quantity, found, limit },
        );
      }
    },
  };
}

function quantitiesOf({ document, definition }: ClientOperation): StructuralLimits {
  let aliases = 0;
  let listElements = 0;
  visit(document, {
    Field: ({ alias }) => void (aliases += alias ? 1 : 0),
    ListValue: ({ values }) => void (listElements += values.length),
  });
  const fragments = fragmentsIn(document);
  const roots = rootFieldsIn(definition.selectionSet, fragments);
  const isMutation = definition.operation === OperationTypeNode.MUTATION;
  return {
    depth: depthOf(definition.selectionSet, fragments, new Map()),
    aliases,
    rootFields: isMutation ? 0 : roots,
    mutations: isMutation ? roots : 0,
    listElements,
  };
}

function rootFieldsIn({ selections }: SelectionSetNode, fragments: Fragments): number {
  return selections.reduce((sum, selection) => {
    if (selection.kind === Kind.FIELD) return sum + 1;
    const inside = selectionsOf(selection, fragments);
    return sum + (inside ? rootFieldsIn(inside, fragments) : 0);
  }, 0);
}

/** Valid fragments never contain themselves. */
function depthOf(
  selectionSet: SelectionSetNode,
  fragments: Fragments,
  known: Map<SelectionSetNode, number>,
): number {
  const depth = known.get(selectionSet);
  if (depth !== undefined) return depth;
  const depths = selectionSet.selections.map((selection) => {
    const inside =
      selection.kind === Kind.FIELD ? selection.selectionSet : selectionsOf(selection, fragments);
    const below = inside ? depthOf(inside, fragments, known) : 0;
    return selection.kind === Kind.FIELD ? below + 1 : below;
  });
  const greatest = Math.max(0, ...depths);
  known.set(selectionSet, greatest);
  return greatest;
}

const selectionsOf = (
  selection: Exclude<SelectionSetNode['selections'][number], { kind: Kind.FIELD }>,
  fragments: Fragments,
): SelectionSetNode | undefined =>
  selection.kind === Kind.INLINE_FRAGMENT
    ? selection.selectionSet
    : fragments.get(selection.name.value)?.selectionSet;

/** The number of elements of all lists in a JSON value. */
function elementsIn(value: unknown): number {
  // Iterative: JSON can be nested deeper than the stack.
  const pending = [value];
  let elements = 0;
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (typeof part !== 'object' || part === null) continue;
    if (Array.isArray(part)) elements += part.length;
    for (const inner of Object.values(part)) {
      if (typeof inner === 'object' && inner !== null) pending.push(inner);
    }
  }
  return elements;
}
