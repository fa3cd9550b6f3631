import type { FetchNode } from '@apollo/query-planner';
import type { GraphQLError } from 'graphql';
import type { GraphRequest } from '../../../platform/request.ts';
import type {
  SubgraphOperation,
  SubgraphResult,
  SubgraphTransport,
} from '../../transport/transport.ts';
import { isSafeKey, type JsonObject } from '../json.ts';
import { mergeInto } from './merge.ts';
import { pathsAt, placesAt } from './places.ts';
import {
  compileRepresentation,
  type Represent,
  type TypeConditionTest,
} from './representations.ts';
import { type ErrorPath, faultOf, subgraphError } from './subgraph-error.ts';

/** One execution of a plan: what it was asked with and what it has so far. */
export interface Execution {
  readonly request: GraphRequest;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly data: JsonObject;
  readonly errors: GraphQLError[];
}

/** A part of a plan. Never rejects; undefined when there was nothing to wait for. */
export type Step = (execution: Execution) => Promise<unknown> | undefined;

/** Told of each answer of a subgraph. */
export type FetchObserver = (outcome: 'ok' | 'errors', seconds: number) => void;

export interface FetchTarget {
  readonly transport: SubgraphTransport;
  readonly observe: FetchObserver;
}

export interface PlanContext {
  readonly targets: ReadonlyMap<string, FetchTarget>;
  readonly satisfies: TypeConditionTest;
}

/** @returns null where the fetch needs what only Apollo's executor can do. */
export function compileFetch(
  node: FetchNode,
  path: readonly string[],
  { targets, satisfies }: PlanContext,
): Step | null {
  const target = targets.get(node.serviceName);
  const variables = node.variableUsages ?? [];
  if (!target || !variables.every(isSafeKey)) return null;
  if (node.inputRewrites || node.outputRewrites || node.contextRewrites) return null;

  const fetch = new CompiledFetch(node, path, target);
  if (!node.requires) return (execution) => fetch.ask(execution);
  if (variables.includes('representations')) return null;
  const represent = compileRepresentation(node.requires, satisfies);
  return represent && ((execution) => fetch.askForEntities(execution, represent));
}

class CompiledFetch {
  readonly #operation: Pick<SubgraphOperation, 'query' | 'document' | 'operationName'>;
  readonly #variables: readonly string[];
  readonly #path: readonly string[];
  readonly #target: FetchTarget;

  constructor(node: FetchNode, path: readonly string[], target: FetchTarget) {
    const { operation, operationDocumentNode, operationName } = node;
    this.#operation = { query: operation, document: operationDocumentNode, operationName };
    this.#variables = node.variableUsages ?? [];
    this.#path = path;
    this.#target = target;
  }

  /** Asks for root fields, and adds them at each place. */
  ask(execution: Execution): Promise<void> | undefined {
    const places = placesAt(execution.data, this.#path);
    if (places.length === 0) return undefined;
    return this.#send(execution, this.#pick(execution.variables), (result) => {
      for (const error of result.errors ?? []) {
        const path = error.path && [...this.#path, ...error.path];
        execution.errors.push(subgraphError(error, this.#target.transport.name, path));
      }
      if (result.data) for (const place of places) mergeInto(place, result.data);
    });
  }

  /** Asks for more of the objects at its path, those of them that can be represented. */
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
    return this.#send(execution, variables, (result) => {
      if (result.errors) this.#reportAtPlaces(execution, result.errors, places);
      if (result.data) addEntities(places, result.data['_entities']);
    });
  }

  async #send(
    { request, errors }: Execution,
    variables: JsonObject,
    receive: (result: SubgraphResult) => void,
  ): Promise<void> {
    const { query, document, operationName } = this.#operation;
    const { transport, observe } = this.#target;
    const start = performance.now();
    try {
      const result = await transport.execute({
        query,
        document,
        operationName,
        variables,
        request,
      });
      observe(result.errors ? 'errors' : 'ok', (performance.now() - start) / 1000);
      receive(result);
    } catch (thrown) {
      errors.push(faultOf(thrown));
    }
  }

  /** As the client sent them: what it left out is left out here too, defaults stay in the operation. */
  #pick(provided: Execution['variables']): JsonObject {
    const picked: JsonObject = {};
    if (!provided) return picked;
    for (const name of this.#variables) {
      const value = provided[name];
      if (value !== undefined) picked[name] = value;
    }
    return picked;
  }

  #reportAtPlaces(
    { data, errors }: Execution,
    reported: NonNullable<SubgraphResult['errors']>,
    places: readonly JsonObject[],
  ): void {
    const found = placesAt(data, this.#path);
    const paths = pathsAt(data, this.#path);
    const placeOf = (error: (typeof reported)[number]): ErrorPath | undefined => {
      if (!error.path) return undefined;
      const [, index, ...rest] = error.path;
      if (typeof index !== 'number') return [...this.#path, ...error.path];
      const place = places[index];
      return [...((place && paths[found.indexOf(place)]) ?? []), ...rest];
    };
    for (const error of reported) {
      errors.push(subgraphError(error, this.#target.transport.name, placeOf(error)));
    }
  }
}

function addEntities(places: readonly JsonObject[], entities: unknown): void {
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
    entity['__typename'] ||= place['__typename'];
    mergeInto(place, entity);
  }
}
