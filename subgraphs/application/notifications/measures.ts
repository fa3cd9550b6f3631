import type { Measure } from '../../../lib/kit/measure.ts';
import { reused } from '../../../lib/kit/reused.ts';
import { type Backlog, readBacklog } from './backlog.ts';
import type { NotificationModel } from './notification.model.ts';

/** How long a count is reused: it costs MongoDB some milliseconds. */
const reusedForMs = 10_000;

/** The messages to applicants, the same in every process. */
export function measuresOfNotifications(notifications: NotificationModel): readonly Measure[] {
  const backlog = reused(() => readBacklog(notifications), reusedForMs);
  const read = (field: keyof Backlog) => async () => (await backlog())[field];
  return [
    {
      name: 'notifications_waiting',
      help: 'Messages to applicants that have not been sent yet, up to 10,000.',
      isCount: false,
      value: read('waiting'),
    },
    {
      name: 'notifications_failing',
      help: 'Those of them whose delivery has failed and is retried, up to 10,000.',
      isCount: false,
      value: read('failing'),
    },
    {
      name: 'notifications_given_up',
      help: 'Messages to applicants given up within the last 90 days, up to 10,000.',
      isCount: false,
      value: read('givenUp'),
    },
    {
      name: 'notifications_outdated',
      help: 'Messages dropped within the last 90 days because later steps had undone what they report, up to 10,000.',
      isCount: false,
      value: read('outdated'),
    },
    {
      name: 'notification_delay_seconds',
      help: 'How long the message that has been due for the longest time has been due.',
      isCount: false,
      value: read('delaySeconds'),
    },
  ];
}
