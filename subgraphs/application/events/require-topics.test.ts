import { expect, test } from '@jest/globals';
import type { Peers } from '../../../lib/federation/peers.ts';
import { unavailable } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { createRequireTopics } from './require-topics.ts';

/** A directory that gives these answers, one after the other, and counts how often it is asked. */
function directory(...answers: (readonly string[] | Error)[]) {
  const asked = { count: 0 };
  const peers: Peers = {
    async query<Data>() {
      const answer = answers[asked.count];
      asked.count += 1;
      if (!answer || answer instanceof Error) throw answer ?? new Error('asked too often');
      return { topics: answer.map((id) => ({ id })) } as Data; // the only question
    },
  };
  return { asked, requireTopics: createRequireTopics(peers) };
}

test('topics that the directory has once had are not asked for again', async () => {
  const { asked, requireTopics } = directory(['roads', 'water']);
  await requireTopics([], 'topics');
  expect(asked.count).toBe(0);
  await Promise.all([requireTopics(['roads'], 'topics'), requireTopics(['water'], 'topics')]);
  await requireTopics(['water', 'roads'], 'topics');

  expect(asked.count).toBe(1);
});

test('an unknown one is bad input', async () => {
  const { requireTopics } = directory(['roads']);

  await expect(requireTopics(['roads', 'none'], 'topics')).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { field: 'topics', reason: 'UNKNOWN' },
  });
});

test('one that was just imported is accepted', async () => {
  const { requireTopics } = directory(['roads'], ['roads', 'water']);
  await requireTopics(['roads'], 'topics');

  await expect(requireTopics(['water'], 'topics')).resolves.toBeUndefined();
});

test('all are accepted while the directory cannot be reached, and checked once it can', async () => {
  const { requireTopics } = directory(unavailable(say`The institution directory`), ['roads']);
  await requireTopics(['none'], 'topics');

  await expect(requireTopics(['none'], 'topics')).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
});
