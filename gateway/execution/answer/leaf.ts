import { type GraphQLLeafType, isEnumType } from 'graphql';

type LeafTest = (value: unknown) => boolean;

const isWhole = (value: unknown): boolean =>
  // Whole numbers from 1e21 on are written with an exponent, which no integer may have.
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e21;

const builtIn: Readonly<Record<string, LeafTest>> = {
  Boolean: (value) => typeof value === 'boolean',
  Int: isWhole,
  Float: (value) => Number.isFinite(value),
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string' || isWhole(value),
};

const anything: LeafTest = () => true;

/**
 * The test of values for a scalar or an enum of the API schema. An inaccessible enum value is not a
 * value there. Only the subgraph can judge a custom scalar.
 */
export function leafTest(type: GraphQLLeafType): LeafTest {
  if (!isEnumType(type)) return builtIn[type.name] ?? anything;
  const names = new Set<unknown>(type.getValues().map(({ name }) => name));
  return (value) => names.has(value);
}
