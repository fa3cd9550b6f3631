import { posix } from 'node:path';
import { type Cleaning, namesIn, unsupported } from '../cleaning.ts';
import { CellReader } from './cells.ts';
import { linkWithin, type NameFacts, renameIn } from './names.ts';
import type { OpenDocumentStyles } from './styles.ts';
import { surveyOf } from './survey.ts';
import { isAddress } from '../office/shown-links.ts';
import type { XmlAttribute, XmlElement, XmlRules, XmlVerdict } from '../xml/xml.ts';

/** Facts about the document as a whole, and about the folder of one of its files. */
export interface Facts extends Omit<NameFacts, 'styles' | 'isOutermost'> {
  /** The names of files in the copy, by those in the document. */
  names: ReadonlyMap<string, string>;
  /** The folder of a document within the document; empty for the outermost one. */
  folder: string;
  /** The styles that all files of the folder share. */
  commonStyles: OpenDocumentStyles;
  /** Layouts of pages that only hidden sheets have, which contain the names of these. */
  goneLayouts: ReadonlySet<string>;
  cleaning: Cleaning;
}

const knownNamespace =
  /^(?:urn:oasis:names:tc:opendocument:|urn:org:documentfoundation:|http:\/\/openoffice\.org\/|http:\/\/www\.w3\.org\/|http:\/\/purl\.org\/dc\/|xmlns$|$)/;

/** Elements about the document, its changes and its making, and elements that are not printed. */
const gone = new Map([
  ...['annotation', 'annotation-end'].map((name) => [name, 'COMMENTS'] as const),
  ...['tracked-changes', 'change', 'change-start', 'change-end', 'tracked-changes-view-info'].map(
    (name) => [name, 'TRACKED_CHANGES'] as const,
  ),
  ...['scenario', 'data-pilot-tables', 'hidden'].map((name) => [name, 'HIDDEN_CONTENT'] as const),
  ...['script', 'event-listeners', 'event-listener', 'macro-button'].map(
    (name) => [name, 'SCRIPTS'] as const,
  ),
  ...namesIn(
    'meta settings scripts forms control title-info desc named-expressions dde-links',
    'database-ranges content-validations label-ranges consolidation detective',
    'table-source cell-range-source dde-source dde-connection-decls user-field-decls',
    'variable-decls alphabetical-index-auto-mark-file bibliography-configuration object-ole',
    'toc-mark toc-mark-start toc-mark-end alphabetical-index-mark alphabetical-index-mark-start',
    'alphabetical-index-mark-end user-index-mark user-index-mark-start user-index-mark-end',
    'soft-page-break calculation-settings shapes-source applet plugin',
  ).map((name) => [name, null] as const),
]);

/** Fields of properties, files and choices: their present text is kept. */
const fields = new Set(
  namesIn(
    'author-name author-initials initial-creator creator printed-by editing-cycles',
    'editing-duration creation-date creation-time modification-date modification-time',
    'print-date print-time file-name template-name description keywords subject',
    'user-defined user-field-get user-field-input variable-set variable-get',
    'variable-input expression database-display database-name database-row-number',
    'dde-connection sheet-name-source meta-field text-input conditional-text drop-down',
    'bibliography-mark',
  ),
);

/** Shapes, whose names may be those of files. */
const shapes = new Set(
  namesIn(
    'frame g rect line polyline polygon regular-polygon path circle ellipse',
    'custom-shape connector caption measure',
  ),
);

export function openDocumentRules(document: Buffer, facts: Facts): XmlRules {
  const survey = surveyOf(document, facts.commonStyles, facts.cleaning);
  const cells = new CellReader(survey, facts.cleaning);
  const own = { ...facts, styles: survey.styles, isOutermost: facts.folder === '' };
  const { chart } = survey;
  const isOfHiddenSheets = chart.uses((address) => facts.hiddenSheets.areMentionedIn(address));
  return {
    element(element, ancestors, at) {
      const verdict = cleanElement(element, ancestors, own);
      if (verdict !== 'keep') return verdict;
      if (isCropped(element, ancestors, survey.styles)) {
        facts.cleaning.warn('LEFT_OUT_PICTURES');
        return 'drop';
      }
      if (isHidden(element, own)) {
        facts.cleaning.warn('HIDDEN_CONTENT');
        return 'drop';
      }
      if (isOfHiddenSheets) chart.useCopy(element);
      const renamed = renameIn(element, ancestors, own);
      return renamed === 'keep' ? cells.verdictOn(element, ancestors, at) : renamed;
    },
  };
}

/** Facts about one file. */
type OwnFacts = Facts & NameFacts;

function cleanElement(
  element: XmlElement,
  ancestors: readonly XmlElement[],
  facts: OwnFacts,
): XmlVerdict {
  const { cleaning } = facts;
  const { local, namespace } = element;
  if (!knownNamespace.test(namespace)) return 'drop';
  const warning = gone.get(local);
  if (warning !== undefined) {
    if (warning) cleaning.warn(warning);
    return 'drop';
  }
  if (local === 'hidden-text' || local === 'hidden-paragraph')
    return conditionalVerdict(element, ancestors, cleaning);
  if (/(?:meta:1\.0|purl\.org\/dc\/elements\/1\.1\/)$/.test(namespace)) return 'drop';
  if (namespace.includes(':form:') || namespace.includes(':script:')) return 'drop';
  if (isDescription(element) || isChoice(element)) return 'drop';
  // A picture as text, which no cleaner of pictures has read.
  if (local === 'binary-data') throw unsupported('picture within a text');
  if (namespace.includes(':text:') && fields.has(local)) return 'unwrap';
  element.removeWhere((attribute) => isRemoved(attribute, element));
  return linkVerdict(element, facts);
}

/** A text, or a paragraph around the field, that is shown on a condition: its present state is stored with it. */
function conditionalVerdict(
  element: XmlElement,
  ancestors: readonly XmlElement[],
  cleaning: Cleaning,
): XmlVerdict {
  const isHiddenNow = element.get('is-hidden') === 'true';
  if (isHiddenNow) cleaning.warn('HIDDEN_CONTENT');
  if (element.local === 'hidden-text') return isHiddenNow ? 'drop' : 'unwrap';
  const paragraph = ancestors.findLastIndex(({ local }) => local === 'p' || local === 'h');
  return isHiddenNow && paragraph >= 0 ? { dropAncestor: ancestors.length - paragraph } : 'drop';
}

/** The title of an object or a table; a chart and a page have visible titles. */
const isDescription = ({ local, namespace }: XmlElement) =>
  local === 'title' && /:svg-compatible:|:table:/.test(namespace);

/** A choice of a list that does not show it. */
const isChoice = ({ local, namespace }: XmlElement) =>
  (local === 'label' && namespace.includes(':text:')) ||
  (local === 'list-item' && namespace.includes('documentfoundation'));

function isRemoved(attribute: XmlAttribute, { local, namespace }: XmlElement): boolean {
  const { local: name, namespace: own } = attribute;
  return (
    !knownNamespace.test(own) ||
    own === 'http://www.w3.org/1999/xhtml' ||
    own.endsWith(':form:1.0') ||
    name.endsWith('rsid') ||
    /^(?:formula|content-validation-name|filter-name|target-frame-name)$/.test(name) ||
    (name === 'condition' &&
      !(local === 'map' && /^(?:value|cell-content)\(/.test(attribute.value))) ||
    (name === 'name' && (shapes.has(local) || own.endsWith(':office:1.0'))) ||
    (name === 'title' && (/:office:1\.0$|\/xlink$/.test(own) || namespace.includes(':text:'))) ||
    (local === 'content-control' && /^(?:alias|tag|placeholder-doc-part)$/.test(name))
  );
}

/**
 * A link leads to an address, to a place within the document, or nowhere. Whether it shows the address is known once its
 * hidden text is gone.
 */
function linkVerdict(element: XmlElement, facts: OwnFacts): XmlVerdict {
  const { names, folder } = facts;
  const link = element.attributes.find(
    ({ local, namespace }) => local === 'href' && namespace.endsWith('/xlink'),
  );
  if (!link) return 'keep';
  if (link.value.startsWith('#')) {
    const target = linkWithin(link.value, facts);
    if (target === null) return element.local === 'a' ? 'unwrap' : 'drop';
    link.value = target;
    return 'keep';
  }
  // The document around a chart.
  if (element.local === 'chart' && link.value === '..') return 'keep';
  const path = posix.join(folder, Buffer.from(link.value, 'latin1').toString('utf8'));
  const newName = names.get(path);
  if (newName !== undefined) {
    link.value = folder === '' ? newName : posix.relative(folder, newName);
    return 'keep';
  }
  // A document within the document, by its folder.
  if (names.has(`${path}/content.xml`)) return 'keep';
  if (element.local === 'a') return isAddress(link.value) ? 'keep' : 'unwrap';
  return 'drop';
}

/** Whether this is a picture that may be shown in part only: in a frame whose style crops it, or as a filling. */
function isCropped(
  element: XmlElement,
  ancestors: readonly XmlElement[],
  styles: OpenDocumentStyles,
): boolean {
  const { local } = element;
  if (local === 'fill-image' || local === 'background-image')
    return element.get('href') !== undefined;
  const frame = ancestors.at(-1);
  return local === 'image' && frame?.local === 'frame' && styles.crops(frame.get('style-name'));
}

function isHidden(element: XmlElement, { styles, goneLayouts }: OwnFacts): boolean {
  const { local } = element;
  const style = element.get('style-name');
  switch (local) {
    case 'master-page':
      return goneLayouts.has(element.get('name') ?? '');
    case 'style':
      return goneLayouts.has(element.get('master-page-name') ?? '');
    case 'section':
      return isHiddenSection(element);
    case 'tab-hidden':
      return element.get('display') === 'none';
    case 'span':
      return styles.hides('text', style);
    case 'p':
    case 'h':
      return styles.hides('paragraph', style);
    case 'table':
      return styles.hides('table', style);
    default:
      return (
        /^(?:header|footer)(?:-left|-first)?$/.test(local) && element.get('display') === 'false'
      );
  }
}

/** Whether a condition holds is stored with it; one that shows the section now is removed. */
function isHiddenSection(section: XmlElement): boolean {
  const display = section.get('display');
  if (display !== 'condition') return display === 'none';
  if (section.get('is-hidden') === 'true') return true;
  section.remove('display', 'is-hidden');
  return false;
}
