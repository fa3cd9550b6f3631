import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until } from './wait.ts';

const root = resolve(import.meta.dirname, '../..');

/** As in the npm scripts. */
const flags = ['--import', './lib/platform/process/compile-cache.mjs'];

/** An entry point that was started with the command of its npm script or by npm, and its output. */
export interface StartedProcess {
  readonly child: ChildProcess;
  readonly said: { out: string; err: string };
  /** Its address, once it prints one. */
  address(): Promise<string>;
  /** Its exit code, when it has ended. */
  exit(): Promise<number | null>;
  /** Kills it at once, in any state. */
  kill(): Promise<void>;
}

export interface Processes {
  /** The folder that they share for keys and data. */
  readonly localDirectory: string;
  start(args: readonly string[], env: NodeJS.ProcessEnv, command?: string): StartedProcess;
  /** Kills the remaining ones. */
  stop(): Promise<void>;
}

/** Starts entry points as processes of their own, on free ports and in a folder of their own. */
export async function openProcesses(): Promise<Processes> {
  const localDirectory = await mkdtemp(join(tmpdir(), 'process-test-'));
  const started: StartedProcess[] = [];

  function start(
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    command = process.execPath,
  ): StartedProcess {
    const child = spawn(command, command === process.execPath ? [...flags, ...args] : args, {
      cwd: root,
      env: {
        ...process.env,
        LOCAL_DIRECTORY: localDirectory,
        PORT: '0',
        LOG_LEVEL: 'error',
        ANALYTICS: 'off',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
    const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
    const handle: StartedProcess = {
      child,
      said,
      async address() {
        const { out } = await until(
          () => said,
          ({ out }) => /answers at (\S+)\/graphql/.test(out),
          startTimeoutMs,
        );
        return /answers at (\S+)\/graphql/.exec(out)?.[1] ?? '';
      },
      async exit() {
        if (!hasEnded()) await once(child, 'exit');
        return child.exitCode;
      },
      async kill() {
        if (hasEnded()) return;
        child.kill('SIGKILL');
        await once(child, 'exit');
      },
    };
    started.push(handle);
    return handle;
  }

  return {
    localDirectory,
    start,
    async stop() {
      for (const { kill } of started) await kill();
      await rm(localDirectory, { recursive: true });
    },
  };
}

/** A process may have to seed the whole directory before it answers, on a machine that does other work, too. */
const startTimeoutMs = 110_000;

/** Waits until a process is ready; its seeding may decide how long that takes. */
export const untilReady = (address: string, timeoutMs = startTimeoutMs) =>
  until(
    async () => (await fetch(`${address}/health/ready`)).status,
    (status) => status === 200,
    timeoutMs,
  );
