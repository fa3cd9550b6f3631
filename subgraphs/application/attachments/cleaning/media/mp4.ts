import { type Cleaning, damaged, namesIn, unsupported } from '../cleaning.ts';
import { requireUncut } from './clean-aperture.ts';
import { requireMediaShown } from './film-edits.ts';
import { coloursOf } from './heic.ts';
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

/** Boxes that contain boxes, and which of those are needed to show the film. */
const containers: Readonly<Record<string, readonly string[]>> = {
  moov: namesIn('mvhd trak'),
  trak: namesIn('tkhd edts mdia'),
  edts: namesIn('elst'),
  mdia: namesIn('mdhd hdlr minf'),
  minf: namesIn('vmhd smhd dinf stbl'),
  dinf: namesIn('dref'),
  stbl: namesIn('stsd stts ctts cslg stss stsz stz2 stsc stco co64 sdtp'),
};

/** The boxes of a coder within the description of a sample. */
const coderBoxes = new Set(
  namesIn(
    'avcC hvcC av1C vpcC esds colr pasp clap fiel btrt chan dac3',
    'dec3 dOps dvcC dvvC mdcv clli amve d263 damr alac dfLa pcmC',
  ),
);

/** Bytes of the description of a sample before the boxes within it. */
const descriptionHeads = { pictures: 78, sound: 28 } as const;

interface Chunk {
  from: number;
  to: number;
  /** Its position in the copy. */
  newFrom: number;
}

interface Track {
  /** `vide` and `soun` are shown. */
  kind: string;
  isEnabled: boolean;
  trak: Box[];
  chunks: Chunk[];
}

/**
 * A film with nothing but its pictures and its sound. Tracks of positions and of text, disabled tracks, the names and
 * places that phones store, times and names of handlers are dropped, and so is data that no remaining track shows.
 * @throws UncleanableError where pictures or sound are cut away by a list of edits or by an aperture, or where it is not
 * determined which of several tracks is shown.
 */
export function* cleanMp4(file: Buffer, cleaning: Cleaning): Iterable<Uint8Array> {
  const top = boxesIn(file);
  if (boxIn(top, 'moof')) throw unsupported('film in fragments');
  for (const { type } of top) {
    if (!/^(?:ftyp|moov|mdat|free|skip|wide)$/.test(type)) cleaning.warn('OTHER_METADATA');
  }
  const film = boxesIn(contentOf(top, 'moov'));
  warnOf(film, cleaning);
  const all = film
    .filter(({ type }) => type === 'trak')
    .map(({ content }) => trackOf(boxesIn(content), file, cleaning));
  const tracks = shownOf(all);
  if (tracks.length === 0) throw damaged('film without a track');
  if (new Set(tracks.map(({ kind }) => kind)).size < tracks.length)
    throw unsupported('film with several tracks of a kind');
  for (const track of all) if (!tracks.includes(track)) warnOfDropped(track, cleaning);
  const filmHead = contentOf(film, 'mvhd');
  for (const { kind, trak } of tracks) requireMediaShown(kind, trak, { filmHead, cleaning });
  requireApart(all, top, file);
  const head = boxOf('ftyp', Buffer.from('isom\0\0\x02\0isomiso2mp41', 'latin1'));
  // Offsets have 32 bits: a film of 10 MB needs no more.
  const dataAt = head.length + filmOf(film, tracks).length + 8;
  const chunks = inOrder(tracks);
  let at = dataAt;
  for (const chunk of chunks) {
    chunk.newFrom = at;
    at += chunk.to - chunk.from;
  }
  yield head;
  yield filmOf(film, tracks);
  yield boxHead('mdat', at - dataAt);
  for (const { from, to } of chunks) yield file.subarray(from, to);
}

function shownOf(all: readonly Track[]): readonly Track[] {
  const media = all.filter(({ kind }) => kind === 'vide' || kind === 'soun');
  const enabled = media.filter(({ isEnabled }) => isEnabled);
  // Programs that enable no track do not use the flag, and others show such a film.
  return enabled.length > 0 ? enabled : media;
}

function warnOfDropped({ kind }: Track, cleaning: Cleaning): void {
  cleaning.warn(/^(?:meta|camm)$/.test(kind) ? 'LOCATION' : 'HIDDEN_CONTENT');
}

const inOrder = (tracks: readonly Track[]): Chunk[] =>
  tracks.flatMap(({ chunks }) => chunks).toSorted((a, b) => a.from - b.from);

/** Requires that each chunk lies within the data and shares no byte with another one, which may not be shown. */
function requireApart(tracks: readonly Track[], top: readonly Box[], file: Buffer): void {
  const data = top
    .filter(({ type }) => type === 'mdat')
    .map(({ content: { byteOffset, length } }) => ({ from: byteOffset - file.byteOffset, length }));
  let end = 0;
  let index = 0;
  for (const { from, to } of inOrder(tracks)) {
    // Boxes and chunks are both in the order of the file.
    for (let box = data[index]; box && box.from + box.length < to; box = data[index]) index += 1;
    const box = data[index];
    if (from < end || !box || from < box.from) throw damaged('film data');
    end = to;
  }
}

function warnOf(film: readonly Box[], cleaning: Cleaning): void {
  for (const { type, content } of film) {
    if (type === 'mvhd') {
      if (content.readUInt32BE(4) !== 0) cleaning.warn('DATES');
    } else if (type === 'udta' || type === 'meta') {
      const text = content.toString('latin1');
      cleaning.warn('OTHER_METADATA');
      if (/\xa9xyz|loci|location\.ISO6709/.test(text)) cleaning.warn('LOCATION');
      if (/\xa9mak|\xa9mod|\xa9swr|\xa9too|quicktime\.(?:make|model|software)/.test(text)) {
        cleaning.warn('DEVICE');
      }
      if (/\xa9ART|\xa9aut|auth|\xa9nam|\xa9cpy/.test(text)) cleaning.warn('AUTHOR');
      if (/\xa9cmt|desc/.test(text)) cleaning.warn('COMMENTS');
      if (/\xa9day|creationdate/.test(text)) cleaning.warn('DATES');
      if (/covr/.test(text)) cleaning.warn('PREVIEW');
    }
  }
}

function trackOf(trak: Box[], file: Buffer, cleaning: Cleaning): Track {
  const media = boxesIn(contentOf(trak, 'mdia'));
  const kind = contentOf(media, 'hdlr').toString('latin1', 8, 12);
  const samples = boxesIn(contentOf(boxesIn(contentOf(media, 'minf')), 'stbl'));
  const isEnabled = (contentOf(trak, 'tkhd')[3] ?? 0) % 2 === 1;
  if (boxIn(trak, 'udta') || boxIn(trak, 'meta')) cleaning.warn('OTHER_METADATA');
  return { kind, isEnabled, trak, chunks: chunksOf(samples, file) };
}

/** The places of the data of a track, according to its tables. */
function chunksOf(samples: readonly Box[], file: Buffer): Chunk[] {
  const offsets = offsetsOf(samples);
  const sizeOf = sampleSizes(samples);
  const table = contentOf(samples, 'stsc');
  const runs = new Fields(table, 4);
  const runCount = countWithin(runs.number(4), runs.left, 12);
  const perChunk = Array.from({ length: runCount }, () => {
    const [first, count] = [runs.number(4), runs.number(4)];
    runs.number(4);
    return { first, count };
  });
  let run = -1;
  let sample = 0;
  return offsets.map((from, index) => {
    while ((perChunk[run + 1]?.first ?? Infinity) <= index + 1) run += 1;
    const count = perChunk[run]?.count ?? 0;
    if (sample + count > sizeOf.count) throw damaged('film table');
    const to = from + sizeOf.total(sample, sample + count);
    sample += count;
    if (to > file.length) throw damaged('film data');
    return { from, to, newFrom: 0 };
  });
}

function offsetsOf(samples: readonly Box[]): number[] {
  const long = boxIn(samples, 'co64')?.content;
  const fields = new Fields(long ?? contentOf(samples, 'stco'), 4);
  const size = long ? 8 : 4;
  const count = countWithin(fields.number(4), fields.left, size);
  return Array.from({ length: count }, () => fields.number(size));
}

interface SampleSizes {
  count: number;
  /** The total size of a range of samples. */
  total(from: number, to: number): number;
}

function sampleSizes(samples: readonly Box[]): SampleSizes {
  const sizes = boxIn(samples, 'stsz')?.content;
  if (!sizes) throw unsupported('film with compact sizes');
  const fields = new Fields(sizes, 4);
  const [each, count] = [fields.number(4), fields.number(4)];
  if (each > 0) return { count, total: (from, to) => each * (to - from) };
  countWithin(count, fields.left, 4);
  return {
    count,
    total(from, to) {
      let sum = 0;
      for (let index = from; index < to; index += 1) sum += sizes.readUInt32BE(12 + index * 4);
      return sum;
    },
  };
}

function filmOf(film: readonly Box[], tracks: readonly Track[]): Buffer {
  const head = { type: 'mvhd', content: contentOf(film, 'mvhd') };
  return boxOf(
    'moov',
    rebuilt(head, null),
    ...tracks.map((track) => rebuiltAll('trak', track.trak, track)),
  );
}

function rebuiltAll(type: string, boxes: readonly Box[], track: Track): Buffer {
  const kept = boxes.filter((box) => containers[type]?.includes(box.type));
  // Programs differ in which of several they read.
  if (new Set(kept.map((box) => box.type)).size < kept.length) throw damaged('film boxes');
  return boxOf(type, ...kept.map((box) => rebuilt(box, track)));
}

function rebuilt({ type, content }: Box, track: Track | null): Buffer {
  if (containers[type] && track) return rebuiltAll(type, boxesIn(content), track);
  switch (type) {
    case 'mvhd':
    case 'tkhd':
    case 'mdhd':
      return boxOf(type, withoutTimes(content));
    case 'hdlr':
      return boxOf(type, content.subarray(0, 12), Buffer.alloc(13));
    case 'dref':
      return boxOf(type, ownData(content));
    case 'stsd':
      return boxOf(type, descriptionsOf(content, track));
    case 'stco':
    case 'co64':
      return newOffsets(track);
    default:
      return boxOf(type, content);
  }
}

/** Clears the times of making and changing: two of 32 or 64 bits, after version and flags. */
function withoutTimes(content: Buffer): Buffer {
  const without = Buffer.from(content);
  const length = content[0] === 1 ? 16 : 8;
  if (content.length < 4 + length + 8) throw damaged('film head');
  return without.fill(0, 4, 4 + length);
}

/** Requires that all data is in this file. */
function ownData(content: Buffer): Buffer {
  for (const { type, content: reference } of boxesIn(content.subarray(8))) {
    if (!/^(?:url |alis)$/.test(type) || (reference[3] ?? 0) % 2 === 0) {
      throw unsupported('film whose data is elsewhere');
    }
  }
  return Buffer.concat([
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]),
    boxOf('url ', Buffer.from([0, 0, 0, 1])),
  ]);
}

function descriptionsOf(content: Buffer, track: Track | null): Buffer {
  const isSound = track?.kind === 'soun';
  const descriptions = boxesIn(content.subarray(8)).map(({ type, content: description }) => {
    let headLength: number = descriptionHeads[isSound ? 'sound' : 'pictures'];
    if (description.length < headLength) throw damaged('film description');
    // Those of QuickTime are longer.
    if (isSound) headLength += [0, 16, 36][description.readUInt16BE(8)] ?? 0;
    const head = Buffer.from(description.subarray(0, headLength));
    if (!isSound) head.fill(0, 42, 74); // the name of the compressor
    const inner = boxesIn(description.subarray(headLength)).filter((box) =>
      coderBoxes.has(box.type),
    );
    const aperture = boxIn(inner, 'clap');
    if (aperture && !isSound)
      requireUncut(aperture.content, {
        width: description.readUInt16BE(24),
        height: description.readUInt16BE(26),
      });
    const kept = inner.map((box) =>
      boxOf(box.type, box.type === 'colr' ? coloursOf(box.content) : box.content),
    );
    return boxOf(type, head, ...kept);
  });
  return Buffer.concat([content.subarray(0, 8), ...descriptions]);
}

function newOffsets(track: Track | null): Buffer {
  const chunks = track?.chunks ?? [];
  const table = Buffer.alloc(8 + chunks.length * 4);
  table.writeUInt32BE(chunks.length, 4);
  for (const [index, { newFrom }] of chunks.entries()) table.writeUInt32BE(newFrom, 8 + index * 4);
  return boxOf('stco', table);
}
