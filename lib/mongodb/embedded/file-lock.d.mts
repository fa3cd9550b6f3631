/** Whether a process with this id is running; those of other users count. */
export function isAlive(pid: number): boolean;

/**
 * Runs `work` while this process, and no other on this machine, holds the lock file at `path`.
 * Waits for the lock without limit, and calls `onWait(pid)` once when it has to wait. A lock whose
 * holder was killed is taken over. Not re-entrant.
 */
export function withFileLock<Result>(
  path: string,
  work: () => Promise<Result>,
  onWait?: (pid: number | undefined) => void,
): Promise<Result>;
