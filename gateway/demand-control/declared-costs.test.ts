import { describe, expect, it } from '@jest/globals';
import {
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  getOperationAST,
  isCompositeType,
  isListType,
  isObjectType,
  parse,
} from 'graphql';
import { graphiqlExamples } from '../../examples/index.ts';
import { defaultBudgets } from '../../lib/platform/operations/budgets.ts';
import { createPlanner } from '../planning/planner.ts';
import { readSupergraph } from '../supergraph.ts';
import { readCostSchema } from './cost-schema.ts';
import { charge } from './cost.ts';
import { staticCost } from './static-cost.ts';

/** The costs that this graph's own SDL declares. */

const { apiSchema: schema, supergraphSchema } = createPlanner(readSupergraph());
const costs = readCostSchema(supergraphSchema);

function costOf(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  const document = parse(query);
  const definition = getOperationAST(document);
  if (!definition) throw new Error('There is no operation.');
  return staticCost({ document, definition }, variables, { schema, costs });
}

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

it('every mutation costs more than any other field, except those that search, count or read a history', () => {
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
    'Query.applicationEvents',
    'Query.applicationStatistics',
    'Query.applications',
    'Query.closedApplications',
    'Query.closedReferrals',
    'Query.publishedStatistics',
    'Query.referralStatistics',
    'Query.searchAdministrativeUnits',
    'Query.similarApplications',
    'Query.stepStatistics',
    'UnitInboxConnection.counts',
  ]);
});

it('every list of leaves has a declared size', () => {
  const undeclared = fields.filter(
    ({ type, field }) =>
      isListType(getNullableType(field.type)) &&
      !isCompositeType(getNamedType(field.type)) &&
      (costs.listSizeOf(type, field)?.assumedSize ?? null) === null,
  );

  expect(undeclared.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
});

/** Leaves that take work or may be long: 1 for each 2,000 characters, 2 for a cursor, which is sealed, and for a read. */
const dearLeaves: Readonly<Record<string, readonly string[]>> = {
  'text of a person, 10,000 characters': [
    'Appeal.decisionText',
    'Appeal.text',
    'Application.text',
    'Redaction.text',
    'Reply.text',
    'ReplyDraft.text',
    'Supplement.text',
  ],
  'text of 2,000 characters': [
    'Attachment.withheldReason',
    'CitizenSearch.reason',
    'DirectoryChange.reason',
    'DirectoryChange.rejectionReason',
    'Extension.reason',
    'NotificationBacklog.lastError',
    'OpenQuestion.text',
    'OutboxMessage.text',
    'ReferralResultError.message',
    'ReplyDraft.rejectionReason',
    'TimelineEntry.note',
  ],
  computed: [
    'Application.appealableUntil',
    'Application.availableActions',
    'Application.trackingCode',
    'Referral.availableActions',
    'Reply.id',
    'Supplement.id',
    'TimelineEntry.id',
  ],
  'of the timeline': ['Application.updatedAt', 'Referral.automaticReason', 'Referral.reason'],
  cursor: [
    'AdministrativeUnitEdge.cursor',
    'AppealEdge.cursor',
    'ApplicationEdge.cursor',
    'ApplicationEvent.cursor',
    'ApplicationEventEdge.cursor',
    'CitizenSearchEdge.cursor',
    'DirectoryChangeEdge.cursor',
    'FoundApplicationEdge.cursor',
    'NewApplication.cursor',
    'OutboxEdge.cursor',
    'PageInfo.endCursor',
    'PageInfo.startCursor',
    'ReferralEdge.cursor',
    'UnitInboxConnection.asOf',
  ],
  'a count': ['OwnApplicationConnection.totalCount'],
  '20 texts': ['Redaction.supplements'],
  '10 texts': ['Redaction.appeals'],
};

const weightOfLeaf: Readonly<Record<keyof typeof dearLeaves, number>> = {
  'text of a person, 10,000 characters': 5,
  'text of 2,000 characters': 1,
  computed: 1,
  'of the timeline': 2,
  cursor: 2,
  'a count': 20,
  '20 texts': 100,
  '10 texts': 50,
};

it('leaves that are long or take work have a weight', () => {
  const weighed = fields
    .filter(({ field }) => !isCompositeType(getNamedType(field.type)))
    .map(({ type, field }) => [`${type.name}.${field.name}`, costs.weightOfField(type, field)])
    .filter(([, weight]) => weight !== 0);

  expect(Object.fromEntries(weighed)).toEqual(
    Object.fromEntries(
      Object.entries(dearLeaves).flatMap(([kind, names]) =>
        names.map((name) => [name, weightOfLeaf[kind]]),
      ),
    ),
  );
});

interface ByHand {
  /** The root, then for each field its weight and the objects that it returns. */
  readonly points: number;
  readonly leaves: number;
}

const byHand: Readonly<Record<string, ByHand>> = {
  // trackApplication 50 + 1, responsibleUnit 1 + 1
  track: { points: 1 + 51 + 2, leaves: 7 + 3 + 10 },
  // searchAdministrativeUnits 480 + 1, nodes 1 + 3; suggestUnits 5 + 10, unit 10 * (1 + 1)
  directory: { points: 1 + 481 + 4 + 15 + 20, leaves: 3 * (3 + 10) + 10 * (1 + 2) },
  // me 1 + 1, applications 20 + 1, nodes 1 + 5 * 4, responsibleUnit 5 * (1 + 1); pageInfo 1 + 1, endCursor 2
  citizen: { points: 1 + 2 + 21 + 21 + 10 + 2 + 2, leaves: 2 + 5 * (4 + 1 + 10) + 2 },
  // fileApplication 550 and its input 1, one application 4; trackingCode 1, availableActions 1
  filing: { points: 1 + 550 + 1 + 4 + 2, leaves: 5 + 12 },
  // application 1 + 4, text 5, applicant 1 + 1; referrals 1 + 100, of each: unit 1 + 1, replies 1 + 10, their
  // texts 10 * 5; timeline 1 + 100, of each: unit 1 + 1
  evaluator: {
    points: 1 + 5 + 5 + 2 + 101 + 100 * (2 + 11 + 50) + 101 + 100 * 2,
    leaves: 6 + 3 + 100 * (1 + 1 + 10 + 10 * 4) + 100 * (3 + 1),
  },
  // evaluationQueue 50 and its filter 1, connection 1, nodes 1 + 5 * 4, availableActions 5 * 1; unitInbox 50 + 1 + 1,
  // nodes 1 + 5, of each: unit 1 + 1, application 1 + 4; counts 250 + 9; pageInfo 1 + 1, endCursor 2
  lists: {
    points: 1 + 52 + 21 + 5 + 52 + 6 + 5 * (2 + 5) + 259 + 2 + 2,
    leaves: 5 * (4 + 12) + 5 * (5 + 1 + 2) + 9 * 3 + 2,
  },
  // viewer, its unit and applicant 1 + 1, application 1 + 4, text 5; referrals 1 + 100, of each: unit 1 + 1
  officer: {
    points: 1 + 3 * 2 + 5 + 5 + 101 + 100 * 2,
    leaves: 1 + (1 + 10) + 4 + 2 + 100 * (3 + 1),
  },
  // applicationStatistics 500 + 1, groups 1; applications 500 + 1, nodes 1 + 3 * 4, responsibleUnit 3 * (1 + 1); topics
  // 1 + 200, provinces 1 + 81
  analyst: {
    points: 1 + 501 + 1 + 501 + 13 + 3 * 2 + 201 + 82,
    leaves: 10 * 5 + 2 + 3 * (3 + 1) + 1 + 200 * 3 + 81 * 2,
  },
  // outbox 80 + 1, nodes 1 + 10, text 10 * 1, pageInfo 1 + 1, endCursor 2; notificationBacklog 150 + 1, lastError 1
  outbox: { points: 1 + 81 + 11 + 10 + 2 + 2 + 151 + 1, leaves: 10 * 5 + 2 + 3 },
  // newApplications 50 + 1, cursor 2, application 1 + 4, referral and unit 1 + 1 each
  subscription: { points: 1 + 51 + 2 + 5 + 2 * 2, leaves: 1 + 4 + 3 + 1 },
};

describe('the examples', () => {
  it.each(graphiqlExamples.map((example) => [example.name, example] as const))(
    '%s has the cost computed by hand, and its viewer can afford it',
    (name, { query, variables, role }) => {
      const cost = costOf(query, variables);
      const { fieldCost, typeCost, leaves } = cost;

      expect({ points: fieldCost + typeCost, leaves }).toEqual(byHand[name]);
      expect(charge(cost)).toBeLessThan(defaultBudgets[role ?? 'ANONYMOUS'].operation);
    },
  );
});

describe('introspection of this graph', () => {
  it('costs less than anybody may ask for at once, by the query that tools send', () => {
    const cost = charge(costOf(getIntrospectionQuery()));

    expect(cost).toBeGreaterThan(1_000);
    expect(cost).toBeLessThan(defaultBudgets.ANONYMOUS.operation / 2);
  });

  it('costs too much when aliases multiply its lists', () => {
    const fields = Array.from({ length: 8 }, (_, index) => `f${index}: fields { ...F }`).join(' ');
    const names = Array.from({ length: 85 }, (_, index) => `n${index}: name`).join(' ');
    const query = `{ __schema { types { ${fields} } } } fragment F on __Field { ${names} }`;

    expect(charge(costOf(query))).toBeGreaterThan(defaultBudgets.ANONYMOUS.operation);
  });
});
