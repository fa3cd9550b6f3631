import { tooMany } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import type { ClientOperation } from '../operations/engine.ts';

interface Held {
  /** The open subscriptions of the operation. */
  count: number;
  readonly bytes: number;
}

interface OfOwner {
  bytes: number;
  readonly byOperation: Map<ClientOperation, Held>;
}

/**
 * What open subscriptions hold of their operations, by viewer. Texts, documents and plans are kept as long as one of them
 * is open, whatever the store of operations evicts. Those of one prepared operation count once; a text that was prepared
 * several times, since it was not in the store, counts as often.
 */
export class HeldOperations {
  readonly #mostBytes: number;
  readonly #byOwner = new Map<string, OfOwner>();

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** @throws `LIMIT_EXCEEDED` if the operation is another one, and those of the viewer would hold too much with it. */
  requireRoom(owner: string, operation: ClientOperation, bytes: number): void {
    const held = this.#byOwner.get(owner);
    if (held?.byOperation.has(operation)) return;
    if ((held?.bytes ?? 0) + bytes > this.#mostBytes) throw tooManyOperations(this.#mostBytes);
  }

  add(owner: string, operation: ClientOperation, bytes: number): void {
    const held = this.#byOwner.get(owner) ?? {
      bytes: 0,
      byOperation: new Map<ClientOperation, Held>(),
    };
    this.#byOwner.set(owner, held);
    const same = held.byOperation.get(operation);
    if (same) same.count += 1;
    else {
      held.byOperation.set(operation, { count: 1, bytes });
      held.bytes += bytes;
    }
  }

  /** Called once for each that was added. */
  remove(owner: string, operation: ClientOperation): void {
    const held = this.#byOwner.get(owner);
    const same = held?.byOperation.get(operation);
    if (!held || !same) return;
    same.count -= 1;
    if (same.count > 0) return;
    held.byOperation.delete(operation);
    held.bytes -= same.bytes;
    if (held.byOperation.size === 0) this.#byOwner.delete(owner);
  }
}

const tooManyOperations = (most: number) =>
  tooMany(
    say`Your open subscriptions are of too many different operations, or of operations that are too large: they take more than ${most} bytes.`,
    { quantity: 'operationBytes', limit: most },
  );
