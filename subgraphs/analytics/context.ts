import type { ViewerContext } from '../../lib/federation/authorization.ts';
import type { Questions } from './questions/index.ts';

/** The capabilities that a resolver of this subgraph can use, created for each request. */
export interface Context extends ViewerContext {
  readonly questions: Questions;
}
