import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { localUrl, type SubgraphName, subgraphNames } from '../lib/kit/subgraph-names.ts';

export const supergraphPath = resolve(import.meta.dirname, '../schema/supergraph.graphql');

/** The SDL of the API schema: what clients see of the supergraph. */
export const apiSchemaPath = resolve(import.meta.dirname, '../schema/api.graphql');

/**
 * The composed supergraph SDL, by default the committed one: any Federation 2 router can serve it.
 * @throws when the file cannot be read.
 */
export function readSupergraph(path = supergraphPath): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The supergraph cannot be read: ${reason}`, { cause: error });
  }
}

/** The supergraph for another router, with the URLs of the subgraph servers. */
export function readSupergraphAt(urls: Readonly<Record<SubgraphName, string>>): string {
  return subgraphNames.reduce(
    (sdl, name) => sdl.replaceAll(localUrl(name), urls[name]),
    readSupergraph(),
  );
}

/**
 * The supergraph in a form that `ApolloGateway` accepts. It refuses features marked as
 * security-relevant that it does not enforce; here the subgraphs enforce them, so the mark can be
 * removed. Nothing else changes.
 */
export function loadableByApolloGateway(supergraphSdl: string): string {
  return supergraphSdl.replaceAll(/(@link\(url: "[^"]+"[^)]*?), for: SECURITY\)/g, '$1)');
}
