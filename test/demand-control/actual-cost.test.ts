import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  getNamedType,
  getOperationAST,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql';
import { Types } from 'mongoose';
import { readCostSchema } from '../../gateway/demand-control/cost-schema.ts';
import {
  charge,
  charactersPerLeaf,
  charactersPerPoint,
  type CostContext,
} from '../../gateway/demand-control/cost.ts';
import { SelectedFields } from '../../gateway/demand-control/selected-fields.ts';
import { staticCost } from '../../gateway/demand-control/static-cost.ts';
import { RandomOperation } from '../differential/random-operation.ts';
import { createPlanner } from '../../gateway/planning/planner.ts';
import { readSupergraph } from '../../gateway/supergraph.ts';
import { costHeader } from '../../lib/platform/http/wants-cost.ts';
import type { ClientOperation, Variables } from '../../lib/platform/operations/engine.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';

/** The number of operations executed. */
const operations = 500;
/** The length of the timelines and of the chains of referrals that they find. */
const entries = 100;

/** More expensive ones are not asked. */
const maxCost = 60_000;

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

  async function answerTo(query: string, variables: object, token: string | null) {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [costHeader]: '1',
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as { data?: unknown; extensions?: { cost?: CostExtension } };
  }

  /** The leaves that are longer than their fields declare, as coordinates. */
  function tooLong(operation: ClientOperation, variables: Variables, data: unknown): string[] {
    const selected = new SelectedFields(operation, variables, schema);
    const found: string[] = [];
    const check = (type: GraphQLObjectType, parts: readonly SelectionSetNode[], value: object) => {
      for (const [key, { field, parts: inside }] of selected.of(type, parts)) {
        const definition = type.getFields()[field.name.value];
        if (!definition) continue;
        const named = getNamedType(definition.type);
        const most =
          charactersPerLeaf + charactersPerPoint * context.costs.weightOfField(type, definition);
        for (const item of [Reflect.get(value, key)].flat(3) as unknown[]) {
          if (typeof item === 'string' && item.length > most) {
            found.push(`${type.name}.${definition.name}: ${item.length}`);
          }
          if (isObjectType(named) && typeof item === 'object' && item !== null) {
            check(named, inside, item);
          }
        }
      }
    };
    const root = schema.getRootType(operation.definition.operation);
    if (root && typeof data === 'object' && data !== null) {
      check(root, [operation.definition.selectionSet], data);
    }
    return found;
  }

  test(`is never above the static one, nor a leaf longer than declared: ${operations} random operations`, async () => {
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
      fc.pre(charge(staticCost({ document, definition }, variables, context)) <= maxCost);

      const token = viewer && (await graph.token(viewer));
      const { data, extensions } = await answerTo(query, variables, token);
      const cost = extensions?.cost ?? null;

      fc.pre(cost !== null); // it was not executed: its form is refused, or a value
      if (!cost) return;
      seen.executed += 1;
      expect(tooLong({ document, definition }, variables, data)).toEqual([]);
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
  });
});
