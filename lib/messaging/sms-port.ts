import { Pool } from 'undici';
import { type ChannelPort, DeliveryError } from './channel-port.ts';

export interface SmsPortOptions {
  /** The URL to which messages are posted. */
  url: string;
  /** Sent as a bearer token; undefined if none is needed. */
  token: string | undefined;
}

const connections = 8;
const connectTimeoutMs = 5_000;
const answerTimeoutMs = 20_000;

/**
 * Status codes that refuse the message itself. Others concern the sender, its configuration or a temporary condition.
 */
const permanentRefusals: readonly number[] = [400, 410, 413, 422];

/**
 * Sends text messages through a service that accepts `{ "to", "text", "id" }` as JSON by POST and answers with 2xx.
 * `id`, also in `Idempotency-Key`, is the same for each attempt. Redirects are not followed.
 */
export function createSmsPort({ url, token }: SmsPortOptions): ChannelPort {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    connections,
    connectTimeout: connectTimeoutMs,
    headersTimeout: answerTimeoutMs,
    bodyTimeout: answerTimeoutMs,
  });

  async function post(id: string, body: string, signal: AbortSignal): Promise<number> {
    try {
      const response = await pool.request({
        path: `${pathname}${search}`,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': id,
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body,
        signal,
      });
      await response.body.dump();
      return response.statusCode;
    } catch (error) {
      const { code, name } = error as { code?: unknown; name?: unknown }; // anything can be thrown
      // The code of a DOMException is a number without useful meaning.
      const detail = typeof code === 'string' ? code : String(name);
      throw new DeliveryError(`SMS: ${detail}`, { permanent: false });
    }
  }

  return {
    async send({ id, to, text }, signal) {
      const status = await post(id, JSON.stringify({ to, text, id }), signal);
      if (status >= 200 && status < 300) return;
      throw new DeliveryError(`SMS: HTTP ${status}`, {
        permanent: permanentRefusals.includes(status),
      });
    },
    async stop() {
      if (!pool.destroyed) await pool.destroy();
    },
  };
}
