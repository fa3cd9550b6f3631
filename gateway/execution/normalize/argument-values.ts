import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type ListValueNode,
  type ObjectValueNode,
  specifiedScalarTypes,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Variables } from '../../../lib/platform/operations/engine.ts';
import { sizeOf } from '../../../lib/platform/operations/size-of.ts';
import { isSafeKey } from '../json.ts';

/** Marks the value of an argument or input field as omitted because its variable is. */
export const absent = Symbol('absent');

/** Marks a null that the type does not allow. */
export class InvalidNull {
  /** The argument or the input field that the null was given for, as in `input.text`. */
  readonly field: string;

  constructor(field: string) {
    this.field = field;
  }
}

/** The JSON value of an argument for the given variables, {@link absent} or an {@link InvalidNull}. */
export type ReadValue = (variables: Variables) => unknown;

/** An argument of an operation as a function of the operation's variables. */
export interface ArgumentValue {
  readonly read: ReadValue;
  /** Whether it may be an {@link InvalidNull}. */
  readonly mayBeInvalid: boolean;
  /** Whether it may be {@link absent}. */
  readonly mayBeAbsent: boolean;
  /** Whether it contains a value of a custom scalar, which only a subgraph can judge. */
  readonly hasCustomScalar: boolean;
  /** Whether it is the same for all variables. */
  readonly isConstant: boolean;
  /** Bytes that it keeps in memory. */
  readonly bytes: number;
}

/** The variables of an operation, by name. */
type VariableDefinitions = ReadonlyMap<string, VariableDefinitionNode>;

export interface ArgumentContext {
  readonly definitions: VariableDefinitions;
  /** Variables whose default value cannot be written as JSON without a change of meaning. */
  readonly fixed: ReadonlySet<string>;
}

const builtIn = new Set(specifiedScalarTypes.map(({ name }) => name));

/**
 * Compiles an argument to a JSON value that means the same in a variable of the argument's type. The node must be
 * valid for the type.
 * @param field the name to report when the value is an invalid null.
 * @returns null when JSON cannot express the value: literals of a custom scalar other than strings, because its
 * subgraph may read literals and variables differently, and numbers beyond JSON.
 */
export function argumentValue(
  node: ValueNode,
  type: GraphQLInputType,
  field: string,
  context: ArgumentContext,
): ArgumentValue | null {
  if (node.kind === Kind.VARIABLE) return variableValue(node.name.value, type, field, context);
  if (isNonNullType(type)) return argumentValue(node, type.ofType, field, context);
  if (node.kind === Kind.NULL) return constant(null);
  if (isListType(type)) {
    if (node.kind === Kind.LIST) return listValue(node, type.ofType, field, context);
    const item = argumentValue(node, type.ofType, field, context);
    return item && mapped(item, (value) => [value]);
  }
  if (isInputObjectType(type)) {
    return node.kind === Kind.OBJECT ? objectValue(node, type, field, context) : null;
  }
  if (isEnumType(type)) return node.kind === Kind.ENUM ? constant(node.value) : null;
  return builtIn.has(type.name) ? builtInValue(node, type.name) : customValue(node);
}

/**
 * Finds the nulls that no type allows in an argument that is sent as written.
 * @returns a function that returns an {@link InvalidNull} if there is one, or null if there cannot be any.
 */
export function invalidNullsIn(
  node: ValueNode,
  type: GraphQLInputType,
  field: string,
  { definitions }: Pick<ArgumentContext, 'definitions'>,
): ArgumentValue | null {
  const places: { isNull: (variables: Variables) => boolean; invalid: InvalidNull }[] = [];

  function collect(value: ValueNode, expected: GraphQLInputType, at: string): void {
    if (value.kind === Kind.VARIABLE) {
      const name = value.name.value;
      const isNullable = definitions.get(name)?.type.kind !== Kind.NON_NULL_TYPE;
      if (!isNonNullType(expected) || !isNullable) return;
      const read = readVariable(name);
      places.push({
        isNull: (variables) => read(variables) === null,
        invalid: new InvalidNull(at),
      });
      return;
    }
    const inner = isNonNullType(expected) ? expected.ofType : expected;
    if (isListType(inner)) {
      const items = value.kind === Kind.LIST ? value.values : [value];
      for (const item of items) collect(item, inner.ofType, at);
    } else if (isInputObjectType(inner) && value.kind === Kind.OBJECT) {
      const known = inner.getFields();
      for (const { name, value: given } of value.fields) {
        const declared = known[name.value];
        if (declared) collect(given, declared.type, `${at}.${name.value}`);
      }
    }
  }

  collect(node, type, field);
  if (places.length === 0) return null;
  return {
    read: (variables) => places.find(({ isNull }) => isNull(variables))?.invalid,
    mayBeInvalid: true,
    mayBeAbsent: false,
    hasCustomScalar: false,
    isConstant: false,
    bytes: bytesOfFunctions * (1 + places.length),
  };
}

/** The memory of a value's functions, whatever they are. */
const bytesOfFunctions = 300;

const constant = (value: unknown, hasCustomScalar = false): ArgumentValue => ({
  read: () => value,
  mayBeInvalid: false,
  mayBeAbsent: false,
  hasCustomScalar,
  isConstant: true,
  bytes: bytesOfFunctions + sizeOf(value),
});

function variableValue(
  name: string,
  type: GraphQLInputType,
  field: string,
  { definitions, fixed }: ArgumentContext,
): ArgumentValue | null {
  if (fixed.has(name)) return null;
  const read = readVariable(name);
  const definition = definitions.get(name);
  const isNullable = definition?.type.kind !== Kind.NON_NULL_TYPE;
  const mayBeInvalid = isNonNullType(type) && isNullable;
  const invalid = new InvalidNull(field);
  return {
    mayBeInvalid,
    mayBeAbsent: isNullable && !definition?.defaultValue,
    isConstant: false,
    bytes: bytesOfFunctions,
    hasCustomScalar: holdsCustomScalar(type, new Set()),
    read: mayBeInvalid ? (variables) => read(variables) ?? invalid : read,
  };
}

/** Reads one variable: its value, or {@link absent}. */
export function readVariable(name: string): ReadValue {
  // `??` would take a null for a variable that is absent.
  if (isSafeKey(name)) {
    return (variables) => {
      const value = variables[name];
      return value === undefined ? absent : value;
    };
  }
  return (variables) => (Object.hasOwn(variables, name) ? variables[name] : absent);
}

function mapped(inner: ArgumentValue, map: (value: unknown) => unknown): ArgumentValue {
  if (inner.isConstant) return constant(map(inner.read({})), inner.hasCustomScalar);
  return {
    ...inner,
    read(variables) {
      const value = inner.read(variables);
      return value === absent || value instanceof InvalidNull ? value : map(value);
    },
  };
}

function listValue(
  { values }: ListValueNode,
  itemType: GraphQLInputType,
  field: string,
  context: ArgumentContext,
): ArgumentValue | null {
  const items: ArgumentValue[] = [];
  for (const value of values) {
    const item = argumentValue(value, itemType, field, context);
    if (!item) return null;
    items.push(item);
  }
  const missing = isNonNullType(itemType) ? new InvalidNull(field) : null;
  return joined(items, missing !== null, (variables) => {
    const list: unknown[] = [];
    for (const { read } of items) {
      const given = read(variables);
      const value = given === absent ? missing : given;
      if (value instanceof InvalidNull) return value;
      list.push(value);
    }
    return list;
  });
}

function objectValue(
  { fields }: ObjectValueNode,
  type: GraphQLInputObjectType,
  at: string,
  context: ArgumentContext,
): ArgumentValue | null {
  const known = type.getFields();
  const entries: { name: string; read: ReadValue }[] = [];
  const values: ArgumentValue[] = [];
  for (const { name, value } of fields) {
    const field = known[name.value];
    const inner = field && argumentValue(value, field.type, `${at}.${name.value}`, context);
    if (!inner) return null;
    values.push(inner);
    entries.push({ name: name.value, read: inner.read });
  }
  return joined(values, false, (variables) => {
    const object: Record<string, unknown> = {};
    for (const { name, read } of entries) {
      const value = read(variables);
      if (value instanceof InvalidNull) return value;
      if (value !== absent) object[name] = value;
    }
    return object;
  });
}

function joined(
  parts: readonly ArgumentValue[],
  mayBeInvalid: boolean,
  read: ReadValue,
): ArgumentValue {
  const hasCustomScalar = parts.some((part) => part.hasCustomScalar);
  if (parts.every(({ isConstant }) => isConstant)) return constant(read({}), hasCustomScalar);
  return {
    read,
    mayBeInvalid: mayBeInvalid || parts.some((part) => part.mayBeInvalid),
    mayBeAbsent: false,
    hasCustomScalar,
    isConstant: false,
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, bytesOfFunctions),
  };
}

function builtInValue(node: ValueNode, type: string): ArgumentValue | null {
  switch (node.kind) {
    case Kind.INT:
      // An ID may be any whole number, with more digits than a JSON number keeps.
      return type === 'ID' ? constant(node.value) : finite(Number(node.value));
    case Kind.FLOAT:
      return finite(Number(node.value));
    case Kind.STRING:
    case Kind.BOOLEAN:
      return constant(node.value);
    default:
      return null;
  }
}

/** JSON has no infinity, which a literal can say as `1e999`. */
const finite = (value: number) => (Number.isFinite(value) ? constant(value) : null);

const customValue = (node: ValueNode) =>
  node.kind === Kind.STRING ? constant(node.value, true) : null;

function holdsCustomScalar(type: GraphQLInputType, seen: Set<GraphQLInputType>): boolean {
  if (isNonNullType(type) || isListType(type)) return holdsCustomScalar(type.ofType, seen);
  if (isEnumType(type)) return false;
  if (!isInputObjectType(type)) return !builtIn.has(type.name);
  if (seen.has(type)) return false;
  seen.add(type);
  return Object.values(type.getFields()).some((field) => holdsCustomScalar(field.type, seen));
}
