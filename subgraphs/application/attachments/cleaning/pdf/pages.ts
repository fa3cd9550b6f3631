import { damaged, mostDepth, unsupported } from '../cleaning.ts';
import type { PdfDocument } from './document.ts';
import { type PdfDictionary, PdfReference, type PdfValue } from './syntax.ts';

const mostPages = 10_000;
const inherited = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;

/** The pages in their order, each with the keys that it inherits from the branches above it. */
export function pagesOf(document: PdfDocument): PdfDictionary[] {
  const pages: PdfDictionary[] = [];
  const seen = new Set<number>();
  const visit = (value: PdfValue | undefined, from: PdfDictionary, depth: number): void => {
    if (depth > mostDepth) throw damaged('PDF pages');
    if (value instanceof PdfReference) {
      if (seen.has(value.number)) return;
      seen.add(value.number);
    }
    const node = document.dictionary(value);
    if (node.size === 0) return;
    const known = new Map(from);
    for (const name of inherited) {
      const own = node.get(name);
      if (own) known.set(name, own);
    }
    if (!node.has('Kids')) {
      if (pages.length === mostPages) throw unsupported('PDF with too many pages');
      pages.push(new Map([...node, ...known]));
      return;
    }
    for (const kid of document.array(node.get('Kids'))) visit(kid, known, depth + 1);
  };
  visit(document.dictionary(document.trailer.get('Root')).get('Pages'), new Map(), 0);
  return pages;
}
