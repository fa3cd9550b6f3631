import type { Canary, Secret } from '../facts.ts';

export type Canaries = ReturnType<typeof createCanaries>;

/** Words that occur nowhere else, each with its secret. */
export function createCanaries() {
  const canaries: Canary[] = [];
  return {
    canaries,
    add: (word: string, secret: Secret): string => {
      canaries.push({ word, secret });
      return word;
    },
    of(secret: Secret): string {
      const letters = String(canaries.length)
        .padStart(4, '0')
        .replaceAll(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));
      return this.add(`kanarya${letters}x`, secret);
    },
  };
}
