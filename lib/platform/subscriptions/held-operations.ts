import { tooMany } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import { textHash } from '../operations/text-hash.ts';
import type { SentOperation } from './subscriber.ts';

type Named = Pick<SentOperation, 'text' | 'operationName'>;

interface Held {
  /** The open subscriptions of the operation. */
  count: number;
  readonly bytes: number;
}

interface OfOwner {
  bytes: number;
  readonly byOperation: Map<string, Held>;
}

/**
 * What open subscriptions hold of their operations, by viewer. Texts, documents and plans are kept as long as one of them
 * is open, whatever the store of operations evicts; those of one operation count once.
 */
export class HeldOperations {
  readonly #mostBytes: number;
  readonly #byOwner = new Map<string, OfOwner>();

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** @throws `LIMIT_EXCEEDED` if the operation is another one, and those of the viewer would hold too much with it. */
  requireRoom(owner: string, operation: Named, bytes: number): void {
    const held = this.#byOwner.get(owner);
    if (held?.byOperation.has(keyOf(operation))) return;
    if ((held?.bytes ?? 0) + bytes > this.#mostBytes) throw tooManyOperations(this.#mostBytes);
  }

  add(owner: string, operation: Named, bytes: number): void {
    const held = this.#byOwner.get(owner) ?? { bytes: 0, byOperation: new Map<string, Held>() };
    this.#byOwner.set(owner, held);
    const key = keyOf(operation);
    const same = held.byOperation.get(key);
    if (same) same.count += 1;
    else {
      held.byOperation.set(key, { count: 1, bytes });
      held.bytes += bytes;
    }
  }

  /** Called once for each that was added. */
  remove(owner: string, operation: Named): void {
    const held = this.#byOwner.get(owner);
    const key = keyOf(operation);
    const same = held?.byOperation.get(key);
    if (!held || !same) return;
    same.count -= 1;
    if (same.count > 0) return;
    held.byOperation.delete(key);
    held.bytes -= same.bytes;
    if (held.byOperation.size === 0) this.#byOwner.delete(owner);
  }
}

const keyOf = ({ text, operationName = '' }: Named): string =>
  textHash(`${operationName}\n${text}`);

const tooManyOperations = (most: number) =>
  tooMany(
    say`Your open subscriptions are of too many different operations, or of operations that are too large: they take more than ${most} bytes.`,
    { quantity: 'operationBytes', limit: most },
  );
