import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import { GraphQLError } from 'graphql';
import { badInput, clientError, unsupported } from '../../kit/errors.ts';
import type { RouteRequest } from './route.ts';

/** A file on its way in. */
export interface IncomingFile {
  /** As it was sent, without a path; empty where there was none. */
  name: string;
  /** Fails when the file is too large, is cut off, or the client goes. */
  content: Readable;
}

export interface ReceiveFileOptions {
  maxBytes: number;
  timeoutMs: number;
}

/** What surrounds a file: boundaries, headers. */
const mostBytesAround = 64 * 1024;

/** A part has three headers, of which one may hold a long name in percent encoding. */
const headerLimits = { headerPairs: 20, headerSize: 16 * 1024 };

/**
 * Takes the one file, in the field `file`, of a `multipart/form-data` request, and hands it over while
 * it comes in, at the pace of whoever reads it.
 * @returns what `take` has made of it, once the request was found whole.
 * @throws what `take` throws; `BAD_USER_INPUT` for any other request; `LIMIT_EXCEEDED` for a file that
 * is too large or takes too long. `take` has ended then, too.
 */
export async function receiveFile<Taken>(
  { headers, body, signal: gone }: Pick<RouteRequest, 'headers' | 'body' | 'signal'>,
  { maxBytes, timeoutMs }: ReceiveFileOptions,
  take: (file: IncomingFile) => Promise<Taken>,
): Promise<Taken> {
  const mostBytes = maxBytes + mostBytesAround;
  if (Number(headers['content-length']) > mostBytes) throw tooLarge(maxBytes);
  const parser = createParser(headers, maxBytes);
  const refused = new AbortController();
  const file: { taken?: Promise<Taken>; content?: Readable } = {};

  parser.on('error', () => {}); // some come after the one that ends the pipeline
  parser.on('fieldsLimit', () => refused.abort(notOneFile()));
  parser.on('partsLimit', () => refused.abort(notOneFile()));
  parser.on('file', (field: string, content, name) => {
    content.on('error', () => {}); // whoever reads it learns
    content.on('limit', () => refused.abort(tooLarge(maxBytes)));
    if (field !== 'file') return refused.abort(notOneFile());
    file.content = content;
    file.taken = take({ name: name ?? '', content });
    file.taken.catch((error: unknown) => refused.abort(error));
  });

  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([refused.signal, timeout]);
  try {
    await pipeline(body, atMost(mostBytes, tooLarge(maxBytes)), parser, { signal });
  } catch (error) {
    const reason = reasonOf(error, { refused: refused.signal, timeout, gone });
    file.content?.destroy(reason);
    await file.taken?.catch(() => {}); // it may not go on when this has ended
    throw reason;
  }
  if (!file.taken) throw notOneFile();
  return file.taken;
}

function createParser(headers: RouteRequest['headers'], maxBytes: number) {
  const contentType = headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(contentType)) {
    throw unsupported('body', 'BODY', 'Send the file as multipart/form-data.');
  }
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: { ...headerLimits, parts: 1, fields: 0, fileSize: maxBytes },
    });
  } catch {
    throw malformed(); // it has no boundary
  }
}

/** What lies around the file counts as well: it is thrown away, but it has to be read. */
function atMost(mostBytes: number, error: Error) {
  return async function* (pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const piece of pieces) {
      bytes += piece.length;
      if (bytes > mostBytes) throw error;
      yield piece;
    }
  };
}

/** Why a request could not be read to its end. */
function reasonOf(
  error: unknown,
  { refused, timeout, gone }: Record<'refused' | 'timeout' | 'gone', AbortSignal>,
): Error {
  if (refused.aborted) return refused.reason;
  if (gone.aborted) return gone.reason;
  if (timeout.aborted) return tooSlow();
  return error instanceof GraphQLError ? error : malformed();
}

const malformed = () =>
  badInput('body', 'BODY', 'The multipart/form-data body is malformed or incomplete.');

const notOneFile = () =>
  badInput('file', 'REQUIRED', 'Send one file in a field named file, and nothing else.');

const tooLarge = (limit: number) =>
  clientError('LIMIT_EXCEEDED', `A file may have ${limit} bytes at most.`, {
    field: 'file',
    limit,
  });

const tooSlow = () =>
  clientError('LIMIT_EXCEEDED', 'The file took too long to arrive.', {
    field: 'file',
    http: { status: 408 },
  });
