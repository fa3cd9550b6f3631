import { setTimeout as delay } from 'node:timers/promises';
import type { GraphQLError } from 'graphql';
import { paced } from '../../kit/paced.ts';
import type { PlannedSubscription } from '../operations/operations.ts';
import type { GraphRequest } from '../operations/request.ts';
import type { JoinedStream, SentOperation, Subscriber } from './subscriber.ts';

/** How often a stream is planned again that cannot be planned for a reason of the moment, and the pauses between. */
const mostPlannings = 30;
const pauseMs = 1_000;

const passing = new Set<unknown>(['UNAVAILABLE', 'LIMIT_EXCEEDED', 'INTERNAL_SERVER_ERROR']);

/** Whether an error says nothing about the operation and the schema. */
const isPassing = ({ extensions }: GraphQLError) => passing.has(extensions['code']);

interface ReplanningOptions {
  /** All streams that are open now. */
  open(): Iterable<JoinedStream>;
  /** Never rejects. */
  plan(
    sent: SentOperation,
    request: GraphRequest,
  ): Promise<PlannedSubscription | readonly GraphQLError[]>;
  /** Ends a stream that the schema does not accept. */
  refuse(stream: JoinedStream, errors: readonly GraphQLError[], member: Subscriber): void;
}

/**
 * Plans open streams again for another schema. Those that cannot be planned at the moment go on as they are, and are
 * tried again.
 */
export class Replanning {
  readonly #options: ReplanningOptions;
  /** Counts the schemas. */
  #round = 0;
  #isStopped = false;

  constructor(options: ReplanningOptions) {
    this.#options = options;
  }

  /** The number of the present schema, for streams that are planned for it. */
  get round(): number {
    return this.#round;
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** There is another schema. Never rejects. */
  async planAll(): Promise<void> {
    this.#round += 1;
    await this.planOutdated();
  }

  /**
   * Plans those that are not planned for the present schema, with those that are split off meanwhile. Goes on until all
   * are, or there is yet another schema. Never rejects.
   */
  async planOutdated(): Promise<void> {
    const round = this.#round;
    let failures = 0;
    for (let left = this.#outdated(); left.length > 0; left = this.#outdated()) {
      let hasFailed = false;
      // A plan that is known is there at once.
      for await (const stream of paced(left)) {
        if (round !== this.#round || this.#isStopped) return;
        if (await this.#planAgain(stream, failures + 1 >= mostPlannings)) {
          stream.plannedFor = round;
        } else hasFailed = true;
      }
      if (!hasFailed) continue;
      failures += 1;
      await delay(pauseMs, undefined, { ref: false });
    }
  }

  #outdated(): JoinedStream[] {
    return [...this.#options.open()].filter(({ plannedFor }) => plannedFor !== this.#round);
  }

  /** @returns false if it is to be tried again. */
  async #planAgain(stream: JoinedStream, isLast: boolean): Promise<boolean> {
    const [member] = stream.members;
    if (!member) return true;
    const planned = await this.#options.plan(stream.sent, member.execution.request);
    if ('subscription' in planned) stream.continueWith(planned.subscription);
    else if (!isLast && planned.every(isPassing)) return false;
    else this.#options.refuse(stream, planned, member);
    return true;
  }
}
