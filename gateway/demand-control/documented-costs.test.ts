import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  getNamedType,
  getNullableType,
  getOperationAST,
  type GraphQLField,
  GraphQLError,
  type GraphQLObjectType,
  isListType,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { questions as questionsOfBench } from '../../bench/analytics/questions/index.ts';
import { questionsOf } from '../../test/documentation/answers-of-page.ts';
import { defaultBudgets } from '../../lib/platform/operations/budgets.ts';
import { createPlanner } from '../planning/planner.ts';
import { readSupergraph } from '../supergraph.ts';
import { readCostSchema } from './cost-schema.ts';
import { chargedFor, exceededLimit } from './cost.ts';
import { staticCost } from './static-cost.ts';

/** What the pages and the SDL show and promise costs no more than one operation may. */

const { apiSchema: schema, supergraphSchema } = createPlanner(readSupergraph());
const costs = readCostSchema(supergraphSchema);
const root = resolve(import.meta.dirname, '../..');
const textOf = (path: string) => readFileSync(resolve(root, path), 'utf8');

interface Shown {
  readonly page: string;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Statistics are for analysts; of everybody else, one operation may cost the same. */
function isAffordable(document: DocumentNode, variables: Shown['variables'] = {}): boolean {
  const definition = getOperationAST(document);
  if (!definition) throw new Error('There is no operation.');
  const cost = staticCost({ document, definition }, variables, { schema, costs });
  const budget = defaultBudgets[cost.figures > 0 ? 'ANALYST' : 'ANONYMOUS'];
  return exceededLimit(chargedFor(cost), budget) === null;
}

const quoted = [/^```graphql\n([\s\S]*?)^```/gm, /"""([\s\S]*?)"""/g, /`([^`]*)`/g, /'([^']*)'/g];
const quotedAsJson = /"query": ("(?:[^"\\]|\\.)*")/g;

/** The operations in a text: in blocks, and in the strings of programs and commands. */
function operationsIn(page: string): Shown[] {
  const text = textOf(page);
  const foundBy = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);
  const sources = page.endsWith('.graphql')
    ? [text]
    : [
        ...quoted.flatMap(foundBy),
        ...foundBy(quotedAsJson).map((found) => String(JSON.parse(found))),
      ];
  return sources.flatMap((source) => {
    const document = parsed(source);
    return document ? [{ page, document, variables: {} }] : [];
  });
}

function parsed(source: string): DocumentNode | null {
  if (!/^\s*(?:query|mutation|subscription|fragment|\{)/.test(source)) return null;
  try {
    const document = parse(source);
    return getOperationAST(document) && validate(schema, document).length === 0 ? document : null;
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

const filesIn = (folder: string, ends: RegExp) =>
  readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ends.test(name))
    .map((name) => `${folder}/${name}`);

const pages = ['README.md', ...filesIn('docs', /\.md$/), ...filesIn('examples', /\.(graphql|ts)$/)];
const shown = pages.flatMap(operationsIn);
const questions: Shown[] = questionsOf(textOf('docs/analysts.md')).map(
  ({ name, query, variables }) => ({
    page: `docs/analysts.md: ${name}`,
    document: parse(query),
    variables: variables ?? {},
  }),
);
const ofBench: Shown[] = questionsOfBench.map(({ name, graph }) => ({
  page: `the bench: (${name})`,
  document: parse(graph.query),
  variables: {},
}));
/** Of these, docs/analysts.md has one for Python and one for R. */
const ofPrograms = shown.filter(
  ({ page, document }) =>
    page === 'docs/analysts.md' && document.loc?.source.body.includes('first: 10000'),
);

it('one viewer can afford every operation that is shown', () => {
  expect(shown.length).toBeGreaterThan(40);
  expect(ofPrograms).toHaveLength(2);
  const tooDear = [...shown, ...questions, ...ofBench].filter(
    ({ document, variables }) => !isAffordable(document, variables),
  );
  expect(tooDear.map(({ page }) => page)).toEqual([]);
});

it('the page for analysts names the questions of the bench by their letters', () => {
  const letters = [...textOf('docs/analysts.md').matchAll(/^\| \((\w)\) +\| \[/gm)];
  expect(letters.map(([, letter]) => letter)).toEqual(questionsOfBench.map(({ name }) => name));
});

/** The greatest value of `first` that a description promises; null if the field has no such argument. */
function mostOf(field: GraphQLField<unknown, unknown>): number | null {
  const first = field.args.find(({ name }) => name === 'first');
  if (!first) return null;
  const [, most] = /\d to ([\d,]+)/.exec(first.description ?? '') ?? [];
  if (most === undefined) throw new Error(`What may ${field.name}(first:) be at most?`);
  return Number(most.replaceAll(',', ''));
}

const firstOf = (value: number): ArgumentNode => ({
  kind: Kind.ARGUMENT,
  name: { kind: Kind.NAME, value: 'first' },
  value: { kind: Kind.INT, value: String(value) },
});

/** A document once for each of its fields with `first`, which has its greatest value there. */
function atMost(document: DocumentNode): { path: string; document: DocumentNode }[] {
  const found: { path: string; document: DocumentNode }[] = [];
  const info = new TypeInfo(schema);
  const fieldsOf = (change: (field: FieldNode, most: number) => FieldNode | undefined) =>
    visit(
      document,
      visitWithTypeInfo(info, {
        Field(field) {
          const definition = info.getFieldDef();
          const most = definition ? mostOf(definition) : null;
          return most === null ? undefined : change(field, most);
        },
      }),
    );
  const fields: FieldNode[] = [];
  fieldsOf((field) => void fields.push(field));
  for (const wanted of fields) {
    const changed = fieldsOf((field, most) => {
      if (field !== wanted) return undefined;
      const others = field.arguments?.filter(({ name }) => name.value !== 'first') ?? [];
      return { ...field, arguments: [...others, firstOf(most)] };
    });
    found.push({ path: wanted.name.value, document: changed });
  }
  return found;
}

it('and every question with as many groups or items as it may ask for, unless something dear is selected of each', () => {
  const asked = [...questions, ...shown.filter((one) => !one.page.startsWith('docs/analysts.md'))];
  const tooDear = [...asked, ...ofPrograms].flatMap(({ page, document, variables }) =>
    atMost(document).flatMap(({ path, document: changed }) =>
      isAffordable(changed, variables) ? [] : [`${page}: ${path}`],
    ),
  );
  expect([...new Set(tooDear)].toSorted()).toEqual([
    // The path of each unit.
    'docs/analysts.md: Units with most returned referrals: referralStatistics',
  ]);
});

/** The shortest way to each field with `first`, through fields that are no lists, as a query for as much as possible. */
function queriesForMost(): { path: string; query: string }[] {
  const found: { path: string; query: string }[] = [];
  const seen = new Set<string>();
  const query = schema.getQueryType();
  if (!query) throw new Error('There are queries.');
  let level: { type: GraphQLObjectType; wrap: (inner: string) => string }[] = [
    { type: query, wrap: (inner) => `{ ${inner} }` },
  ];
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { type, wrap } of level) {
      if (seen.has(type.name)) continue;
      seen.add(type.name);
      for (const field of Object.values(type.getFields())) {
        const most = mostOf(field);
        const named = getNamedType(field.type);
        if (most !== null) {
          const sized = [...(costs.listSizeOf(type, field)?.sizedFields ?? [])];
          const inner = sized.map((name) => `${name} { __typename }`).join(' ') || '__typename';
          const select = `${field.name}(first: ${most}) { ${inner} }`;
          found.push({ path: `${type.name}.${field.name}`, query: wrap(select) });
        }
        if (!isObjectType(named) || isListType(getNullableType(field.type))) continue;
        next.push({ type: named, wrap: (inner) => wrap(`${field.name} { ${inner} }`) });
      }
    }
    level = next;
  }
  return found;
}

it('and every list at its greatest length', () => {
  const queries = queriesForMost();
  expect(queries.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      'Query.applicationStatistics',
      'Query.referralStatistics',
      'Query.publishedStatistics',
      'Citizen.applications',
    ]),
  );
  const tooDear = queries.filter(({ query }) => !isAffordable(parse(query)));
  expect(tooDear.map(({ path }) => path)).toEqual([]);
});
