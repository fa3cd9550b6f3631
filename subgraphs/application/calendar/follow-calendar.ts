import { say } from '../../../lib/kit/say.ts';
import type { Logger } from 'pino';
import { followed, type Followed } from '../../../lib/kit/followed.ts';
import { createBusinessCalendar } from './business-calendar.ts';
import type { CalendarStore } from './calendar-store.ts';
import type { HeldCalendar } from './held-calendar.ts';
import type { LeaveDayDocument } from './leave-day.model.ts';

/** The calendar in memory, kept as the database has it. */
export interface FollowedCalendar {
  /** @throws `UNAVAILABLE` until it has been read, rather than guess. */
  current(): HeldCalendar;
  /**
   * The days of leave in force, earliest first.
   * @throws `UNAVAILABLE` as above.
   */
  leaveDays(): readonly LeaveDayDocument[];
  /** Resolves when `current` is the state stored at the time of the call, or a later one. */
  refresh(): Promise<void>;
  /** Resolves when it has been read for the first time. */
  readonly ready: Promise<void>;
  readonly loaded: boolean;
  stop(): Promise<void>;
}

interface FollowCalendarOptions {
  store: CalendarStore;
  /** When the store may be queried. */
  after: Promise<void>;
  /**
   * How half days count from now on, in every process: the process that starts last decides, and the calendar
   * gets a new version where that is a change.
   */
  halfDaysAreBusinessDays: boolean;
  logger: Logger;
}

const pollMs = 1_000;

interface Held extends HeldCalendar {
  readonly leaveDays: readonly LeaveDayDocument[];
}

/** Polls each second for a new version of the calendar, and then reads it. */
export function followCalendar({
  store,
  after,
  halfDaysAreBusinessDays,
  logger,
}: FollowCalendarOptions): FollowedCalendar {
  const copy: Followed<Held> = followed({
    name: say`The calendar`,
    everyMs: pollMs,
    after,
    follow: refresh,
    report: {
      began: (err) => logger.error({ err }, 'the calendar cannot be read; will retry'),
      ended: () => logger.info('the calendar can be read again'),
    },
  });
  let reading = Promise.resolve();

  async function read(): Promise<void> {
    const { held } = copy;
    // Without a state the database has been emptied, and the calendar starts from the beginning.
    const state = (held && (await store.state())) ?? (await store.adopt(halfDaysAreBusinessDays));
    const { version } = state;
    if (version === held?.version) return;
    const leaveDays = await store.leaveDaysOf(version);
    const calendar = createBusinessCalendar({
      leaveDays: leaveDays.map(({ date }) => date),
      halfDaysAreBusinessDays: state.halfDaysAreBusinessDays,
    });
    copy.hold({ calendar, version, leaveDays });
    logger.info({ version, leaveDays: leaveDays.length }, 'the calendar is in memory');
  }

  /** One read after the other, so that an earlier answer never replaces a later one. */
  function refresh(): Promise<void> {
    reading = reading.catch(() => {}).then(read); // the earlier caller gets that error
    return reading;
  }

  return {
    current: () => copy.current(),
    leaveDays: () => copy.current().leaveDays,
    refresh,
    ready: copy.ready,
    get loaded() {
      return copy.loaded;
    },
    stop: () => copy.stop(),
  };
}
