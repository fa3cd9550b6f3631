import { namesIn } from '../cleaning.ts';
import type { HiddenSheets } from '../office/hidden-sheets.ts';
import type { NewNames } from '../office/new-names.ts';
import type { Part } from './part.ts';
import type { XmlElement, XmlRules, XmlVerdict } from '../xml/xml.ts';

/** The vocabularies of office documents. */
const knownNamespace =
  /^(?:http:\/\/schemas\.openxmlformats\.org\/|http:\/\/purl\.oclc\.org\/ooxml\/|http:\/\/schemas\.microsoft\.com\/office\/|urn:schemas-microsoft-com:|xmlns$|http:\/\/www\.w3\.org\/XML\/1998\/namespace$|$)/;
/** Marks that link versions of a document, and so documents of one author. */
const revisionNamespace = /\/(?:revision\d*|2016\/11\/main)$/;
/** That of attributes that name a relationship. */
export const relationshipNamespace = /\/relationships$/;

const objectNames = new Set(['docPr', 'cNvPr']);
const ids = new Set(['paraId', 'textId', 'anchorId', 'editId', 'durableId']);
const words = new Set(
  namesIn('descr alt href src author initials userId codeName tooltip screenTip'),
);

/** Of old drawings: the new drawing as a package, with its pictures whole. */
const packedDrawing = 'gfxdata';

/** The part that an element is in, as far as `cleanCommon` needs it. */
type PartOfElement = Pick<Part, 'removed' | 'cleaning'>;

/**
 * The rules for every part of a document: elements of unknown vocabularies, names and descriptions of objects, hidden
 * objects, packed drawings, marks of revisions, and references to dropped parts go.
 */
export function cleanCommon(
  element: XmlElement,
  ancestors: readonly XmlElement[],
  { removed, cleaning }: PartOfElement,
): XmlVerdict {
  const { local, namespace } = element;
  if (!knownNamespace.test(namespace) || revisionNamespace.test(namespace)) return 'drop';
  if (local === 'extLst' || local === packedDrawing) return 'drop';
  element.removeWhere(
    (attribute) =>
      !knownNamespace.test(attribute.namespace) ||
      revisionNamespace.test(attribute.namespace) ||
      attribute.local.startsWith('rsid') ||
      ids.has(attribute.local) ||
      words.has(attribute.local) ||
      attribute.local === packedDrawing ||
      (attribute.local === 'title' && attribute.namespace.includes('office:office')),
  );
  if (objectNames.has(local)) {
    if (/^(?:1|true|on)$/.test(element.get('hidden') ?? '')) {
      cleaning.warn('HIDDEN_CONTENT');
      return { dropAncestor: distanceOfObject(ancestors) };
    }
    element.remove('title');
    element.set('name', '');
  }
  if (namespace === vml && cleanVml(element)) {
    cleaning.warn('HIDDEN_CONTENT');
    return 'drop';
  }
  const isGone = ({ namespace: own, value }: XmlElement['attributes'][number]) =>
    relationshipNamespace.test(own) && removed.has(value);
  if (!element.attributes.some(isGone)) return 'keep';
  if (local === 'hyperlink' && namespace.includes('wordprocessingml')) return 'unwrap';
  if (local !== 'pageSetup' && local !== 'blip') return 'drop';
  element.removeWhere(isGone);
  return 'keep';
}

export const vml = 'urn:schemas-microsoft-com:vml';

/** The object that an element names, counted from the element: of a sheet, with the place that it is anchored to. */
function distanceOfObject(ancestors: readonly XmlElement[]): number {
  const distance = ancestors.at(-1)?.local.startsWith('nv') ? 2 : 1;
  return ancestors.at(-1 - distance)?.local.endsWith('Anchor') ? distance + 1 : distance;
}

/** Removes names that people give to shapes of old drawings. @returns whether the shape is hidden. */
function cleanVml(element: XmlElement): boolean {
  if (element.local !== 'shapetype') {
    element.removeWhere(
      ({ local, namespace, value }) =>
        local === 'id' && namespace === '' && !/^_x0000_\w*$/.test(value),
    );
  }
  return /visibility\s*:\s*hidden/i.test(element.get('style') ?? '');
}

/** Parts of drawings that name fields and tables of dropped parts. */
const goneOfDrawings = new Set(namesIn('slicer timeslicer pivotSource pivotFmts externalData'));

/** The rules for drawings, charts, themes and all other parts without rules of their own. */
export function drawingRules(
  part: Part,
  { hiddenSheets, definedNames }: { hiddenSheets: HiddenSheets; definedNames: NewNames },
): XmlRules {
  const isOfWorkbook = part.name.startsWith('xl/');
  return {
    element(element, ancestors) {
      if (goneOfDrawings.has(element.local)) return 'drop';
      element.remove('textlink', 'macro');
      return cleanCommon(element, ancestors, part);
    },
    // The range that a chart was made from: the values that it shows are kept beside it.
    text(text, ancestors) {
      if (ancestors.at(-1)?.local !== 'f') return text;
      const isElsewhere = !isOfWorkbook || text.includes('[') || hiddenSheets.areMentionedIn(text);
      return isElsewhere ? '' : renamedIn(text, definedNames);
    },
  };
}

/** Texts, names of sheets, and words. Those of functions and sheets end with `(` or `!`, and are not names of cells. */
const wordForm = /"[^"]*"|'[^']*'|[A-Za-z_\\\x80-\xff][\w.\\?\x80-\xff]*[(!]?/g;

/** A formula with the new names of the cells and ranges that it refers to. */
export const renamedIn = (formula: string, names: NewNames) =>
  formula.replaceAll(wordForm, (word) => names.of(word) ?? word);
