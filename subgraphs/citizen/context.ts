import type { ViewerContext } from '../../lib/federation/authorization.ts';
import type { Citizens } from './citizens/index.ts';

/** What a resolver of this subgraph can reach, made for each request. */
export interface Context extends ViewerContext {
  readonly citizens: Citizens;
}
