/**
 * Runs a program that must not outlive set-up: `node keeper.mjs <program> [argument…]`.
 *
 * However set-up ends, a SIGKILL included, its end of our stdin closes, and we end the whole process
 * group with us. npm catches the gentler signals and would go on, in the same files as the next
 * set-up.
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
