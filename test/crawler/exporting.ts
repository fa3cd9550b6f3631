import { rowsOfCsv, rowsOfNdjson, rowsOfParquet } from '../analytics/export/exported.ts';
import { until } from '../support/wait.ts';
import { allowedTo, type Crawl, isEnough, note } from './asking.ts';
import type { Asker, FactsOfApplication } from './facts.ts';
import { forbiddenWords } from './inspect.ts';
import { mayAskAboutAll } from './oracle/statistics.ts';
import { dayOf } from './oracle/tables.ts';

/** Exported by the crawler: of what can be exported, all that names or dates something, and some of the rest. */
const columns = [
  'type',
  'topicId',
  'topicName',
  'stage',
  'channel',
  'provinceCode',
  'provinceName',
  'districtCode',
  'districtName',
  'unitId',
  'unitName',
  'unitKind',
  'filedOn',
  'targetOn',
  'dueOn',
  'answeredOn',
  'closedOn',
  'outcome',
  'refusalReason',
  'rating',
  'referrals',
];

const shownOf = ({ type, topic, stage, province, filedAt, responsibleUnits }: FactsOfApplication) =>
  JSON.stringify([
    type,
    topic.id,
    stage,
    province.code,
    dayOf(filedAt),
    responsibleUnits[0]?.id ?? '',
  ]);

const shownIn = (row: Readonly<Record<string, unknown>>) =>
  JSON.stringify(
    ['type', 'topicId', 'stage', 'provinceCode', 'filedOn', 'unitId'].map(
      (name) => row[name] ?? '',
    ),
  );

const formats = {
  CSV: (bytes: Buffer) => rowsOfCsv(String(bytes)),
  NDJSON: (bytes: Buffer) => rowsOfNdjson(String(bytes)),
  PARQUET: rowsOfParquet,
} as const;

/** Exports in every format, by everybody: the rows, and nothing by which an application or a person can be found. */
export async function exportAll(crawl: Crawl, askers: readonly Asker[]): Promise<void> {
  for (const asker of askers) {
    for (const format of Object.keys(formats) as (keyof typeof formats)[]) {
      if (isEnough(crawl)) return;
      await exportAs(crawl, asker, format);
    }
  }
}

async function exportAs(crawl: Crawl, asker: Asker, format: keyof typeof formats): Promise<void> {
  const { graph, known } = crawl;
  const post = () =>
    fetch(`${graph.url}/export`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(asker.token !== null && { authorization: `Bearer ${asker.token}` }),
      },
      body: JSON.stringify({ columns, format }),
    });
  // A place is free again a moment after the export before has ended.
  const response = await until(post, ({ status }) => status !== 429);
  const bytes = Buffer.from(await response.arrayBuffer());
  const what = { query: 'POST /export', variables: { format } };
  const where = 'POST /export';
  const differs = (expected: unknown, actual: unknown) =>
    note(crawl, asker, [{ where, path: format, expected, actual }], what);
  const status = mayAskAboutAll(asker) ? 200 : asker.role === null ? 401 : 403;
  if (response.status !== status) differs(status, response.status);
  const isFile = response.status === 200;
  const rows = isFile ? await formats[format](bytes) : [];
  const sent = JSON.stringify([[...response.headers], isFile ? rows : String(bytes)]);
  note(crawl, asker, forbiddenWords(sent, '', known.words, allowedTo(crawl, asker)), what);
  if (!isFile) return;
  const { cases, citizens } = known.oracle.facts;
  const ids = [
    ...cases.flatMap(({ number, trackingCode, facts }) => [facts.id, number, trackingCode]),
    ...cases.flatMap(({ facts }) => facts.referrals.map(({ id }) => id)),
    ...citizens.map(({ id }) => id),
    ...known.words,
  ];
  for (const id of ids) if (sent.includes(id)) differs('no id of anything', id);
  const expected = cases.map(({ facts }) => shownOf(facts)).toSorted();
  const found = rows.map(shownIn).toSorted();
  if (expected.join() !== found.join()) differs(expected, found);
}
