import { readFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';

/** Small files of each kind, which programs recognise as such. */

export const bytes = (text: string) =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));

const concat = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));

/** A PDF of any size, according to its first bytes. */
export const pdf = (size = 40) => concat(bytes('%PDF-1.7\n'), Buffer.alloc(size - 9, 'x'));

export const png = concat(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

export const jpeg = bytes('\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9');

export const webp = bytes(
  'RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0',
);

export const tiff = bytes(`II*\0\x08\0\0\0${'\0'.repeat(30)}`);

/** Its brand, and the brands that it is compatible with. */
export const isoMedia = (brand: string, compatible: readonly string[] = [brand, 'mif1']) => {
  const length = String.fromCharCode(16 + 4 * compatible.length);
  return bytes(`\0\0\0${length}ftyp${brand}\0\0\0\0${compatible.join('')}${'\0'.repeat(40)}`);
};
export const mp4 = isoMedia('isom');
export const heic = isoMedia('heic');

/**
 * A file as a program makes it, with the data that units must not get; see the page beside them.
 */
export const made = (name: string) =>
  Uint8Array.from(
    readFileSync(
      new URL(`../../subgraphs/application/attachments/cleaning/fixtures/${name}`, import.meta.url),
    ),
  );

type Entries = Record<string, string | Uint8Array>;

/** An archive of texts and bytes, in the given order, after files that are not in its directory. */
export function zip(
  entries: Entries,
  { deflated = false, unlisted = {} }: { deflated?: boolean; unlisted?: Entries } = {},
) {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let length = 0;
  for (const [index, [name, given]] of [
    ...Object.entries(unlisted),
    ...Object.entries(entries),
  ].entries()) {
    const content = Buffer.from(given);
    const stored = deflated ? deflateRawSync(content) : content;
    // From the version that can read it to the length of the name, as in the directory.
    const described = Buffer.alloc(26);
    described.writeUInt16LE(20, 0);
    described.writeUInt16LE(deflated ? 8 : 0, 4);
    described.writeUInt32LE(crc32(content), 10);
    described.writeUInt32LE(stored.length, 14);
    described.writeUInt32LE(content.length, 18);
    described.writeUInt16LE(name.length, 22);
    const listed = Buffer.alloc(46);
    listed.writeUInt32LE(0x0201_4b50, 0);
    described.copy(listed, 6);
    listed.writeUInt32LE(length, 42);
    if (index >= Object.keys(unlisted).length) directory.push(listed, bytes(name));
    const local = concat(bytes('PK\x03\x04'), described, bytes(name), stored);
    locals.push(local);
    length += local.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 8);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(length, 16);
  return concat(...locals, ...directory, end);
}

/** A PDF after other bytes. */
export const pdfAfter = (before: string) => concat(bytes(before), pdf());

/** A PNG with the control of an animation before its picture. */
export const apng = concat(
  png.subarray(0, 33),
  bytes('\0\0\0\x08acTL\0\0\0\x01\0\0\0\0\xb4\x2d\xe9\xa0'),
  png.subarray(33),
);

const contentTypes = (main: string) =>
  `<Types><Override PartName="/main.xml" ContentType="application/${main}.main+xml"/></Types>`;
const openXml = (main: string) => contentTypes(`vnd.openxmlformats-officedocument.${main}`);

export const docx = zip({
  '[Content_Types].xml': openXml('wordprocessingml.document'),
  'word/document.xml': '<document/>',
});
/** A DOCX with another list of types. */
export const docxWithTypes = (types: string | Uint8Array) =>
  zip({ '[Content_Types].xml': types, 'word/document.xml': '<document/>' });
export const docxWithTypesInUtf16 = docxWithTypes(
  Buffer.from(
    `\ufeff<?xml version="1.0" encoding="UTF-16"?>${openXml('wordprocessingml.document')}`,
    'utf16le',
  ),
);
export const docxWithSingleQuotes = docxWithTypes(
  openXml('wordprocessingml.document').replaceAll('"', "'"),
);
/** In the order of LibreOffice. */
export const docxWithTypesLast = zip(
  {
    '_rels/.rels': '<Relationships/>',
    'word/document.xml': `<document>${'x'.repeat(50_000)}</document>`,
    '[Content_Types].xml': openXml('wordprocessingml.document'),
  },
  { deflated: true },
);
export const xlsx = zip({
  '[Content_Types].xml': openXml('spreadsheetml.sheet'),
  'xl/workbook.xml': '<workbook/>',
});
export const docm = zip({
  '[Content_Types].xml': contentTypes('vnd.ms-word.document.macroEnabled'),
  'word/document.xml': '<document/>',
  'word/vbaProject.bin': 'macros',
});
export const odt = zip({
  mimetype: 'application/vnd.oasis.opendocument.text',
  'content.xml': '<x/>',
});
export const ods = zip({
  mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
  'content.xml': '<x/>',
});

const mainOf = (part: string, type: string) =>
  `<Override PartName="${part}" ContentType="application/${type}.main+xml"/>`;
const [docxType, docmType] = [
  'vnd.openxmlformats-officedocument.wordprocessingml.document',
  'vnd.ms-word.document.macroEnabled',
];
/** Documents with macros that seem to have none if their types are not read as XML. */
export const disguisedDocms: [disguise: string, file: Uint8Array<ArrayBuffer>][] = [
  ['in a comment', `<!-- ${mainOf('/x.xml', docxType)} -->${mainOf('/main.xml', docmType)}`],
  ['of another part', `${mainOf('/x.xml', docxType)}${mainOf('/main.xml', docmType)}`],
  [
    'in another attribute',
    `<Default X='${mainOf('', docxType).replaceAll('<', '')}' />${mainOf('/main.xml', docmType)}`,
  ],
  ['in a text', `ContentType="application/${docxType}.main+xml"${mainOf('/main.xml', docmType)}`],
  ['in other letters', mainOf('/main.xml', docmType.toUpperCase())],
].map(([disguise, types]) => [disguise ?? '', docxWithTypes(`<Types>${types ?? ''}</Types>`)]);

const typesOf = (type: string) => ({
  '[Content_Types].xml': `<Types>${mainOf('/main.xml', type)}</Types>`,
});
/** Archives whose first files show another type than their directory. */
export const deceptiveArchives: [deception: string, file: Uint8Array<ArrayBuffer>][] = [
  ['before its directory', zip(typesOf(docmType), { unlisted: typesOf(docxType) })],
  ['without a directory', zip({}, { unlisted: typesOf(docxType) })],
  ['beside another list', zip({ ...typesOf(docxType), mimetype: 'application/x' })],
];
