import { type Cleaning, damaged } from '../cleaning.ts';

const block = { extension: 0x21, image: 0x2c, end: 0x3b } as const;
const extension = { control: 0xf9, application: 0xff } as const;
/** Extensions that set the number of repetitions of an animation. */
const loops = /^(?:NETSCAPE2\.0|ANIMEXTS1\.0)$/;

/** A GIF, as documents contain it, without comments and the extensions of programs. */
export function* cleanGif(file: Buffer, cleaning: Cleaning): Iterable<Uint8Array> {
  if (!/^GIF8[79]a/.test(file.toString('latin1', 0, 6)) || file.length < 13)
    throw damaged('no GIF');
  let at = 13 + tableBytes(file[10] ?? 0);
  yield file.subarray(0, at);
  for (;;) {
    const from = at;
    switch (file[at]) {
      case block.extension: {
        const kind = file[at + 1];
        at = endOfBlocks(file, at + 2);
        const name = file.toString('latin1', from + 3, from + 14);
        if (kind === extension.control || (kind === extension.application && loops.test(name))) {
          yield file.subarray(from, at);
        } else cleaning.warn(kind === 0xfe ? 'COMMENTS' : 'OTHER_METADATA');
        break;
      }
      case block.image:
        at = endOfBlocks(file, at + 11 + tableBytes(file[at + 9] ?? 0));
        yield file.subarray(from, at);
        break;
      case block.end:
        if (at + 1 < file.length) cleaning.warn('HIDDEN_CONTENT');
        yield file.subarray(at, at + 1);
        return;
      default:
        throw damaged('GIF block');
    }
  }
}

const tableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

function endOfBlocks(file: Buffer, from: number): number {
  let at = from;
  for (;;) {
    const length = file[at];
    if (length === undefined) throw damaged('GIF without an end');
    at += length + 1;
    if (length === 0) return at;
  }
}
