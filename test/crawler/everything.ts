import { getNamedType, type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import {
  type Asked,
  dullFields,
  objectType,
  onType,
  type Question,
  requiredArgs,
} from './question.ts';

/** Queries of everything, in place of random ones. */

/** Everything of several objects with ids, in one query. */
export function everythingOfNodes(schema: GraphQLSchema, ids: readonly string[]): Question {
  const field = schema.getQueryType()?.getFields()['node'];
  if (!field) throw new Error('There is no field node.');
  const asked: Asked[] = [];
  const written = ids.map((id, index) => {
    const type = objectType(schema, field, { id });
    if (!type) throw new Error(`${id} has no type.`);
    const dull = dullFields[type.name];
    const { text, below } = dull === undefined ? everythingOf(type, 0) : { text: dull, below: [] };
    asked.push({ parent: 'Query', field: 'node', alias: `n${index}`, args: { id }, below });
    return `n${index}: node(id: $n${index}) ${onType(field, type, text)}`;
  });
  const definitions = ids.map((_, index) => `$n${index}: ID!`).join(', ');
  return {
    query: `query Nodes(${definitions}) { ${written.join(' ')} }`,
    variables: Object.fromEntries(ids.map((id, index) => [`n${index}`, id])),
    asked,
  };
}

/**
 * Everything of a type, and of types up to this number of edges away, as a query that begins at a
 * field. A type is not expanded again below itself.
 */
export const everythingAt = (
  schema: GraphQLSchema,
  root: string,
  args: Readonly<Record<string, unknown>>,
  edges: number,
): Question => everythingOfRoot(schema.getQueryType(), { root, args, edges });

/** The same as a subscription. */
export const everyEventAt = (
  schema: GraphQLSchema,
  root: string,
  args: Readonly<Record<string, unknown>>,
  edges: number,
): Question => everythingOfRoot(schema.getSubscriptionType(), { root, args, edges });

function everythingOfRoot(
  type: GraphQLObjectType | null | undefined,
  { root, args, edges }: { root: string; args: Question['variables']; edges: number },
): Question {
  const field = type?.getFields()[root];
  if (!type || !field) throw new Error(`There is no field ${root}.`);
  const definitions = field.args
    .filter(({ name }) => name in args)
    .map(({ name, type }) => `$${name}: ${String(type)}`);
  const given = Object.keys(args).map((name) => `${name}: $${name}`);
  const { text, below } = everythingOf(getNamedType(field.type) as GraphQLObjectType, edges); // not a leaf
  const inBrackets = (parts: readonly string[]) =>
    parts.length > 0 ? `(${parts.join(', ')})` : '';
  return {
    query: `${type.name.toLowerCase()} Everything${inBrackets(definitions)} { ${root}${inBrackets(given)} ${text} }`,
    variables: args,
    asked: [{ parent: type.name, field: root, alias: root, args, below }],
  };
}

function everythingOf(type: GraphQLObjectType, edges: number): { text: string; below: Asked[] } {
  const below: Asked[] = [];
  const written: string[] = [];
  for (const field of Object.values(type.getFields())) {
    const inner = getNamedType(field.type);
    const common = { parent: type.name, field: field.name, alias: field.name };
    const required = requiredArgs[`${type.name}.${field.name}`] ?? {};
    const given = Object.entries(required).map(([name, value]) => `${name}: ${value}`);
    const head = given.length > 0 ? `${field.name}(${given.join(', ')})` : field.name;
    if (!isObjectType(inner)) {
      written.push(head);
      below.push({ ...common, args: required, below: null });
      continue;
    }
    const dull = dullFields[inner.name];
    if (dull !== undefined) {
      const id = inner.name === 'Province' || inner.name === 'District' ? 'code' : 'id';
      const leaf = { parent: inner.name, field: id, alias: id, args: {}, below: null };
      written.push(`${field.name} ${dull}`);
      below.push({ ...common, args: {}, below: inner.name === 'UnitSuggestion' ? [] : [leaf] });
      continue;
    }
    if (edges === 0 && isFar(inner)) continue;
    const isPaged = field.args.some(({ name }) => name === 'first');
    const args = isPaged ? { first: 100 } : required;
    const isEdge = isFar(inner);
    const nested = everythingOf(inner, isEdge ? edges - 1 : edges);
    written.push(`${isPaged ? `${field.name}(first: 100)` : head} ${nested.text}`);
    below.push({ ...common, args, below: nested.below });
  }
  return { text: `{ ${written.join(' ')} }`, below };
}

/** How many selections an operation may have. */
const mostSelections = 1_000;

/** As {@link everythingOf}, for the greatest number of edges with which an operation may have it below its root. */
export function asMuchAsFitsOf(type: GraphQLObjectType): ReturnType<typeof everythingOf> {
  const [widest, ...others] = [2, 1, 0].map((edges) => everythingOf(type, edges));
  const fits = ({ below }: { below: Asked[] }) => countOf(below) < mostSelections;
  const found = widest && [widest, ...others].find(fits);
  if (!found) throw new Error(`${type.name} itself has ${mostSelections} fields.`);
  return found;
}

const countOf = (asked: readonly Asked[]): number =>
  asked.reduce((count, { below }) => count + 1 + countOf(below ?? []), 0);

/** A thing of its own, not a part of another. */
const isFar = ({ name }: GraphQLObjectType) =>
  [
    'Application',
    'Referral',
    'Appeal',
    'Citizen',
    'Viewer',
    'ApplicationGroup',
    'ReferralGroup',
    'StepGroup',
  ].includes(name);
