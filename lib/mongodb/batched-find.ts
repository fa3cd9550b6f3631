import type DataLoader from 'dataloader';
import { type Model, type QueryFilter, Types } from 'mongoose';
import { findAtOnce } from './find-at-once.ts';
import { inBatches } from '../kit/in-batches.ts';

/**
 * A loader runs a few commands at once, so that MongoDB and this process work in parallel. Keys that arrive meanwhile
 * form one further command, which waits at most this long for slow ones.
 */
const batches = { most: 1_000, runsAtOnce: 3, maxWaitMs: 50 };

/** `Read` is the document after the projection, including the key. */
interface BatchedFindOptions<Document, Read = Document> {
  model: Model<Document>;
  /** A field, or `field.field` of an object in it. */
  key: KeyOf<Document & NoInfer<Read>>;
  projection?: Readonly<Record<string, 0 | 1>>;
}

type KeyOf<Read> = (keyof Read & string) | `${keyof Read & string}.${string}`;

/**
 * Finds the document with a unique key, for all requests of the process together: keys that arrive within two
 * event-loop turns, or while earlier commands are running, become one `$in`. It caches nothing, so every document was
 * read after it was requested; each request adds its own DataLoader on top. The caller decides what its viewer may see
 * of the document. The document is shared: treat it as read-only. Keys are strings; for ObjectIds, their hexadecimal
 * form.
 */
export function createBatchedFind<Document, Read extends Partial<Document> = Document>(
  options: BatchedFindOptions<Document, Read>,
): DataLoader<string, Read | null> {
  return createBatchedLoader<Document, Read, Read | null>(options, (keys, documents) => {
    const found = new Map(documents.map((document) => [keyIn(document, options.key), document]));
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
      const groups = Map.groupBy(documents, (document) => keyIn(document, options.key));
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

/** The key of a document that was found by it. */
function keyIn(document: unknown, path: string): string {
  let value: unknown = document;
  for (const name of path.split('.')) value = (value as Record<string, unknown>)[name]; // it was found by this path
  return String(value);
}

/** Loads documents for one request. */
export interface Loader<Found> {
  load(key: string): Promise<Found>;
  /** Puts in what was read a moment ago, unless the key was loaded already. */
  give(key: string, found: Found): void;
  /** Call after a change: clears the cache, so that later loads read again. */
  forget(): void;
}

/**
 * The loader of one request on top of a batched one: loads each key once and caches it for the duration of the request.
 * Batching is left to the loader below.
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

  give(key: string, found: Found): void {
    this.#loaded ??= new Map();
    if (!this.#loaded.has(key)) this.#loaded.set(key, Promise.resolve(found));
  }

  forget(): void {
    this.#loaded = null;
  }
}
