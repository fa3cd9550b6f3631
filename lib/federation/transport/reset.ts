import { errors } from 'undici';
import { z } from 'zod';

const systemReset = z.object({ code: z.literal('ECONNRESET') });

/**
 * Whether a connection was reset before the response began, as happens to one kept alive for too
 * long.
 */
export function isReset(error: unknown): boolean {
  return error instanceof errors.SocketError || systemReset.safeParse(error).success;
}
