import { unavailable } from './errors.ts';
import { createOutage, type OutageReport } from './outage.ts';
import { repeat, type RepeatOptions } from './repeat.ts';

/** A copy of something that others change, in memory and kept as they have it. */
export interface Followed<Copy> {
  /** The latest copy; null while it was never read. */
  readonly held: Copy | null;
  /** @throws `UNAVAILABLE` while it was never read. */
  current(): Copy;
  readonly loaded: boolean;
  /** Whether the copy is vouched for now. What was held stays known when it no longer is. */
  readonly fresh: boolean;
  /** Resolves when it is fresh for the first time; rejects when `stop` comes first, or `after` rejects. */
  readonly ready: Promise<void>;
  /**
   * Takes a copy in, vouched for until a moment of `performance.now()`, by default for good. What was vouched for
   * longer before stays so.
   */
  hold(copy: Copy, freshUntil?: number): void;
  /** From now on the copy is vouched for no more, until the next is held. */
  doubt(): void;
  /** Ends the following; then the copy is no longer fresh. May be called twice. */
  stop(): Promise<void>;
}

export interface FollowOptions extends Pick<RepeatOptions, 'everyMs' | 'keepsProcess'> {
  /** What it is a copy of, for clients that ask before it was read: "The calendar". */
  name: string;
  /**
   * Takes in what is new: one look of many, or a stream that goes on until it breaks. Called after a pause when it
   * has ended, or at once when it answers `again`. What it throws means that the copy cannot be followed now.
   */
  follow(signal: AbortSignal): Promise<'again' | void>;
  /** Nothing is read before this; nothing at all when it rejects. */
  after?: Promise<unknown>;
  /** For the log: told when the copy can no longer be followed, and when it can again. */
  report: OutageReport;
}

/** Holds a copy and follows its changes from now on. `follow` is never called within this call. */
export function followed<Copy>(options: FollowOptions): Followed<Copy> {
  const { name, follow, everyMs, after = Promise.resolve(), report, keepsProcess = true } = options;
  const outage = createOutage(report);
  const first = Promise.withResolvers<void>();
  first.promise.catch(() => {}); // whoever awaits it learns; nobody has to
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
      // A stream that goes on has not ended, yet it works.
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
