/** The first bytes of XML in UTF-16, with and without a mark of their order. */
const utf16Forms: readonly [first: readonly number[], charset: string][] = [
  [[0xff, 0xfe, 0x3c, 0x00], 'utf-16le'],
  [[0xfe, 0xff, 0x00, 0x3c], 'utf-16be'],
  [[0x3c, 0x00, 0x3f, 0x00], 'utf-16le'],
  [[0x00, 0x3c, 0x00, 0x3f], 'utf-16be'],
];

/**
 * XML of UTF-16 in UTF-8, without its declaration; anything else as it is. Everything that reads XML expects UTF-8, also
 * where it only searches for a word.
 */
export function inUtf8(content: Buffer): Buffer {
  const charset = utf16Forms.find(([first]) =>
    first.every((byte, at) => content[at] === byte),
  )?.[1];
  if (charset === undefined) return content;
  const text = new TextDecoder(charset).decode(content);
  return Buffer.from(text.replace(/^<\?xml\s[^>]*\?>/, ''));
}
