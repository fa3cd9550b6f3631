import { crc32, deflateRawSync } from 'node:zlib';

/**
 * Files that are accepted, and that once took far more time to clean than their size justifies: by unpacking to many
 * bytes, by referring to the same bytes repeatedly, or by being searched carelessly.
 */
interface ExpensiveFile {
  readonly name: string;
  readonly contentType: string;
  readonly content: Buffer;
}

const office = 'application/vnd.openxmlformats-officedocument';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const officeRelationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const wordprocessing = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** An archive of deflated files. */
function archiveOf(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text, 'latin1');
    const packed = deflateRawSync(content);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt16LE(name.length, 22);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x0201_4b50, 0);
    head.copy(entry, 6);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, Buffer.from(name));
    parts.push(Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed);
    at += 30 + name.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}

interface Related {
  readonly id: string;
  readonly kind: string;
  readonly target: string;
}

const relationships = (all: readonly Related[]) =>
  `<Relationships xmlns="${packageRelationships}">${all
    .map(
      ({ id, kind, target }) =>
        `<Relationship Id="${id}" Type="${officeRelationships}/${kind}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

const typesOf = (main: string) =>
  `<Types><Override PartName="/main.xml" ContentType="${office}.${main}.main+xml"/></Types>`;

/** Bytes that do not pack. */
function noise(length: number): string {
  const bytes = Buffer.alloc(length);
  let state = 1;
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[index] = state >>> 16;
  }
  return bytes.toString('latin1');
}

function letter(
  name: string,
  body: string,
  others: Readonly<Record<string, string>> = {},
): ExpensiveFile {
  return {
    name,
    contentType: `${office}.wordprocessingml.document`,
    content: archiveOf({
      '[Content_Types].xml': typesOf('wordprocessingml.document'),
      '_rels/.rels': relationships([
        { id: 'r', kind: 'officeDocument', target: 'word/document.xml' },
      ]),
      'word/document.xml': `<w:document xmlns:w="${wordprocessing}"><w:body>${body}</w:body></w:document>`,
      ...others,
    }),
  };
}

interface Table {
  readonly sheets: string;
  readonly names?: string;
  readonly sheet: string;
}

function table(name: string, { sheets, names = '', sheet }: Table): ExpensiveFile {
  const workbook = `<workbook xmlns="${spreadsheet}" xmlns:r="${officeRelationships}"><sheets><sheet name="shown" r:id="s"/>${sheets}</sheets><definedNames>${names}</definedNames></workbook>`;
  return {
    name,
    contentType: `${office}.spreadsheetml.sheet`,
    content: archiveOf({
      '[Content_Types].xml': typesOf('spreadsheetml.sheet'),
      '_rels/.rels': relationships([
        { id: 'r', kind: 'officeDocument', target: 'xl/workbook.xml' },
      ]),
      'xl/_rels/workbook.xml.rels': relationships([
        { id: 's', kind: 'worksheet', target: 'sheet.xml' },
      ]),
      'xl/workbook.xml': workbook,
      'xl/sheet.xml': `<worksheet xmlns="${spreadsheet}">${sheet}</worksheet>`,
    }),
  };
}

const times = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => write(index)).join('');

const denseParagraph = '<w:p><w:r><w:t>a</w:t></w:r></w:p>';

const letters = (): ExpensiveFile[] => [
  letter('a letter of 13 MB in 40 kB', denseParagraph.repeat(400_000)),
  letter(
    'the most expensive letter of 40 kB',
    `<w:bookmarkStart w:name="a"/>${denseParagraph.repeat(68_000)}`,
    { 'word/noise.bin': noise(36_000) },
  ),
  letter(
    'a letter of elements that each declare a namespace',
    `<a${times(90, (index) => ` xmlns:n${index}="u"`)}>${'<b xmlns:c="u"/>'.repeat(60_000)}</a>`,
  ),
  letterOfStyles('a letter of 5,000 styles based on each other', 5_000),
];

/** A letter in a style that is based on another one, and so on, up to one that hides its text. */
function letterOfStyles(name: string, count: number): ExpensiveFile {
  const styles = times(
    count,
    (index) =>
      `<w:style w:type="paragraph" w:styleId="s${index}"><w:basedOn w:val="s${index + 1}"/></w:style>`,
  );
  const hidden = `<w:style w:styleId="s${count}"><w:rPr><w:vanish/></w:rPr></w:style>`;
  return letter(name, '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr></w:p>'.repeat(count), {
    'word/_rels/document.xml.rels': relationships([
      { id: 's', kind: 'styles', target: 'styles.xml' },
    ]),
    'word/styles.xml': `<w:styles xmlns:w="${wordprocessing}">${styles}${hidden}</w:styles>`,
  });
}

const tables = (): ExpensiveFile[] => [
  table('a table with a formula of one long word', {
    sheets: '<sheet name="gone" state="hidden" r:id="h"/>',
    names: `<definedName name="n">${'a'.repeat(200_000)}(</definedName>`,
    sheet: '<sheetData/>',
  }),
  table('a table with 5,000 hidden sheets and as many names', {
    sheets: times(5_000, (index) => `<sheet name="gone${index}" state="hidden" r:id="h${index}"/>`),
    names: times(5_000, (index) => `<definedName name="n${index}">gon${index}</definedName>`),
    sheet: '<sheetData/>',
  }),
  table('a table with 20,000 hidden columns and as many cells', {
    sheets: '',
    sheet: `<cols>${'<col min="3" max="3" hidden="1"/>'.repeat(20_000)}</cols><sheetData><row>${'<c><v>1</v></c>'.repeat(20_000)}</row></sheetData>`,
  }),
];

/** A PDF of objects in the order given, the catalogue first; the table of objects is left out. */
function pdf(name: string, ...objects: readonly string[]): ExpensiveFile {
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`);
  return {
    name,
    contentType: 'application/pdf',
    content: Buffer.from(
      `%PDF-1.7\n${body.join('')}trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n`,
      'latin1',
    ),
  };
}

const catalogue = '<</Type/Catalog/Pages 2 0 R>>';
const onePage = '<</Type/Pages/Kids[3 0 R]/Count 1>>';

/** Pictures that begin one after the other, and end together. */
function sharedEnd(count: number, bytes: number): string[] {
  const names = times(count, (index) => `/I${index} ${4 + index} 0 R `);
  const pageOfAll = `<</Type/Page/Parent 2 0 R/Resources<</XObject<<${names}>>>>>>`;
  const headOf = (index: number, length: number) =>
    `${4 + index} 0 obj\n<</Subtype/Image/ImageMask true/Width 9/Height 9/Filter/CCITTFaxDecode/Length ${String(length).padStart(9, '0')}>>stream\n`;
  const headLength = (index: number) => headOf(index, 0).length;
  let left =
    bytes +
    Array.from({ length: count }, (_, index) => headLength(index)).reduce((a, b) => a + b, 0);
  const heads = times(count, (index) => headOf(index, (left -= headLength(index))));
  return [catalogue, onePage, `${pageOfAll}\nendobj\n${heads}${'x'.repeat(bytes)}\nendstream`];
}

const papers = (): ExpensiveFile[] => [
  pdf('a paper whose pictures share their bytes', ...sharedEnd(60, 400_000)),
  pdf(
    'a paper of pictures without an end',
    catalogue,
    onePage,
    '<</Type/Page/Parent 2 0 R>>',
    ...Array.from({ length: 9_000 }, () => '<<>>stream\n'),
  ),
  pdf(
    'a paper of one byte repeated 60 million times',
    catalogue,
    onePage,
    '<</Type/Page/Parent 2 0 R/Contents 4 0 R>>',
    `<</Filter[/RunLengthDecode/RunLengthDecode]/Length 30000>>stream\n${'\x81\x81'.repeat(15_000)}\nendstream`,
  ),
  pdf('a paper of unclosed texts', catalogue, '<<>>', 'trailer('.repeat(50_000)),
];

function bigEndian(size: 2 | 4, value: number): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(value, 0, size);
  return bytes;
}
const u16 = (value: number) => bigEndian(2, value);
const u32 = (value: number) => bigEndian(4, value);
const zeros = (count: number) => Buffer.alloc(count);

const boxOf = (type: string, ...parts: readonly Buffer[]) => {
  const content = Buffer.concat(parts);
  return Buffer.concat([u32(content.length + 8), Buffer.from(type, 'latin1'), content]);
};

interface Picture {
  readonly items: readonly (readonly [id: number, type: string])[];
  readonly locations: Buffer;
  readonly references?: Buffer;
  readonly data: Buffer;
}

function photo(name: string, { items, locations, references, data }: Picture): ExpensiveFile {
  const entries = items.map(([id, type]) =>
    boxOf('infe', Buffer.from([2, 0, 0, 0]), u16(id), u16(0), Buffer.from(`${type}\0`, 'latin1')),
  );
  const meta = boxOf(
    'meta',
    zeros(4),
    boxOf('hdlr', zeros(8), Buffer.from('pict'), zeros(13)),
    boxOf('pitm', zeros(4), u16(1)),
    boxOf('iinf', zeros(4), u16(entries.length), ...entries),
    boxOf('iprp', boxOf('ipco'), boxOf('ipma', zeros(4), u32(0))),
    boxOf('iloc', zeros(4), locations),
    ...(references ? [boxOf('iref', zeros(4), references)] : []),
  );
  const content = Buffer.concat([
    boxOf('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1')),
    boxOf('mdat', data),
    meta,
  ]);
  return { name, contentType: 'image/heic', content };
}

/** Where the data of a photo begins. */
const photoDataAt = 24 + 8;

const photos = (): ExpensiveFile[] => {
  const extents = 20_000;
  const extentsAt = (from: number) =>
    Buffer.concat(Array.from({ length: extents }, (_, index) => u32(from + 2 * index)));
  const many = 1_500;
  const ids = Array.from({ length: many }, (_, index) => index + 1);
  return [
    photo('a photo of 20,000 pieces beside as many hidden ones', {
      items: [
        [1, 'hvc1'],
        [2, 'mime'],
      ],
      // Offsets of 4 bytes; lengths of none reach to the end of the file.
      locations: Buffer.concat([
        Buffer.from([0x40, 0]),
        u16(2),
        ...[1, 2].flatMap((id) => [u16(id), u16(0), u16(extents), extentsAt(photoDataAt + id)]),
      ]),
      data: zeros(2 * extents + 10),
    }),
    photo('a photo of pieces without numbers', {
      items: ids.map((id) => [id, 'hvc1'] as const),
      locations: Buffer.concat([
        Buffer.from([0, 0]),
        u16(many),
        ...ids.flatMap((id) => [u16(id), u16(0), u16(65_535)]),
      ]),
      data: zeros(10),
    }),
    photo('a photo whose parts refer to each other', {
      items: ids.map((id) => [id, 'hvc1'] as const),
      locations: Buffer.concat([
        Buffer.from([0x44, 0]),
        u16(many),
        ...ids.flatMap((id) => [u16(id), u16(0), u16(1), u32(photoDataAt + id), u32(1)]),
      ]),
      references: Buffer.concat(
        ids.map((id) =>
          boxOf('dimg', u16(id), u16(100), ...Array.from({ length: 100 }, () => u16(1))),
        ),
      ),
      data: zeros(many + 2),
    }),
  ];
};

/** A scan of many pages that all refer to the same bytes. */
function scan(): ExpensiveFile {
  const pages = 900;
  const strips = 10_000;
  const [offsetsAt, lengthsAt] = [8 + pages * 54, 8 + pages * 54 + 4 * strips];
  const content = Buffer.alloc(lengthsAt + 4 * strips);
  content.write('II*\0\x08', 0, 'latin1');
  for (let page = 0; page < pages; page += 1) {
    const at = 8 + page * 54;
    content.writeUInt16LE(4, at);
    for (const [index, [tag, count, value]] of [
      [254, strips, offsetsAt],
      [259, 1, 1],
      [273, strips, offsetsAt],
      [279, strips, lengthsAt],
    ].entries()) {
      const entryAt = at + 2 + index * 12;
      content.writeUInt16LE(tag ?? 0, entryAt);
      content.writeUInt16LE(4, entryAt + 2);
      content.writeUInt32LE(count ?? 0, entryAt + 4);
      content.writeUInt32LE(value ?? 0, entryAt + 8);
    }
    content.writeUInt32LE(page + 1 < pages ? at + 54 : 0, at + 50);
  }
  return { name: 'a scan whose pages share their tables', contentType: 'image/tiff', content };
}

/** A film that declares four thousand million samples. */
function film(): ExpensiveFile {
  const samples = boxOf(
    'stbl',
    boxOf('stco', zeros(4), u32(1), u32(40)),
    boxOf('stsc', zeros(4), u32(1), u32(1), u32(0xffff_fff0), u32(1)),
    boxOf('stsz', zeros(4), u32(1), u32(0xffff_ffff)),
  );
  const track = boxOf(
    'trak',
    boxOf('mdia', boxOf('hdlr', zeros(8), Buffer.from('vide'), zeros(13)), boxOf('minf', samples)),
  );
  const content = Buffer.concat([
    boxOf('ftyp', Buffer.from('isom\0\0\0\0isom', 'latin1')),
    boxOf('mdat', zeros(100)),
    boxOf('moov', boxOf('mvhd', zeros(100)), track),
  ]);
  return { name: 'a film of 4,294,967,295 samples', contentType: 'video/mp4', content };
}

/** The files are made on demand: some take a second. */
export const expensiveFiles = (): ExpensiveFile[] => [
  ...letters(),
  ...tables(),
  ...papers(),
  ...photos(),
  scan(),
  film(),
];
