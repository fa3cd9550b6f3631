import { countedUpTo } from '../../subgraphs/application/worklists/index.ts';
import { type CountResult, type InboxResult, pageSize } from './measure-inbox.ts';

/** The target for an inbox. */
const mostExamined = 20 * pageSize + 1_000;
const mostTime = 1.5;

/** Returns the tables in Markdown, and which targets were met. */
export function reportOfInboxes({
  results,
  counts,
}: {
  results: readonly InboxResult[];
  counts: readonly CountResult[];
}): string {
  const all = results.flatMap(({ small, large, behind }) => [small, large, behind]);
  const ratios = results.flatMap(({ ratio }) => ratio ?? []);
  const targets: [title: string, most: number, measured: number][] = [
    ['keys for a page', mostExamined, Math.max(...all.map(({ keys }) => keys))],
    ['documents for a page', mostExamined, Math.max(...all.map(({ documents }) => documents))],
    [
      'keys for the count of a state',
      countedUpTo,
      Math.max(...counts.map(({ large }) => large.keys)),
    ],
    ['time, 1,000,000 : 10,000', mostTime, Math.max(...ratios)],
  ];
  return [
    `Inboxes, pages of ${pageSize}. Keys and documents are those that MongoDB looked at: for the first page on 10,000 applications, for the first one on 1,000,000, and for one behind the middle of the inbox there. A time stands where both fill a page.`,
    '',
    '| unit | filter | found | keys | documents | time, 1,000,000 : 10,000 |',
    '| --- | --- | --: | --: | --: | --: |',
    ...results.map(lineOf),
    '',
    '| unit | counted on 1,000,000 | count | keys | documents |',
    '| --- | --- | --: | --: | --: |',
    ...counts.map(({ unit, state, large: { found, keys, documents } }) =>
      row(unit, state, found, keys, documents),
    ),
    '',
    '| target | at most | measured | |',
    '| --- | --: | --: | --- |',
    ...targets.map(([title, most, measured]) =>
      row(title, most, Number(measured.toFixed(2)), measured <= most ? 'met' : 'missed'),
    ),
  ].join('\n');
}

function lineOf({ unit, filter, small, large, behind, ratio }: InboxResult): string {
  const each = (pick: (examined: InboxResult['small']) => number) =>
    [small, large, behind].map(pick).join(' / ');
  return row(
    unit,
    filter,
    each(({ found }) => Math.min(found, pageSize)),
    each(({ keys }) => keys),
    each(({ documents }) => documents),
    ratio === null ? '–' : ratio.toFixed(2),
  );
}

const row = (...cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
