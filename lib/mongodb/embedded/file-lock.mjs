import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT_MS = 5_000;
/**
 * A lock without a heartbeat for this long is stale: the process id of its holder may have been
 * reused.
 */
const STALE_AFTER_MS = 60_000;

/** Whether a process with this id is running; those of other users count. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** An exited process keeps its id until its parent reaps it, which some parents never do. */
function isZombie(pid) {
  return process.platform === 'linux' && (read(`/proc/${pid}/stat`) ?? '').includes(') Z ');
}

/**
 * Runs `work` while this process, and no other on this machine, holds the lock file at `path`.
 * Waits for the lock without limit, and calls `onWait(pid)` once when it has to wait. A lock whose
 * holder was killed is taken over. Not re-entrant.
 */
export async function withFileLock(path, work, onWait) {
  const token = `${process.pid} ${randomUUID()}`;
  await acquire(path, token, onWait);
  const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS).unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    if (read(path) === token) rmSync(path, { force: true });
  }
}

async function acquire(path, token, onWait) {
  mkdirSync(dirname(path), { recursive: true });
  for (let waited = false; !create(path, token); await sleep(100)) {
    if (isStale(path)) removeStale(path);
    else if (!waited) {
      waited = true;
      onWait?.(holder(path));
    }
  }
}

/**
 * Only one process at a time may remove a stale lock: of two that both found it stale, the slower
 * would otherwise remove the lock just taken by the faster.
 */
function removeStale(path) {
  const guard = `${path}.takeover`;
  if (!create(guard, '')) {
    if (ageMs(guard) > STALE_AFTER_MS) rmSync(guard, { force: true });
    return;
  }
  try {
    if (isStale(path)) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/** An empty lock is being written at this moment, unless it is old. */
function isStale(path) {
  if (ageMs(path) > STALE_AFTER_MS) return true;
  const pid = holder(path);
  return pid !== undefined && !isAlive(pid);
}

function holder(path) {
  const content = read(path);
  return content ? Number(content.split(' ')[0]) : undefined;
}

function create(path, content) {
  try {
    writeFileSync(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function ageMs(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function touch(path) {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // The folder has been removed: there is nothing left to lock.
  }
}
