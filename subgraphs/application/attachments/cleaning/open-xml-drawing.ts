import { namesIn } from './cleaning.ts';
import type { HiddenSheets } from './hidden-sheets.ts';
import type { NewNames } from './new-names.ts';
import type { Part } from './open-xml-part.ts';
import type { XmlElement, XmlRules, XmlVerdict } from './xml.ts';

/** Of the vocabularies of office documents; an element of any other one is somebody's own. */
const knownNamespace =
  /^(?:http:\/\/schemas\.openxmlformats\.org\/|http:\/\/purl\.oclc\.org\/ooxml\/|http:\/\/schemas\.microsoft\.com\/office\/|urn:schemas-microsoft-com:|xmlns$|http:\/\/www\.w3\.org\/XML\/1998\/namespace$|$)/;
/** Marks by which versions of a document, and so its author's documents, find each other. */
const revisionNamespace = /\/(?:revision\d*|2016\/11\/main)$/;
const relationshipNamespace = /\/relationships$/;

const objectNames = new Set(['docPr', 'cNvPr']);
const ids = new Set(['paraId', 'textId', 'anchorId', 'editId', 'durableId']);
const words = new Set(
  namesIn('descr alt href src author initials userId codeName tooltip screenTip'),
);

/**
 * What holds for every part of a document: nothing of vocabularies that are nobody's, no names and
 * descriptions of objects, no marks of revisions, nothing that refers to what is gone.
 */
export function cleanCommon(element: XmlElement, { removed }: Pick<Part, 'removed'>): XmlVerdict {
  const { local, namespace } = element;
  if (!knownNamespace.test(namespace) || revisionNamespace.test(namespace)) return 'drop';
  if (local === 'extLst') return 'drop';
  element.removeWhere(
    (attribute) =>
      !knownNamespace.test(attribute.namespace) ||
      revisionNamespace.test(attribute.namespace) ||
      attribute.local.startsWith('rsid') ||
      ids.has(attribute.local) ||
      words.has(attribute.local) ||
      (attribute.local === 'title' && attribute.namespace.includes('office:office')),
  );
  if (objectNames.has(local)) {
    element.remove('title');
    element.set('name', '');
  }
  const isGone = ({ namespace: own, value }: XmlElement['attributes'][number]) =>
    relationshipNamespace.test(own) && removed.has(value);
  if (!element.attributes.some(isGone)) return 'keep';
  if (local === 'hyperlink' && namespace.includes('wordprocessingml')) return 'unwrap';
  if (local !== 'pageSetup' && local !== 'blip') return 'drop';
  element.removeWhere(isGone);
  return 'keep';
}

/** For drawings, charts, themes and whatever else has no rules of its own. */
export function drawingRules(
  part: Part,
  { hiddenSheets, definedNames }: { hiddenSheets: HiddenSheets; definedNames: NewNames },
): XmlRules {
  return {
    element: (element) => cleanCommon(element, part),
    // The range that a chart was made from; what it shows is kept beside it.
    text(text, ancestors) {
      if (ancestors.at(-1)?.local !== 'f') return text;
      return hiddenSheets.areMentionedIn(text) ? '' : renamedIn(text, definedNames);
    },
  };
}

/** Texts, names of sheets, and words; those of functions and sheets end with `(` or `!`, and name nothing else. */
const wordForm = /"[^"]*"|'[^']*'|[A-Za-z_\\\x80-\xff][\w.\\?\x80-\xff]*[(!]?/g;

/** A formula with the new names of what it refers to. */
export const renamedIn = (formula: string, names: NewNames) =>
  formula.replaceAll(wordForm, (word) => names.of(word) ?? word);
