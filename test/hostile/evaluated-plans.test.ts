import { QueryPlanner } from '@apollo/query-planner';
import { beforeAll, expect, test } from '@jest/globals';
import { getOperationAST, type OperationDefinitionNode, parse, validate } from 'graphql';
import { corpus } from '../../bench/attack/corpus.ts';
import { type HostileOperation, isOperation } from '../../bench/attack/hostile-operation.ts';
import { examples } from '../../examples/index.ts';
import { ClientDefinitions } from '../../gateway/execution/normalize/client-definitions.ts';
import { normalizeOperation } from '../../gateway/execution/normalize/normalize-operation.ts';
import { allRights } from '../../gateway/execution/rights.ts';
import { createPlanner, generatedPrefix, type Planner } from '../../gateway/planning/planner.ts';
import { readSupergraph } from '../../gateway/supergraph.ts';
import { onceInTheSuite } from '../support/graph.ts';

/** How many plans the planner may compare for one operation. */
const mostPlans = 16;

const subjects = {
  rootId: '75451710',
  unitId: '75451710',
  leafId: '75451710',
  topicId: 'sokak-kaldirim',
  number: '2400990673',
  trackingCode: 'E31N-2Z13-03EP',
  slowedNumber: '2500000004',
  referralIds: ['ref_AAAAAAAAAAAAAAAAAAAAAA'],
  attachmentId: 'att_AAAAAAAAAAAAAAAAAAAAAA',
};

const operations = corpus.filter((operation) => {
  const { expected } = operation;
  const isExecuted = expected === 'answered' || expected === 'nothing';
  return isExecuted && isOperation(operation);
});

onceInTheSuite('the plans that the planner compares', () => {
  let planner: Planner;
  let prefix: string;

  beforeAll(() => {
    planner = createPlanner(readSupergraph());
    prefix = generatedPrefix(planner.supergraphSchema);
  });

  /** What the planner is given for somebody who has every right. */
  function toBePlanned(query: string, variables: Readonly<Record<string, unknown>>) {
    const document = parse(query);
    if (validate(planner.apiSchema, document).length > 0) return null;
    const definition = getOperationAST(document);
    if (!definition) throw new Error('There is no operation.');
    const definitions = new ClientDefinitions(document, definition, {
      schema: planner.apiSchema,
      prefix,
    });
    const conditions = definitions.conditions.read(definitions.withDefaults(variables));
    return normalizeOperation(definitions, { conditions, rights: allRights, refused: new Map() })
      .definition;
  }

  function evaluatedPlans(definition: OperationDefinitionNode): number {
    const build = QueryPlanner.prototype.buildQueryPlan;
    let evaluated = 0;
    QueryPlanner.prototype.buildQueryPlan = function (...given) {
      const plan = build.apply(this, given);
      evaluated = this.lastGeneratedPlanStatistics()?.evaluatedPlanCount ?? Infinity;
      return plan;
    };
    try {
      planner.plan(definition);
    } finally {
      QueryPlanner.prototype.buildQueryPlan = build;
    }
    return evaluated;
  }

  test.each(operations.map((operation) => [operation.name, operation] as const))(
    'are few for a hostile operation: %s',
    (_: string, { write }: HostileOperation) => {
      const { body } = write(subjects, 1);
      const { query, variables = {} } = body as { query: string; variables?: object }; // of this kind
      const definition = toBePlanned(query, { ...variables });

      expect(definition === null ? 0 : evaluatedPlans(definition)).toBeLessThanOrEqual(mostPlans);
    },
  );

  test.each(examples.map((example) => [example.name, example] as const))(
    'are few for an example: %s',
    (_, { query, variables }) => {
      const definition = toBePlanned(query, variables);

      if (!definition) throw new Error('It is valid.');
      const evaluated = evaluatedPlans(definition);
      expect(evaluated).toBeGreaterThan(0);
      expect(evaluated).toBeLessThanOrEqual(mostPlans);
    },
  );
});
