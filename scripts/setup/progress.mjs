import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { say } from './say.mjs';

const REDRAW_MS = 250;
const LINE_EVERY_MS = 5_000;
const KEPT_OUTPUT = 20_000;
const CLEAR_LINE = '\r\u001B[K';
const KEEPER = fileURLToPath(new URL('keeper.mjs', import.meta.url));

/**
 * Runs one long step and shows its progress: on a terminal in one line that is redrawn, elsewhere
 * in a line every few seconds. `work` is given `report`, which takes a function that returns the
 * current progress; a later one replaces it.
 */
export async function step(title, work) {
  const { isTTY } = process.stderr;
  const startedAt = Date.now();
  let describe;
  const draw = () => {
    const elapsed = `${Math.round((Date.now() - startedAt) / 1000)} s`;
    const line = `${title} … ${[describe?.(), elapsed].filter(Boolean).join(', ')}`;
    process.stderr.write(
      isTTY ? `${CLEAR_LINE}${line.slice(0, process.stderr.columns || 80)}` : `${line}\n`,
    );
  };
  const finish = (outcome) => {
    clearInterval(timer);
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    say(`${isTTY ? CLEAR_LINE : ''}${title}: ${outcome} after ${seconds} s`);
  };
  if (!isTTY) say(`${title} …`);
  const timer = setInterval(draw, isTTY ? REDRAW_MS : LINE_EVERY_MS);
  try {
    const result = await work((next) => (describe = next));
    finish('done');
    return result;
  } catch (error) {
    finish('failed');
    throw error;
  }
}

/**
 * Runs a program, passes its output to `onOutput`, and resolves to its stdout; rejects with the end
 * of its whole output. The program ends with this process, and when `signal` is aborted.
 */
export async function run(command, args, { onOutput, signal, ...options } = {}) {
  const stdio = ['pipe', 'pipe', 'pipe'];
  const keeper = spawn(process.execPath, [KEEPER, command, ...args], {
    ...options,
    stdio,
    detached: true,
  });
  signal?.addEventListener('abort', () => keeper.stdin.destroy(), { once: true });
  let stdout = '';
  let output = '';
  for (const stream of [keeper.stdout, keeper.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      if (stream === keeper.stdout) stdout += text;
      output = (output + text).slice(-KEPT_OUTPUT);
      onOutput?.(text);
    });
  }
  const [code] = await once(keeper, 'close');
  signal?.throwIfAborted();
  if (code !== 0) throw new Error(output.trim() || `${command} ended with code ${code}`);
  return stdout;
}
