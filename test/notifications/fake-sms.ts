import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { noteReceived } from '../support/received-ids.ts';

/** A text message as the service received it. */
interface ReceivedSms {
  authorization: string | undefined;
  idempotencyKey: string | undefined;
  body: unknown;
}

export interface FakeSms {
  readonly url: string;
  /** In the order in which they came, also those that were refused. */
  readonly requests: ReceivedSms[];
  /** The statuses of the next responses; 202 after these. */
  readonly statuses: number[];
  stop(): Promise<void>;
}

/** An SMS service on this machine. */
export async function startFakeSms(): Promise<FakeSms> {
  const requests: ReceivedSms[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      noteReceived(JSON.stringify([request.headers, Buffer.concat(chunks).toString()]));
      const { authorization, 'idempotency-key': idempotencyKey } = request.headers;
      requests.push({
        authorization,
        idempotencyKey: idempotencyKey?.toString(),
        body: JSON.parse(Buffer.concat(chunks).toString()),
      });
      response.writeHead(statuses.shift() ?? 202).end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // of a TCP server
  return {
    url: `http://127.0.0.1:${port}/v1/messages?from=CIMER`,
    requests,
    statuses,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
