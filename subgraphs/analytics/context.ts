import type { ViewerContext } from '../../lib/federation/authorization.ts';
import type { PublishedStatistics, QueryPublishedStatisticsArgs } from './schema-types.ts';
import type { Questions } from './questions/index.ts';

/** The capabilities that a resolver of this subgraph can use, created for each request. */
export interface Context extends ViewerContext {
  readonly questions: Questions;
  /** As `Published.statistics`, until the request is over. */
  publishedStatistics(given: QueryPublishedStatisticsArgs): Promise<PublishedStatistics>;
}
