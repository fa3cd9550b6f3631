import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { getOperationAST, type GraphQLSchema, OperationTypeNode, parse, validate } from 'graphql';
import { Types } from 'mongoose';
import { readCostSchema } from '../../gateway/demand-control/cost-schema.ts';
import { type CostContext, total } from '../../gateway/demand-control/cost.ts';
import { staticCost } from '../../gateway/demand-control/static-cost.ts';
import { RandomOperation } from '../../gateway/execution/differential/random-operation.ts';
import { createPlanner } from '../../gateway/planner.ts';
import { readSupergraph } from '../../gateway/supergraph.ts';
import { costHeader } from '../../lib/platform/operations/wants-cost.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';

/** So many are executed, and so long are the timelines and the chains of referrals that they find. */
const operations = 500;
const entries = 100;

/** Dearer ones are not asked. */
const dearest = 60_000;

interface CostExtension {
  requestedQueryCost: number;
  actualQueryCost: number;
}

onceInTheSuite('the actual cost of an operation', () => {
  let graph: TestGraph;
  let schema: GraphQLSchema;
  let context: CostContext;
  let viewers: readonly (Partial<SignedInViewer> | null)[];
  let values: Readonly<Record<string, readonly unknown[]>>;

  beforeAll(async () => {
    const planner = createPlanner(readSupergraph());
    schema = planner.apiSchema;
    context = { schema, costs: readCostSchema(planner.supergraphSchema) };
    graph = await startGraph();
    const { data } = graph;
    const applicant = await data.citizen();
    await longCase();
    // A code that belongs to another number would be answered late.
    const tracked = await longCase();
    const ministry = data.unit({ kind: 'MINISTRY' })._id;
    viewers = [
      null,
      { role: 'CITIZEN', citizenId: applicant.id },
      { role: 'OFFICER', unitId: ministry },
      { role: 'EVALUATOR' },
      { role: 'ANALYST' },
      { role: 'ADMIN' },
    ];
    const units = [ministry, data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' })._id];
    const sizes = [1, 100, 5, 20, 40];
    values = {
      first: sizes,
      after: [null],
      number: [tracked.number],
      trackingCode: [data.trackingCode(tracked)],
      unitId: units,
      id: [...units, applicant.id],
      parentId: units,
      withinId: units,
      topicId: [data.directory.topics[0]?._id],
      provinceCode: ['34', '54'],
      districtCode: [null],
      text: ['mudurlugu', 'istanbul valiligi', 'kadikoy'],
      subject: ['Yol bakımı'],
      filter: [{}],
      dueBefore: ['2030-01-01'],
    };

    /** An application that one unit has passed on to the next, again and again. */
    async function longCase() {
      const chain = Array.from({ length: entries }, () => new Types.ObjectId());
      const path = ['PROVINCIAL_DIRECTORATE', 'DISTRICT_DIRECTORATE', 'GOVERNORSHIP'] as const;
      const stops = path.map((kind) => data.unit({ kind, provinceCode: '34' }));
      const stopAt = (index: number) => stops[index % stops.length] ?? data.unit({});
      return data.application({
        citizen: applicant,
        referrals: chain.map((_id, index) => ({
          _id,
          unit: stopAt(index),
          forwardedFrom: chain[index - 1] ?? null,
          state: index === entries - 1 ? 'IN_PROGRESS' : 'FORWARDED',
        })),
        timeline: chain.map((referralId, index) => ({
          event: index === 0 ? 'REFERRED' : 'FORWARDED',
          actor: 'OFFICER',
          unitId: stopAt(index)._id,
          referralId,
        })),
      });
    }
  });

  afterAll(() => graph?.stop());

  async function costOf(query: string, variables: object, token: string | null) {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [costHeader]: '1',
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const { extensions } = (await response.json()) as { extensions?: { cost?: CostExtension } };
    return extensions?.cost ?? null;
  }

  test(`is never above the static one: ${operations} random operations`, async () => {
    const seen = { executed: 0, wellUsed: 0, largest: 0 };
    const property = fc.asyncProperty(fc.gen(), async (gen) => {
      const viewer = viewers[gen(fc.nat, { max: viewers.length - 1 })] ?? null;
      const isMutation = gen(fc.nat, { max: 9 }) === 9;
      const { query, variables = {} } = new RandomOperation(gen, schema, {
        without: ['renewTrackingCode'],
        operation: isMutation ? OperationTypeNode.MUTATION : OperationTypeNode.QUERY,
        values: (name, variant) => values[name]?.[variant % values[name].length],
      }).write();
      const document = parse(query);
      fc.pre(validate(schema, document).length === 0);
      const definition = getOperationAST(document);
      if (!definition) throw new Error('There is no operation.');
      fc.pre(total(staticCost({ document, definition }, variables, context)) <= dearest);

      const token = viewer && (await graph.token(viewer));
      const cost = await costOf(query, variables, token);

      fc.pre(cost !== null); // it was not executed: its form is refused, or a value
      if (!cost) return;
      seen.executed += 1;
      seen.largest = Math.max(seen.largest, cost.actualQueryCost);
      if (2 * cost.actualQueryCost > cost.requestedQueryCost) seen.wellUsed += 1;
      if (cost.actualQueryCost > cost.requestedQueryCost) {
        throw new Error(`${JSON.stringify(cost)}\n${query}\n${JSON.stringify(variables)}`);
      }
    });

    await fc.assert(property, { numRuns: operations, seed: 14, maxSkipsPerRun: 100 });

    expect(seen.executed).toBeGreaterThanOrEqual(operations);
    // Not for want of data: many use most of what they asked for, and some find the long lists.
    expect(seen.wellUsed).toBeGreaterThan(operations / 10);
    expect(seen.largest).toBeGreaterThan(10 * entries);
  }, 120_000);
});
