import type { FetchNode } from '@apollo/query-planner';
import { type GraphQLError, OperationTypeNode } from 'graphql';
import type {
  EventReceiver,
  EventStream,
  SubscriptionStart,
} from '../../../lib/platform/operations/engine.ts';
import type { GraphRequest } from '../../../lib/platform/operations/request.ts';
import type {
  SubgraphOperation,
  SubgraphResult,
  SubgraphTransport,
} from '../../../lib/federation/transport/transport.ts';
import { isSafeKey, type JsonObject } from '../json.ts';
import { mergeInto } from './merge.ts';
import { pathsAt, placesAt } from './places.ts';
import { compileRewrites, renamedKeys, type Rewrite } from './rewrites.ts';
import {
  compileRepresentation,
  type Represent,
  type TypeConditionTest,
} from './representations.ts';
import { graphqlErrorFor } from '../../../lib/platform/errors/graphql-error.ts';
import { type ErrorPath, subgraphError } from './subgraph-error.ts';

/** One execution of a plan: its inputs and the results so far. */
export interface Execution {
  readonly request: GraphRequest;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly data: JsonObject;
  readonly errors: GraphQLError[];
  /** Nulls in non-null positions that Apollo's executor found. */
  readonly problems: GraphQLError[];
  /** The event that is resolved; null unless the operation is a subscription. */
  readonly event: SubgraphResult | null;
  /** Set when a mutation made the whole answer null: those after it are not executed. */
  isOver: boolean;
  /**
   * The operation to send instead when a subgraph refuses the variables of a fetch: the same with the client's original
   * text, so that the error refers to it. Null when there is no difference.
   */
  asWritten(operation: SentOperation): SentOperation | null;
}

/** An operation sent to a subgraph. */
export type SentOperation = Pick<
  SubgraphOperation,
  'query' | 'document' | 'operationName' | 'variables'
>;

/** A part of a plan. Never rejects; undefined when there was nothing to wait for. */
export type Step = (execution: Execution) => Promise<unknown> | undefined;

/** Called for each response of a subgraph. */
export type FetchObserver = (outcome: 'ok' | 'errors', seconds: number) => void;

export interface FetchTarget {
  readonly transport: SubgraphTransport;
  readonly observe: FetchObserver;
}

export interface PlanContext {
  readonly targets: ReadonlyMap<string, FetchTarget>;
  readonly satisfies: TypeConditionTest;
}

/** @returns null when the fetch needs a feature that only Apollo's executor supports. */
export function compileFetch(
  node: FetchNode,
  path: readonly string[],
  { targets, satisfies }: PlanContext,
): Step | null {
  const target = targets.get(node.serviceName);
  const variables = node.variableUsages ?? [];
  if (!target || !variables.every(isSafeKey) || node.contextRewrites?.length) return null;
  const rewriteInput = compileRewrites(node.inputRewrites, satisfies);
  const rewriteOutput = compileRewrites(node.outputRewrites, satisfies);
  if (!rewriteInput || !rewriteOutput) return null;

  const fetch = new CompiledFetch(node, path, target, { rewriteOutput, satisfies });
  if (!node.requires) return (execution) => fetch.ask(execution);
  if (variables.includes('representations')) return null;
  const represent = compileRepresentation(node.requires, satisfies);
  if (!represent) return null;
  if (!node.inputRewrites?.length) {
    return (execution) => fetch.askForEntities(execution, represent);
  }
  const rewritten: Represent = (source) => {
    const representation = represent(source);
    if (representation?.['__typename']) rewriteInput(representation);
    return representation;
  };
  return (execution) => fetch.askForEntities(execution, rewritten);
}

/** The field of a subgraph from which the events of a subscription come. */
export interface Source {
  /** Subscribes to it, with the variables of the plan's fetches. */
  open(
    variables: Execution['variables'],
    start: SubscriptionStart,
    receiver: EventReceiver<SubgraphResult>,
  ): EventStream;
  /** Adds an event to its execution. */
  receive(execution: Execution, event: SubgraphResult): void;
}

/** @returns null when the source needs a feature that is not supported. */
export function compileSource(node: FetchNode, { targets, satisfies }: PlanContext): Source | null {
  const target = targets.get(node.serviceName);
  const rewriteOutput = compileRewrites(node.outputRewrites, satisfies);
  if (!target || !rewriteOutput || !(node.variableUsages ?? []).every(isSafeKey)) return null;
  const fetch = new CompiledFetch(node, [], target, { rewriteOutput, satisfies });
  return {
    open: (variables, start, receiver) => fetch.subscribe(variables, start, receiver),
    receive: (execution, event) => fetch.receive(execution, event, [execution.data]),
  };
}

/**
 * Executes an operation at a subgraph and observes the fetch. If the subgraph refuses its variables, the operation is
 * sent once more with the client's original text.
 */
export async function executeFetch(
  target: FetchTarget,
  { query, document, operationName, variables }: SentOperation,
  { request, asWritten }: Pick<Execution, 'request' | 'asWritten'>,
): Promise<SubgraphResult> {
  const operation: SubgraphOperation = { query, document, operationName, variables, request };
  const start = performance.now();
  const result = await target.transport.execute(operation);
  target.observe(result.errors ? 'errors' : 'ok', (performance.now() - start) / 1000);
  if (!result.errors) return result;
  const written = isRefusedAsBadInput(result) ? asWritten(operation) : null;
  return written ? executeFetch(target, written, { request, asWritten: nothingElse }) : result;
}

/** The second attempt already contains the original text. */
const nothingElse: Execution['asWritten'] = () => null;

/**
 * Whether a subgraph has refused an operation for its values, and so executed nothing: repeating it is safe, also
 * for a mutation. A subgraph that did not answer may have executed it.
 */
function isRefusedAsBadInput({ data, errors = [] }: SubgraphResult): boolean {
  if (data !== undefined || errors.length === 0) return false;
  return errors.every(({ extensions }) => extensions?.['code'] === 'BAD_USER_INPUT');
}

class CompiledFetch {
  readonly #operation: Pick<SubgraphOperation, 'query' | 'document' | 'operationName'>;
  readonly #variables: readonly string[];
  readonly #path: readonly string[];
  readonly #target: FetchTarget;
  readonly #rewriteOutput: Rewrite;
  readonly #satisfies: TypeConditionTest;
  readonly #renamed: ReadonlyMap<string, string>;
  readonly #isMutation: boolean;

  constructor(
    node: FetchNode,
    path: readonly string[],
    target: FetchTarget,
    { rewriteOutput, satisfies }: { rewriteOutput: Rewrite; satisfies: TypeConditionTest },
  ) {
    const { operation, operationDocumentNode, operationName } = node;
    this.#operation = { query: operation, document: operationDocumentNode, operationName };
    this.#variables = node.variableUsages ?? [];
    this.#path = path;
    this.#target = target;
    this.#rewriteOutput = rewriteOutput;
    this.#satisfies = satisfies;
    this.#renamed = renamedKeys(node.outputRewrites);
    this.#isMutation = node.operationKind === OperationTypeNode.MUTATION;
  }

  /** Fetches root fields and merges them at each place. */
  ask(execution: Execution): Promise<void> | undefined {
    if (execution.isOver) return undefined;
    const places = placesAt(execution.data, this.#path);
    if (places.length === 0) return undefined;
    return this.#send(execution, this.#pick(execution.variables), (result) =>
      this.receive(execution, result, places),
    );
  }

  subscribe(
    variables: Execution['variables'],
    start: SubscriptionStart,
    receiver: EventReceiver<SubgraphResult>,
  ): EventStream {
    const { transport } = this.#target;
    const operation = { ...this.#operation, variables: this.#pick(variables) };
    return transport.subscribe(operation, start, receiver);
  }

  /** Merges root fields at each place. */
  receive(
    execution: Execution,
    { data, errors = [] }: SubgraphResult,
    places: readonly JsonObject[],
  ): void {
    if (errors.length > 0) {
      const paths = pathsAt(execution.data, this.#path);
      for (const error of errors) this.#report(execution, error, error.path, paths);
    }
    if (data === null && this.#isMutation) execution.isOver = true;
    if (!data) return;
    this.#rewriteOutput(data);
    for (const place of places) mergeInto(place, data);
  }

  /** Fetches more fields of the objects at its path, if they have a representation. */
  askForEntities(execution: Execution, represent: Represent): Promise<void> | undefined {
    const places: JsonObject[] = [];
    const representations: JsonObject[] = [];
    for (const place of placesAt(execution.data, this.#path)) {
      const representation = represent(place);
      if (!representation?.['__typename']) continue;
      places.push(place);
      representations.push(representation);
    }
    if (places.length === 0) return undefined;
    const variables = this.#pick(execution.variables);
    variables['representations'] = representations;
    return this.#send(execution, variables, ({ data, errors }) => {
      if (errors) this.#reportAtPlaces(execution, errors, places);
      if (data) this.#addEntities(places, data['_entities']);
    });
  }

  async #send(
    execution: Execution,
    variables: JsonObject,
    receive: (result: SubgraphResult) => void,
  ): Promise<void> {
    const operation: SentOperation = { ...this.#operation, variables };
    try {
      receive(await executeFetch(this.#target, operation, execution));
    } catch (thrown) {
      execution.errors.push(graphqlErrorFor(thrown));
    }
  }

  /** The given values. Omitted ones stay omitted; the subgraph applies defaults. */
  #pick(given: Execution['variables']): JsonObject {
    const picked: JsonObject = {};
    for (const name of this.#variables) {
      const value = given[name];
      if (value !== undefined) picked[name] = value;
    }
    return picked;
  }

  #reportAtPlaces(
    execution: Execution,
    reported: NonNullable<SubgraphResult['errors']>,
    places: readonly JsonObject[],
  ): void {
    const paths = pathsAt(execution.data, this.#path);
    const found = placesAt(execution.data, this.#path);
    const pathOf = new Map(found.map((place, index) => [place, paths[index] ?? []]));
    for (const error of reported) {
      const [, index, ...rest] = error.path ?? [];
      const place = typeof index === 'number' ? places[index] : undefined;
      const path = place && pathOf.get(place);
      // An error of the whole fetch has no path.
      this.#report(execution, error, path && rest, path ? [path] : [[]]);
    }
  }

  /** Reports an error of the subgraph at each of the places. */
  #report(
    { errors }: Execution,
    error: NonNullable<SubgraphResult['errors']>[number],
    inside: ErrorPath | undefined,
    places: readonly ErrorPath[],
  ): void {
    const { name } = this.#target.transport;
    if (!inside) {
      errors.push(subgraphError(error, name, undefined));
      return;
    }
    const steps = inside.map((step) =>
      typeof step === 'string' ? (this.#renamed.get(step) ?? step) : step,
    );
    for (const place of places) errors.push(subgraphError(error, name, [...place, ...steps]));
  }

  #addEntities(places: readonly JsonObject[], entities: unknown): void {
    if (!Array.isArray(entities)) {
      throw new Error('Expected "data._entities" in response to be an array');
    }
    if (entities.length !== places.length) {
      throw new Error(`Expected "data._entities" to contain ${places.length} elements`);
    }
    for (let index = 0; index < places.length; index += 1) {
      const place = places[index];
      // A subgraph's answer is checked by its own schema: an entity is an object or null.
      const entity = entities[index] as JsonObject | null;
      if (!place || !entity) continue;
      this.#keepTypename(place, entity);
      this.#rewriteOutput(entity);
      mergeInto(place, entity);
    }
  }

  /** A subgraph with an interface object does not know the concrete type of the object that it extends. */
  #keepTypename(place: JsonObject, entity: JsonObject): void {
    const known = place['__typename'];
    const received = entity['__typename'];
    if (received === known) return;
    const isLess =
      typeof received === 'string' && typeof known === 'string' && this.#satisfies(received, known);
    if (!received || isLess) entity['__typename'] = known;
  }
}
