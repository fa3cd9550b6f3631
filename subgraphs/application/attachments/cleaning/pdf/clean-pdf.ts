import { type Cleaning, damaged } from '../cleaning.ts';
import { requireUncropped } from './boxes.ts';
import { PdfDocument } from './document.ts';
import { PdfCopy } from './copy.ts';
import { requireNoHiddenLayers } from './layers.ts';
import { pagesOf } from './pages.ts';
import { PdfName, PdfReference, type PdfValue, PdfWord, writeValue } from './syntax.ts';
import { warnOfDocument } from './warnings.ts';

const head = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';

/**
 * A new PDF with the visible pages, without earlier versions, properties, XMP, comments, scripts, embedded
 * files, forms, bookmarks and structure. The appearance of filled forms stays.
 */
export function* cleanPdf(file: Buffer, cleaning: Cleaning): Iterable<Uint8Array> {
  const document = new PdfDocument(file, cleaning);
  warnOfDocument(document, file, cleaning);
  requireNoHiddenLayers(document);
  const pages = pagesOf(document);
  if (pages.length === 0) throw damaged('PDF without a page');
  for (const page of pages) requireUncropped(page, document);

  const copy = new PdfCopy(document, cleaning);
  const offsets: number[] = [];
  let length = 0;
  const written = (piece: Uint8Array) => {
    length += piece.length;
    return piece;
  };
  const [root, tree] = [copy.newNumber(), copy.newNumber()];
  const pageNumbers = pages.map(() => copy.newNumber());
  const kids = pageNumbers.map((number) => new PdfReference(number));

  yield written(Buffer.from(head, 'latin1'));
  function* object(number: number, ...pieces: readonly Uint8Array[]): Iterable<Uint8Array> {
    offsets[number] = length;
    yield written(Buffer.from(`${number} 0 obj\n`, 'latin1'));
    for (const piece of pieces) yield written(piece);
    yield written(Buffer.from('\nendobj\n', 'latin1'));
  }
  yield* object(
    root,
    textOf(new Map([named('Type', 'Catalog'), ['Pages', new PdfReference(tree)]])),
  );
  yield* object(
    tree,
    textOf(new Map([named('Type', 'Pages'), ['Count', numberOf(pages.length)], ['Kids', kids]])),
  );
  for (const [index, page] of pages.entries()) {
    const number = pageNumbers[index] ?? 0;
    yield* object(number, textOf(copy.page(page, new PdfReference(tree))));
    // Its objects follow it directly, so that few wait to be written.
    for (const [own, ...pieces] of copy.pending()) yield* object(own, ...pieces);
  }
  const tableAt = length;
  yield Buffer.from(tableOf(offsets, root, tableAt), 'latin1');
}

const named = (key: string, name: string): [string, PdfValue] => [key, new PdfName(name)];
const numberOf = (value: number) => new PdfWord(String(value));
const textOf = (value: PdfValue) => Buffer.from(writeValue(value), 'latin1');

function tableOf(offsets: readonly number[], root: number, at: number): string {
  const rows = Array.from({ length: offsets.length - 1 }, (_, index) => {
    const offset = offsets[index + 1];
    return offset === undefined
      ? '0000000000 00000 f\r\n'
      : `${String(offset).padStart(10, '0')} 00000 n\r\n`;
  });
  const size = offsets.length;
  const trailer = `trailer\n<</Size ${size} /Root ${root} 0 R>>\nstartxref\n${at}\n%%EOF\n`;
  return `xref\n0 ${size}\n0000000000 65535 f\r\n${rows.join('')}${trailer}`;
}
