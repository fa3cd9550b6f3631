import { type HealthCheck, isReady } from '../lib/platform/http/health-check.ts';
import type { SubgraphTransport } from '../lib/federation/transport/transport.ts';

type Checked = Pick<SubgraphTransport, 'name' | 'isStarting' | 'health'>;

/**
 * The state of a gateway's subgraphs. While at least one works, the gateway answers for it, and says `UNAVAILABLE` for
 * the fields of the others: these then leave it degraded, but ready. A subgraph that starts in this process has to be
 * able to answer first, since another process may answer in the meantime.
 */
export async function healthOfSubgraphs(transports: readonly Checked[]): Promise<HealthCheck[]> {
  const parts = await Promise.all(transports.map(checksOf));
  // A subgraph that runs nowhere has no checks, and answers nothing.
  const isAnyReady = parts.some(({ checks }) => checks.length > 0 && isReady(checks));
  return parts.flatMap(({ checks, isStarting }) =>
    checks.map(({ name, ok, required }) => ({
      name,
      ok,
      required: required && (isStarting || !isAnyReady),
    })),
  );
}

async function checksOf(transport: Checked) {
  const checks = (await transport.health()).map((check) => ({
    ...check,
    name: `${transport.name}: ${check.name}`,
  }));
  return { checks, isStarting: transport.isStarting ?? false };
}
