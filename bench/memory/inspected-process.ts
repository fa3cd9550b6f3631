import { z } from 'zod';

const answerSchema = z.object({
  id: z.number(),
  result: z.object({ result: z.object({ value: z.unknown() }).optional() }).optional(),
});

/** Memory of a process, in megabytes. */
export interface MemoryUse {
  residentMb: number;
  heapMb: number;
}

/** The same in bytes. `external` are buffers beside the heap, which are a part of what is resident. */
interface MemoryBytes {
  resident: number;
  heap: number;
  external: number;
}

/** Measures a running process through Node's inspector. */
export interface InspectedProcess {
  /** The memory after a full garbage collection. */
  memoryAfterCollection(): Promise<MemoryUse>;
  bytesAfterCollection(): Promise<MemoryBytes>;
  /** The CPU time used so far, in seconds, including its threads. */
  cpuSeconds(): Promise<number>;
  /**
   * The longest turn of its event loop since the previous call, in milliseconds; the first call starts the measurement.
   */
  longestTurnMs(): Promise<number>;
  close(): void;
}

const memoryExpression = 'JSON.stringify(process.memoryUsage())';
const cpuExpression = 'JSON.stringify(process.cpuUsage())';
/** The interval of the timer. */
const timerMs = 2;
const turnExpression = `JSON.stringify((() => {
  const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
  const turns = (globalThis.benchTurns ??= monitorEventLoopDelay({ resolution: ${timerMs} }));
  const longest = turns.max / 1e6;
  turns.enable();
  turns.reset();
  return longest;
})())`;
const cpuSchema = z.object({ user: z.number(), system: z.number() });
const usageSchema = z.object({ rss: z.number(), heapUsed: z.number(), external: z.number() });

/** @param port of a process that was started with `--inspect=127.0.0.1:port`. */
export async function inspect(port: number): Promise<InspectedProcess> {
  const response = await fetch(`http://127.0.0.1:${port}/json/list`);
  const [target] = z
    .array(z.object({ webSocketDebuggerUrl: z.url() }))
    .parse(await response.json());
  if (!target) throw new Error('The process is not inspected.');
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  socket.addEventListener('message', ({ data }) => {
    const message = answerSchema.safeParse(JSON.parse(String(data)));
    if (message.success) waiting.get(message.data.id)?.resolve(message.data.result?.result?.value);
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The process has ended.'));
  });
  let last = 0;
  function send(method: string, params: object = {}): Promise<unknown> {
    last += 1;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(last, answer);
    socket.send(JSON.stringify({ id: last, method, params }));
    return answer.promise;
  }
  await send('HeapProfiler.enable');
  const evaluate = async (expression: string): Promise<unknown> =>
    JSON.parse(String(await send('Runtime.evaluate', { expression })));
  async function bytesAfterCollection(): Promise<MemoryBytes> {
    // Freed memory is returned to the system a moment later.
    for (let times = 0; times < 3; times += 1) await send('HeapProfiler.collectGarbage');
    const { rss, heapUsed, external } = usageSchema.parse(await evaluate(memoryExpression));
    return { resident: rss, heap: heapUsed, external };
  }
  return {
    bytesAfterCollection,
    async memoryAfterCollection() {
      const { resident, heap } = await bytesAfterCollection();
      return { residentMb: Math.round(resident / 1e6), heapMb: Math.round(heap / 1e6) };
    },
    async cpuSeconds() {
      const { user, system } = cpuSchema.parse(await evaluate(cpuExpression));
      return (user + system) / 1e6;
    },
    async longestTurnMs() {
      const longest = z.number().parse(await evaluate(turnExpression));
      return Math.max(0, longest - timerMs);
    },
    close: () => socket.close(),
  };
}
