import { mostCut, unsupported } from '../cleaning.ts';
import type { PdfDocument } from './document.ts';
import type { PdfDictionary } from './syntax.ts';

/**
 * Requires that a page is shown up to the edges of its medium: what is drawn outside of a smaller `CropBox` remains in
 * the file.
 * @throws UncleanableError for a page that is cropped.
 */
export function requireUncropped(page: PdfDictionary, document: PdfDocument): void {
  const [medium, shown] = ['MediaBox', 'CropBox'].map((name) => rectangleOf(name, page, document));
  if (!medium || !shown) return;
  const isWhole = ([0, 1] as const).every((axis) => {
    const [from, to] = medium[axis];
    const [shownFrom, shownTo] = shown[axis];
    const most = (to - from) * mostCut;
    return shownFrom - from <= most && to - shownTo <= most;
  });
  if (!isWhole) throw unsupported('cropped page of a PDF');
}

type Side = readonly [from: number, to: number];

/** Its sides along both axes; null if the page has none. Any two opposite corners may be given. */
function rectangleOf(
  name: string,
  page: PdfDictionary,
  document: PdfDocument,
): readonly [Side, Side] | null {
  const numbers = document.array(page.get(name)).map((value) => document.number(value));
  if (numbers.length < 4) return null;
  const [left = 0, bottom = 0, right = 0, top = 0] = numbers;
  const side = (one: number, other: number): Side => [Math.min(one, other), Math.max(one, other)];
  return [side(left, right), side(bottom, top)];
}
