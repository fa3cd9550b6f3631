import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, Dicer } from '@fastify/busboy';
import { badInput, clientError, isClientError, tooLate, unsupported } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import type { RouteRequest } from './route.ts';
import { sentFileName } from './sent-file-name.ts';

/** A file being uploaded. */
interface IncomingFile {
  /** The name as sent, without a path; empty if there was none. */
  name: string;
  /** Fails when the file is too large or incomplete, or the client disconnects. */
  content: Readable;
}

interface ReceiveFileOptions {
  maxBytes: number;
  timeoutMs: number;
}

/** The limit for the bytes around a file: boundaries, headers. */
const mostBytesAround = 64 * 1024;

/** A part has three headers, one of which may contain a long percent-encoded name. */
const headerLimits = { headerPairs: 20, headerSize: 16 * 1024 };

/**
 * Receives the one file, in the field `file`, of a `multipart/form-data` request, and passes it to `take` as a stream,
 * with backpressure.
 * @returns the result of `take`, once the request has been found complete.
 * @throws any error of `take`; `BAD_USER_INPUT` for any other request; `LIMIT_EXCEEDED` for a file that is too large or
 * takes too long. `take` has ended in these cases, too.
 */
export async function receiveFile<Taken>(
  { headers, body, signal: gone }: Pick<RouteRequest, 'headers' | 'body' | 'signal'>,
  { maxBytes, timeoutMs }: ReceiveFileOptions,
  take: (file: IncomingFile) => Promise<Taken>,
): Promise<Taken> {
  const mostBytes = maxBytes + mostBytesAround;
  if (Number(headers['content-length']) > mostBytes) throw tooLarge(maxBytes);
  const disposition = new FirstDisposition(headers);
  const parser = createParser(headers, { maxBytes, disposition });
  const refused = new AbortController();
  const file: { taken?: Promise<Taken>; content?: Readable; failure?: Error } = {};

  parser.on('error', () => {}); // there may be more after the one that ends the pipeline
  parser.on('fieldsLimit', () => refused.abort(notOneFile()));
  parser.on('partsLimit', () => refused.abort(notOneFile()));
  parser.on('file', (field: string, content, name) => {
    content.on('error', (error: Error) => (file.failure = error)); // the reader fails with it
    content.on('limit', () => refused.abort(tooLarge(maxBytes)));
    if (field !== 'file') return refused.abort(notOneFile());
    file.content = content;
    file.taken = take({ name: sentFileName(disposition.text) ?? name ?? '', content });
    file.taken.catch((error: unknown) => {
      // A file ends early because its body does, and the reader may learn of it first.
      refused.abort(error === file.failure ? malformed() : error);
    });
  });

  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([refused.signal, timeout]);
  try {
    const limited = atMost(mostBytes, tooLarge(maxBytes));
    const seen = (pieces: AsyncIterable<Uint8Array>) => disposition.seenIn(pieces);
    await pipeline(body, limited, seen, parser, { signal });
  } catch (error) {
    const reason = reasonOf(error, { refused: refused.signal, timeout, gone });
    file.content?.destroy(reason);
    await file.taken?.catch(() => {}); // `take` must not outlive this function
    throw reason;
  }
  if (!file.taken) throw notOneFile();
  return file.taken;
}

function createParser(
  headers: RouteRequest['headers'],
  { maxBytes, disposition }: { maxBytes: number; disposition: FirstDisposition },
) {
  const contentType = headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(contentType)) {
    throw unsupported('body', 'BODY', say`Send the file as multipart/form-data.`);
  }
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: { ...headerLimits, parts: 1, fields: 0, fileSize: maxBytes },
      // The parser knows a name in one piece only.
      isPartAFile: (_field, type, name) =>
        name !== undefined ||
        type === 'application/octet-stream' ||
        sentFileName(disposition.text) !== undefined,
    });
  } catch {
    throw malformed(); // missing boundary
  }
}

const boundaryForm = /;\s*boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i;

/** Reads the `Content-Disposition` of the first part as it was sent: the parser of files loses some names. */
class FirstDisposition {
  /** Its bytes as Latin-1; empty until they have arrived. */
  text = '';
  #parser: Dicer | null;

  constructor(headers: RouteRequest['headers']) {
    const [, quoted, token = ''] = boundaryForm.exec(headers['content-type'] ?? '') ?? [];
    const { headerPairs: maxHeaderPairs, headerSize: maxHeaderSize } = headerLimits;
    const config = { boundary: quoted ?? token, maxHeaderPairs, maxHeaderSize };
    this.#parser = new Dicer(config);
    this.#parser.on('error', () => {}); // the parser of files reports it
    this.#parser.on('part', (part) => {
      part.on('error', () => {});
      part.on('header', (header: { 'content-disposition'?: [string] }) => {
        this.text = header['content-disposition']?.[0] ?? '';
        this.#parser = null;
      });
    });
  }

  /** Passes pieces of the body on, after they have been read up to the headers of the first part. */
  async *seenIn(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      this.#parser?.write(piece); // synchronously
      yield piece;
    }
  }
}

/** The bytes around the file count as well: they are discarded, but have to be read. */
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

/** The reason why a request could not be read completely. */
function reasonOf(
  error: unknown,
  { refused, timeout, gone }: Record<'refused' | 'timeout' | 'gone', AbortSignal>,
): Error {
  if (refused.aborted) return refused.reason;
  if (gone.aborted) return gone.reason;
  if (timeout.aborted) return tooSlow();
  return isClientError(error) ? error : malformed();
}

const malformed = () =>
  badInput('body', 'BODY', say`The multipart/form-data body is malformed or incomplete.`);

const notOneFile = () =>
  badInput('file', 'REQUIRED', say`Send one file in a field named file, and nothing else.`);

const tooLarge = (limit: number) =>
  clientError('LIMIT_EXCEEDED', say`A file may have ${limit} bytes at most.`, {
    field: 'file',
    limit,
  });

const tooSlow = () => tooLate(say`The file took too long to arrive.`, { field: 'file' });
