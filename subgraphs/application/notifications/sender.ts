import type { Logger } from 'pino';
import { periodically } from '../../../lib/kit/periodically.ts';
import { DeliveryError, lastErrorOf } from '../../../lib/messaging/channel-port.ts';
import type { ChannelPorts } from '../../../lib/messaging/ports.ts';
import { nextAttemptAt, type RetryPolicy, retryPolicy } from '../../../lib/messaging/retry.ts';
import { compose, type Contact } from './compose.ts';
import type { FindContacts } from './contacts.ts';
import type { NotificationDocument } from './notification.model.ts';
import type { Lease, NotificationQueue, Series } from './queue.ts';
import { type FindTrackingCodes, givesTrackingCode } from './tracking-codes-of.ts';

export interface SenderOptions {
  /** For the log. */
  name: string;
  queue: NotificationQueue;
  contacts: FindContacts;
  trackingCodes: FindTrackingCodes;
  ports: ChannelPorts;
  /** The address at which applicants sign in. */
  publicUrl: string | undefined;
  /** Sending starts after this. */
  after: Promise<unknown>;
  logger: Logger;
  policy?: RetryPolicy;
  times?: SenderTimes;
  now?: () => Date;
}

export interface Sender {
  /** Call when a new message is pending. */
  wake(): void;
  /** Finishes the attempts in progress, or abandons them after the grace period. May be called twice. */
  stop(): Promise<void>;
}

export interface SenderTimes {
  /** The polling interval; a new message wakes the sender at once. */
  pollMs: number;
  sendTimeoutMs: number;
  /** The wait between attempts to look up addresses. */
  contactWaitMs: number;
  /** The grace period for attempts in progress when the process stops. */
  graceMs: number;
}

export const senderTimes: SenderTimes = {
  pollMs: 2_000,
  sendTimeoutMs: 30_000,
  contactWaitMs: 10_000,
  graceMs: 5_000,
};

/** The data looked up for a message when it is sent. */
interface Known {
  contact?: Contact | undefined;
  trackingCode?: string | undefined;
}

/** Messages that one process takes at a time. */
const mostTaken = 50;
/** Applicants served concurrently. */
const parallel = 8;
/** The delay between the first wake and the poll, so that many wakes at once cost one poll. */
const wakeMs = 100;

/**
 * Sends the pending messages of a queue. Each is tried until it was accepted, was permanently rejected or has
 * been tried for too long. The messages of one application are sent one after the other, in the order of its
 * steps.
 * A step has one message, and a message that is marked as sent is never sent again. Between the sending and the
 * mark lies the network: a process that dies there leaves a message that may have been sent. It is sent once
 * more when the lease has expired, with the same id, so that the other side can recognize the duplicate.
 */
export function startSender(options: SenderOptions): Sender {
  const { name, queue, ports, publicUrl, after, logger } = options;
  const { policy = retryPolicy, times = senderTimes, now = () => new Date() } = options;
  const { sendTimeoutMs, contactWaitMs, graceMs, pollMs } = times;
  const underWay = new Set<Promise<void>>();
  const givingUp = new AbortController();
  let waking: NodeJS.Timeout | undefined;
  let stopping = false;
  const later = (ms: number) => new Date(now().getTime() + ms);

  async function send(message: NotificationDocument, known: Known): Promise<void> {
    const { contact } = known;
    const trackingCode = known.trackingCode ?? null;
    const composed = contact && compose(message, { contact, trackingCode, publicUrl });
    if (!composed) throw new DeliveryError('the applicant has no address', { permanent: true });
    const timeout = AbortSignal.timeout(sendTimeoutMs);
    await ports[composed.channel].send(composed, AbortSignal.any([givingUp.signal, timeout]));
  }

  /** @returns when it is tried again; null when it is settled. */
  async function attempt(
    message: NotificationDocument,
    lease: Lease,
    known: Known,
  ): Promise<Date | null> {
    const error = await send(message, known).catch((error: unknown) => error ?? 'unknown');
    if (error === undefined) {
      await queue.sent(message, lease, now());
      return null;
    }
    const notificationId = message.publicId;
    const isExpected = error instanceof DeliveryError;
    if (!isExpected)
      logger.error({ err: error, notificationId }, 'a notification failed with an internal error');
    const failure = { lastError: lastErrorOf(error), lastFailedAt: now() };
    const { createdAt, attempts } = message;
    const tried = { createdAt, attempts: attempts + 1 };
    const at = isExpected && error.permanent ? null : nextAttemptAt(tried, now(), policy);
    if (at) {
      await queue.retry(message, lease, at, failure);
    } else if (await queue.fail(message, lease, failure)) {
      logger.warn({ notificationId, lastError: failure.lastError }, 'a notification was given up');
    }
    return at;
  }

  async function deliver(
    { messages }: Series,
    lease: Lease,
    knownOf: (message: NotificationDocument) => Known,
  ): Promise<void> {
    let waitUntil: Date | null = null;
    for (const message of messages) {
      // No attempt is started that might outlast the lease or overtake an earlier message.
      if (stopping || later(sendTimeoutMs) > lease.until) waitUntil ??= now();
      if (waitUntil) await queue.putBack(message, lease, waitUntil);
      else waitUntil = await attempt(message, lease, knownOf(message));
    }
  }

  function begin(delivery: Promise<void>): void {
    const observed = delivery
      .catch((error: unknown) => {
        logger.warn({ err: error }, 'the outcome of a notification could not be stored');
      })
      .finally(() => underWay.delete(observed));
    underWay.add(observed);
  }

  async function sendDue(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const lease = await queue.take(mostTaken, now());
      if (!lease) return;
      const knownOf = await lookUp(lease);
      for (const series of lease.series) {
        if (underWay.size >= parallel) await Promise.race(underWay);
        begin(deliver(series, lease, knownOf));
      }
    }
  }

  /** Looks up the data for all messages at once; without them no message can be tried. */
  async function lookUp(lease: Lease): Promise<(message: NotificationDocument) => Known> {
    if (lease.series.length === 0) return () => ({});
    try {
      const [contacts, trackingCodes] = await Promise.all([
        options.contacts(lease.series.map(({ citizenId }) => citizenId)),
        options.trackingCodes(lease.series.flatMap(({ messages }) => messages)),
      ]);
      return ({ citizenId, applicationId, event }) => ({
        contact: contacts.get(citizenId),
        trackingCode: givesTrackingCode(event)
          ? trackingCodes.get(applicationId.toHexString())
          : undefined,
      });
    } catch (error) {
      const dueAt = later(contactWaitMs);
      for (const { messages } of lease.series) {
        for (const message of messages) await queue.putBack(message, lease, dueAt);
      }
      throw error;
    }
  }

  const job = periodically({ name, everyMs: pollMs, after, run: sendDue, logger });
  return {
    wake() {
      if (stopping) return;
      waking ??= setTimeout(() => {
        waking = undefined;
        job.wake();
      }, wakeMs);
    },
    async stop() {
      stopping = true;
      clearTimeout(waking);
      const grace = setTimeout(() => givingUp.abort(), graceMs);
      await job.stop();
      await Promise.all(underWay);
      clearTimeout(grace);
    },
  };
}
