import { type CleanFile, type Cleaning, mostCopyBytes, tooLarge, unsupported } from './cleaning.ts';
import { cleanHeic } from './media/heic.ts';
import { cleanJpeg } from './media/jpeg.ts';
import { cleanMp4 } from './media/mp4.ts';
import { cleanOpenDocument } from './open-document/clean-open-document.ts';
import { cleanOpenXml } from './open-xml/clean-open-xml.ts';
import { cleanPdf } from './pdf/clean-pdf.ts';
import { cleanPng } from './media/png.ts';
import { cleanTiff } from './media/tiff.ts';
import { cleanWebp } from './media/webp.ts';

/** The cleaners, one for each kind of file that may be attached. */
const cleaners: Readonly<Record<string, CleanFile>> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
  'image/tiff': cleanTiff,
  'image/heic': cleanHeic,
  'video/mp4': cleanMp4,
  'application/pdf': cleanPdf,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': cleanOpenXml,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': cleanOpenXml,
  'application/vnd.oasis.opendocument.text': cleanOpenDocument,
  'application/vnd.oasis.opendocument.spreadsheet': cleanOpenDocument,
};

/** The version of the rules. It grows with every change that can change a copy: all files are then cleaned again. */
export const cleaningRules = 8;

/**
 * The latest of these rules that changed what is removed for all applicants, hidden or not: locations, and data of
 * devices. Units that know the applicant may have copies by these rules and later ones; where the identity is hidden,
 * only copies by the present rules.
 */
export const cleaningRulesForAll = 1;

/** The copy of a file that units get, by the type of the file. See `CleanFile`. */
export function* cleanFile(
  contentType: string,
  file: Buffer,
  cleaning: Cleaning,
): Generator<Uint8Array, void> {
  const clean = cleaners[contentType];
  if (!clean) throw unsupported('kind of file');
  cleaning.limitTo(file.length);
  let left = mostCopyBytes(file);
  for (const piece of clean(file, cleaning)) {
    left -= piece.length;
    if (left < 0) throw tooLarge();
    yield piece;
  }
}
