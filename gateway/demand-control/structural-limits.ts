import {
  Kind,
  type ListValueNode,
  type ObjectValueNode,
  OperationTypeNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { clientError } from '../../lib/kit/errors.ts';
import { type Message, say } from '../../lib/kit/say.ts';
import type { ClientOperation, Variables } from '../../lib/platform/operations/engine.ts';
import { type Fragments, fragmentsIn } from '../../lib/platform/operations/fragments-in.ts';
import type { OperationPolicy } from '../../lib/platform/operations/policy.ts';

/** Limits for the structure of an operation and its variables, independent of its cost. */
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
  /** The number of objects in the values of variables. */
  readonly inputObjects: number;
  /** The depth of nested objects and lists in the values of variables, and of those in arguments in the text. */
  readonly inputDepth: number;
}

type LimitedQuantity = keyof StructuralLimits;
type Quantities = Partial<StructuralLimits>;
type InText = Omit<StructuralLimits, 'inputObjects'>;

export const structuralLimits: StructuralLimits = {
  depth: 25,
  aliases: 100,
  rootFields: 50,
  mutations: 10,
  listElements: 1_000,
  inputObjects: 500,
  inputDepth: 25,
};

const names: Readonly<Record<LimitedQuantity, Message>> = {
  depth: say`levels of fields`,
  aliases: say`aliases`,
  rootFields: say`root fields`,
  mutations: say`mutations`,
  listElements: say`elements of lists in arguments`,
  inputObjects: say`objects in variables`,
  inputDepth: say`levels of values in arguments`,
};

/**
 * Refuses operations that exceed a limit with `LIMIT_EXCEEDED`, `quantity`, `found` and `limit`. Of values that exceed
 * one far, as much is counted as shows it.
 */
export function createStructuralPolicy(limits: StructuralLimits): OperationPolicy {
  const inTexts = new WeakMap<ClientOperation, InText>();

  function quantitiesIn(operation: ClientOperation): InText {
    let quantities = inTexts.get(operation);
    if (!quantities) inTexts.set(operation, (quantities = quantitiesOf(operation)));
    return quantities;
  }

  function refuseBeyond(quantities: Quantities): void {
    for (const quantity of Object.keys(limits) as LimitedQuantity[]) {
      const [found, limit] = [quantities[quantity] ?? 0, limits[quantity]];
      if (found <= limit) continue;
      throw clientError(
        'LIMIT_EXCEEDED',
        say`The operation has ${found} ${names[quantity]}, and ${limit} is the limit.`,
        { quantity, found, limit },
      );
    }
  }

  return {
    beforeChecking(variables) {
      refuseBeyond(sizeOf(variables, limits));
    },
    beforePlanning({ operation, variables }) {
      const inText = quantitiesIn(operation);
      const inVariables = sizeOf(variables, limits);
      const listElements = inText.listElements + inVariables.listElements;
      refuseBeyond({ ...inText, listElements });
    },
  };
}

function quantitiesOf({ document, definition }: ClientOperation): InText {
  let aliases = 0;
  let listElements = 0;
  let inputDepth = 0;
  let level = 0;
  const value = {
    enter(node: ListValueNode | ObjectValueNode) {
      level += 1;
      inputDepth = Math.max(inputDepth, level);
      if (node.kind === Kind.LIST) listElements += node.values.length;
    },
    leave() {
      level -= 1;
    },
  };
  visit(document, {
    Field: ({ alias }) => void (aliases += alias ? 1 : 0),
    ListValue: value,
    ObjectValue: value,
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
    inputDepth,
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

type SizeOfValues = Pick<StructuralLimits, 'listElements' | 'inputObjects' | 'inputDepth'>;

const isCompound = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The size of the values of variables, counted until a limit is exceeded. */
function sizeOf(variables: Variables, limits: SizeOfValues): SizeOfValues {
  const size = { listElements: 0, inputObjects: 0, inputDepth: 0 };
  const isWithin = () =>
    size.inputObjects <= limits.inputObjects && size.listElements <= limits.listElements;
  // Without recursion: JSON can be nested deeper than the stack.
  let level = Object.values(variables).filter(isCompound);
  while (level.length > 0 && isWithin() && size.inputDepth <= limits.inputDepth) {
    size.inputDepth += 1;
    const next: object[] = [];
    for (const value of level) {
      if (Array.isArray(value)) size.listElements += value.length;
      else size.inputObjects += 1;
      if (!isWithin()) break;
      for (const inner of Object.values(value)) if (isCompound(inner)) next.push(inner);
    }
    level = next;
  }
  return size;
}
