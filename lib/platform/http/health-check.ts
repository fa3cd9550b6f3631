/** A part that a process needs in order to answer, and whether it works. */
export interface HealthCheck {
  name: string;
  ok: boolean;
  /** Whether nothing useful can be answered without it. Without any other, the process is ready, but degraded. */
  required: boolean;
}

/** Whether a process can serve traffic, at least in part. */
export const isReady = (checks: readonly HealthCheck[]): boolean =>
  checks.every(({ ok, required }) => ok || !required);

/** The status of a process, as its readiness shows it. */
export function statusOf(checks: readonly HealthCheck[]): 'ok' | 'degraded' | 'unavailable' {
  if (!isReady(checks)) return 'unavailable';
  return checks.every(({ ok }) => ok) ? 'ok' : 'degraded';
}
