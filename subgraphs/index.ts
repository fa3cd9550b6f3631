import { application } from './application/index.ts';
import { citizen } from './citizen/index.ts';
import { institutionDirectory } from './institution-directory/index.ts';
import type { SubgraphName } from '../lib/kit/subgraph-names.ts';
import type { Subgraph } from '../lib/federation/subgraph.ts';

/** Every subgraph by its name. */
export const subgraphs: Record<SubgraphName, Subgraph> = {
  'institution-directory': institutionDirectory,
  citizen,
  application,
};
