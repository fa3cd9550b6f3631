import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** The processes started by this benchmark; it ends these and no others. */
const started: ChildProcess[] = [];

export interface Started {
  pid: number;
  url: string;
  /** Whether it has exited unexpectedly. */
  hasEnded(): boolean;
  /** Ends it. May be called twice. */
  stop(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || !address) throw new Error('a TCP server has an address');
  return address.port;
}

/** Starts a server on a free port. Its output is shown only if it exits by itself. */
export async function startServer(options: {
  command?: string;
  args: (port: number) => readonly string[];
  env: NodeJS.ProcessEnv;
}): Promise<Started> {
  const port = await freePort();
  const child = spawn(options.command ?? process.execPath, options.args(port), {
    env: { ...process.env, ...options.env, HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000)));
  }
  child.on('exit', (code) => {
    if (code)
      process.stderr.write(`${options.args(port).join(' ')} ended with ${code}:\n${output}\n`);
  });
  return {
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${port}`,
    hasEnded: () => !runs(child),
    stop: () => stopEach([child]),
  };
}

/** Starts a process of the benchmark itself, which exchanges messages with this one. */
export function startProcess(file: string): ChildProcess {
  const child = spawn(process.execPath, [file], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  started.push(child);
  return child;
}

/** Long, since a dozen processes start at once on two cores. */
const startTimeoutMs = 240_000;

/** Waits until a server responds correctly, at most for the start timeout. */
export async function untilRight(
  { title, hasEnded }: Pick<Started, 'hasEnded'> & { title: string },
  ask: () => Promise<string>,
  isRight: (answer: string) => boolean,
): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const answer = await ask().catch(String);
    if (isRight(answer)) return;
    if (hasEnded() || Date.now() > deadline) {
      throw new Error(`${title} does not answer as it must: ${answer}`);
    }
    await delay(100);
  }
}

/** The peak memory of a process, in megabytes, as counted by Linux; null elsewhere. */
export function peakResidentMb(pid: number): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    // Linux says kB, and means 1,024 bytes.
    const [, kibibytes] = /VmHWM:\s+(\d+) kB/.exec(status) ?? [];
    return kibibytes === undefined ? null : Math.round((Number(kibibytes) * 1024) / 1e6);
  } catch {
    return null;
  }
}

/** The clock ticks per second in which Linux counts, on every machine that Node runs on. */
const ticksPerSecond = 100;

/** The CPU time that processes have used so far, as counted by Linux; null elsewhere. */
export function cpuSeconds(pids: readonly number[]): number | null {
  try {
    return pids.reduce((sum, pid) => {
      // The fields from the third on follow the name in brackets, which may contain anything.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return sum + (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    }, 0);
  } catch {
    return null;
  }
}

/** Longer than a server waits for requests in progress. */
const stopTimeoutMs = 25_000;

const runs = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

/** Stops all started processes that still run; kills those that do not exit in time. */
export const stopAll = (): Promise<void> => stopEach(started);

async function stopEach(children: readonly ChildProcess[]): Promise<void> {
  const running = children.filter(runs);
  const ends = running.map((child) => once(child, 'exit'));
  for (const child of running) child.kill('SIGTERM');
  const timer = setTimeout(() => {
    for (const child of running.filter(runs)) child.kill('SIGKILL');
  }, stopTimeoutMs);
  await Promise.all(ends);
  clearTimeout(timer);
}
