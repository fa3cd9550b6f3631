import { type Cleaning, unsupported } from '../cleaning.ts';
import type { PdfDocument } from './document.ts';
import { type PdfDictionary, PdfName, PdfReference, PdfString, type PdfValue } from './syntax.ts';

/** An annotation that remains: the frame of a link with its keys, or a place with its appearance. */
type KeptAnnotation =
  | { frame: PdfDictionary }
  | { rectangle: PdfValue; flags: PdfValue | undefined; shows: PdfReference };

const frameKeys = ['Rect', 'F', 'Border', 'C', 'BS', 'QuadPoints'] as const;
/** Flags that hide an annotation. */
const hidden = 0b10_0010;

/**
 * The visible part of an annotation: marks, stamps and fields of forms with their appearance, and the frames of links.
 * Notes, targets of links, authors and times are dropped.
 * @throws UncleanableError for a filled field of a form without an appearance.
 */
export function keptAnnotation(
  annotation: PdfDictionary,
  document: PdfDocument,
  cleaning: Cleaning,
): KeptAnnotation | null {
  const subtype = document.name(annotation.get('Subtype'));
  if (subtype === 'FileAttachment') cleaning.warn('EMBEDDED_FILES');
  else if (!/^(?:Widget|Stamp|Link)$/.test(subtype)) cleaning.warn('COMMENTS');
  if (annotation.has('AA')) cleaning.warn('SCRIPTS');
  if (/^(?:Text|Popup|FileAttachment|Sound|Movie|Screen|RichMedia|3D)$/.test(subtype)) return null;
  if (document.number(annotation.get('F')) & hidden) {
    cleaning.warn('HIDDEN_CONTENT');
    return null;
  }
  const shows = appearanceOf(annotation, document);
  const rectangle = annotation.get('Rect');
  if (shows && rectangle) return { rectangle, flags: annotation.get('F'), shows };
  if (subtype === 'Link' && rectangle) return { frame: frameOf(annotation) };
  const value = document.resolve(annotation.get('V'));
  const isFilled = value instanceof PdfString && value.raw.length > 2;
  if (subtype === 'Widget' && isFilled) throw unsupported('form without an appearance');
  return null;
}

/** A link leads nowhere: which text of the page belongs to it, and so whether that is its address, is not known. */
function frameOf(annotation: PdfDictionary): PdfDictionary {
  const frame: PdfDictionary = new Map<string, PdfValue>([
    ['Type', new PdfName('Annot')],
    ['Subtype', new PdfName('Link')],
  ]);
  for (const key of frameKeys) {
    const value = annotation.get(key);
    if (value) frame.set(key, value);
  }
  return frame;
}

/** The present appearance; of a checkbox, that of its state. */
function appearanceOf(annotation: PdfDictionary, document: PdfDocument): PdfReference | null {
  const normal = document.dictionary(annotation.get('AP')).get('N');
  if (!(normal instanceof PdfReference) || isStates(normal, document)) {
    const state = document.name(annotation.get('AS'));
    const own = document.dictionary(normal).get(state);
    return own instanceof PdfReference ? own : null;
  }
  return normal;
}

const isStates = (value: PdfReference, document: PdfDocument) =>
  document.resolve(value) instanceof Map;
