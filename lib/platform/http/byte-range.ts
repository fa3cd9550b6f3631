import type { IncomingHttpHeaders } from 'node:http';
import { outsideOf } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';

/** Bytes of a file, counted from 0, both included. */
interface ByteRange {
  readonly from: number;
  readonly to: number;
}

const rangeForm = /^bytes\s*=\s*(\d{0,15})\s*-\s*(\d{0,15})$/i;

/**
 * The part of a file that a request wants (RFC 9110, 14.2). Null stands for the whole file: also for several ranges, for
 * ranges of another unit or form, and if the file has changed since the client got the rest of it (`If-Range`).
 * @throws `BAD_USER_INPUT` for a range that begins after the end of the file.
 */
export function requestedRange(
  headers: IncomingHttpHeaders,
  { bytes, etag }: { bytes: number; etag: string },
): ByteRange | null {
  const condition = headers['if-range'];
  if (condition !== undefined && condition !== etag) return null;
  const [, first = '', last = ''] = rangeForm.exec(headers.range?.trim() ?? '') ?? [];
  if (first === '' && last === '') return null;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null;
  const from = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const to = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (from > to) {
    const message = say`The range begins after the end of the file, which has ${bytes} bytes.`;
    throw outsideOf('range', bytes, message);
  }
  return { from, to };
}
