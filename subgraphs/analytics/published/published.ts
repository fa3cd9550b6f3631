import { badInput } from '../../../lib/kit/errors.ts';
import { endOfDay, type LocalDate } from '../../../lib/kit/local-date.ts';
import { say } from '../../../lib/kit/say.ts';
import type { Secrets } from '../../../lib/kit/versioned-keys.ts';
import type { ValuesOf } from '../../../lib/platform/process/setting.ts';
import type { Copy } from '../copy/index.ts';
import { type Asker, createLimits, type Limits, type limitSettings } from '../limits/index.ts';
import { runSql } from '../questions/index.ts';
import type { PublishedStatistics, QueryPublishedStatisticsArgs } from '../schema-types.ts';
import { Answers } from './answers.ts';
import { type CellKeyOf, createCellKeys } from './cell-keys.ts';
import { countPersons } from './count-persons.ts';
import { lastClosedDay } from './periods.ts';
import { type PublishedGroups, publishGroups } from './publish-groups.ts';
import { requireQuestion } from './require-question.ts';

/** Statistics for everyone. Nobody is on record: they tell nothing that may not be known. */
export interface Published {
  /**
   * @throws `BAD_USER_INPUT` for what is wrong, for a filter that few people or none meet, for a period in which few or none
   * have filed, and for more than 10,000 groups; what `Limits.run` throws.
   */
  statistics(asker: Asker, given: QueryPublishedStatisticsArgs): Promise<PublishedStatistics>;
  /** The numbers of its questions now. */
  readonly questions: Pick<Limits, 'running' | 'waiting'>;
}

interface PublishedOptions {
  copy: Pick<Copy, 'read' | 'asOf' | 'build'>;
  keys: { secrets: Secrets };
  settings: ValuesOf<typeof limitSettings>;
}

/** Questions of everybody have a place of their own, so that they never take one of analysts. */
const anonymousQuestions = { ANALYTICS_QUESTIONS: 1, ANALYTICS_QUESTIONS_WAITING: 20 } as const;

export function createPublished({ copy, keys, settings }: PublishedOptions): Published {
  const publishing: Publishing = {
    copy,
    limits: createLimits(copy, { ...settings, ...anonymousQuestions }),
    answers: new Answers(),
    cellKeyOf: createCellKeys(keys),
  };
  return {
    statistics: (asker, given) => statistics(publishing, asker, given),
    questions: publishing.limits,
  };
}

interface Publishing {
  copy: PublishedOptions['copy'];
  limits: Limits;
  answers: Answers;
  cellKeyOf: CellKeyOf;
}

async function statistics(
  publishing: Publishing,
  asker: Asker,
  given: QueryPublishedStatisticsArgs,
): Promise<PublishedStatistics> {
  const lastDay = lastClosedDay(publishing.copy.asOf);
  const required = requireQuestion(given, lastDay);
  const { question, first } = required;
  const { groups, isIsolating } = await answerTo(publishing, asker, required, lastDay);
  if (isIsolating && Object.keys(question.fixed).length > 0) {
    const message = say`Too few people meet this filter in these periods, or none do.`;
    throw badInput('filter', 'RANGE', message);
  }
  if (isIsolating && given.period != null) {
    throw badInput('period', 'RANGE', say`Nothing is published of this period.`);
  }
  return { groups: groups.slice(0, first), groupCount: groups.length, asOf: endOfDay(lastDay) };
}

/** The answer as it is remembered, or computed: one question at a time, each once. */
async function answerTo(
  { copy, limits, answers, cellKeyOf }: Publishing,
  asker: Asker,
  { question, mentioned }: ReturnType<typeof requireQuestion>,
  lastDay: LocalDate,
): Promise<PublishedGroups> {
  const name = JSON.stringify(question);
  const known = answers.find({ build: copy.build, day: lastDay }, name);
  if (known) return known;
  return limits.run(asker, async (connection) => {
    const origin = { build: copy.build, day: lastDay };
    const answered = answers.find(origin, name);
    if (answered) return answered;
    const run = (statement: Parameters<typeof runSql>[1]) => runSql(connection, statement);
    await mentioned.require(run, lastDay);
    const groups = await countPersons(run, question, question.dimensions);
    const totals = await countPersons(run, question, []);
    const answer = publishGroups({ question, groups, totals, cellKeyOf, lastDay });
    answers.remember(origin, name, answer);
    return answer;
  });
}
