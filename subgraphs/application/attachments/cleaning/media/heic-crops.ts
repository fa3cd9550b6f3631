import { damaged, unsupported } from '../cleaning.ts';
import { requireUncut } from './clean-aperture.ts';
import { type Box, boxIn, contentOf, Fields } from './iso-boxes.ts';

/** A picture of a HEIC, or one that is put together from others. */
interface HeicPicture {
  type: string;
  properties: readonly Box[];
  /** The bytes of its item: of a grid its numbers of rows and columns and its size. */
  content: () => Buffer;
  /** The properties of the pictures that it is put together from. */
  parts: readonly (readonly Box[])[];
}

interface Size {
  width: number;
  height: number;
}

/**
 * Requires that a picture is shown whole, apart from the padding of coders: a grid hides nothing but the edges of its
 * last tiles, and no clean aperture cuts anything away.
 * @throws UncleanableError otherwise, and for layers, since these and their canvas may hide parts of each other.
 */
export function requireShownWhole(picture: HeicPicture): void {
  const { type, properties } = picture;
  const aperture = boxIn(properties, 'clap');
  if (aperture) requireUncut(aperture.content, sizeIn(properties));
  if (type === 'iovl') throw unsupported('HEIC of layers');
  if (type === 'grid') requireWholeGrid(picture);
}

function sizeIn(properties: readonly Box[]): Size {
  const fields = new Fields(contentOf(properties, 'ispe'), 4);
  return { width: fields.number(4), height: fields.number(4) };
}

function requireWholeGrid({ content, parts }: HeicPicture): void {
  const fields = new Fields(content(), 1);
  const bytes = fields.number(1) % 2 === 1 ? 4 : 2;
  const [rows, columns] = [fields.number(1) + 1, fields.number(1) + 1];
  const [width, height] = [fields.number(bytes), fields.number(bytes)];
  const [tile, ...others] = parts.map(sizeIn);
  if (!tile || parts.length !== rows * columns) throw damaged('HEIC grid');
  const isWhole =
    others.every((one) => one.width === tile.width && one.height === tile.height) &&
    columns * tile.width - width < tile.width &&
    rows * tile.height - height < tile.height;
  if (!isWhole) throw unsupported('cropped HEIC grid');
}
