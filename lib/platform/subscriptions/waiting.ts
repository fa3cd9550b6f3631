import type { Waiting as WaitingForResponse } from '../operations/interruption.ts';

/** Those who wait for an event: none are left once its stream has stopped. */
export class Waiting implements WaitingForResponse {
  readonly #listeners: (() => void)[] = [];
  #isOver = false;

  get destroyed(): boolean {
    return this.#isOver;
  }

  once(_: 'close', listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Interrupts the work for them. */
  end(): void {
    this.#isOver = true;
    for (const listener of this.#listeners.splice(0)) listener();
  }
}
