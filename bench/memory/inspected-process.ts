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

/** What is asked of a process under Node's inspector, while it works. */
export interface InspectedProcess {
  /** After a collection of all that is not needed. */
  memoryAfterCollection(): Promise<MemoryUse>;
  close(): void;
}

const expression = 'JSON.stringify(process.memoryUsage())';
const usageSchema = z.object({ rss: z.number(), heapUsed: z.number() });

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
  return {
    async memoryAfterCollection() {
      // What was freed is given back to the system a moment later.
      for (let times = 0; times < 3; times += 1) await send('HeapProfiler.collectGarbage');
      const value = await send('Runtime.evaluate', { expression });
      const { rss, heapUsed } = usageSchema.parse(JSON.parse(String(value)));
      return { residentMb: Math.round(rss / 1e6), heapMb: Math.round(heapUsed / 1e6) };
    },
    close: () => socket.close(),
  };
}
