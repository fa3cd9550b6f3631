import type { FastifyInstance } from 'fastify';
import { createHttpServer, type HttpServerOptions } from '../../lib/platform/http/http-server.ts';
import { createHttpMetrics, type HttpMetrics } from '../../lib/platform/http/metrics.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { openRaw, type RawClient } from './raw-socket.ts';

/** An HTTP server as every process has it, without routes but those of health and metrics, and its clients. */
export class BareServer {
  readonly server: FastifyInstance;
  readonly metrics: HttpMetrics;
  /** Those that were opened. */
  readonly clients: RawClient[] = [];

  private constructor(server: FastifyInstance, metrics: HttpMetrics) {
    this.server = server;
    this.metrics = metrics;
  }

  static async create(options: Partial<HttpServerOptions>): Promise<BareServer> {
    const metrics = createHttpMetrics();
    const server = await createHttpServer({
      logger: createLogger({ level: 'silent', name: 'test' }),
      metrics,
      corsOrigins: [],
      maxBodyBytes: 100_000,
      health: async () => [],
      ...options,
    });
    return new BareServer(server, metrics);
  }

  /** @returns its address. */
  listen(): Promise<string> {
    return this.server.listen({ host: '127.0.0.1', port: 0 });
  }

  async open(): Promise<RawClient> {
    const client = await openRaw(this.server.listeningOrigin);
    this.clients.push(client);
    return client;
  }

  async stop(): Promise<void> {
    for (const { socket } of this.clients) socket.destroy();
    await this.server.close();
    this.metrics.stop();
  }
}
