import type DataLoader from 'dataloader';
import { type Model, type QueryFilter, Types } from 'mongoose';
import { findAtOnce } from './find-at-once.ts';
import { inBatches } from '../kit/in-batches.ts';

/**
 * A loader has a few commands under way, so that MongoDB and this process work at the same time; what
 * arrives meanwhile is one command too, and after this time no longer waits for slow ones.
 */
const batches = { most: 1_000, runsAtOnce: 3, patienceMs: 50 };

/** `Read` is what the projection leaves of a document, the key with it. */
interface BatchedFindOptions<Document, Read = Document> {
  model: Model<Document>;
  key: keyof Document & keyof NoInfer<Read> & string;
  projection?: Readonly<Record<string, 0 | 1>>;
}

/**
 * Finds the document with a unique key, for all requests of the process together: keys that arrive
 * within two turns of the event loop, or while earlier commands are under way, become one `$in`. It
 * keeps nothing, so every answer was read after it was asked for; each request lays its own
 * DataLoader over it. Whoever asks decides afterwards what its viewer may see of the document, which
 * is shared: treat it as read-only. Keys are strings; for ObjectIds, their hexadecimal form.
 */
export function createBatchedFind<Document, Read extends Partial<Document> = Document>(
  options: BatchedFindOptions<Document, Read>,
): DataLoader<string, Read | null> {
  return createBatchedLoader<Document, Read, Read | null>(options, (keys, documents) => {
    const found = new Map(documents.map((document) => [String(document[options.key]), document]));
    return keys.map((key) => found.get(key) ?? null);
  });
}

/** The same for a key that several documents share: finds all of them, in no particular order. */
export function createBatchedFindMany<Document>(
  options: BatchedFindOptions<Document>,
): DataLoader<string, readonly Document[]> {
  return createBatchedLoader<Document, Document, readonly Document[]>(
    options,
    (keys, documents) => {
      const groups = Map.groupBy(documents, (document) => String(document[options.key]));
      return keys.map((key) => groups.get(key) ?? []);
    },
  );
}

function createBatchedLoader<Document, Read, Found>(
  { model, key, projection }: BatchedFindOptions<Document, Read>,
  answer: (keys: readonly string[], documents: readonly Read[]) => Found[],
): DataLoader<string, Found> {
  const isObjectId = model.schema.path(key).instance === 'ObjectId';
  const stored = (value: string) => (isObjectId ? new Types.ObjectId(value) : value);

  async function find(keys: readonly string[]): Promise<Found[]> {
    const values = Array.from(new Set(keys), stored);
    const filter = { [key]: { $in: values } } as QueryFilter<Document>; // a computed key has no type
    return answer(keys, await findAtOnce<Document, Read>({ model, filter, projection }));
  }

  return inBatches(find, batches);
}

/** What a request loads from. */
export interface Loader<Found> {
  load(key: string): Promise<Found>;
  /** After a change: what was loaded is read anew when it is asked for again. */
  forget(): void;
}

/**
 * The loader of one request over a batched one: asks for each key once and keeps the answer while the
 * request lasts. Batching is left to the loader below.
 */
export function perRequest<Found>(shared: DataLoader<string, Found>): Loader<Found> {
  return new RequestLoader(shared);
}

class RequestLoader<Found> implements Loader<Found> {
  readonly #shared: DataLoader<string, Found>;
  #loaded: Map<string, Promise<Found>> | null = null;

  constructor(shared: DataLoader<string, Found>) {
    this.#shared = shared;
  }

  load(key: string): Promise<Found> {
    this.#loaded ??= new Map();
    let found = this.#loaded.get(key);
    if (!found) this.#loaded.set(key, (found = this.#shared.load(key)));
    return found;
  }

  forget(): void {
    this.#loaded = null;
  }
}
