import { tooMany } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import type { Interruption } from '../../../lib/platform/operations/interruption.ts';

/** A request for a place: its owner, and until when it waits. */
export interface Asker {
  /** The key by which those who ask are counted: see `ownerOf`. */
  readonly owner: string;
  readonly interruption: Interruption;
}

interface Waiting {
  readonly admit: () => void;
  readonly refuse: (reason: unknown) => void;
}

/** How many of a number of places one can have at most. */
export const shareOfOwner = (places: number): number => Math.ceil(places / 2);

/**
 * A number of places, which those who ask share: one gets half of them at most, however many are free. The rest wait, and
 * places go to those who wait in turn, whatever number of questions each has; questions of one in the order in which they
 * came. Where too many wait, the last question of the one who has most of them is refused. So nobody is delayed by more
 * than one question of each other, or refused because of the questions of one other.
 */
export class Places {
  #taken = 0;
  #waiting = 0;
  readonly #most: number;
  readonly #mostOfOwner: number;
  readonly #mostWaiting: number;
  readonly #takenBy = new Map<string, number>();
  /** Those who wait, in the order of their turns. */
  readonly #queues = new Map<string, Waiting[]>();

  constructor(most: number, mostWaiting: number) {
    this.#most = most;
    this.#mostOfOwner = shareOfOwner(most);
    this.#mostWaiting = mostWaiting;
  }

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Whether there is a place for one more of this owner. */
  hasRoomFor(owner: string): boolean {
    return this.#taken < this.#most && (this.#takenBy.get(owner) ?? 0) < this.#mostOfOwner;
  }

  /** @throws `LIMIT_EXCEEDED` if too many wait; the reason of the interruption. */
  async take({ owner, interruption }: Asker): Promise<void> {
    if (this.hasRoomFor(owner)) {
      this.#admit(owner);
      return;
    }
    if (this.#waiting >= this.#mostWaiting) this.#makeRoom(owner);
    await this.#wait(owner, interruption);
  }

  /** The place goes to the next one who waits. */
  leave(owner: string): void {
    this.#taken -= 1;
    const left = (this.#takenBy.get(owner) ?? 0) - 1;
    if (left > 0) this.#takenBy.set(owner, left);
    else this.#takenBy.delete(owner);
    for (const [next, [first]] of this.#queues) {
      if (!first || !this.hasRoomFor(next)) continue;
      this.#remove(next, first);
      this.#toTheEnd(next);
      this.#admit(next);
      first.admit();
      return;
    }
  }

  #admit(owner: string): void {
    this.#taken += 1;
    this.#takenBy.set(owner, (this.#takenBy.get(owner) ?? 0) + 1);
  }

  /** Refuses the question of whoever has more of them waiting than another one has, with that which comes now. */
  #makeRoom(owner: string): void {
    let greediest = owner;
    let most = (this.#queues.get(owner)?.length ?? 0) + 1;
    for (const [each, { length }] of this.#queues) {
      if (length > most) [greediest, most] = [each, length];
    }
    const last = greediest === owner ? undefined : this.#queues.get(greediest)?.at(-1);
    if (!last) throw this.#tooMany();
    last.refuse(this.#tooMany());
  }

  #tooMany() {
    return tooMany(say`Too many questions are waiting. Ask again later.`, {
      waiting: this.#waiting,
    });
  }

  async #wait(owner: string, interruption: Interruption): Promise<void> {
    const turn = Promise.withResolvers<void>();
    const waiting: Waiting = {
      admit: turn.resolve,
      refuse: (reason) => {
        this.#remove(owner, waiting);
        turn.reject(reason);
      },
    };
    const queue = this.#queues.get(owner);
    if (queue) queue.push(waiting);
    else this.#queues.set(owner, [waiting]);
    this.#waiting += 1;
    const forget = interruption.onOver(waiting.refuse);
    try {
      await turn.promise;
    } finally {
      forget();
    }
  }

  #remove(owner: string, waiting: Waiting): void {
    const queue = this.#queues.get(owner) ?? [];
    const place = queue.indexOf(waiting);
    if (place < 0) return;
    queue.splice(place, 1);
    this.#waiting -= 1;
    if (queue.length === 0) this.#queues.delete(owner);
  }

  /** Those with more questions come after everybody else who waits. */
  #toTheEnd(owner: string): void {
    const queue = this.#queues.get(owner);
    if (!queue) return;
    this.#queues.delete(owner);
    this.#queues.set(owner, queue);
  }
}
