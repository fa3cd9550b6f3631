import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { untilRight } from './processes.ts';
import { answersOf, bodyOf, type Pair } from './query.ts';
import type { Row } from './rows.ts';

/** How many answers of each contender are compared before anything is measured. */
const compared = 50;

const readPairs = ({ pairsFile }: Row) => JSON.parse(readFileSync(pairsFile, 'utf8')) as Pair[]; // written by data.ts

async function ask(row: Row, pair: Pair): Promise<string> {
  const response = await fetch(`${row.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${pair.token}` },
    body: bodyOf(row.query, pair),
  });
  return response.text();
}

const isRight = (row: Row) => (answer: string) =>
  answer.includes(answersOf(row.query)) && !answer.includes('"errors"');

/** Waits until every contender answers. @throws when one of them never does. */
export async function untilAllAnswer(rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    const [pair] = readPairs(row);
    if (!pair) throw new Error(`There is nothing to ask for in ${row.pairsFile}.`);
    await untilRight(row, () => ask(row, pair), isRight(row));
  }
}

/**
 * Nobody may win by answering less: of those asked the same on the same data, each must answer exactly
 * as the first does; and nobody may answer with errors or nothing.
 */
export async function compareAnswers(rows: readonly Row[]): Promise<void> {
  for (const group of Map.groupBy(rows, ({ query, pairsFile }) => query + pairsFile).values()) {
    const [first] = group;
    if (!first) continue;
    const pairs = readPairs(first);
    const step = Math.max(1, Math.floor(pairs.length / compared));
    for (const pair of pairs.filter((_, index) => index % step === 0)) {
      const expected = await ask(first, pair);
      for (const row of group) {
        const answer = row === first ? expected : await ask(row, pair);
        if (isRight(row)(answer) && isDeepStrictEqual(JSON.parse(answer), JSON.parse(expected))) {
          continue;
        }
        throw new Error(`${row.title} answers ${answer} where ${first.title} answers ${expected}.`);
      }
    }
  }
}
