import { constants, setPriority } from 'node:os';

/**
 * Gives other processes priority over this one when CPUs are scarce. Preloaded with `--import`: on Linux each thread has
 * a priority of its own, which the threads that it starts later inherit.
 */
try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // The process works without the permission to do so.
}
