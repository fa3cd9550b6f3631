import { addDays, localDateOf } from '../../lib/kit/local-date.ts';
import { createBusinessCalendar } from '../../subgraphs/application/calendar/index.ts';

/**
 * The operations of the tests of clocks, and the days that they use: future days, relative to
 * today.
 */

export const leaveDays = '{ leaveDays { date name } }';

export const addLeaveDay = /* GraphQL */ `
  mutation ($date: Date!, $name: String!) {
    addLeaveDay(date: $date, name: $name) {
      date
      name
      addedBy
    }
  }
`;

export const removeLeaveDay = /* GraphQL */ `
  mutation ($date: Date!) {
    removeLeaveDay(date: $date) {
      date
      name
    }
  }
`;

export const dates = /* GraphQL */ `
  query ($number: String!) {
    application(number: $number) {
      targetDate
      statutoryDate
      remainingBusinessDays
      version
      referrals {
        targetDate
        statutoryDate
      }
    }
  }
`;

export const fileApplication = /* GraphQL */ `
  mutation ($input: FileApplicationInput!) {
    fileApplication(input: $input) {
      number
      targetDate
      statutoryDate
    }
  }
`;

/** Without administrative leave. */
export const calendar = createBusinessCalendar();

export const today = localDateOf(new Date());

/** The n-th business day after today. */
export const businessDay = (n: number) => calendar.addBusinessDays(today, n);

/**
 * The smallest number of days after which a term has expired today: a day off at its end extends
 * it.
 */
export const justPast = (term: number) => {
  let days = term + 1;
  while (calendar.nextBusinessDayFrom(addDays(today, term - days)) >= today) days += 1;
  return days;
};
