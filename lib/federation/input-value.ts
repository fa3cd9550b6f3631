import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
} from 'graphql';
import { checkAll } from '../kit/check-all.ts';
import { badInput } from '../kit/errors.ts';
import { isRecord } from '../kit/is-record.ts';
import { say } from '../kit/say.ts';

/**
 * A value of an input type of the schema, from JSON that has not passed through GraphQL: checked and completed as a
 * variable would be.
 * @param field the path of the value, such as `filter`.
 * @throws one `BAD_USER_INPUT` for everything that is wrong, each with its path.
 */
export function inputValue(
  schema: GraphQLSchema,
  typeName: string,
  value: unknown,
  field: string,
): unknown {
  const type = schema.getType(typeName);
  if (!isInputType(type)) throw new TypeError(`${typeName} is no input type`);
  return valueOf(type, value, field);
}

function valueOf(type: GraphQLInputType, value: unknown, field: string): unknown {
  if (isNonNullType(type)) {
    if (value == null) throw badInput(field, 'REQUIRED', say`${field} is required.`);
    return valueOf(type.ofType, value, field);
  }
  if (value == null) return null;
  if (isListType(type)) {
    const given: readonly unknown[] = Array.isArray(value) ? value : [value];
    const checks = given.map(
      (one, index) => [index, () => valueOf(type.ofType, one, `${field}[${index}]`)] as const,
    );
    return Object.values(checkAll(Object.fromEntries(checks)));
  }
  if (isInputObjectType(type)) return objectOf(type, value, field);
  if (isEnumType(type)) {
    const known = typeof value === 'string' ? type.getValue(value) : null;
    if (known) return known.value;
    throw badInput(field, 'UNKNOWN', say`${field} names something that does not exist.`);
  }
  try {
    return type.parseValue(value);
  } catch {
    throw wrongType(field);
  }
}

function objectOf(type: GraphQLInputObjectType, value: unknown, field: string): unknown {
  if (!isRecord(value)) throw wrongType(field);
  const fields = type.getFields();
  const checks: Record<string, () => unknown> = {};
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(fields, name)) checks[name] = () => refuseField(`${field}.${name}`);
  }
  for (const { name, type: own, defaultValue } of Object.values(fields)) {
    const given = value[name] === undefined ? defaultValue : value[name];
    if (given === undefined && !isNonNullType(own)) continue;
    checks[name] = () => valueOf(own, given, `${field}.${name}`);
  }
  return checkAll(checks);
}

function refuseField(field: string): never {
  throw badInput(field, 'UNKNOWN', say`There is no field ${field}.`);
}

const wrongType = (field: string) =>
  badInput(field, 'TYPE', say`${field} has a value of the wrong type.`);
