import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';
import { type Coding, codingFor } from './negotiate.ts';

/** Shorter texts fit into one packet anyway. */
const worthBytes = 1_000;

/**
 * Up to it, a text is compressed at once, which takes about a tenth of a millisecond: to hand it to another thread and
 * to take it back takes twice as long.
 */
const atOnceBytes = 10_000;

/** Each takes about a megabyte at most beside its text. Further texts are sent as they are, rather than late. */
const mostBeside = 16;

/** Twice as fast as the defaults for this use (4 and 6), for answers that are some percent longer. */
const quality = { br: 3, gzip: 4 };

/** Brotli's own default would take as much memory as the text has. */
const bitsOfWindow = 18;

const optionsOf = {
  br: (bytes: Buffer) => ({
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality.br,
      [constants.BROTLI_PARAM_LGWIN]: bitsOfWindow,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }),
  gzip: () => ({ level: quality.gzip }),
};

const packAtOnce: Readonly<Record<Coding, (bytes: Buffer) => Buffer>> = {
  br: (bytes) => brotliCompressSync(bytes, optionsOf.br(bytes)),
  gzip: (bytes) => gzipSync(bytes, optionsOf.gzip()),
};

const packBeside: Readonly<Record<Coding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, optionsOf.br(bytes)),
  gzip: (bytes) => promisify(gzip)(bytes, optionsOf.gzip()),
};

export interface Compressed {
  readonly coding: Coding;
  readonly bytes: Buffer;
}

/** Compresses the answers of a process, long ones beside its event loop. */
export class Compression {
  #beside = 0;

  /**
   * @returns null for a text that is sent as it is: short, for a client that accepts no coding, or long while many
   * others are being compressed.
   */
  compress(
    text: string,
    acceptEncoding: string | undefined,
  ): Compressed | Promise<Compressed> | null {
    if (!isWorthIt(text)) return null;
    const coding = codingFor(acceptEncoding);
    if (coding === null) return null;
    const bytes = Buffer.from(text);
    if (bytes.length <= atOnceBytes) return { coding, bytes: packAtOnce[coding](bytes) };
    return this.#beside < mostBeside ? this.#packBeside(bytes, coding) : null;
  }

  async #packBeside(bytes: Buffer, coding: Coding): Promise<Compressed> {
    this.#beside += 1;
    try {
      return { coding, bytes: await packBeside[coding](bytes) };
    } finally {
      this.#beside -= 1;
    }
  }
}

/** A character has at most three bytes of UTF-8. */
const isWorthIt = (text: string) =>
  text.length > worthBytes ||
  (3 * text.length > worthBytes && Buffer.byteLength(text) > worthBytes);
