import type { AttachmentWarning } from '../../../record/index.ts';
import type { Cleaning } from '../cleaning.ts';
import { UncleanableError } from '../cleaning.ts';
import { warnOfXmp } from '../media/jpeg.ts';
import { type PdfDocument, placesOf } from './document.ts';
import { PdfStream, PdfString } from './syntax.ts';

const informationWarnings: Readonly<Record<string, AttachmentWarning>> = {
  Author: 'AUTHOR',
  Creator: 'DEVICE',
  Producer: 'DEVICE',
  CreationDate: 'DATES',
  ModDate: 'DATES',
};

/** Warns the centre of the contents of a document beside its pages. */
export function warnOfDocument(document: PdfDocument, file: Buffer, cleaning: Cleaning): void {
  for (const [name, value] of document.dictionary(document.trailer.get('Info'))) {
    const text = document.resolve(value);
    if (!(text instanceof PdfString) || text.raw.length <= 2) continue;
    cleaning.warn(informationWarnings[name] ?? 'OTHER_METADATA');
  }
  const root = document.dictionary(document.trailer.get('Root'));
  const metadata = document.resolve(root.get('Metadata'));
  if (metadata instanceof PdfStream) warnOfXmp(readable(document, metadata), cleaning);
  const names = document.dictionary(root.get('Names'));
  if (names.has('EmbeddedFiles') || root.has('AF')) cleaning.warn('EMBEDDED_FILES');
  const opening = document.dictionary(root.get('OpenAction'));
  if (names.has('JavaScript') || root.has('AA') || opening.has('JS')) cleaning.warn('SCRIPTS');
  const isLinearized = file.subarray(0, 1024).includes('/Linearized');
  if (placesOf(file, '%%EOF').length > (isLinearized ? 2 : 1)) cleaning.warn('EARLIER_VERSIONS');
  const form = document.dictionary(root.get('AcroForm'));
  if (document.number(form.get('SigFlags')) !== 0) cleaning.warn('SIGNATURE');
}

function readable(document: PdfDocument, stream: PdfStream): string {
  try {
    return document.unpacked(stream).toString('latin1');
  } catch (error) {
    if (error instanceof UncleanableError) return '';
    throw error;
  }
}
