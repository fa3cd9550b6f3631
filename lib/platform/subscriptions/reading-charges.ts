import { setTimeout as delay } from 'node:timers/promises';
import { ownerOfRequest } from '../operations/owner-of-request.ts';
import type { OperationPolicy } from '../operations/policy.ts';
import type { JoinedStream, Subscriber } from './subscriber.ts';

/** How often it is looked whether a stream that waits still has members. */
const longestWaitMs = 1_000;

/**
 * Charges viewers for what their streams read of stored events. A stream reads on once one of its members is charged.
 * While none can be, it pauses: nothing is refused. The streams of one viewer wait one after the other, unless another
 * of their members can pay.
 */
export class ReadingCharges {
  readonly #policy: OperationPolicy;
  /** When the stream that came last may go on, by viewer. */
  readonly #turns = new Map<string, Promise<unknown>>();

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
    const before = this.#turns.get(owner);
    const paid = before ? this.#payBeside(owner, before, stream) : this.#payInTurn(stream);
    void this.#takeTurn(owner, before ? [before, paid] : [paid]);
    await paid;
  }

  /** Charges a member who leaves a stream, or whose stream ends, for what it owes. */
  settle(stream: JoinedStream, { execution }: Subscriber): void {
    if (stream.owed > 0) this.#policy.afterReading?.(execution, stream.owed, false);
    stream.owed = 0;
  }

  /** The next one waits for those before this one, too: another viewer may have paid for this one at once. */
  async #takeTurn(owner: string, parts: readonly Promise<unknown>[]): Promise<void> {
    const turn = Promise.all(parts);
    this.#turns.set(owner, turn);
    await turn;
    if (this.#turns.get(owner) === turn) this.#turns.delete(owner);
  }

  async #payInTurn(stream: JoinedStream): Promise<void> {
    for (let seconds = this.#charge(stream); seconds > 0; seconds = this.#charge(stream)) {
      await delay(Math.min(1_000 * seconds, longestWaitMs), undefined, { ref: false });
    }
  }

  /** Charges another member than those of a viewer until the turn of theirs has come. */
  async #payBeside(owner: string, turn: Promise<unknown>, stream: JoinedStream): Promise<void> {
    const coming = new AbortController();
    void turn.finally(() => coming.abort());
    while (!coming.signal.aborted) {
      const seconds = this.#charge(stream, owner);
      if (seconds === 0) return;
      await delay(Math.min(1_000 * seconds, longestWaitMs), undefined, {
        ref: false,
        signal: coming.signal,
      }).catch(() => {}); // it has come
    }
    await this.#payInTurn(stream);
  }

  /**
   * @param except the viewer who is not charged.
   * @returns after how many seconds to try again; 0 if it is charged, or nobody is left.
   */
  #charge(stream: JoinedStream, except?: string): number {
    let least = stream.members.size === 0 ? 0 : Infinity;
    for (const { execution } of stream.members) {
      if (ownerOfRequest(execution.request) === except) continue;
      const seconds = this.#policy.afterReading?.(execution, stream.owed, true) ?? 0;
      if (seconds === 0) {
        stream.owed = 0;
        return 0;
      }
      least = Math.min(least, seconds);
    }
    return least;
  }
}
