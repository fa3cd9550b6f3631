import { readdirSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';

/**
 * Gives other threads priority over this one when CPUs are scarce, the event loop of the process above all. Only Linux
 * has priorities per thread.
 */
export function yieldToOtherThreads(): void {
  if (process.platform === 'linux') lower(0, constants.priority.PRIORITY_BELOW_NORMAL);
}

/**
 * Gives other processes priority over this one when CPUs are scarce, with all of its threads. A process that was started
 * with a lower priority keeps it.
 * @param niceness 0 for normal priority, 19 for the lowest.
 */
export function yieldToOtherProcesses(niceness: number): void {
  // Threads that are started later inherit that of this one.
  lower(0, niceness);
  if (process.platform !== 'linux') return;
  for (const thread of readdirSync('/proc/self/task')) lower(Number(thread), niceness);
}

function lower(thread: number, niceness: number): void {
  try {
    if (getPriority(thread) < niceness) setPriority(thread, niceness);
  } catch {
    // Everything works without the permission to do so. A thread may also have ended.
  }
}
