import { LRUCache } from 'lru-cache';

/**
 * The single budget, in bytes, for everything cached about operations: accepted texts with their prepared forms, plans,
 * persisted queries. Evicts the least recently used entries of any share.
 */
export interface OperationMemory {
  /** Creates a share with its own keys. */
  share<Value extends object>(): MemoryShare<Value>;
  /** Total weight of all shares. */
  readonly bytes: number;
  /** Number of entries of all shares. */
  readonly entries: number;
}

export interface MemoryShare<Value extends object> {
  get(key: string): Value | undefined;
  /** Adds or replaces an entry. One that weighs more than the whole budget is not kept. */
  set(key: string, value: Value, bytes: number): void;
  delete(key: string): void;
  /**
   * Whether this was called before with this key. Most operations that are seen once are never repeated, so
   * they are only kept from the second time on. Remembers the last few thousand keys, which must be short.
   */
  isAgain(key: string): boolean;
}

/** Room for several hundred operations of ordinary size. */
export const defaultMemoryBytes = 48_000_000;

/** Cost of an entry beside its value and its key, in the maps and the list of recent use. */
const overheadBytes = 300;

/** Keys seen once that each share remembers, about 150 bytes each. */
const maxSeenOnce = 4_096;

/** Identifies an entry among those of all shares. */
interface Handle {
  readonly forget: () => void;
}

interface Entry {
  readonly value: object;
}

export function createOperationMemory(maxBytes: number): OperationMemory {
  const all = new LRUCache<Handle, Entry>({
    maxSize: maxBytes,
    dispose: (_value, handle, reason) => {
      if (reason !== 'set') handle.forget();
    },
  });
  return {
    share: <Value extends object>() => createShare<Value>(all, maxBytes),
    get bytes() {
      return all.calculatedSize;
    },
    get entries() {
      return all.size;
    },
  };
}

function createShare<Value extends object>(
  all: LRUCache<Handle, Entry>,
  maxBytes: number,
): MemoryShare<Value> {
  const handles = new Map<string, Handle>();
  const seenOnce = new LRUCache<string, true>({ max: maxSeenOnce });
  return {
    get(key) {
      const handle = handles.get(key);
      // Stored under this handle by `set` below.
      return handle && (all.get(handle)?.value as Value | undefined);
    },
    set(key, value, bytes) {
      const size = Math.ceil(bytes + 2 * key.length + overheadBytes);
      let handle = handles.get(key);
      if (size > maxBytes) {
        if (handle) all.delete(handle);
        return;
      }
      if (!handle) {
        handle = { forget: () => void handles.delete(key) };
        handles.set(key, handle);
      }
      // A new object, since the cache ignores the size of a value it already contains.
      all.set(handle, { value }, { size });
    },
    delete(key) {
      const handle = handles.get(key);
      if (handle) all.delete(handle);
    },
    isAgain(key) {
      if (seenOnce.has(key)) return true;
      seenOnce.set(key, true);
      return false;
    },
  };
}
