import type { Logger } from 'pino';
import { followed, type Followed } from '../../../lib/kit/followed.ts';
import { createBusinessCalendar } from './business-calendar.ts';
import type { CalendarStore } from './calendar-store.ts';
import type { HeldCalendar } from './held-calendar.ts';
import type { LeaveDayDocument } from './leave-day.model.ts';

/** The calendar in memory, kept as the database has it. */
export interface FollowedCalendar {
  /** @throws `UNAVAILABLE` while it was never read, rather than guess. */
  current(): HeldCalendar;
  /**
   * The days of leave in force, the earliest first.
   * @throws `UNAVAILABLE` as above.
   */
  leaveDays(): readonly LeaveDayDocument[];
  /** Resolves when `current` is what was stored when this was called, or later. */
  refresh(): Promise<void>;
  /** Resolves when it was read for the first time. */
  readonly ready: Promise<void>;
  readonly loaded: boolean;
  stop(): Promise<void>;
}

export interface FollowCalendarOptions {
  store: CalendarStore;
  /** When the store may be asked. */
  after: Promise<void>;
  /**
   * How half days count from now on, in every process: whoever starts last decides, and the calendar
   * has another version where that is a change.
   */
  halfDaysAreBusinessDays: boolean;
  logger: Logger;
}

const pollMs = 1_000;

interface Held extends HeldCalendar {
  readonly leaveDays: readonly LeaveDayDocument[];
}

/** Asks each second whether the calendar has another version, and then reads it. */
export function followCalendar({
  store,
  after,
  halfDaysAreBusinessDays,
  logger,
}: FollowCalendarOptions): FollowedCalendar {
  const copy: Followed<Held> = followed({
    name: 'The calendar',
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
    // Without a state somebody has emptied the database, and it begins anew.
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

  /** One after the other, so that an earlier answer never comes after a later one. */
  function refresh(): Promise<void> {
    reading = reading.catch(() => {}).then(read); // whoever asked for the earlier one knows
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
