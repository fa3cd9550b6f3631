import type { CursorCodec } from '../../../lib/kit/cursor.ts';
import type {
  ApplicationFilter,
  QueryApplicationsArgs,
  QueryApplicationStatisticsArgs,
  QueryReferralStatisticsArgs,
  QueryStepStatisticsArgs,
  ReferralFilter,
  StepFilter,
  StepGroup,
} from '../schema-types.ts';
import { type AskDependencies, createAsk } from './ask.ts';
import { applicationSubject } from './figures/application-subject.ts';
import type { ApplicationGroupFigures, ReferralGroupFigures } from './figures/groups.ts';
import { referralSubject } from './figures/referral-subject.ts';
import { dayOfStep, stepSubject } from './figures/step-subject.ts';
import { findStatistics, type Statistics } from './figures/statistics.ts';
import { findApplications, type FoundApplications } from './list/find-applications.ts';
import type { Selected } from '../../../lib/kit/selected.ts';

/** Statistics whose groups have what was selected of them. */
type StatisticsOf<Group> = Omit<Statistics, 'groups' | 'total'> & { groups: Group[]; total: Group };

/** The questions of one viewer. Each is given what is selected of its answer. */
export interface Questions {
  /** As `findApplications`. */
  applications(
    given: QueryApplicationsArgs,
    selected: readonly Selected[],
  ): Promise<FoundApplications>;
  /** As `findStatistics`, about applications. */
  applicationStatistics(
    given: QueryApplicationStatisticsArgs,
    selected: readonly Selected[],
  ): Promise<StatisticsOf<ApplicationGroupFigures>>;
  /** As `findStatistics`, about referrals. */
  referralStatistics(
    given: QueryReferralStatisticsArgs,
    selected: readonly Selected[],
  ): Promise<StatisticsOf<ReferralGroupFigures>>;
  /** As `findStatistics`, about steps. */
  stepStatistics(
    given: QueryStepStatisticsArgs,
    selected: readonly Selected[],
  ): Promise<StatisticsOf<StepGroup>>;
}

interface QuestionsDependencies extends AskDependencies {
  /** Of pages of applications. */
  cursors: CursorCodec;
}

const standard = { tree: 'NOW', first: 100 } as const;

export function createQuestions({ cursors, ...dependencies }: QuestionsDependencies): Questions {
  const ask = createAsk(dependencies);
  return {
    applications: (given, selected) => findApplications(ask, cursors, given, selected),
    async applicationStatistics(args, selected) {
      const given = { ...standard, by: 'FILED', ...args };
      const question = { subject: applicationSubject, given, selected };
      return (await findStatistics<ApplicationFilter>(ask, question)) as never; // see `StatisticsOf`
    },
    async referralStatistics(args, selected) {
      const given = { ...standard, by: 'REFERRED', ...args };
      const question = { subject: referralSubject, given, selected };
      return (await findStatistics<ReferralFilter>(ask, question)) as never; // see `StatisticsOf`
    },
    async stepStatistics(args, selected) {
      const given = { ...standard, by: dayOfStep, ...args };
      const question = { subject: stepSubject, given, selected };
      return (await findStatistics<StepFilter>(ask, question)) as never; // see `StatisticsOf`
    },
  };
}
