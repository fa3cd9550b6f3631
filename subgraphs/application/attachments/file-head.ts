import { AbstractTokenizer, EndOfStreamError, type IReadChunkOptions } from 'strtok3';

/** Thrown on reading beyond the head of a file. */
export class BeyondHeadError extends Error {}

interface FileHeadOptions {
  /** The maximum size of the head, in bytes. */
  mostBytes: number;
  /** The maximum size of the whole file, whose length is not known yet, in bytes. */
  mostFileBytes: number;
}

/**
 * The first bytes of a file that is still arriving. Reads no more of the source than is requested, and keeps it, so
 * that the file can be read from its first byte afterwards.
 */
export class FileHead extends AbstractTokenizer {
  readonly fileInfo: { size: number };
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #held: Buffer;
  #length = 0;
  #hasEnded = false;
  #hasFailed = false;
  /** The part of the latest piece that did not fit. */
  #excess: Uint8Array | null = null;

  constructor(source: AsyncIterable<Uint8Array>, { mostBytes, mostFileBytes }: FileHeadOptions) {
    super();
    this.fileInfo = { size: mostFileBytes };
    this.#source = source[Symbol.asyncIterator]();
    this.#held = Buffer.allocUnsafe(mostBytes);
  }

  /** Whether the file is known to have no bytes. */
  get isEmpty(): boolean {
    return this.#hasEnded && this.#length === 0;
  }

  /** Whether the source has failed. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /**
   * The first bytes, also after more has been read; fewer if the file ends before.
   * @throws {BeyondHeadError} if they do not fit.
   */
  async beginning(bytes: number): Promise<Buffer> {
    await this.#takeUpTo(bytes);
    return this.#held.subarray(0, Math.min(bytes, this.#length));
  }

  /** The whole file, once: the bytes that were kept, and the rest as it arrives. */
  async *content(): AsyncGenerator<Uint8Array> {
    yield this.#held.subarray(0, this.#length);
    if (this.#excess) yield this.#excess;
    const rest = this.#source;
    yield* { [Symbol.asyncIterator]: () => rest };
  }

  override async peekBuffer(target: Uint8Array, options?: IReadChunkOptions): Promise<number> {
    const { position, length, mayBeLess } = this.normalizeOptions(target, options);
    await this.#takeUpTo(position + length);
    const count = Math.max(0, Math.min(length, this.#length - position));
    if (count < length && !mayBeLess) throw new EndOfStreamError();
    target.set(this.#held.subarray(position, position + count));
    return count;
  }

  override async readBuffer(target: Uint8Array, options?: IReadChunkOptions): Promise<number> {
    const count = await this.peekBuffer(target, options);
    this.position = (options?.position ?? this.position) + count;
    return count;
  }

  override async ignore(length: number): Promise<number> {
    await this.#takeUpTo(this.position + length);
    if (this.#length < this.position + length) throw new EndOfStreamError();
    this.position += length;
    return length;
  }

  override supportsRandomAccess(): boolean {
    return false;
  }

  /** @throws {BeyondHeadError} unless the file has ended before. */
  async #takeUpTo(end: number): Promise<void> {
    while (this.#length < end && !this.#hasEnded) {
      if (this.#excess) throw new BeyondHeadError('The head of the file does not suffice.');
      const { value: piece, done } = await this.#next();
      if (done) {
        this.#hasEnded = true;
        return;
      }
      const fitting = piece.subarray(0, this.#held.length - this.#length);
      this.#held.set(fitting, this.#length);
      this.#length += fitting.length;
      if (fitting.length < piece.length) this.#excess = piece.subarray(fitting.length);
    }
  }

  async #next(): Promise<IteratorResult<Uint8Array>> {
    try {
      return await this.#source.next();
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    }
  }
}
