import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { postGraphql } from './post-graphql.ts';
import { untilRight } from './processes.ts';
import { type Ask, bodyOf, isRight, loadNamed } from './query.ts';
import type { Row } from './rows.ts';

/** How many responses of each contender are compared before measuring. */
const compared = 50;

export const readAsks = ({ data }: Pick<Row, 'data'>) =>
  JSON.parse(readFileSync(data.asksFile, 'utf8')) as Ask[]; // written by data.ts

const send = (row: Row, ask: Ask) =>
  postGraphql(row, { body: bodyOf(loadNamed(row.load), ask), token: ask.token });

const answersRightly = (row: Row) => (answer: string) => isRight(loadNamed(row.load), answer);

/** Waits until every contender responds. @throws when one of them never does. */
export async function untilAllAnswer(rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    const [ask] = readAsks(row);
    if (!ask) throw new Error(`There is nothing to ask for in ${row.data.asksFile}.`);
    await untilRight(row, () => send(row, ask), answersRightly(row));
  }
}

/**
 * Compares the contenders' responses, so that nobody wins by returning less: for the same requests on the same data,
 * each must respond exactly as the first does, and nobody may respond with errors or without data.
 */
export async function compareAnswers(rows: readonly Row[]): Promise<void> {
  const alike = Map.groupBy(rows, ({ load, data }) => `${load} ${data.applications}`);
  for (const group of alike.values()) {
    const [first] = group;
    if (!first) continue;
    const { common } = loadNamed(first.load);
    const comparable = (answer: string): unknown => JSON.parse(answer, common);
    const asks = readAsks(first);
    const step = Math.max(1, Math.floor(asks.length / compared));
    for (const ask of asks.filter((_, index) => index % step === 0)) {
      const expected = await send(first, ask);
      for (const row of group) {
        const answer = row === first ? expected : await send(row, ask);
        const isAlike =
          answersRightly(row)(answer) &&
          isDeepStrictEqual(comparable(answer), comparable(expected));
        if (isAlike) continue;
        throw new Error(`${row.title} answers ${answer} where ${first.title} answers ${expected}.`);
      }
    }
  }
}
