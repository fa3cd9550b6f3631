import type { FastifyInstance } from 'fastify';
import { createHttpServer, type HttpServerOptions } from './http-server.ts';
import type { Monitored } from './monitoring.ts';

/** Its requests have no body. */
const maxBodyBytes = 1_000;

interface ServersOptions extends Omit<HttpServerOptions, 'monitored'> {
  /** The separate port for health and metrics, for networks that clients cannot reach; undefined for none. */
  monitoringPort: number | undefined;
  /** Those that are served beside a separate port as well; without one, both are. */
  monitoredBeside: Monitored;
}

/** The servers of a process; none listens yet. */
interface Servers {
  readonly server: FastifyInstance;
  /** Null without a separate port. */
  readonly monitoring: FastifyInstance | null;
}

/** Creates a server, and one that serves health and metrics on a separate port, if there is one. */
export async function createServers({
  monitoringPort,
  monitoredBeside,
  ...options
}: ServersOptions): Promise<Servers> {
  const { logger, metrics, health, stopping } = options;
  const monitored = { logger, metrics, health, stopping };
  const monitoring =
    monitoringPort === undefined
      ? null
      : await createHttpServer({ ...monitored, corsOrigins: [], maxBodyBytes });
  const server = await createHttpServer({
    ...options,
    monitored: monitoring ? monitoredBeside : 'ALL',
  });
  return { server, monitoring };
}
