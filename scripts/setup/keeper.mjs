/**
 * Runs a program that must not outlive setup: `node keeper.mjs <program> [argument…]`.
 *
 * However setup ends, even by SIGKILL, its end of our stdin closes, and we end our whole process
 * group. npm handles the other signals itself and would continue, in the same files as the next
 * setup.
 */
import { spawn } from 'node:child_process';

const isWindows = process.platform === 'win32';
const [command, ...args] = process.argv.slice(2);
const options = { stdio: ['ignore', 'inherit', 'inherit'], shell: isWindows && command === 'npm' };

const child = spawn(command, args, options)
  .on('error', ({ message }) => {
    process.stderr.write(`${message}\n`);
    process.exit(127);
  })
  .on('close', (code) => process.exit(code ?? 1));

process.stdin.resume().once('close', () => {
  if (isWindows) child.kill();
  else process.kill(-process.pid, 'SIGKILL');
});
