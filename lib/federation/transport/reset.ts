import { errors } from 'undici';
import { z } from 'zod';

const systemReset = z.object({ code: z.literal('ECONNRESET') });

/** Whether a connection broke before the answer began, as one does that was kept for too long. */
export function isReset(error: unknown): boolean {
  return error instanceof errors.SocketError || systemReset.safeParse(error).success;
}
