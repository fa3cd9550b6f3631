import { once } from 'node:events';
import { resolve } from 'node:path';
import { startProcess } from '../processes.ts';

/** The questions that a process of the bench answers, by name. */
type Handlers = Readonly<Record<string, (...given: never[]) => unknown>>;

interface Question {
  id: number;
  name: string;
  given: readonly unknown[];
}

interface Answer {
  id: number;
  value?: unknown;
  failure?: string;
}

/** A process of the bench, by what it answers. */
export interface Worker<Asked extends Handlers> {
  readonly pid: number;
  /** @throws what the process throws. */
  ask<Name extends keyof Asked & string>(
    name: Name,
    ...given: Parameters<Asked[Name]>
  ): Promise<Awaited<ReturnType<Asked[Name]>>>;
  stop(): void;
}

/** Starts a process of this folder that calls {@link answerBench}. */
export async function startWorker<Asked extends Handlers>(file: string): Promise<Worker<Asked>> {
  const child = startProcess(resolve(import.meta.dirname, file));
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  await once(child, 'message'); // that it listens
  child.on('message', ({ id, value, failure }: Answer) => {
    if (failure === undefined) waiting.get(id)?.resolve(value);
    else waiting.get(id)?.reject(new Error(`${file}: ${failure}`));
    waiting.delete(id);
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} has ended.`));
  });
  return {
    pid: child.pid ?? 0,
    stop: () => void child.kill(),
    ask<Name extends keyof Asked & string>(name: Name, ...given: Parameters<Asked[Name]>) {
      last += 1;
      const answer = Promise.withResolvers<unknown>();
      waiting.set(last, answer);
      child.send({ id: last, name, given } satisfies Question);
      return answer.promise as Promise<Awaited<ReturnType<Asked[Name]>>>; // of the same handler
    },
  };
}

/** Answers the bench that has started this process, and ends with it. */
export function answerBench(handlers: Handlers): void {
  process.on('disconnect', () => process.exit());
  process.on('message', ({ id, name, given }: Question) => {
    Promise.resolve()
      .then(() => handlers[name]?.(...(given as never[]))) // typed where it is asked
      .then(
        (value) => process.send?.({ id, value } satisfies Answer),
        (error: unknown) =>
          process.send?.({
            id,
            failure: error instanceof Error ? (error.stack ?? '') : String(error),
          }),
      );
  });
  process.send?.({ id: 0 } satisfies Answer);
}
