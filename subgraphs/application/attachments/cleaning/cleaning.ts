import type { AttachmentWarning, UncleanableReason } from '../../record/index.ts';
import { inflateRawSync, inflateSync } from 'node:zlib';

/** The file cannot be cleaned. The message is for the log, and contains nothing of the file. */
export class UncleanableError extends Error {
  override readonly name = 'UncleanableError';
  readonly reason: UncleanableReason;

  constructor(reason: UncleanableReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

export const damaged = (what: string) => new UncleanableError('DAMAGED', `damaged: ${what}`);

export const unsupported = (what: string) =>
  new UncleanableError('UNSUPPORTED', `unsupported: ${what}`);

const megabyte = 1024 * 1024;

/**
 * The maximum number of bytes to process for a file, including unpacked ones, counted each time. Text documents of
 * office programs unpack to 5 to 20 times their size, and each of their parts is read at most five times.
 */
const workLimits = { base: 2 * megabyte, perByte: 80, most: 192 * megabyte } as const;

/** The maximum size of one unpacked part. */
const mostPartBytes = 48 * megabyte;

/** How much of the width or the height of a page or a picture may be cut at each side: nothing legible. */
export const mostCut = 0.005;

/** The maximum depth of nesting in any format. */
export const mostDepth = 200;

/** The state of cleaning one file: the warnings so far, and the work that is left. */
export class Cleaning {
  readonly warnings = new Set<AttachmentWarning>();
  #left: number = workLimits.most;

  /** Limits the work in proportion to the size of the file. */
  limitTo(fileBytes: number): void {
    this.#left = Math.min(workLimits.most, workLimits.base + workLimits.perByte * fileBytes);
  }

  warn(warning: AttachmentWarning): void {
    this.warnings.add(warning);
  }

  /**
   * Counts bytes that are processed, or steps that take about as long.
   * @throws UncleanableError once the file takes more work than its size justifies.
   */
  count(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw tooLarge();
  }

  /**
   * Counts the bytes that a part is unpacked to, before memory is taken for them.
   * @throws UncleanableError for more than one part may have.
   */
  countPart(bytes: number): void {
    if (bytes > mostPartBytes) throw tooLarge();
    this.count(bytes);
  }

  /** @throws UncleanableError for invalid data, or for more than may be unpacked. */
  inflate(data: Uint8Array, { raw = false } = {}): Buffer {
    const maxOutputLength = Math.min(mostPartBytes, this.#left);
    if (maxOutputLength <= 0) throw tooLarge();
    try {
      const unpacked = (raw ? inflateRawSync : inflateSync)(data, { maxOutputLength });
      this.count(unpacked.length);
      return unpacked;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
      if (error instanceof UncleanableError) throw error;
      throw damaged('deflated data');
    }
  }
}

/**
 * Requires that the parts which a file refers to by position have, in total, no more bytes than the file. A part that
 * is referred to repeatedly would otherwise multiply the bytes that are read, held and written.
 */
export class NamedOnce {
  readonly #what: string;
  #left: number;

  constructor(file: Uint8Array, what: string) {
    this.#what = what;
    this.#left = file.length;
  }

  /** @throws UncleanableError */
  add(length: number): void {
    this.#left -= length;
    if (this.#left < 0) throw damaged(`overlapping ${this.#what}`);
  }
}

/** A copy may be somewhat longer than its file: formats differ in how they pack. */
export const mostCopyBytes = (file: Uint8Array) => 4 * file.length + megabyte;

export const tooLarge = () => new UncleanableError('TOO_LARGE', 'takes too much work');

/**
 * Makes the copy of a file that units get: it looks the same, and contains nothing else. Yields parts of the file
 * wherever possible, so that it is not in memory twice. The warnings are complete at the end. Throws
 * `UncleanableError`; any other error means the same.
 */
export type CleanFile = (file: Buffer, cleaning: Cleaning) => Iterable<Uint8Array>;

/** The whole copy at once, for small files and parts of other files. */
export function cleanedWhole(clean: CleanFile, file: Buffer, cleaning: Cleaning): Buffer {
  return Buffer.concat([...clean(file, cleaning)]);
}

/** The names in these lines. */
export const namesIn = (...lines: readonly string[]): string[] =>
  lines.flatMap((line) => line.split(' '));
