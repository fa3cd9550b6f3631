import {
  getNullableType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  type SelectionSetNode,
} from 'graphql';
import { failed, MalformedAnswer, reportLeaf } from './completion.ts';
import { leafTest } from './leaf.ts';
import { completeObject } from './object.ts';
import type { SelectionContext } from './selections.ts';
import { type Complete, fill, type ValueShape } from './value.ts';

/** How the values of a type are built, as far as the given selection sets select of them. */
export function valueShape(
  type: GraphQLOutputType,
  parts: readonly SelectionSetNode[],
  context: SelectionContext,
): ValueShape {
  const nullable = getNullableType(type);
  const described = { nonNull: isNonNullType(type), type: String(nullable) };
  if (isListType(nullable)) {
    const element = valueShape(nullable.ofType, parts, context);
    return { ...described, leaf: element.leaf, complete: completeList(element, described.type) };
  }
  if (isLeafType(nullable)) return { ...described, leaf: true, complete: completeLeaf(nullable) };
  return {
    ...described,
    leaf: false,
    complete: completeObject(nullable, parts, context, valueShape),
  };
}

function completeLeaf(leaf: GraphQLLeafType): Complete {
  const isValid = leafTest(leaf);
  const type = leaf.name;
  return (fetched, _earlier, at, owner, completion) => {
    if (isValid(fetched)) return fetched;
    reportLeaf(completion, at, { type, owner });
    return failed;
  };
}

function completeList(element: ValueShape, type: string): Complete {
  return (fetched, earlier, at, owner, completion) => {
    if (!Array.isArray(fetched)) {
      throw new MalformedAnswer(`A subgraph answered ${type} with what is no list.`);
    }
    const list = earlier === undefined ? [] : (earlier as unknown[]); // built here, for the same field
    let invalid = false;
    completion.path.push(at);
    for (let index = 0; index < fetched.length; index += 1) {
      const known = list[index];
      if (known === null) continue;
      const value = fill(element, fetched[index] ?? null, known, index, owner, completion);
      if (value === failed && element.nonNull) invalid = true;
      list[index] = value === failed ? null : value;
    }
    completion.path.pop();
    return invalid ? failed : list;
  };
}
