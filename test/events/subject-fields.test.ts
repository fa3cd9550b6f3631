import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  createSourceEventStream,
  execute,
  getNamedType,
  type GraphQLObjectType,
  isCompositeType,
  isObjectType,
  parse,
} from 'graphql';
import type { RunningSubgraph } from '../../lib/federation/subgraph.ts';
import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import { createGraphRequest } from '../../lib/platform/operations/request.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { subjectFields } from '../../subgraphs/index.ts';
import { appealOf, operations } from '../casework/operations.ts';
import { openTown, type Town } from '../casework/town.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { openSubgraph, type TestSubgraph } from './subscription-scene.ts';

/**
 * Viewers who differ in their subject alone share the events of a subscription, unless a field is declared that reads
 * it. Here each field that an event leads to is resolved alone, for a viewer who notes whether the subject is read.
 */

const logger = createLogger({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent', name: 'test' });

/** How to get from an event to references to entities of other subgraphs. */
const references: Readonly<Partial<Record<SubgraphName, readonly string[]>>> = {
  citizen: ['application { applicant { __typename id proof } }'],
  'institution-directory': [
    `application {
      __typename id aboutHeadOfUnit topic { id } province { code } district { code } meantUnit { id }
    }`,
    'application { responsibleUnits { __typename id } }',
    'application { topic { __typename id } }',
    'application { province { __typename code } }',
    'application { district { __typename code } }',
  ],
};

/** Types that these applications have no objects of on the shortest way, or only for their applicants. */
const unreached: readonly string[] = ['AppealableAnswer', 'Attachment', 'Rating'];

type Data = Readonly<Record<string, unknown>>;

interface Operation {
  readonly query: string;
  readonly rootValue?: unknown;
  readonly variableValues?: Data;
}

/** The start of a search: a type, and the operation that selects fields of it. */
interface Start {
  readonly subgraph: RunningSubgraph;
  readonly type: GraphQLObjectType;
  operation(selection: string): Operation;
}

onceInTheSuite('the fields that an event leads to', () => {
  let graph: TestGraph;
  let subgraph: TestSubgraph;
  const viewers: SignedInViewer[] = [];

  beforeAll(async () => {
    graph = await startGraph();
    const town = await openTown(graph);
    const unitId = await town.make('Konu Birimi');
    await town.make('Alt Birim', { parentId: unitId });
    await askAndDraft(town, unitId);
    await answerAndAppeal(town, unitId);
    subgraph = await openSubgraph(graph);
    const common = { subject: 'somebody', citizenId: null };
    viewers.push(
      { ...common, role: 'OFFICER', unitId },
      { ...common, role: 'EVALUATOR', unitId: null },
    );
  });

  afterAll(async () => {
    await subgraph?.stop();
    await graph?.stop();
  });

  const running = (name: SubgraphName): RunningSubgraph => {
    const found = subgraph.running.find((one) => one.name === name);
    if (!found) throw new Error(`${name} does not run.`);
    return found;
  };

  /** Where searches begin: at an event, and at the entities of other subgraphs to which it refers. */
  async function startsFrom(event: unknown, viewer: SignedInViewer): Promise<Start[]> {
    const application = running('application');
    const ofEvent = (selection: string) => ({
      query: `subscription { newApplications { ${selection} } }`,
      rootValue: event,
    });
    const starts: Start[] = [
      { subgraph: application, type: typeOf(application, 'NewApplication'), operation: ofEvent },
    ];
    for (const [name, selections] of Object.entries(references) as [SubgraphName, string[]][]) {
      for (const selection of selections) {
        const { data } = await run(application, viewer, ofEvent(selection));
        const [reference] = referencesIn(data);
        if (reference) starts.push(entity(running(name), reference));
      }
    }
    return starts;
  }

  test('are declared if they read the subject of the viewer', async () => {
    const found = new Set<string>();
    const resolved = new Set<string>();
    const all = new Set<string>();
    for (const viewer of viewers) {
      for (const event of await eventsOf(running('application'), viewer)) {
        for (const start of await startsFrom(event, viewer)) {
          for (const { coordinate, type, selection } of fieldsFrom(start.type, start.subgraph)) {
            all.add(type);
            const { data, reads } = await run(start.subgraph, viewer, start.operation(selection));
            if (JSON.stringify(data)?.includes('"probe":')) resolved.add(type);
            if (reads > 0) found.add(coordinate);
          }
        }
      }
    }

    expect([...found].toSorted()).toEqual([...subjectFields].toSorted());
    expect([...all].filter((type) => !resolved.has(type)).toSorted()).toEqual(unreached);
  });
});

/** Runs an operation in a context of its own, and counts how often the subject of its viewer is read. */
async function run(
  { schema, createContext }: RunningSubgraph,
  viewer: SignedInViewer,
  { query, ...operation }: Operation,
) {
  let reads = 0;
  const spied: SignedInViewer = {
    ...viewer,
    get subject() {
      reads += 1;
      return viewer.subject;
    },
  };
  const contextValue = createContext(createGraphRequest(spied, 'test', logger));
  const { data } = await execute({ schema, document: parse(query), contextValue, ...operation });
  return { data, reads };
}

/** One for each application. */
const mostEvents = 3;

const text = 'Lambalar yenilenecektir.';

/** An application that was answered, whose appeal was upheld. */
async function answerAndAppeal(town: Town, unitId: string): Promise<void> {
  const { number, referrals } = await town.referTo([unitId]);
  await town.evaluator.do(operations.redact, { number, redactedText: text });
  await town.evaluator.do(operations.correct, { number, type: 'COMPLAINT', reason: text });
  await town.answer(number, referrals[0]?.id, unitId);
  await town.citizen.do(operations.rate, { number, score: 2, solved: false });
  await town.citizen.do(operations.appeal, { number, text });
  const { referralId } = await appealOf(town.evaluator, number);
  const superior = await town.officerOf(town.parentId);
  await superior.do(operations.decideAppeal, { referralId, decision: 'UPHELD', text });
}

/** One with questions to the applicant, and one whose answer is drafted. */
async function askAndDraft(town: Town, unitId: string): Promise<void> {
  const drafter = await town.officerOf(unitId, 'drafter');
  const asked = await town.referTo([unitId], { type: 'INFORMATION_REQUEST' });
  const referralId = asked.referrals[0]?.id;
  await drafter.do(operations.accept, { referralId });
  await drafter.do(operations.extend, { referralId, reason: text });
  await drafter.do(operations.requestClarification, { referralId, question: text });
  await town.citizen.do(operations.supplement, { number: asked.number, text });
  await drafter.do(operations.requestClarification, { referralId, question: text });

  const drafted = { referralId: (await town.referTo([unitId])).referrals[0]?.id };
  await drafter.do(operations.accept, drafted);
  await drafter.do(operations.draft, { ...drafted, kind: 'FINAL', outcome: 'REFUSED', text });
}

/** The events that are stored for a viewer. */
async function eventsOf(
  { schema, createContext }: RunningSubgraph,
  viewer: SignedInViewer,
): Promise<unknown[]> {
  const stream = await createSourceEventStream({
    schema,
    document: parse('subscription { newApplications(after: "EARLIEST") { cursor } }'),
    contextValue: createContext(createGraphRequest(viewer, 'test', logger)),
  });
  if (!(Symbol.asyncIterator in stream)) throw new Error('The subscription is refused.');
  const events: unknown[] = [];
  for await (const message of stream as AsyncIterable<Data>) {
    if ('newApplications' in message) events.push(message);
    if (events.length === mostEvents) break;
  }
  return events;
}

function typeOf({ schema }: RunningSubgraph, name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`There is no type ${name}.`);
  return type;
}

function entity(subgraph: RunningSubgraph, reference: Data): Start {
  const name = String(reference['__typename']);
  return {
    subgraph,
    type: typeOf(subgraph, name),
    operation: (selection) => ({
      query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${name} { ${selection} } } }`,
      variableValues: { of: [reference] },
    }),
  };
}

/** The outermost objects with a `__typename`. */
function referencesIn(value: unknown): Data[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('__typename' in value) return [value];
  return Object.values(value).flatMap((each) => referencesIn(each));
}

interface Probe {
  readonly coordinate: string;
  readonly type: string;
  readonly selection: string;
}

/** Each field that can be reached, with a selection of it alone on the shortest way. */
function fieldsFrom(start: GraphQLObjectType, { schema }: RunningSubgraph): Probe[] {
  const probes: Probe[] = [];
  const found = new Set([start.name]);
  const queue = [{ type: start, around: (selection: string) => selection }];
  for (const { type, around } of queue) {
    for (const { name, type: given, args } of Object.values(type.getFields())) {
      const inner = getNamedType(given);
      const isComposite = isCompositeType(inner);
      const needed = args.find(
        (one) => String(one.type).endsWith('!') && one.defaultValue === undefined,
      );
      if (needed) throw new Error(`${type.name}.${name} needs ${needed.name}.`);
      probes.push({
        coordinate: `${type.name}.${name}`,
        type: type.name,
        selection: around(`probe: ${name}${isComposite ? ' { __typename }' : ''}`),
      });
      if (!isComposite) continue;
      for (const next of isObjectType(inner) ? [inner] : schema.getPossibleTypes(inner)) {
        if (found.has(next.name)) continue;
        found.add(next.name);
        const aroundNext = (selection: string) =>
          around(`${name} { ... on ${next.name} { ${selection} } }`);
        queue.push({ type: next, around: aroundNext });
      }
    }
  }
  return probes;
}
