import { describe, expect, test } from '@jest/globals';
import { crc32 } from 'node:zlib';
import { cleanFile } from './clean-file.ts';
import { Cleaning } from './cleaning.ts';
import { entriesOf } from './office/zip.ts';

/** Files that refer to the same bytes repeatedly, so that a copy would be many times as long as the file. */

const length = 1_000_000;
const times = 100;

/** The size of the copy before it fails, and the reason. */
function outcomeOf(contentType: string, file: Buffer): { bytes: number; reason: unknown } {
  let bytes = 0;
  try {
    for (const piece of cleanFile(contentType, file, new Cleaning())) bytes += piece.length;
  } catch (error) {
    return { bytes, reason: (error as { reason?: unknown }).reason };
  }
  return { bytes, reason: null };
}

/** A TIFF whose strips are all of the same bytes. */
function tiffOfOneStrip(compression: number, pages: number): Buffer {
  const file = Buffer.alloc(length);
  file.write('II*\0', 0, 'latin1');
  file.writeUInt32LE(8, 4);
  const strips = times / pages;
  for (let page = 0; page < pages; page += 1) {
    const at = 8 + page * 50;
    const [offsetsAt, lengthsAt] = [10_000, 20_000];
    file.writeUInt16LE(3, at);
    for (const [index, [tag, count, value]] of [
      [259, 1, compression],
      [273, strips, strips === 1 ? 30_000 : offsetsAt],
      [279, strips, strips === 1 ? length / 2 : lengthsAt],
    ].entries()) {
      const entryAt = at + 2 + index * 12;
      file.writeUInt16LE(tag as number, entryAt);
      file.writeUInt16LE(4, entryAt + 2);
      file.writeUInt32LE(count as number, entryAt + 4);
      file.writeUInt32LE(value as number, entryAt + 8);
    }
    file.writeUInt32LE(page + 1 < pages ? at + 50 : 0, at + 38);
    for (let index = 0; index < strips; index += 1) {
      file.writeUInt32LE(30_000, offsetsAt + 4 * index);
      file.writeUInt32LE(length / 2, lengthsAt + 4 * index);
    }
  }
  return file;
}

/** An archive whose files are all the same stored one. */
function archiveOfOneFile(): Buffer {
  const content = Buffer.alloc(length, 'x');
  const name = Buffer.from('Pictures/0.png');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x0403_4b50, 0);
  local.writeUInt16LE(name.length, 26);
  const directory = Array.from({ length: times }, (_, index) => {
    const entry = Buffer.alloc(46);
    const own = Buffer.from(`Pictures/${index}.png`);
    entry.writeUInt32LE(0x0201_4b50, 0);
    entry.writeUInt32LE(crc32(content), 16);
    entry.writeUInt32LE(length, 20);
    entry.writeUInt32LE(length, 24);
    entry.writeUInt16LE(own.length, 28);
    return Buffer.concat([entry, own]);
  });
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(times, 10);
  end.writeUInt32LE(local.length + name.length + length, 16);
  return Buffer.concat([local, name, content, ...directory, end]);
}

describe('bytes that are referred to repeatedly are refused', () => {
  test.each([
    ['strips of a page', 'image/tiff', tiffOfOneStrip(1, 1)],
    ['the strip of each page', 'image/tiff', tiffOfOneStrip(1, times)],
  ])('%s', (_what, contentType, file) => {
    expect(outcomeOf(contentType, file)).toEqual({ bytes: 0, reason: 'DAMAGED' });
  });

  test('files of an archive', () => {
    const read = () => entriesOf(archiveOfOneFile(), new Cleaning());

    expect(read).toThrow(expect.objectContaining({ reason: 'DAMAGED' }));
  });
});
