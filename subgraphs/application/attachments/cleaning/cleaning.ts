import type { AttachmentWarning, UncleanableReason } from '../../record/index.ts';
import { inflateRawSync, inflateSync } from 'node:zlib';

/** The file cannot be cleaned. The message is for the log, and names nothing that the file holds. */
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

/** How much a file may unpack to. A document of 10 MB unpacks to some 30 MB. */
const unpackedLimits = { part: 48 * megabyte, total: 192 * megabyte };

/** The maximum nesting depth, whatever the format. */
export const mostDepth = 200;

/** The state of one file while it is cleaned: what it contains, and what it has cost. */
export class Cleaning {
  readonly warnings = new Set<AttachmentWarning>();
  #unpacked = 0;

  warn(warning: AttachmentWarning): void {
    this.warnings.add(warning);
  }

  /** @throws UncleanableError for data that is not deflated, or that unpacks to more than is allowed. */
  inflate(data: Uint8Array, { raw = false } = {}): Buffer {
    const left = unpackedLimits.total - this.#unpacked;
    const maxOutputLength = Math.min(unpackedLimits.part, left);
    if (maxOutputLength <= 0) throw tooLarge();
    try {
      const unpacked = (raw ? inflateRawSync : inflateSync)(data, { maxOutputLength });
      this.#unpacked += unpacked.length;
      return unpacked;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
      throw damaged('deflated data');
    }
  }
}

/**
 * Requires that parts which a file names by their places are together no longer than the file: a part that is named
 * again and again would otherwise multiply what is held and written.
 * @throws UncleanableError
 */
export function requireNamedOnce(lengths: readonly number[], file: Uint8Array, what: string): void {
  let left = file.length;
  for (const length of lengths) {
    left -= length;
    if (left < 0) throw damaged(`${what} that lie over each other`);
  }
}

/** A copy may be somewhat longer than its file: formats differ in how they pack. */
export const mostCopyBytes = (file: Uint8Array) => 4 * file.length + megabyte;

export const tooLarge = () =>
  new UncleanableError('TOO_LARGE', 'unpacks to more than is looked through');

/**
 * Makes the copy of a file that units get: the same to look at, without anything else. What is yielded
 * are parts of the file wherever possible, so that it is not in memory twice. Whoever reads to the end
 * knows all warnings. Throws `UncleanableError`; any other error means the same.
 */
export type CleanFile = (file: Buffer, cleaning: Cleaning) => Iterable<Uint8Array>;

/** The whole copy at once, for small files and parts of other files. */
export function cleanedWhole(clean: CleanFile, file: Buffer, cleaning: Cleaning): Buffer {
  return Buffer.concat([...clean(file, cleaning)]);
}

/** The names in these lines. */
export const namesIn = (...lines: readonly string[]): string[] =>
  lines.flatMap((line) => line.split(' '));
