import { unavailable } from './errors.ts';
import { createOutage, type OutageReport } from './outage.ts';
import type { Message } from './say.ts';
import { repeat, type RepeatOptions } from './repeat.ts';

/** An in-memory copy of data that others change, kept up to date. */
export interface Followed<Copy> {
  /** The latest copy; null until the first read. */
  readonly held: Copy | null;
  /** @throws `UNAVAILABLE` until the first read. */
  current(): Copy;
  readonly loaded: boolean;
  /** Whether the copy is known to be current. A stale copy stays available. */
  readonly fresh: boolean;
  /**
   * Resolves when the copy is fresh for the first time; rejects when `stop` is called before that or `after` rejects.
   */
  readonly ready: Promise<void>;
  /**
   * Stores a copy that is fresh until a moment of `performance.now()`, by default for good. A later deadline given
   * before stays in force.
   */
  hold(copy: Copy, freshUntil?: number): void;
  /** Marks the copy as stale until the next one is stored. */
  doubt(): void;
  /** Stops following; the copy is then no longer fresh. May be called twice. */
  stop(): Promise<void>;
}

export interface FollowOptions extends Pick<RepeatOptions, 'everyMs' | 'keepsProcess'> {
  /** The name of the copy in the error of clients that ask before the first read: "The calendar". */
  name: Message;
  /**
   * Reads changes: one poll of many, or a stream that lasts until it breaks. Called again after a pause when it has
   * ended, or at once when it resolves to `again`. An error means that the copy cannot be followed at the moment.
   */
  follow(signal: AbortSignal): Promise<'again' | void>;
  /** Reading starts when this resolves; nothing is read when it rejects. */
  after?: Promise<unknown>;
  /** Reports to the log when following starts to fail and when it works again. */
  report: OutageReport;
}

/** Starts following the changes of a copy held in memory. `follow` is never called synchronously. */
export function followed<Copy>(options: FollowOptions): Followed<Copy> {
  const { name, follow, everyMs, after = Promise.resolve(), report, keepsProcess = true } = options;
  const outage = createOutage(report);
  const first = Promise.withResolvers<void>();
  first.promise.catch(() => {}); // handled by those who await it; nobody has to
  after.catch(first.reject);
  let held: Copy | null = null;
  let freshUntil = 0;
  const isFresh = () => performance.now() < freshUntil;
  const doubt = () => void (freshUntil = 0);

  const following = repeat({ run: follow, everyMs, after, outage, keepsProcess });

  return {
    get held() {
      return held;
    },
    current() {
      if (held === null) throw unavailable(name);
      return held;
    },
    get loaded() {
      return held !== null;
    },
    get fresh() {
      return isFresh();
    },
    ready: first.promise,
    hold(copy, until = Infinity) {
      held = copy;
      freshUntil = Math.max(freshUntil, until);
      // A stream does not return while it works, so a stored copy counts as success.
      outage.worked();
      if (isFresh()) first.resolve();
    },
    doubt,
    async stop() {
      first.reject(new Error('stopped'));
      await following.stop();
      doubt();
    },
  };
}
