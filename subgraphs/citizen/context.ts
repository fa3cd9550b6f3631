import type { ViewerContext } from '../../lib/federation/authorization.ts';
import type { CitizenSearches, Citizens } from './citizens/index.ts';

/** The capabilities that a resolver of this subgraph can use, created for each request. */
export interface Context extends ViewerContext {
  readonly citizens: Citizens;
  readonly searches: CitizenSearches;
}
