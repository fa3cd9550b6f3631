import { isEnough, note, send, type Crawl } from './asking.ts';
import type { Asker } from './facts.ts';
import { mayAskAboutAll } from './oracle/statistics.ts';

/**
 * Questions about all applications that make no sense, by everybody. Whoever may ask is told what is wrong; all others
 * are told the same as of a right question, so that a refusal tells nothing of the data.
 */
const wrong: readonly string[] = [
  '{ applications(filter: {}) { totalCount } }',
  '{ applications(after: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA") { totalCount } }',
  '{ applications(filter: { topicIds: ["nothing"] }) { totalCount } }',
  '{ applications(filter: { filedOn: { to: "1999-12-31" } }) { totalCount } }',
  '{ applicationStatistics(groupBy: []) { totalCount } }',
  '{ applicationStatistics(groupBy: [HOUR, DAY]) { groups { count } } }',
  '{ applicationStatistics(groupBy: [HOUR, UNIT]) { groups { count } } }',
  '{ applicationStatistics(groupBy: [HOUR], filter: { districtCodes: ["nothing"] }) { groups { count } } }',
  '{ applicationStatistics(groupBy: [TYPE], having: [{ measure: OPEN, min: 1 }]) { groups { count } } }',
  '{ applicationStatistics(groupBy: [UNIT], unitLevel: { below: "10000000" }) { groups { count } } }',
  '{ referralStatistics(groupBy: [UNIT], filter: { application: { provinceCodes: ["99"] } }) { totalCount } }',
];

/** By everybody, signed in or not. */
const wrongForAll: readonly string[] = [
  '{ publishedStatistics(groupBy: []) { groupCount } }',
  '{ publishedStatistics(groupBy: [TYPE], filter: { type: COMPLAINT }) { groupCount } }',
  '{ publishedStatistics(groupBy: [TYPE], period: { unit: YEAR, from: "1999-01-01" }) { groupCount } }',
];

/** What an error about an argument may say besides. */
const known: ReadonlySet<string> = new Set(['code', 'field', 'reason', 'min', 'max', 'problems']);

export async function askWrongly(crawl: Crawl, askers: readonly Asker[]): Promise<void> {
  for (const asker of askers) {
    for (const query of wrong) await refuse(crawl, asker, query, mayAskAboutAll(asker));
    for (const query of wrongForAll) await refuse(crawl, asker, query, true);
  }
}

async function refuse(crawl: Crawl, asker: Asker, query: string, may: boolean): Promise<void> {
  if (isEnough(crawl)) return;
  const question = { query, variables: {} };
  const { data, errors = [] } = await send(crawl, asker, question);
  const refusal = asker.role === null ? 'UNAUTHENTICATED' : 'FORBIDDEN';
  const expected = may ? 'BAD_USER_INPUT' : refusal;
  const isRight = errors.every(({ extensions = {} }) => {
    const isPlain = may ? Object.keys(extensions).every((name) => known.has(name)) : true;
    return extensions['code'] === expected && isPlain;
  });
  const isEmpty = Object.values(data ?? {}).every((value) => value === null);
  if (isRight && isEmpty && errors.length > 0) return;
  const [, field = ''] = /^\{ (\w+)/.exec(query) ?? [];
  note(
    crawl,
    asker,
    [{ where: `Query.${field}`, path: field, expected, actual: JSON.stringify({ data, errors }) }],
    question,
  );
}
