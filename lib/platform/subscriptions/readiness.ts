import { setTimeout as delay } from 'node:timers/promises';
import type { OperationPolicy } from '../operations/policy.ts';
import type { EventQueues } from './event-queues.ts';
import type { Subscriber } from './subscriber.ts';

/** How long an event may wait until its viewer can pay for it. Beyond that, their subscription is ended. */
const longestPaymentSeconds = 120;
/** The shortest such wait. */
const shortestPaymentMs = 50;

/** Finds out when replayed events can be sent: their source can wait. */
export class Readiness {
  readonly #policy: OperationPolicy;
  readonly #queues: EventQueues;

  constructor(policy: OperationPolicy, queues: EventQueues) {
    this.#policy = policy;
    this.#queues = queues;
  }

  /** Those whose client has not read what it was sent, or whose viewer cannot pay for another event yet. */
  lateOf(members: Iterable<Subscriber>): Subscriber[] {
    const late: Subscriber[] = [];
    for (const member of members) {
      if (!member.client.hasRoom || this.#secondsToPay(member) > 0) late.push(member);
    }
    return late;
  }

  /** Resolves when one of those who are late may no longer be. */
  async mayHaveChanged(late: Iterable<Subscriber>): Promise<void> {
    await Promise.race(
      Array.from(late, (member) => {
        if (!member.client.hasRoom) return this.#queues.untilRoom(member.client);
        const ms = Math.max(shortestPaymentMs, 1_000 * this.#secondsToPay(member));
        return delay(ms, undefined, { ref: false });
      }),
    );
  }

  #secondsToPay({ execution }: Subscriber): number {
    const seconds = this.#policy.secondsUntilEvent?.(execution) ?? 0;
    return seconds <= longestPaymentSeconds ? seconds : 0;
  }
}
