import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Peers } from '../../../lib/federation/peers.ts';
import {
  type ClientError,
  clientError,
  isClientError,
  unavailable,
} from '../../../lib/kit/errors.ts';
import { createOutage } from '../../../lib/kit/outage.ts';
import { repeat, type Repeated } from '../../../lib/kit/repeat.ts';
import {
  type DuckDBConnection,
  isDamage,
  isFatal,
  openStore,
  removeFile,
  setAside,
  type Store,
  type StoreOptions,
} from '../database/index.ts';
import { changedFacts, type FactSource, factsPage } from '../peers/index.ts';
import { countBatch, usualPauseMs } from './batches.ts';
import type { Copy, CopyCounts } from './copy.ts';
import { ObsoleteCopyError } from './obsolete-copy.ts';
import { type CopyState, createTables, inTransaction, readState, writeState } from './state.ts';
import { opening, type Verdict, verdictOn } from './verdict.ts';
import { findDimensionChanges, nothingKnown, writeDimensions } from './write-dimensions.ts';
import { addNewFacts, writeFacts } from './write-facts.ts';
import { say } from '../../../lib/kit/say.ts';

interface CopyOptions {
  peers: Peers;
  store: StoreOptions;
  /** Following begins when this resolves. */
  after: Promise<unknown>;
  logger: Logger;
  /** The longest pause between two batches; a second by default. */
  everyMs?: number;
}

/** Applications on one page at most; fewer where they have much history. */
const mostPerPage = 500;
/** A position is stored at least this often, also if nothing changes: it must not expire. */
const storePositionMs = 60_000;

/** After as many in succession, the copy is taken to be damaged: it cannot be followed. */
const mostFaults = 3;

export const followFacts = (options: CopyOptions): Copy => new FollowedCopy(options);

class FollowedCopy implements Copy {
  readonly counts: CopyCounts = { changed: 0, batches: 0, batchSeconds: 0, builds: 0, damages: 0 };
  readonly #options: CopyOptions;
  readonly #following: Repeated;
  readonly #first = Promise.withResolvers<void>();
  #store: Store | null = null;
  #state: CopyState | null = null;
  /** Up to where everything is in the copy, which may be later than the stored state. */
  #current: Pick<CopyState, 'position' | 'asOf'> | null = null;
  #positionStoredAt = 0;
  #total = 0;
  #perPage = mostPerPage;
  /** Why the copy is to be closed before anything else, so that it is built or opened anew. */
  #ending: Error | null = null;
  /** How often in succession DuckDB has failed while the copy was opened or followed, without a sign of damage. */
  #faults = 0;
  /** Work that waits until the copy has caught up. */
  #waiting: (() => void)[] = [];

  constructor(options: CopyOptions) {
    this.#options = options;
    const { logger, after, everyMs = usualPauseMs } = options;
    this.#first.promise.catch(() => {}); // for those who await it; nobody has to
    after.catch(this.#first.reject);
    this.#following = repeat({
      run: (signal) => this.#follow(signal),
      everyMs,
      after,
      outage: createOutage({
        began: (err) => logger.warn({ err }, 'the copy of facts cannot be followed; will retry'),
        ended: () => logger.info('the copy of facts is followed again'),
      }),
    });
  }

  get ready(): Promise<void> {
    return this.#first.promise;
  }

  get isBuilt(): boolean {
    return this.#state?.isBuilt === true;
  }

  get build(): string {
    this.#requireBuilt();
    return this.#known().build;
  }

  get asOf(): Date {
    this.#requireBuilt();
    return new Date(this.#current?.asOf ?? 0);
  }

  get copied(): number {
    return this.#state?.nextApp ?? 0;
  }

  async read<Result>(
    work: (connection: DuckDBConnection, asOf: Date, closing: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const store = this.#requireBuilt();
    try {
      return await store.read((connection, closing) => work(connection, this.asOf, closing));
    } catch (error) {
      // Closed in the meantime, which interrupts what is under way.
      if (!isClientError(error) && this.#store !== store) throw this.#beingBuilt();
      // Any other fault of DuckDB is one of this question, which alone fails.
      if (!isDamage(error) && !isFatal(error)) throw error;
      if (this.#ending === null) this.#end(error as Error); // as these functions have found
      throw unavailable(say`The copy for statistics`);
    }
  }

  async caughtUp(signal: AbortSignal): Promise<void> {
    const reached = Promise.withResolvers<void>();
    const stop = () => reached.reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    this.#waiting.push(reached.resolve);
    this.#following.wake();
    try {
      await reached.promise;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  rebuild(reason: string): void {
    this.#end(new ObsoleteCopyError(reason));
  }

  #end(reason: Error): void {
    this.#ending = reason;
    this.#following.wake();
  }

  async stop(): Promise<void> {
    this.#first.reject(new Error('stopped'));
    await this.#following.stop();
    await this.#storePosition().catch(() => {}); // what follows it is applied again
    await this.#close();
  }

  #requireBuilt(): Store {
    if (this.#store && this.#state?.isBuilt && this.#ending === null) return this.#store;
    throw this.#beingBuilt();
  }

  #beingBuilt(): ClientError {
    // Of a copy that is to be built anew, nothing is left.
    const applications = this.#ending === null ? this.copied : 0;
    // A process that continues after all pages has seen no total.
    const progress = { applications, ofAbout: Math.max(this.#total, applications) };
    return clientError(
      'UNAVAILABLE',
      say`The copy for statistics is being built: ${progress.applications} of about ${progress.ofAbout} applications are in it. Try again later.`,
      { progress },
    );
  }

  async #follow(signal: AbortSignal): Promise<'again' | number | void> {
    try {
      if (this.#ending !== null) throw this.#ending;
      const store = await this.#open();
      const next = await (this.#known().isCopied
        ? this.#catchUp(store)
        : this.#build(store, signal));
      this.#perPage = Math.min(mostPerPage, this.#perPage * 2);
      this.#faults = 0;
      return next;
    } catch (error) {
      if (isClientError(error) && error.code === 'LIMIT_EXCEEDED' && this.#perPage > 1) {
        this.#perPage = Math.floor(this.#perPage / 2); // the page was too large to be sent
        return 'again';
      }
      const verdict = verdictOn(error);
      if (verdict === null) throw error;
      const isOfQuestion = error === this.#ending;
      if (verdict === 'DOUBTFUL' && (await this.#opensAgain(error))) {
        if (!isOfQuestion) throw error;
        return 'again';
      }
      await this.#discard(error as Error, verdict); // only errors have a verdict
      return signal.aborted ? undefined : 'again';
    }
  }

  /**
   * A bug of DuckDB says nothing of the file, which is kept if it can be followed once it is opened again.
   * @returns whether the copy was closed because of an error, to be opened again.
   */
  async #opensAgain(error: unknown): Promise<boolean> {
    if (error !== this.#ending) {
      if (this.#faults >= mostFaults) return false;
      this.#faults += 1;
    }
    await this.#close();
    if (error === this.#ending) this.#ending = null;
    this.#options.logger.error({ err: error }, 'the copy of facts is opened again after an error');
    return true;
  }

  /** Discards the copy because of an error, to be built anew. */
  async #discard(error: Error, verdict: Verdict): Promise<void> {
    const { logger, store } = this.#options;
    await this.#close();
    this.#ending = null;
    this.#faults = 0;
    if (verdict === 'OBSOLETE') {
      await removeFile(store.path);
      const reason = isClientError(error) ? 'its position cannot be used' : error.message;
      logger.warn({ reason }, 'the copy of facts is built anew');
    } else {
      this.counts.damages += 1;
      const aside = await setAside(store.path);
      logger.error({ err: error, aside }, 'the copy of facts was damaged; it is built anew');
    }
  }

  async #open(): Promise<Store> {
    if (this.#store && this.#state) return this.#store;
    const store = (this.#store ??= await opening(() => openStore(this.#options.store)));
    const state = await opening(() => readState(store.writer));
    this.#state = state ?? (await this.#begin(store));
    this.#current = this.#state;
    if (this.#state.isBuilt) this.#first.resolve();
    return store;
  }

  /** Creates the tables, at the position from which changes will be followed. */
  async #begin({ writer }: Store): Promise<CopyState> {
    const { peers, logger } = this.#options;
    const tables = await writer.runAndReadAll('SELECT table_name FROM information_schema.tables');
    if (tables.currentRowCount > 0) {
      throw new ObsoleteCopyError('another release has written it');
    }
    const { cursor: position, asOf, source } = await changedFacts(peers, { after: null, first: 1 });
    const state: CopyState = {
      ...source,
      ...nothingKnown,
      build: randomUUID(),
      isCopied: false,
      isBuilt: false,
      page: null,
      position,
      asOf,
      nextApp: 0,
    };
    await createTables(writer, state);
    this.counts.builds += 1;
    logger.info('the copy of facts is being built');
    return state;
  }

  /** Copies all applications, page by page; continues where an earlier process ended. */
  async #build(store: Store, signal: AbortSignal): Promise<'again' | void> {
    const { peers, logger } = this.#options;
    const dimensions = await findDimensionChanges(peers, this.#known());
    await this.#write(store, async () => writeDimensions(store.writer, dimensions));
    for (;;) {
      if (signal.aborted) return;
      if (this.#ending !== null) return 'again';
      const { page: after, nextApp } = this.#known();
      const page = await factsPage(peers, { after, first: this.#perPage });
      this.#requireSource(page.source);
      this.#total = page.total;
      await this.#write(store, async () => ({
        nextApp: await addNewFacts(store.writer, page.applications, nextApp),
        page: page.endCursor,
        isCopied: page.endCursor === null,
      }));
      if (page.endCursor === null) break;
    }
    logger.info({ applications: this.copied }, 'all applications are in the copy of facts');
    // Changes made meanwhile follow before the first question.
    return 'again';
  }

  async #catchUp(store: Store): Promise<'again' | number> {
    const { peers, everyMs = usualPauseMs } = this.#options;
    const began = performance.now();
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      const known = this.#known();
      const changed = await changedFacts(peers, {
        after: this.#current?.position ?? known.position,
        first: this.#perPage,
      });
      this.#requireSource(changed.source);
      if (changed.isReplaced) throw new ObsoleteCopyError('other data were stored');
      const { cursor: position, asOf, applications, calendarVersion, isCurrent } = changed;
      const dimensions = await findDimensionChanges(peers, known, calendarVersion);
      const isChanged =
        applications.length > 0 || dimensions.calendar !== null || dimensions.directory !== null;
      const isToOpen = isCurrent && !known.isBuilt;
      const isPositionDue = performance.now() > this.#positionStoredAt + storePositionMs;
      if (isChanged || isToOpen || isPositionDue) {
        await this.#write(store, async () => ({
          ...(await writeDimensions(store.writer, dimensions)),
          nextApp: await writeFacts(store.writer, applications, known.nextApp),
          position,
          asOf,
          isBuilt: known.isBuilt || isCurrent,
        }));
        this.#positionStoredAt = performance.now();
      }
      this.#current = { position, asOf };
      this.counts.changed += applications.length;
      const tookMs = performance.now() - began;
      const pauseMs = countBatch(this.counts, { tookMs, isChanged, everyMs });
      if (!isCurrent) {
        this.#waiting.push(...waiting);
        return 'again';
      }
      this.#first.resolve();
      for (const caughtUp of waiting) caughtUp();
      return this.#waiting.length > 0 ? 'again' : pauseMs;
    } catch (error) {
      this.#waiting.push(...waiting);
      throw error;
    }
  }

  /** Writes in one transaction with the state that follows. */
  async #write({ writer }: Store, work: () => Promise<Partial<CopyState>>): Promise<void> {
    const known = this.#known();
    const changes = await inTransaction(writer, async () => {
      const following = await work();
      if (Object.keys(following).length > 0) await writeState(writer, following);
      return following;
    });
    this.#state = { ...known, ...changes };
  }

  #known(): CopyState {
    if (!this.#state) throw new Error('the copy is not open');
    return this.#state;
  }

  #requireSource({ data, keyVersion }: FactSource): void {
    const known = this.#known();
    if (data !== known.data) throw new ObsoleteCopyError('it is of other data');
    if (keyVersion > known.keyVersion) throw new ObsoleteCopyError('its secret was removed');
    // Another process has taken in the removal of a secret that this one still has.
    if (keyVersion < known.keyVersion) throw unavailable(say`The application subgraph`);
  }

  /** So that the next process continues here; not while work is in progress. */
  async #storePosition(): Promise<void> {
    const store = this.#store;
    if (store && this.#state?.isCopied && this.#current)
      await writeState(store.writer, this.#current);
  }

  async #close(): Promise<void> {
    const store = this.#store;
    this.#store = null;
    this.#state = null;
    this.#current = null;
    await store?.close();
  }
}
