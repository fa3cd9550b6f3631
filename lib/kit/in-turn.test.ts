import { expect, test } from '@jest/globals';
import { createTurns } from './in-turn.ts';

test('work of one key runs one after the other, in order, also after a failure; of others meanwhile', async () => {
  const inTurn = createTurns();
  const said: string[] = [];
  const gates = ['a1', 'a2', 'a3', 'b1'].map((name) => ({
    name,
    ...Promise.withResolvers<void>(),
  }));
  const [a1, a2, a3, b1] = gates.map(({ name, promise }) =>
    inTurn(name.slice(0, 1), async () => {
      said.push(`${name} begins`);
      await promise;
      if (name === 'a2') throw new Error(name);
      return name;
    }),
  );
  const end = (name: string) => gates.find((gate) => gate.name === name)?.resolve();

  end('a3');
  end('b1');
  expect(await b1).toBe('b1');
  expect(said).toEqual(['a1 begins', 'b1 begins']);
  end('a1');
  expect(await a1).toBe('a1');
  end('a2');
  await expect(a2).rejects.toThrow('a2');
  expect(await a3).toBe('a3');
  expect(said).toEqual(['a1 begins', 'b1 begins', 'a2 begins', 'a3 begins']);
  expect(await inTurn('a', async () => 'later')).toBe('later');
});
