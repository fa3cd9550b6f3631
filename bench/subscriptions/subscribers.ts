import { setTimeout as delay } from 'node:timers/promises';
import type { Started } from '../processes.ts';
import type { Clients, Received } from './clients.ts';
import type { Scene, Sharing } from './scene.ts';
import { startWorker, type Worker } from './worker.ts';

/** How many subscribers a process has. */
const perProcess = 5_000;
const pollMs = 50;
/** Without a delivery for this long, no more are expected. */
const stalledMs = 10_000;

/** The open subscriptions at one gateway, in processes of their own. */
export class Subscribers {
  readonly gateway: Started;
  readonly sharing: Sharing;
  readonly #scene: Scene;
  readonly #workers: Worker<Clients>[] = [];
  #count = 0;

  constructor(scene: Scene, gateway: Started, sharing: Sharing) {
    this.#scene = scene;
    this.gateway = gateway;
    this.sharing = sharing;
  }

  get count(): number {
    return this.#count;
  }

  get pids(): readonly number[] {
    return this.#workers.map(({ pid }) => pid);
  }

  /** Subscribes until there are as many. */
  async openUpTo(count: number): Promise<void> {
    while (this.#count < count) {
      const from = this.#count;
      const place = Math.floor(from / perProcess);
      this.#workers[place] ??= await startWorker<Clients>('clients.ts');
      const to = Math.min(count, (place + 1) * perProcess);
      const tasks = this.#scene.tasks(this.sharing, from, to);
      await this.#workers[place].ask('open', { url: this.gateway.url, tasks, from });
      this.#count = to;
    }
  }

  /**
   * Everything delivered since the last call, once it is as much as expected, nothing has come for a while, or the time
   * is over.
   */
  async receive(expected: number, longestMs = Infinity): Promise<Received> {
    let seen = -1;
    const start = performance.now();
    let changedAt = start;
    const isOver = (now: number) => now - changedAt > stalledMs || now - start > longestMs;
    while (seen < expected && !isOver(performance.now())) {
      const counts = await Promise.all(this.#workers.map((worker) => worker.ask('count')));
      const count = counts.reduce((sum, each) => sum + each, 0);
      if (count !== seen) changedAt = performance.now();
      seen = count;
      if (seen < expected) await delay(pollMs);
    }
    const received = await Promise.all(this.#workers.map((worker) => worker.ask('received')));
    return {
      deliveries: received.flatMap(({ deliveries }) => deliveries),
      failures: received.flatMap(({ failures }) => failures),
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.ask('close')));
    for (const worker of this.#workers.splice(0)) worker.stop();
    this.#count = 0;
  }
}
