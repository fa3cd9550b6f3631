import { type Cleaning, damaged, namesIn, NamedOnce, unsupported } from '../cleaning.ts';
import { readExif } from './exif-orientation.ts';
import { cleanIccProfile } from './icc-profile.ts';
import { requireShownWhole } from './heic-crops.ts';
import {
  type Box,
  boxHead,
  boxIn,
  boxOf,
  boxesIn,
  contentOf,
  countWithin,
  Fields,
} from './iso-boxes.ts';
import { warnOfXmp } from './jpeg.ts';

interface Item {
  id: number;
  type: string;
  isHidden: boolean;
  extents: Buffer[];
}

interface Reference {
  type: string;
  from: number;
  to: number[];
}

/** The properties that are kept: those of the decoder, the form, the orientation and the colours. */
const propertyTypes = new Set(
  namesIn(
    'hvcC av1C ispe pixi irot imir clap pasp colr auxC',
    'clli mdcv cclv amve lsel a1op a1lx',
  ),
);

/** Pictures that are visible as part of another one. A map of depths is not. */
const auxiliaries = /alpha|:aux:hdrgainmap/;

const mostItems = 5_000;

/**
 * A HEIC with nothing but its picture: the items that it is composed of, and their properties, such as the orientation.
 * Exif, XMP, thumbnails, maps of depth and further pictures are dropped.
 */
export function* cleanHeic(file: Buffer, cleaning: Cleaning): Iterable<Uint8Array> {
  const top = boxesIn(file);
  const brands = contentOf(top, 'ftyp');
  const meta = boxesIn(contentOf(top, 'meta').subarray(4));
  for (const { type } of top) {
    if (!/^(?:ftyp|meta|mdat|free|skip|wide)$/.test(type)) cleaning.warn('EMBEDDED_FILES');
  }
  const handler = contentOf(meta, 'hdlr');
  if (handler.toString('latin1', 8, 12) !== 'pict') throw unsupported('HEIC without a picture');
  const items = itemsOf(meta, file);
  const references = referencesOf(meta);
  const primaryId = numberOfItem(contentOf(meta, 'pitm'), 4);
  const properties = propertiesOf(meta);
  const kept = keptItems(primaryId, { items, references, properties });
  const previews = new Set(references.flatMap(({ type, from }) => (type === 'thmb' ? from : [])));
  for (const item of items.values()) if (!kept.has(item.id)) warnOf(item, previews, cleaning);
  const pictures = [...kept].map((id) => {
    const item = items.get(id);
    if (!item || item.extents.length === 0) throw damaged('HEIC item');
    return item;
  });

  requireApart(
    pictures,
    [...items.values()].filter(({ id }) => !kept.has(id)),
  );
  requireWhole(pictures, { references, properties });

  const parts = {
    handler: boxOf('hdlr', Buffer.from('\0\0\0\0\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1')),
    primary: boxOf('pitm', fullBox(1), u32(primaryId)),
    information: informationOf(pictures),
    properties: keptProperties(pictures, properties),
    references: keptReferences(kept, references),
  };
  const metaOf = (dataAt: number) =>
    boxOf('meta', fullBox(0), ...Object.values(parts), locationsOf(pictures, dataAt));
  const head = boxOf('ftyp', mainBrandOf(brands), brandsOf(brands));
  const dataAt = head.length + metaOf(0).length + 8;
  yield head;
  yield metaOf(dataAt);
  yield boxHead(
    'mdat',
    pictures.reduce((sum, item) => sum + lengthOf(item), 0),
  );
  for (const { extents } of pictures) yield* extents;
}

/** A picture that shared bytes with an item that is not kept would reveal it. */
function requireApart(pictures: readonly Item[], others: readonly Item[]): void {
  const rangesOf = (items: readonly Item[], isPicture: boolean) =>
    items.flatMap(({ extents }) =>
      extents
        .filter(({ length }) => length > 0)
        .map(({ byteOffset: from, length }) => ({ from, to: from + length, isPicture })),
    );
  const ranges = [...rangesOf(pictures, true), ...rangesOf(others, false)];
  const end = { pictures: 0, others: 0 };
  for (const { from, to, isPicture } of ranges.toSorted((a, b) => a.from - b.from)) {
    const [own, other] = isPicture
      ? (['pictures', 'others'] as const)
      : (['others', 'pictures'] as const);
    if (from < end[other]) throw damaged('HEIC items');
    end[own] = Math.max(end[own], to);
  }
}

/** Requires that no picture has a part that is not shown. */
function requireWhole(
  pictures: readonly Item[],
  { references, properties: { boxes, ofItem } }: Pick<Picture, 'references' | 'properties'>,
): void {
  const propertiesOfItem = (id: number) =>
    (ofItem.get(id) ?? []).flatMap(({ index }) => boxes[index - 1] ?? []);
  const parts = new Map(
    references.flatMap(({ type, from, to }) => (type === 'dimg' ? [[from, to] as const] : [])),
  );
  for (const { id, type, extents } of pictures) {
    requireShownWhole({
      type,
      properties: propertiesOfItem(id),
      content: () => Buffer.concat(extents),
      parts: (parts.get(id) ?? []).map(propertiesOfItem),
    });
  }
}

/** The brands of sequences, which are dropped: a copy is one picture. */
const sequenceBrand = /^(?:msf1|hev[cxms])$/;

/** The brand and its version. */
function mainBrandOf(content: Buffer): Buffer {
  const isSequence = sequenceBrand.test(content.toString('latin1', 0, 4));
  return isSequence ? Buffer.from('heic\0\0\0\0', 'latin1') : content.subarray(0, 8);
}

/** Without unknown brands. */
function brandsOf(content: Buffer): Buffer {
  const brands = content.toString('latin1', 8).match(/.{4}/gs) ?? [];
  const known = brands.filter((brand) =>
    /^(?:mif[12]|miaf|MiHB|MiHE|MiPr|hei[cxms]|avif|tmap)$/.test(brand),
  );
  return Buffer.from((known.length > 0 ? known : ['mif1', 'heic']).join(''), 'latin1');
}

const numberOfItem = (box: Buffer, at: number) => new Fields(box, at).number(box[0] === 0 ? 2 : 4);

function itemsOf(meta: readonly Box[], file: Buffer): Map<number, Item> {
  const information = contentOf(meta, 'iinf');
  const entries = boxesIn(information.subarray(information[0] === 0 ? 6 : 8));
  if (entries.length > mostItems) throw unsupported('HEIC with too many items');
  const items = new Map<number, Item>();
  for (const { type, content } of entries) {
    const version = content[0] ?? 0;
    if (type !== 'infe' || version < 2) throw unsupported('HEIC item');
    const fields = new Fields(content, 4);
    const id = fields.number(version === 2 ? 2 : 4);
    if (fields.number(2) !== 0) throw unsupported('protected HEIC item');
    const isHidden = (content[3] ?? 0) % 2 === 1;
    items.set(id, { id, type: fields.text(4), isHidden, extents: [] });
  }
  locate(items, meta, file);
  return items;
}

/** The places of each item's bytes. */
function locate(items: Map<number, Item>, meta: readonly Box[], file: Buffer): void {
  const locations = contentOf(meta, 'iloc');
  const inside = boxIn(meta, 'idat')?.content ?? Buffer.alloc(0);
  const version = locations[0] ?? 0;
  const named = new NamedOnce(file, 'HEIC items');
  const fields = new Fields(locations, 4);
  const [sizes, more] = [fields.number(1), fields.number(1)];
  const [offsetSize, lengthSize, baseSize, indexSize] = [
    sizes >> 4,
    sizes & 15,
    more >> 4,
    more & 15,
  ];
  const count = fields.number(version < 2 ? 2 : 4);
  for (let entry = 0; entry < countWithin(count, locations.length, 6); entry += 1) {
    const item = items.get(fields.number(version < 2 ? 2 : 4));
    const method = version === 0 ? 0 : fields.number(2) & 15;
    const isElsewhere = fields.number(2) !== 0;
    const base = fields.number(baseSize);
    const extents = fields.number(2);
    const extentBytes = (version > 0 ? indexSize : 0) + offsetSize + lengthSize;
    // Extents without offsets and lengths of their own would all be the same one.
    if (extentBytes === 0 && extents > 1) throw damaged('HEIC item');
    countWithin(extents, fields.left, extentBytes);
    for (let index = 0; index < extents; index += 1) {
      if (version > 0) fields.number(indexSize);
      const from = base + fields.number(offsetSize);
      const source = method === 1 ? inside : file;
      const length = fields.number(lengthSize) || source.length - from;
      if (from + length > source.length || from < 0 || length < 0) throw damaged('HEIC item');
      if (method > 1 || isElsewhere) throw unsupported('HEIC item elsewhere');
      if (!item) continue;
      named.add(length);
      item.extents.push(source.subarray(from, from + length));
    }
  }
}

function referencesOf(meta: readonly Box[]): Reference[] {
  const content = boxIn(meta, 'iref')?.content;
  if (!content) return [];
  const size = content[0] === 0 ? 2 : 4;
  return boxesIn(content.subarray(4)).map((box) => {
    const fields = new Fields(box.content);
    const from = fields.number(size);
    const count = countWithin(fields.number(2), fields.left, size);
    return { type: box.type, from, to: Array.from({ length: count }, () => fields.number(size)) };
  });
}

interface Properties {
  boxes: readonly Box[];
  /** For each item, its properties, numbered from 1, and whether they are essential. */
  ofItem: ReadonlyMap<number, readonly { index: number; isEssential: boolean }[]>;
}

function propertiesOf(meta: readonly Box[]): Properties {
  const content = boxesIn(contentOf(meta, 'iprp'));
  const ofItem = new Map<number, { index: number; isEssential: boolean }[]>();
  for (const { type, content: association } of content) {
    if (type !== 'ipma') continue;
    const isWide = (association[3] ?? 0) % 2 === 1;
    const fields = new Fields(association, 4);
    const count = countWithin(fields.number(4), association.length, 3);
    for (let entry = 0; entry < count; entry += 1) {
      const id = fields.number(association[0] === 0 ? 2 : 4);
      const own = Array.from({ length: fields.number(1) }, () => {
        const value = fields.number(isWide ? 2 : 1);
        const bit = isWide ? 0x8000 : 0x80;
        return { index: value & (bit - 1), isEssential: value >= bit };
      });
      ofItem.set(id, own);
    }
  }
  return { boxes: boxesIn(contentOf(content, 'ipco')), ofItem };
}

interface Picture {
  items: ReadonlyMap<number, Item>;
  references: readonly Reference[];
  properties: Properties;
}

/** The picture that is shown, the pictures that it is composed of, and overlays. */
function keptItems(primaryId: number, { items, references, properties }: Picture): Set<number> {
  const looks = new Set(
    properties.boxes.flatMap(({ type, content }, index) =>
      type === 'auxC' && auxiliaries.test(content.toString('latin1', 4)) ? index + 1 : [],
    ),
  );
  const isLook = (id: number) =>
    (properties.ofItem.get(id) ?? []).some(({ index }) => looks.has(index));
  const next = new Map<number, number[]>();
  const add = (id: number, part: number) => {
    const known = next.get(id);
    if (known) known.push(part);
    else next.set(id, [part]);
  };
  for (const { type, from, to } of references) {
    if (type === 'dimg') for (const part of to) add(from, part);
    if (type === 'auxl' && isLook(from)) for (const id of to) add(id, from);
  }
  const kept = new Set([primaryId]);
  // Items added to a set during iteration are visited, too.
  for (const id of kept) {
    if (!items.has(id)) throw damaged('HEIC item');
    for (const part of next.get(id) ?? []) kept.add(part);
  }
  return kept;
}

function warnOf(
  { id, type, extents }: Item,
  previews: ReadonlySet<number>,
  cleaning: Cleaning,
): void {
  const content = Buffer.concat(extents);
  if (type === 'Exif' && content.length > 4) {
    readExif(content.subarray(4 + content.readUInt32BE(0)), cleaning);
  } else if (type === 'mime') warnOfXmp(content.toString('latin1'), cleaning);
  else if (previews.has(id)) cleaning.warn('PREVIEW');
  else cleaning.warn('HIDDEN_CONTENT');
}

const u16 = (value: number) => Buffer.from([value >> 8, value & 255]);
function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
const fullBox = (version: number, flags = 0) => Buffer.from([version, 0, 0, flags]);

function informationOf(pictures: readonly Item[]): Buffer {
  const entries = pictures.map(({ id, type, isHidden }) =>
    boxOf(
      'infe',
      fullBox(3, isHidden ? 1 : 0),
      u32(id),
      u16(0),
      Buffer.from(`${type}\0`, 'latin1'),
    ),
  );
  return boxOf('iinf', fullBox(1), u32(entries.length), ...entries);
}

/** The properties of the kept items, renumbered. */
function keptProperties(pictures: readonly Item[], { boxes, ofItem }: Properties): Buffer {
  const numbers = new Map<number, number>();
  const kept: Buffer[] = [];
  const numberOf = (index: number): number | undefined => {
    const box = boxes[index - 1];
    if (!box || !propertyTypes.has(box.type)) return undefined;
    if (!numbers.has(index)) {
      kept.push(boxOf(box.type, box.type === 'colr' ? coloursOf(box.content) : box.content));
      numbers.set(index, kept.length);
    }
    return numbers.get(index);
  };
  const associations = pictures.map(({ id }) => {
    const own = (ofItem.get(id) ?? []).flatMap(({ index, isEssential }) => {
      const number = numberOf(index);
      return number === undefined ? [] : u16(number | (isEssential ? 0x8000 : 0));
    });
    return Buffer.concat([u32(id), Buffer.from([own.length]), ...own]);
  });
  const association = boxOf('ipma', fullBox(1, 1), u32(associations.length), ...associations);
  return boxOf('iprp', boxOf('ipco', ...kept), association);
}

/** The handler box, which pictures and films both have. */
export function coloursOf(content: Buffer): Buffer {
  const type = content.toString('latin1', 0, 4);
  if (type !== 'prof' && type !== 'rICC') return content.subarray(0, 11);
  return Buffer.concat([content.subarray(0, 4), cleanIccProfile(content.subarray(4))]);
}

function keptReferences(kept: ReadonlySet<number>, references: readonly Reference[]): Buffer {
  const boxes = references.flatMap(({ type, from, to }) => {
    if ((type !== 'dimg' && type !== 'auxl') || !kept.has(from)) return [];
    const ids = to.filter((id) => kept.has(id));
    return boxOf(type, u32(from), u16(ids.length), ...ids.map(u32));
  });
  return boxes.length > 0 ? boxOf('iref', fullBox(1), ...boxes) : Buffer.alloc(0);
}

const lengthOf = ({ extents }: Item) => extents.reduce((sum, { length }) => sum + length, 0);

/** The locations of the items in the copy: each in one piece, one after the other. */
function locationsOf(pictures: readonly Item[], dataAt: number): Buffer {
  let at = dataAt;
  const entries = pictures.map((item) => {
    const length = lengthOf(item);
    const entry = [u32(item.id), u16(0), u16(0), u16(1), u32(at), u32(length)];
    at += length;
    return Buffer.concat(entry);
  });
  return boxOf('iloc', fullBox(2), Buffer.from([0x44, 0]), u32(entries.length), ...entries);
}
