import { constants, getPriority, setPriority } from 'node:os';

/**
 * Gives other threads priority over this one when CPUs are scarce, the event loop of the process above all. Only Linux
 * has priorities per thread.
 */
export function yieldToOtherThreads(): void {
  const { PRIORITY_BELOW_NORMAL: low } = constants.priority;
  if (process.platform !== 'linux' || getPriority() >= low) return;
  try {
    setPriority(low);
  } catch {
    // The thread works without the permission to do so.
  }
}
