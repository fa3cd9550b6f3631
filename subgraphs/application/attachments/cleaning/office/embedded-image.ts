import { type CleanFile, type Cleaning, unsupported } from '../cleaning.ts';
import { cleanGif } from '../media/gif.ts';
import { cleanHeic } from '../media/heic.ts';
import { cleanJpeg } from '../media/jpeg.ts';
import { metafileCleaner } from '../media/metafile.ts';
import { cleanPng } from '../media/png.ts';
import { cleanTiff } from '../media/tiff.ts';
import { cleanWebp } from '../media/webp.ts';

const byFirstBytes: readonly [form: RegExp, clean: CleanFile][] = [
  [/^\xff\xd8\xff/, cleanJpeg],
  [/^\x89PNG/, cleanPng],
  [/^GIF8/, cleanGif],
  [/^RIFF.{4}WEBP/s, cleanWebp],
  [/^(?:II\*\0|MM\0\*)/, cleanTiff],
  [/^.{4}ftyp(?:he[iv]|m[is]f)/s, cleanHeic],
];

/**
 * A picture within a document, by its content: its name may be wrong. Drawings are left out.
 * @throws UncleanableError for a picture of another kind: a copy without it would look different.
 */
export function cleanEmbeddedImage(image: Buffer, cleaning: Cleaning): Uint8Array[] {
  const first = image.toString('latin1', 0, 16);
  const clean = byFirstBytes.find(([form]) => form.test(first))?.[1] ?? metafileCleaner(image);
  if (!clean) throw unsupported('picture in a document');
  return [...clean(image, cleaning)];
}
