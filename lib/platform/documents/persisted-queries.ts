import type { ApolloServerOptions } from '@apollo/server';
import type { MemoryShare, OperationMemory } from '../operations/memory.ts';

type Store = NonNullable<
  Exclude<ApolloServerOptions<object>['persistedQueries'], false | undefined>['cache']
>;

/**
 * The automatic persisted queries: valid texts by their hashes, within the memory for operations.
 */
export interface PersistedQueries {
  /** @returns the text with this hash; null if there is none, or it was evicted. */
  find(hash: string): string | null;
  /**
   * The cache in which Apollo Server stores valid texts. It always misses: a text is looked up
   * once, with `find`, so that none is parsed that was not charged.
   */
  readonly store: Store;
}

export function createPersistedQueries(memory: OperationMemory): PersistedQueries {
  const texts: MemoryShare<PersistedQuery> = memory.share();
  return {
    find: (hash) => texts.get(hash)?.text ?? null,
    store: {
      get: async () => undefined,
      set: async (key, text) => texts.set(hashIn(key), { text }, 2 * text.length),
      delete: async (key) => texts.delete(hashIn(key)),
    },
  };
}

interface PersistedQuery {
  readonly text: string;
}

const hashLength = 64;

/** Apollo Server adds a prefix to the hash, which it has compared with the text. */
const hashIn = (key: string) => key.slice(-hashLength);
