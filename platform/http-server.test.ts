import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import { until } from '../test/support/wait.ts';
import { createHttpServer } from './http-server.ts';
import { createLogger } from './logger.ts';
import { createMetrics } from './metrics.ts';

const metrics = createMetrics();
const agent = new Agent({ keepAlive: true });

afterEach(() => {
  agent.destroy();
  metrics.stop();
});

test('closing waits for a response that had begun, and for nothing after it', async () => {
  const server = await createHttpServer({
    logger: createLogger({ level: 'silent', name: 'test' }),
    metrics,
    corsOrigins: [],
    maxBodyBytes: 1_000,
    health: async () => [],
  });
  const body = new PassThrough();
  server.get('/slow', (_request, reply) => reply.send(body));
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  const asked = request(`${address}/slow`, { agent }).end();
  body.write('begun, ');
  const [response] = (await once(asked, 'response')) as [IncomingMessage]; // what the event brings

  const closed = server.close();
  await until(
    () => server.server.listening,
    (listening) => !listening,
  );
  body.end('ended');

  expect(response.headers.connection).toBe('keep-alive');
  expect(await text(response)).toBe('begun, ended');
  await closed;
});
