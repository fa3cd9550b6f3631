import { expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import type { PlannedSubscription } from '../operations/operations.ts';
import { Replanning } from './replanning.ts';
import type { JoinedStream, Subscriber } from './subscriber.ts';

type Planned = PlannedSubscription | readonly GraphQLError[];

const planned = { subscription: {} } as Partial<PlannedSubscription> as PlannedSubscription;

/** Open streams by name, those that were planned again and those that were refused; plans come when they are given. */
function scene() {
  const open = new Map<string, JoinedStream>();
  const continued: string[] = [];
  const refused: string[] = [];
  const asked = new Map<string, PromiseWithResolvers<Planned>>();
  const replanning = new Replanning({
    open: () => open.values(),
    plan({ text }) {
      const answer = Promise.withResolvers<Planned>();
      asked.set(text, answer);
      return answer.promise;
    },
    refuse(stream) {
      refused.push(stream.sent.text);
      open.delete(stream.sent.text);
    },
  });
  return {
    replanning,
    continued,
    refused,
    add(name: string) {
      const stream = {
        sent: { text: name, operationName: undefined, variables: {} },
        members: new Set([{ execution: {} } as Subscriber]),
        plannedFor: 0,
        continueWith: () => void continued.push(name),
      };
      open.set(name, stream as Partial<JoinedStream> as JoinedStream);
    },
    async answer(name: string, given: Planned) {
      while (!asked.has(name)) await Promise.resolve();
      asked.get(name)?.resolve(given);
      asked.delete(name);
    },
  };
}

test('a stream that is split off while others are planned again is planned, too', async () => {
  const { replanning, continued, add, answer } = scene();
  add('first');
  const done = replanning.planAll();
  add('split off');
  await answer('first', planned);
  await answer('split off', planned);
  await done;

  expect(continued).toEqual(['first', 'split off']);
});

test('a stream that the schema does not accept is ended, and planned no more', async () => {
  const { replanning, continued, refused, add, answer } = scene();
  add('first');
  const done = replanning.planAll();
  await answer('first', [new GraphQLError('There is no such field.')]);
  await done;
  await replanning.planOutdated();

  expect({ continued, refused }).toEqual({ continued: [], refused: ['first'] });
});

test('with another schema, all of them are planned for that one', async () => {
  const { replanning, continued, add, answer } = scene();
  add('first');
  const before = replanning.planAll();
  await answer('first', planned);
  await before;
  const after = replanning.planAll();
  await answer('first', planned);
  await after;

  expect(continued).toEqual(['first', 'first']);
  expect(replanning.round).toBe(2);
});
