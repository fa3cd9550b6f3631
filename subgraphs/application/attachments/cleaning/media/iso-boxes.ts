import { damaged } from '../cleaning.ts';

/** A box of an ISO base media file (ISO/IEC 14496-12), the container of HEIC and MP4. */
export interface Box {
  type: string;
  /** The position after the head. */
  content: Buffer;
}

const mostBoxes = 10_000;

/** The boxes that lie next to each other in these bytes. */
export function boxesIn(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at < bytes.length;) {
    // A few zeros at the end stand for no further box.
    if (bytes.length - at < 8) {
      if (bytes.subarray(at).some((byte) => byte !== 0)) throw damaged('box');
      break;
    }
    const type = bytes.toString('latin1', at + 4, at + 8);
    const short = bytes.readUInt32BE(at);
    let head = 8;
    let length = short === 0 ? bytes.length - at : short;
    if (short === 1) {
      if (bytes.length - at < 16) throw damaged('box');
      length = Number(bytes.readBigUInt64BE(at + 8));
      head = 16;
    }
    if (length < head || at + length > bytes.length || boxes.length === mostBoxes) {
      throw damaged('box');
    }
    boxes.push({ type, content: bytes.subarray(at + head, at + length) });
    at += length;
  }
  return boxes;
}

export const boxIn = (boxes: readonly Box[], type: string) =>
  boxes.find((box) => box.type === type);

/** The content of a box. @throws UncleanableError if there is none of this type. */
export function contentOf(boxes: readonly Box[], type: string): Buffer {
  const box = boxIn(boxes, type);
  if (!box) throw damaged(`no box ${type}`);
  return box.content;
}

export function boxOf(type: string, ...parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat([
    boxHead(
      type,
      parts.reduce((sum, { length }) => sum + length, 0),
    ),
    ...parts,
  ]);
}

export function boxHead(type: string, contentLength: number): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(contentLength + 8, 0);
  head.write(type, 4, 'latin1');
  return head;
}

/** Reads numbers one after the other. @throws UncleanableError where the bytes end too early. */
export class Fields {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get at(): number {
    return this.#at;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** A number of up to 8 bytes; 0 if its size is 0. */
  number(size: number): number {
    if (this.left < size) throw damaged('box');
    let value = 0;
    for (let index = 0; index < size; index += 1) {
      value = value * 256 + (this.#bytes[this.#at + index] ?? 0);
    }
    this.#at += size;
    return value;
  }

  /** The same as a two's complement. */
  signed(size: number): number {
    // A number near 2 ** 64 is rounded to it: negative ones would be 0.
    if (size > 4) return this.signed(size - 4) * 2 ** 32 + this.number(4);
    const value = this.number(size);
    return value < 2 ** (8 * size - 1) ? value : value - 2 ** (8 * size);
  }

  text(size: number): string {
    if (this.left < size) throw damaged('box');
    this.#at += size;
    return this.#bytes.toString('latin1', this.#at - size, this.#at);
  }

  /** Skips everything up to the next zero, inclusive. */
  zeroEnded(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    if (end < 0) throw damaged('box');
    const text = this.text(end - this.#at);
    this.#at += 1;
    return text;
  }
}

/** @returns the count. @throws UncleanableError unless that many entries fit into the bytes. */
export function countWithin(count: number, bytes: number, each: number): number {
  if (count * each > bytes) throw damaged('table');
  return count;
}
