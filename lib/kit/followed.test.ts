import { say } from './say.ts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { followed, type Followed, type FollowOptions } from './followed.ts';

/** The outcome of the next poll: a copy, a failure, or a copy after which to poll again at once. */
type Outcome = { copy?: string; freshUntil?: number; error?: Error; again?: true };

let copy: Followed<string>;
let looks: number;
let reports: string[];
/** Polls that wait for their outcome. */
let waiting: ((outcome: Outcome) => void)[];
let arrivals: (() => void)[];
let signals: AbortSignal[];

beforeEach(() => {
  looks = 0;
  reports = [];
  waiting = [];
  arrivals = [];
  signals = [];
});

afterEach(async () => {
  const stopped = copy.stop();
  for (const end of waiting.splice(0)) end({});
  await stopped;
});

function begin(options: Partial<FollowOptions> = {}): void {
  copy = followed({
    name: say`The copy`,
    everyMs: 0,
    report: {
      began: (error) => void reports.push(`began: ${String(error)}`),
      ended: () => void reports.push('ended'),
    },
    async follow(signal) {
      looks += 1;
      signals.push(signal);
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      waiting.push(resolve);
      arrivals.shift()?.();
      const { copy: found, freshUntil, error, again } = await promise;
      if (error) throw error;
      if (found !== undefined) copy.hold(found, freshUntil);
      return again ? 'again' : undefined;
    },
    ...options,
  });
}

/** Resolves when a poll waits for its outcome. */
async function polled(): Promise<void> {
  if (waiting.length === 0) await new Promise<void>((resolve) => arrivals.push(resolve));
}

/** Settles the waiting poll, or the next one. */
async function find(outcome: Outcome): Promise<void> {
  await polled();
  waiting.shift()?.(outcome);
}

const unavailable = expect.objectContaining({ code: 'UNAVAILABLE' });
const anHourOn = () => performance.now() + 3_600_000;

describe('a followed copy', () => {
  it('is unavailable until its first read, and is never read synchronously', async () => {
    begin();
    expect(looks).toBe(0);
    expect(() => copy.current()).toThrow(unavailable);
    expect(copy).toMatchObject({ held: null, loaded: false, fresh: false });

    await find({ copy: 'a' });
    await copy.ready;

    expect(copy.current()).toBe('a');
    expect(copy).toMatchObject({ held: 'a', loaded: true, fresh: true });
  });

  it('stays unchanged when a poll finds nothing new', async () => {
    begin();
    await find({ copy: 'a' });
    await find({});
    await polled();

    expect(copy).toMatchObject({ held: 'a', fresh: true });
  });

  it('stays available and fresh while it cannot be followed, which is reported once', async () => {
    begin();
    await find({ copy: 'a', freshUntil: anHourOn() });
    await find({ error: new Error('away') });
    await find({ error: new Error('still away') });
    await polled();
    expect(copy).toMatchObject({ held: 'a', fresh: true });
    expect(reports).toEqual(['began: Error: away']);

    await find({ copy: 'b' });
    await polled();

    expect(copy.current()).toBe('b');
    expect(reports).toEqual(['began: Error: away', 'ended']);
  });

  it('is ready only once it is fresh', async () => {
    let isReady = false;
    begin();
    void copy.ready.then(() => (isReady = true));
    await find({ copy: 'a', freshUntil: performance.now() - 1 });
    await polled();
    expect(copy).toMatchObject({ loaded: true, fresh: false });
    expect(isReady).toBe(false);

    await find({ copy: 'a', freshUntil: anHourOn() });
    await copy.ready;

    expect(copy.fresh).toBe(true);
  });

  it('stays fresh until the latest deadline given, unless it is marked as stale', async () => {
    begin();
    await find({ copy: 'a', freshUntil: anHourOn() });
    await find({ copy: 'b', freshUntil: performance.now() - 1 });
    await polled();
    expect(copy).toMatchObject({ held: 'b', fresh: true });

    copy.doubt();
    expect(copy).toMatchObject({ held: 'b', loaded: true, fresh: false });

    await find({ copy: 'b', freshUntil: anHourOn() });
    await polled();
    expect(copy.fresh).toBe(true);
  });

  it('is polled for at once where there may be more', async () => {
    begin({ everyMs: 3_600_000 });
    await find({ copy: 'a', again: true });
    await polled();

    expect(looks).toBe(2);
  });

  it('counts as recovered as soon as a stream delivers a copy', async () => {
    begin({
      async follow(signal) {
        looks += 1;
        if (looks === 1) throw new Error('away');
        copy.hold('a');
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      },
    });

    await copy.ready;

    expect(reports).toEqual(['began: Error: away', 'ended']);
  });
});

describe('stopping', () => {
  it('aborts the poll in progress and does not report its failure', async () => {
    begin();
    await find({ copy: 'a' });
    await polled();

    const stopped = copy.stop();
    expect(signals.at(-1)?.aborted).toBe(true);
    await find({ error: new Error('broken off') });
    await stopped;
    await copy.stop();

    expect(looks).toBe(2);
    expect(reports).toEqual([]);
    expect(copy).toMatchObject({ held: 'a', fresh: false });
    expect(copy.current()).toBe('a');
  });

  it('does not wait for its prerequisite', async () => {
    begin({ after: new Promise(() => {}) });

    await copy.stop();

    expect(looks).toBe(0);
    await expect(copy.ready).rejects.toThrow('stopped');
  });

  it('ends the pause between polls', async () => {
    begin({ everyMs: 3_600_000 });
    await find({ copy: 'a' });
    await copy.ready;

    await copy.stop();

    expect(looks).toBe(1);
  });
});

it('nothing is read when the prerequisite fails', async () => {
  begin({ after: Promise.reject(new Error('no database')) });

  await expect(copy.ready).rejects.toThrow('no database');

  expect(looks).toBe(0);
  expect(() => copy.current()).toThrow(unavailable);
});
