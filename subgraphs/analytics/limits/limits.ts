import { ClientError, clientError } from '../../../lib/kit/errors.ts';
import type { ValuesOf } from '../../../lib/platform/process/setting.ts';
import type { Copy } from '../copy/index.ts';
import { type DuckDBConnection, isOutOfMemory } from '../database/index.ts';
import { type Asker, Places } from './places.ts';
import type { limitSettings } from './settings.ts';
import { say } from '../../../lib/kit/say.ts';

/** Has questions take turns at the copy, each within its time. */
export interface Limits {
  /**
   * Gives a question its turn, and a connection, until it is answered. Nobody takes the turns of others: see `Places`.
   * @throws `LIMIT_EXCEEDED` if too many wait, at the time limit, and without enough memory; what `Copy.read` throws;
   * the reason of the interruption when the client has disconnected or the operation's time is over: the question is
   * then cancelled.
   */
  run<Result>(asker: Asker, ask: Ask<Result>): Promise<Result>;
  /** Whether a question of this owner would not have to wait. */
  hasRoomFor(owner: string): boolean;
  /** The numbers of questions that are worked on, and that wait. */
  readonly running: number;
  readonly waiting: number;
}

type Ask<Result> = (
  connection: DuckDBConnection,
  asOf: Date,
  closing: AbortSignal,
) => Promise<Result>;

export function createLimits(
  copy: Pick<Copy, 'read'>,
  settings: ValuesOf<typeof limitSettings>,
): Limits {
  const places = new Places(settings.ANALYTICS_QUESTIONS, settings.ANALYTICS_QUESTIONS_WAITING);
  return {
    async run(asker, ask) {
      const { owner, interruption } = asker;
      await places.take(asker);
      try {
        return await withinTime(copy, { interruption, ask, ms: settings.ANALYTICS_TIMEOUT_MS });
      } finally {
        places.leave(owner);
      }
    },
    hasRoomFor: (owner) => places.hasRoomFor(owner),
    get running() {
      return places.taken;
    },
    get waiting() {
      return places.waiting;
    },
  };
}

interface Timed<Result> extends Pick<Asker, 'interruption'> {
  ask: Ask<Result>;
  ms: number;
}

/** Interrupts DuckDB at the end of the time or of the request. */
async function withinTime<Result>(
  copy: Pick<Copy, 'read'>,
  { interruption, ask, ms }: Timed<Result>,
): Promise<Result> {
  interruption.throwIfOver();
  return copy.read(async (connection, asOf, closing) => {
    let reason: unknown = null;
    let interrupting: NodeJS.Timeout | undefined;
    const cancel = (because: unknown) => {
      reason ??= because;
      connection.interrupt();
      // Again, since it has no effect between two statements.
      interrupting ??= setInterval(() => connection.interrupt(), interruptEveryMs);
    };
    const timer = setTimeout(() => cancel(tooSlow(ms)), ms);
    const forget = interruption.onOver(cancel);
    try {
      return await ask(connection, asOf, closing);
    } catch (error) {
      throw reason ?? (isOutOfMemory(error) ? tooLarge() : error);
    } finally {
      clearTimeout(timer);
      clearInterval(interrupting);
      forget();
    }
  });
}

const interruptEveryMs = 50;

const tooSlow = (ms: number) =>
  new ClientError(
    'LIMIT_EXCEEDED',
    say`The question took longer than ${ms} ms. Ask for less at once.`,
    {
      kind: 'TIMEOUT',
    },
  );

const tooLarge = () =>
  clientError(
    'LIMIT_EXCEEDED',
    say`The question needs more memory than it may have. Ask for less at once.`,
  );
