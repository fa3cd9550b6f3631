import type { Logger } from 'pino';
import type { JobRuns } from '../../../lib/kit/job-runs.ts';
import { periodically, type PeriodicJob } from '../../../lib/kit/periodically.ts';
import { DeliveryError, lastErrorOf, type Message } from '../../../lib/messaging/channel-port.ts';
import type { ChannelPorts } from '../../../lib/messaging/ports.ts';
import { nextAttemptAt, type RetryPolicy, retryPolicy } from '../../../lib/messaging/retry.ts';
import { isKnownEvent } from '../record/index.ts';
import type { AnswerChannel } from '../schema-types.ts';
import { compose, type Contact, otherChannel } from './compose.ts';
import type { FindContacts } from './contacts.ts';
import { type NotificationTimes, notificationTimes, sendableFrom } from './notification-times.ts';
import type { NotificationDocument } from './notification.model.ts';
import type { Lease, NotificationQueue, Series } from './queue.ts';
import type { Standing } from './standing.ts';
import type { FindStandings } from './standings-of.ts';
import { isConfirmation, isStillTrue, isWanted } from './templates.ts';
import { type FindTrackingCodes, givesTrackingCode } from './tracking-codes-of.ts';

interface SenderOptions {
  /** For the log. */
  name: string;
  queue: NotificationQueue;
  contacts: FindContacts;
  trackingCodes: FindTrackingCodes;
  standings: FindStandings;
  ports: ChannelPorts;
  /** The address at which applicants sign in. */
  publicUrl: string | undefined;
  /** Sending starts after this. */
  after: Promise<unknown>;
  logger: Logger;
  runs?: JobRuns | undefined;
  policy?: RetryPolicy;
  times?: SenderTimes;
  notificationTimes?: NotificationTimes;
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
  /** The wait between attempts to look up addresses, and before a message of a later release is examined again. */
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
  standing?: Standing | undefined;
}

/** A message after its last attempt by a channel. */
interface GivenUp {
  /** Null if the applicant has no address. */
  composed: Message | null;
  known: Known;
  failure: { lastError: string; lastFailedAt: Date };
}

type KnownOf = (message: NotificationDocument) => Known;

/** Messages that one process takes at a time, at least. */
const leastTaken = 50;
/** Applicants served concurrently, unless both ports take more. */
const fewAtOnce = 8;
/** The delay between the first wake and the poll, so that many wakes at once cost one poll. */
const wakeMs = 100;

/**
 * Sends the pending messages of a queue. Each is tried until it was accepted, was permanently rejected or has
 * been tried for too long; then by the other channel, if the applicant has an address for it. The messages of one
 * application are sent one after the other, in the order of its steps.
 * A step has one message, and a message that is marked as sent is never sent again. Between the sending and the
 * mark lies the network: a process that dies there leaves a message that may have been sent. It is sent once
 * more when the lease has expired, with the same id, so that the other side can recognize the duplicate.
 */
export const startSender = (options: SenderOptions): Sender => new QueueSender(options);

class QueueSender implements Sender {
  readonly #options: Required<Omit<SenderOptions, 'runs'>>;
  readonly #job: PeriodicJob;
  /** Applicants served concurrently. A message may go through either port. */
  readonly #atOnce: number;
  readonly #underWay = new Set<Promise<void>>();
  readonly #givingUp = new AbortController();
  #waking: NodeJS.Timeout | undefined;
  #stopping = false;

  constructor(options: SenderOptions) {
    const { name, after, logger, runs } = options;
    this.#options = {
      policy: retryPolicy,
      times: senderTimes,
      notificationTimes,
      now: () => new Date(),
      ...options,
    };
    const { EMAIL, SMS } = options.ports;
    this.#atOnce = Math.min(EMAIL.atOnce ?? fewAtOnce, SMS.atOnce ?? fewAtOnce);
    this.#job = periodically({
      name,
      everyMs: this.#options.times.pollMs,
      after,
      run: (signal) => this.#sendDue(signal),
      logger,
      runs,
    });
  }

  wake(): void {
    if (this.#stopping) return;
    this.#waking ??= setTimeout(() => {
      this.#waking = undefined;
      this.#job.wake();
    }, wakeMs);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#waking);
    const grace = setTimeout(() => this.#givingUp.abort(), this.#options.times.graceMs);
    await this.#job.stop();
    await Promise.all(this.#underWay);
    clearTimeout(grace);
  }

  async #sendDue(signal: AbortSignal): Promise<void> {
    const { queue, now } = this.#options;
    while (!signal.aborted) {
      const lease = await queue.take(Math.max(leastTaken, this.#atOnce), now());
      if (!lease) return;
      const knownOf = await this.#lookUp(lease);
      for (const series of lease.series) {
        if (this.#underWay.size >= this.#atOnce) await Promise.race(this.#underWay);
        this.#begin(this.#deliver(series, lease, knownOf));
      }
    }
  }

  /** Looks up the data for all messages at once; without them no message can be tried. */
  async #lookUp(lease: Lease): Promise<KnownOf> {
    if (lease.series.length === 0) return () => ({});
    const {
      contacts: findContacts,
      trackingCodes: findTrackingCodes,
      standings: findStandings,
      queue,
      times,
    } = this.#options;
    try {
      const messages = lease.series.flatMap((series) => series.messages);
      const [contacts, trackingCodes, standings] = await Promise.all([
        findContacts(lease.series.map(({ citizenId }) => citizenId)),
        findTrackingCodes(messages),
        findStandings(messages),
      ]);
      return ({ citizenId, applicationId, event }) => ({
        contact: contacts.get(citizenId),
        trackingCode: givesTrackingCode(event)
          ? trackingCodes.get(applicationId.toHexString())
          : undefined,
        standing: standings.get(applicationId.toHexString()),
      });
    } catch (error) {
      const dueAt = this.#later(times.contactWaitMs);
      for (const { messages } of lease.series) {
        for (const message of messages) await queue.putBack(message, lease, dueAt);
      }
      throw error;
    }
  }

  #begin(delivery: Promise<void>): void {
    const observed = delivery
      .catch((error: unknown) => {
        const { logger } = this.#options;
        logger.warn({ err: error }, 'the outcome of a notification could not be stored');
      })
      .finally(() => this.#underWay.delete(observed));
    this.#underWay.add(observed);
  }

  async #deliver({ messages }: Series, lease: Lease, knownOf: KnownOf): Promise<void> {
    const { queue, now, times } = this.#options;
    let waitUntil: Date | null = null;
    for (const message of messages) {
      // No attempt is started that might outlast the lease or overtake an earlier message.
      if (this.#stopping || this.#later(times.sendTimeoutMs) > lease.until) waitUntil ??= now();
      if (waitUntil) await queue.putBack(message, lease, waitUntil);
      else waitUntil = await this.#attempt(message, lease, knownOf(message));
    }
  }

  /** @returns when it is tried again; null when it is settled. */
  async #attempt(message: NotificationDocument, lease: Lease, known: Known): Promise<Date | null> {
    const { queue, logger, policy, now, times } = this.#options;
    if (!stepsOf(message).every(isKnownEvent)) {
      // A process of a later release wrote it, and sends it.
      const later = this.#later(times.contactWaitMs);
      await queue.putBack(message, lease, later);
      return later;
    }
    const { wanted, outdated } = reportedSteps(message, known);
    if (outdated.length === wanted.length) {
      const state = wanted.length === 0 ? 'SKIPPED' : 'OUTDATED';
      await queue.drop(message, lease, { state, at: now() });
      return null;
    }
    const composed = this.#compose(message, known);
    const from = this.#sendableFrom(message, composed);
    if (from > now()) {
      await queue.putBack(message, lease, from);
      return from;
    }
    const error = await this.#send(composed).catch((error: unknown) => error ?? 'unknown');
    if (error === undefined) {
      await queue.sent(message, lease, { at: now(), outdated });
      return null;
    }
    const notificationId = message.publicId;
    const isExpected = error instanceof DeliveryError;
    if (!isExpected)
      logger.error({ err: error, notificationId }, 'a notification failed with an internal error');
    const failure = { lastError: lastErrorOf(error), lastFailedAt: now() };
    const at =
      isExpected && error.permanent ? null : nextAttemptAt(triedByChannel(message), now(), policy);
    if (!at) return this.#giveUp(message, lease, { composed, known, failure });
    await queue.retry(message, lease, at, failure);
    return at;
  }

  /** After the last attempt by a channel. @returns when it is tried by the other one; null if there is none. */
  async #giveUp(
    message: NotificationDocument,
    lease: Lease,
    { composed, known, failure }: GivenUp,
  ): Promise<Date | null> {
    const { queue, logger } = this.#options;
    const { publicId: notificationId, undelivered = [] } = message;
    const { lastFailedAt: at, lastError } = failure;
    const channel = composed?.channel ?? channelWithoutAddress(message);
    const by = { channel, at, attempts: message.attempts + 1 };
    const other =
      composed && this.#compose({ ...message, undelivered: [...undelivered, by] }, known);
    if (other) {
      if (await queue.divert(message, lease, by, failure))
        logger.info({ notificationId, channel, lastError }, 'a notification takes another channel');
      return at;
    }
    if (await queue.fail(message, lease, by, failure))
      logger.warn({ notificationId, lastError }, 'a notification was given up');
    return null;
  }

  #compose(message: NotificationDocument, known: Known): Message | null {
    const { contact } = known;
    const trackingCode = known.trackingCode ?? null;
    const { publicUrl } = this.#options;
    const { reported: events } = reportedSteps(message, known);
    return contact ? compose(message, { contact, events, trackingCode, publicUrl }) : null;
  }

  /** Now, or when the quiet hours of the channel end. */
  #sendableFrom({ event }: NotificationDocument, composed: Message | null): Date {
    const { now, notificationTimes } = this.#options;
    if (!composed || isConfirmation(event)) return now();
    return sendableFrom(now(), composed.channel, notificationTimes);
  }

  /** @param composed null if the applicant has no address. */
  async #send(composed: Message | null): Promise<void> {
    const { ports, times } = this.#options;
    if (!composed) throw new DeliveryError('the applicant has no address', { permanent: true });
    const timeout = AbortSignal.timeout(times.sendTimeoutMs);
    await ports[composed.channel].send(composed, AbortSignal.any([this.#givingUp.signal, timeout]));
  }

  #later(ms: number): Date {
    return new Date(this.#options.now().getTime() + ms);
  }
}

/** The channel that was chosen or, if it was given up before, the other one: the applicant has an address for neither. */
function channelWithoutAddress({ channel, undelivered = [] }: NotificationDocument): AnswerChannel {
  return undelivered.some((earlier) => earlier.channel === channel)
    ? otherChannel[channel]
    : channel;
}

const stepsOf = ({ event, events = [event] }: NotificationDocument) => events;

/**
 * The steps that a message reports: of those that the applicant wants, those that no later step has undone. All, if
 * applicant and application are no longer stored.
 */
function reportedSteps(message: NotificationDocument, { contact, standing }: Known) {
  const preference = contact?.preference ?? 'ALL_STEPS';
  const wanted = stepsOf(message).filter((each) => isWanted(each, preference));
  const outdated = wanted.filter((each) => standing && !isStillTrue(each, standing));
  return { wanted, outdated, reported: wanted.filter((each) => !outdated.includes(each)) };
}

/** By the present channel, the attempt that has just failed included, and since when it has been tried there. */
function triedByChannel({ createdAt, attempts, undelivered }: NotificationDocument) {
  const earlier = undelivered?.at(-1);
  return { createdAt: earlier?.at ?? createdAt, attempts: attempts + 1 - (earlier?.attempts ?? 0) };
}
