import { readFileSync, writeFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { apiSdlOf } from '../gateway/api-schema.ts';
import { createPlanner } from '../gateway/planning/planner.ts';
import { apiSchemaPath, supergraphPath } from '../gateway/supergraph.ts';
import { localUrl, subgraphNames } from '../lib/kit/subgraph-names.ts';
import { sdlPath } from '../lib/federation/schema.ts';

/**
 * Composes the subgraphs' SDL files into a supergraph. @throws an error that lists the composition
 * errors.
 */
export function compose(): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphNames.map((name) => ({
      name,
      url: localUrl(name),
      typeDefs: parse(readFileSync(sdlPath(name), 'utf8')),
    })),
  );
  if (!supergraphSdl) {
    throw new Error(`The subgraphs do not compose:\n${errors?.map(String).join('\n')}`);
  }
  return `${supergraphSdl}\n`;
}

/** The SDL of the schema that clients see of a supergraph. */
export const apiSdl = (supergraphSdl: string) => apiSdlOf(createPlanner(supergraphSdl).apiSchema);

if (import.meta.main) {
  const supergraphSdl = compose();
  writeFileSync(supergraphPath, supergraphSdl);
  writeFileSync(apiSchemaPath, apiSdl(supergraphSdl));
}
