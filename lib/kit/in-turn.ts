/** Runs work. That of one key runs one after the other, in the order of the calls, whether or not it fails. */
export type InTurn = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>;

/** Turns of this process. Nothing is remembered of a key for which nothing runs. */
export function createTurns(): InTurn {
  const lastOf = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const result = (lastOf.get(key) ?? Promise.resolve()).then(work);
    const ended = Promise.allSettled([result]);
    lastOf.set(key, ended);
    try {
      return await result;
    } finally {
      if (lastOf.get(key) === ended) lastOf.delete(key);
    }
  };
}
