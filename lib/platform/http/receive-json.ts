import { badInput, clientError, isClientError, unsupported } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import type { RouteRequest } from './route.ts';

interface ReceiveJsonOptions {
  maxBytes: number;
  /** How deeply arrays and objects may be nested. */
  maxDepth: number;
}

/**
 * Receives a body of JSON in UTF-8.
 * @throws `BAD_USER_INPUT` for any other body, `LIMIT_EXCEEDED` for one that is too large; the error of the body when the
 * client disconnects or stops sending.
 */
export async function receiveJson(
  { headers, body }: Pick<RouteRequest, 'headers' | 'body'>,
  { maxBytes, maxDepth }: ReceiveJsonOptions,
): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    throw unsupported('body', 'TYPE', say`Send the request as application/json.`);
  }
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    parts.push(part);
  }
  try {
    const value: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)),
    );
    if (isDeeper(value, maxDepth)) throw tooDeep(maxDepth);
    return value;
  } catch (error) {
    throw isClientError(error) ? error : noJson();
  }
}

/** Without recursion: the depth is the client's. */
function isDeeper(value: unknown, maxDepth: number): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) return true;
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    );
  }
  return false;
}

const tooLarge = (limit: number) =>
  clientError('LIMIT_EXCEEDED', say`The body may have ${limit} bytes at most.`, {
    field: 'body',
    limit,
  });

const tooDeep = (max: number) =>
  badInput('body', 'RANGE', say`The body can be nested ${max} levels deep.`, { max });

const noJson = () => badInput('body', 'BODY', say`The body is not JSON in UTF-8.`);
