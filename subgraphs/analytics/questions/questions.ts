import type { ApplicationStatistics } from '../schema-types.ts';
import {
  applicationStatistics,
  type ApplicationStatisticsArguments,
} from './application-statistics.ts';
import { type AskDependencies, createAsk } from './ask.ts';

/** The questions of one viewer. */
export interface Questions {
  /** As the function of this name. */
  applicationStatistics(given: ApplicationStatisticsArguments): Promise<ApplicationStatistics>;
}

export function createQuestions(dependencies: AskDependencies): Questions {
  const ask = createAsk(dependencies);
  return {
    applicationStatistics: (given) => applicationStatistics(ask, given),
  };
}
