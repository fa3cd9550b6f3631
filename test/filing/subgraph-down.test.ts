import { afterEach, expect, test } from '@jest/globals';
import { operations } from '../casework/operations.ts';
import type { GraphAnswer } from '../support/client.ts';
import { fileMutation, filingInput } from '../support/filing.ts';
import { overHttp, startGraph, type TestGraph } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { countStored, storedOf } from './support.ts';

let graph: TestGraph;

afterEach(() => graph?.stop());

/** The codes with which the centre's corrections of topic, place and type end. */
async function correctedMeanwhile(number: string): Promise<unknown[]> {
  const evaluator = await personOf(graph, { role: 'EVALUATOR' });
  const topicId = graph.data.directory.topics[1]?._id;
  const codes: unknown[] = [];
  for (const parts of [{ topicId }, { place: { provinceCode: '54' } }, { type: 'OPINION' }]) {
    const input = { number, ...parts, reason: 'Yanlış seçilmiş.' };
    codes.push(codesOf(await evaluator.ask(operations.correct, input)));
  }
  return codes;
}

const codesOf = ({ errors }: GraphAnswer) => errors.map(({ extensions }) => extensions['code']);

overHttp('nothing is filed', () => {
  test.each(['institution-directory', 'citizen'] as const)(
    'while %s is down; the same filing succeeds afterwards',
    async (name) => {
      graph = await startGraph();
      const { id: citizenId } = await graph.data.citizen();
      const person = await personOf(graph, { role: 'CITIZEN', citizenId });
      const input = filingInput(graph);
      const filedBefore = filingInput(graph);
      const first = await person.do<{ number: string }>(fileMutation, { input: filedBefore });
      const before = await countStored(graph);

      await graph.servers.get(name)?.stop();
      const { data, errors } = await person.ask(fileMutation, { input });
      const again = await person.do(fileMutation, { input: filedBefore });
      const meanwhile = await countStored(graph);
      const corrections =
        name === 'institution-directory' ? await correctedMeanwhile(first.number) : [];
      await graph.restart(name);
      const repeated = await until(
        () => person.ask(fileMutation, { input }),
        (answer) => answer.errors.length === 0,
      );

      expect({ data, errors }).toEqual({
        data: { fileApplication: null },
        errors: [
          {
            message: 'A part of the system cannot be reached at the moment. Try again later.',
            path: ['fileApplication'],
            extensions: { code: 'UNAVAILABLE' },
          },
        ],
      });
      // Only the directory knows topics and places; a type is corrected without it.
      expect(corrections).toEqual(
        name === 'institution-directory' ? [['UNAVAILABLE'], ['UNAVAILABLE'], []] : [],
      );
      // A repeated filing needs no other subgraph.
      expect(again).toEqual(first);
      expect(meanwhile).toEqual(before);
      const { applications, notifications } = await storedOf(graph, input.idempotencyKey);
      expect(applications).toHaveLength(1);
      expect(notifications).toHaveLength(1);
      expect(repeated.data).toEqual({ fileApplication: { number: applications[0]?.number } });
    },
  );
});
