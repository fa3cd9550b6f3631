import { setTimeout as delay } from 'node:timers/promises';
import { ownerOfRequest } from '../operations/owner-of-request.ts';
import type { OperationPolicy } from '../operations/policy.ts';
import type { JoinedStream, Subscriber } from './subscriber.ts';

/** How often it is looked whether a stream that waits still has members. */
const longestWaitMs = 1_000;

/**
 * Charges viewers for what their streams read of stored events. A stream reads on once one of its members is charged.
 * While none can be, it pauses: nothing is refused. The streams of one viewer wait one after the other.
 */
export class ReadingCharges {
  readonly #policy: OperationPolicy;
  /** When the stream that came last may go on, by viewer. */
  readonly #turns = new Map<string, Promise<void>>();

  constructor(policy: OperationPolicy) {
    this.#policy = policy;
  }

  /** Resolves once what a stream owes is charged, or it has no members. Never rejects. */
  async pay(stream: JoinedStream): Promise<void> {
    const [first] = stream.members;
    if (!first) return;
    const reported = stream.owed > 0 && first.client.report?.(first, stream.owed);
    if (reported) {
      stream.owed = 0;
      await reported;
      return;
    }
    const owner = ownerOfRequest(first.execution.request);
    const turn = this.#payAfter(this.#turns.get(owner), stream);
    this.#turns.set(owner, turn);
    await turn;
    if (this.#turns.get(owner) === turn) this.#turns.delete(owner);
  }

  /** Charges a member who leaves a stream, or whose stream ends, for what it owes. */
  settle(stream: JoinedStream, { execution }: Subscriber): void {
    if (stream.owed > 0) this.#policy.afterReading?.(execution, stream.owed, false);
    stream.owed = 0;
  }

  async #payAfter(before: Promise<void> | undefined, stream: JoinedStream): Promise<void> {
    await before;
    for (let seconds = this.#charge(stream); seconds > 0; seconds = this.#charge(stream)) {
      await delay(Math.min(1_000 * seconds, longestWaitMs), undefined, { ref: false });
    }
  }

  /** @returns after how many seconds to try again. */
  #charge(stream: JoinedStream): number {
    let least = 0;
    for (const { execution } of stream.members) {
      const seconds = this.#policy.afterReading?.(execution, stream.owed, true) ?? 0;
      if (seconds === 0) {
        stream.owed = 0;
        return 0;
      }
      least = least === 0 ? seconds : Math.min(least, seconds);
    }
    return least;
  }
}
