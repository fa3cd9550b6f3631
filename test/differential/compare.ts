import { execute, type GraphQLFormattedError, type GraphQLSchema, parse } from 'graphql';
import type { ExecutionPath } from '../../lib/platform/operations/engine.ts';
import { type Ask, type Execution, shown, type Subject } from './subject.ts';

/** Enough executions for an operation to be cached and compiled, in the gateway and in the subgraphs. */
export const executions = 6;

/** The parts of a result on which two ways of executing must agree. */
export interface Outcome {
  data: unknown;
  /** Includes invalid nulls, wherever they are reported; in the order of their paths. */
  errors: { message: string; path?: unknown; extensions?: unknown }[];
}

interface Comparison {
  expected: Outcome;
  /** Of each execution, in order. */
  actual: Outcome[];
  paths: (ExecutionPath | null)[];
}

/** Executes an operation with graphql on the whole schema, and repeatedly as the gateway does. */
export async function compare(
  ask: Ask,
  { subject, whole }: { subject: Subject; whole: GraphQLSchema },
): Promise<Comparison> {
  const expected = await executeWhole(whole, ask);
  const actual: Outcome[] = [];
  const paths: Comparison['paths'] = [];
  for (let time = 0; time < executions; time += 1) {
    const { result, path } = await subject.execute(ask);
    actual.push(outcomeOf(result));
    paths.push(path);
  }
  return { expected, actual, paths };
}

/** The result of graphql on one schema. */
export async function executeWhole(schema: GraphQLSchema, ask: Ask): Promise<Outcome> {
  const { query, variables, operationName, faults = {}, viewer = null } = ask;
  const result = await execute({
    schema,
    document: parse(query),
    rootValue: {},
    variableValues: variables,
    operationName,
    contextValue: { faults, viewer },
  });
  return outcomeOf(shown(result));
}

export function outcomeOf({ data, errors, extensions }: Execution['result']): Outcome {
  const all = [...errors, ...valueCompletion(extensions)] as GraphQLFormattedError[]; // as `shown` made them
  return { data, errors: all.map(reported).toSorted(byPath) };
}

function valueCompletion(extensions: unknown): unknown[] {
  if (typeof extensions !== 'object' || extensions === null) return [];
  return 'valueCompletion' in extensions ? (extensions.valueCompletion as unknown[]) : [];
}

/** The codes are the gateway's own; what a resolver says in `place` is the resolver's. */
function reported({ message, path, extensions }: GraphQLFormattedError) {
  const place = extensions?.['place'];
  return { message, ...(path && { path }), ...(place !== undefined && { place }) };
}

type Reported = ReturnType<typeof reported>;

const byPath = (a: Reported, b: Reported) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/**
 * Whether several errors explain the same null of the data. GraphQL leaves open which of them are reported, and a field
 * of an object that is already null is not fetched.
 */
export const isOpen = (outcome: Outcome): boolean => nullsOf(outcome).size < outcome.errors.length;

/** Whether one outcome reports no error that the other lacks, and one for each null of the other. */
export function reportsEnoughOf(outcome: Outcome, expected: Outcome): boolean {
  const known = new Set(expected.errors.map((error) => JSON.stringify(error)));
  const explained = nullsOf(outcome);
  return (
    outcome.errors.every((error) => known.has(JSON.stringify(error))) &&
    [...nullsOf(expected)].every((place) => explained.has(place))
  );
}

/** The paths of the nulls that the errors explain. */
export const nullsOf = ({ data, errors }: Outcome): ReadonlySet<string> =>
  new Set(errors.map(({ path }) => JSON.stringify(nullIn(data, path))));

/** The path of the first null along a path of the data. */
function nullIn(data: unknown, path: unknown): unknown[] {
  const steps = Array.isArray(path) ? path : [];
  let value = data;
  for (let depth = 0; depth < steps.length; depth += 1) {
    if (typeof value !== 'object' || value === null) return steps.slice(0, depth);
    value = Reflect.get(value, String(steps[depth]));
  }
  return steps;
}
