import type { Configuration } from '../../configuration/configuration.ts';
import { closeLimitsFor } from '../../lib/platform/http/closing.ts';
import type { Serving } from '../../lib/platform/process/run.ts';

/** The waits in the shutdown of a server with this configuration. */
export const servingOf = ({ shutdownDelayMs, OPERATION_TIMEOUT_MS }: Configuration): Serving => ({
  delayMs: shutdownDelayMs,
  requestsMs: closeLimitsFor(OPERATION_TIMEOUT_MS).answersMs,
});
