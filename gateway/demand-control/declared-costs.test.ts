import { describe, expect, it } from '@jest/globals';
import {
  getNamedType,
  getNullableType,
  getOperationAST,
  isCompositeType,
  isListType,
  isObjectType,
  parse,
} from 'graphql';
import { examples } from '../../examples/index.ts';
import { defaultBudgets } from '../../lib/platform/operations/budgets.ts';
import { createPlanner } from '../planner.ts';
import { readSupergraph } from '../supergraph.ts';
import { readCostSchema } from './cost-schema.ts';
import { total } from './cost.ts';
import { staticCost } from './static-cost.ts';

/** The costs that this graph's own SDL declares. */

const { apiSchema: schema, supergraphSchema } = createPlanner(readSupergraph());
const costs = readCostSchema(supergraphSchema);

const types = Object.values(schema.getTypeMap()).filter(
  (type) => isObjectType(type) && !type.name.startsWith('__'),
);
const fields = types.flatMap((type) =>
  isObjectType(type) ? Object.values(type.getFields()).map((field) => ({ type, field })) : [],
);

it('every list of objects has a declared size', () => {
  const sizedByParents = new Set(
    fields.flatMap(({ type, field }) =>
      [...(costs.listSizeOf(type, field)?.sizedFields ?? [])].map(
        (name) => `${getNamedType(field.type).name}.${name}`,
      ),
    ),
  );
  const undeclared = fields.filter(({ type, field }) => {
    if (!isListType(getNullableType(field.type)) || !isCompositeType(getNamedType(field.type))) {
      return false;
    }
    const isDeclared = costs.listSizeOf(type, field)?.sizedFields.size === 0;
    return !isDeclared && !sizedByParents.has(`${type.name}.${field.name}`);
  });

  expect(undeclared.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
});

it('every connection takes its size from its arguments', () => {
  for (const { type, field } of fields) {
    if (!getNamedType(field.type).name.endsWith('Connection')) continue;
    expect([`${type.name}.${field.name}`, costs.listSizeOf(type, field)]).toEqual([
      `${type.name}.${field.name}`,
      {
        assumedSize: null,
        slicingArguments: ['first'],
        sizedFields: new Set(['edges', 'nodes']),
      },
    ]);
  }
});

it('every mutation costs more than any other field, except those that search or count', () => {
  const mutation = schema.getMutationType();
  const weights = fields.map(({ type, field }) => ({
    name: `${type.name}.${field.name}`,
    isMutation: type === mutation,
    weight: costs.weightOfField(type, field),
  }));
  const least = Math.min(
    ...weights.filter(({ isMutation }) => isMutation).map(({ weight }) => weight),
  );
  const asDear = weights.filter(({ isMutation, weight }) => !isMutation && weight >= least);

  expect(least).toBe(200);
  expect(asDear.map(({ name }) => name).toSorted()).toEqual([
    'Query.searchAdministrativeUnits',
    'Query.similarApplications',
    'UnitInboxConnection.counts',
  ]);
});

/** Computed by hand: the root, then for each field its weight and the objects that it returns. */
const byHand: Readonly<Record<string, number>> = {
  // trackApplication 50 + 1, responsibleUnit 1 + 1
  track: 1 + 51 + 2,
  // searchAdministrativeUnits 250 + 1, nodes 1 + 3; suggestUnits 5 + 10, unit 10 * (1 + 1)
  directory: 1 + 251 + 4 + 15 + 20,
  // me 1 + 1, applications 20 + 1, nodes 1 + 5 * 4, responsibleUnit 5 * (1 + 1), pageInfo 1 + 1
  citizen: 1 + 2 + 21 + 21 + 10 + 2,
  // fileApplication 550 and its input 1, one application 4
  filing: 1 + 550 + 1 + 4,
  // application 1 + 4, applicant 1 + 1, referrals 1 + 100, of each: unit 1 + 1, replies 1 + 10; timeline 1 + 100,
  // of each: unit 1 + 1
  evaluator: 1 + 5 + 2 + 101 + 100 * (2 + 11) + 101 + 100 * 2,
  // evaluationQueue 50 and its filter 1, connection 1, nodes 1 + 5 * 4; unitInbox 50 + 1 + 1, nodes 1 + 5, of each:
  // unit 1 + 1, application 1 + 4; counts 250 + 9; pageInfo 1 + 1
  lists: 1 + 52 + 21 + 52 + 6 + 5 * (2 + 5) + 259 + 2,
  // viewer, its unit and applicant 1 + 1, application 1 + 4; referrals 1 + 100, of each: unit 1 + 1
  officer: 1 + 3 * 2 + 5 + 101 + 100 * 2,
  // viewer 1 + 1, topics 1 + 200, provinces 1 + 81
  analyst: 1 + 2 + 201 + 82,
  // outbox 80 + 1, nodes 1 + 10, pageInfo 1 + 1; notificationBacklog 150 + 1
  outbox: 1 + 81 + 11 + 2 + 151,
};

describe('the examples', () => {
  it.each(examples.map((example) => [example.name, example] as const))(
    '%s has the cost computed by hand, and its viewer can afford it',
    (name, { query, variables, role }) => {
      const document = parse(query);
      const definition = getOperationAST(document);
      if (!definition) throw new Error('There is no operation.');
      const cost = total(staticCost({ document, definition }, variables, { schema, costs }));

      expect(cost).toBe(byHand[name]);
      expect(cost).toBeLessThan(defaultBudgets[role ?? 'ANONYMOUS'].operation);
    },
  );
});
