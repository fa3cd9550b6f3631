import { namesIn } from './cleaning.ts';
import { posix } from 'node:path';
import type { Cleaning } from './cleaning.ts';
import { readXml, type XmlElement, type XmlRules, type XmlVerdict } from './xml.ts';

interface Facts {
  /** What the files of the document are called in the copy. */
  names: ReadonlyMap<string, string>;
  /** Of the document within the document; empty for the outermost. */
  folder: string;
  /** Layouts of pages that only hidden sheets have, which bear the names of those. */
  goneLayouts: ReadonlySet<string>;
  cleaning: Cleaning;
}

const knownNamespace =
  /^(?:urn:oasis:names:tc:opendocument:|urn:org:documentfoundation:|http:\/\/openoffice\.org\/|http:\/\/www\.w3\.org\/|http:\/\/purl\.org\/dc\/|xmlns$|$)/;

/** What is said about the document, its changes and its making, and what is not printed. */
const gone = new Map([
  ...['annotation', 'annotation-end'].map((name) => [name, 'COMMENTS'] as const),
  ...['tracked-changes', 'change', 'change-start', 'change-end', 'tracked-changes-view-info'].map(
    (name) => [name, 'TRACKED_CHANGES'] as const,
  ),
  ...['hidden-text', 'hidden-paragraph', 'scenario', 'data-pilot-tables', 'hidden'].map(
    (name) => [name, 'HIDDEN_CONTENT'] as const,
  ),
  ...['script', 'event-listeners', 'event-listener', 'macro-button'].map(
    (name) => [name, 'SCRIPTS'] as const,
  ),
  ...namesIn(
    'meta settings scripts forms control title-info desc named-expressions dde-links',
    'database-ranges content-validations label-ranges consolidation detective',
    'table-source cell-range-source dde-source dde-connection-decls user-field-decls',
    'variable-decls alphabetical-index-auto-mark-file bibliography-configuration object-ole',
    'toc-mark-start soft-page-break calculation-settings shapes-source applet plugin',
  ).map((name) => [name, null] as const),
]);

/** Fields of the document's properties and of files: what they show is kept as text. */
const fields = new Set(
  namesIn(
    'author-name author-initials initial-creator creator printed-by editing-cycles',
    'editing-duration creation-date creation-time modification-date modification-time',
    'print-date print-time file-name template-name description keywords subject',
    'user-defined user-field-get user-field-input variable-set variable-get',
    'variable-input expression database-display database-name database-row-number',
    'dde-connection sheet-name-source meta-field text-input conditional-text',
  ),
);

/** Their names may be those of files; those of styles are needed. */
const shapes = new Set(
  namesIn(
    'frame g rect line polyline polygon regular-polygon path circle ellipse',
    'custom-shape connector caption measure',
  ),
);

const isHiddenRow = /^(?:collapse|filter)$/;

/** Layouts of pages that the styles of hidden sheets name, and no other style does. */
export function goneLayoutsOf(content: Buffer): ReadonlySet<string> {
  const hidden = hiddenStylesOf(content);
  const [ofHidden, ofOthers] = [new Set<string>(), new Set<string>()];
  readXml(content, {
    element(element) {
      const layout = element.local === 'style' ? element.get('master-page-name') : undefined;
      if (layout) (hidden.has(element.get('name') ?? '') ? ofHidden : ofOthers).add(layout);
      return 'keep';
    },
  });
  return new Set([...ofHidden].filter((layout) => !ofOthers.has(layout)));
}

/** Names of styles whose text or whose sheet is hidden. */
function hiddenStylesOf(document: Buffer): ReadonlySet<string> {
  const hidden = new Set<string>();
  readXml(document, {
    element(element, ancestors) {
      const isHidden =
        /^(?:text|table)-properties$/.test(element.local) &&
        element.get('display') === (element.local === 'table-properties' ? 'false' : 'none');
      const style = isHidden && ancestors.find(({ local }) => local === 'style');
      if (style) hidden.add(style.get('name') ?? '');
      return 'keep';
    },
  });
  return hidden;
}

export function openDocumentRules(document: Buffer, facts: Facts): XmlRules {
  const hiddenStyles = hiddenStylesOf(document);
  const columns = new Columns();
  return {
    element(element, ancestors) {
      const verdict = cleanElement(element, ancestors, facts);
      if (verdict !== 'keep') return verdict;
      if (isHidden(element, { hiddenStyles, ...facts })) {
        facts.cleaning.warn('HIDDEN_CONTENT');
        return 'drop';
      }
      return columns.verdictOn(element, facts.cleaning);
    },
  };
}

function cleanElement(
  element: XmlElement,
  ancestors: readonly XmlElement[],
  { names, folder, cleaning }: Facts,
): XmlVerdict {
  const { local, namespace } = element;
  if (!knownNamespace.test(namespace)) return 'drop';
  const warning = gone.get(local);
  if (warning !== undefined) {
    if (warning) cleaning.warn(warning);
    return 'drop';
  }
  if (/(?:meta:1\.0|purl\.org\/dc\/elements\/1\.1\/)$/.test(namespace)) return 'drop';
  if (namespace.includes(':form:') || namespace.includes(':script:')) return 'drop';
  // The descriptions of an object; a chart and a page have titles of their own.
  if (local === 'title' && namespace.includes(':svg-compatible:')) return 'drop';
  if (namespace.includes(':text:') && fields.has(local)) return 'unwrap';
  element.removeWhere(
    (attribute) =>
      !knownNamespace.test(attribute.namespace) ||
      attribute.local.endsWith('rsid') ||
      /^(?:formula|content-validation-name|filter-name|target-frame-name|condition)$/.test(
        attribute.local,
      ) ||
      (attribute.local === 'name' && shapes.has(local)) ||
      (attribute.local === 'title' && namespace.includes(':text:')) ||
      attribute.namespace.endsWith(':form:1.0'),
  );
  return linkVerdict(element, ancestors, { names, folder });
}

/** A link leads to a page, within the document, or nowhere. */
function linkVerdict(
  element: XmlElement,
  ancestors: readonly XmlElement[],
  { names, folder }: Pick<Facts, 'names' | 'folder'>,
): XmlVerdict {
  const link = element.attributes.find(
    ({ local, namespace }) => local === 'href' && namespace.endsWith('/xlink'),
  );
  if (!link || link.value.startsWith('#')) return 'keep';
  const path = posix.join(folder, Buffer.from(link.value, 'latin1').toString('utf8'));
  const newName = names.get(path);
  if (newName !== undefined) {
    link.value = folder === '' ? newName : posix.relative(folder, newName);
    return 'keep';
  }
  // A document within the document, by its folder.
  if (names.has(`${path}/content.xml`)) return 'keep';
  if (element.local === 'a') return /^(?:https?|mailto):/i.test(link.value) ? 'keep' : 'unwrap';
  if (element.local === 'image' && ancestors.at(-1)?.local === 'frame') return 'drop';
  return 'drop';
}

function isHidden(
  element: XmlElement,
  { hiddenStyles, goneLayouts }: Pick<Facts, 'goneLayouts'> & { hiddenStyles: ReadonlySet<string> },
): boolean {
  const { local } = element;
  if (local === 'master-page') return goneLayouts.has(element.get('name') ?? '');
  if (local === 'style') return goneLayouts.has(element.get('master-page-name') ?? '');
  if (local === 'section' || local === 'tab-hidden') return element.get('display') === 'none';
  if (local !== 'span' && local !== 'p' && local !== 'h' && local !== 'table') return false;
  return hiddenStyles.has(element.get('style-name') ?? '');
}

/** Keeps count of a sheet's columns, which say how often they are repeated, as do cells. */
class Columns {
  #hidden: [from: number, to: number][] = [];
  #next = 0;
  #cell = 0;

  verdictOn(element: XmlElement, cleaning: Cleaning): XmlVerdict {
    const { local } = element;
    const repeated = Number(element.get('number-columns-repeated') ?? 1);
    const isCollapsed = isHiddenRow.test(element.get('visibility') ?? '');
    switch (local) {
      case 'table':
        this.#hidden = [];
        this.#next = 0;
        return 'keep';
      case 'table-column':
        if (isCollapsed) this.#hide(this.#next, this.#next + repeated);
        this.#next += repeated;
        return 'keep';
      case 'table-row':
        this.#cell = isCollapsed ? Number.NEGATIVE_INFINITY : 0;
        return 'keep';
      case 'table-cell':
      case 'covered-table-cell':
        return this.#cellVerdict(element, repeated, cleaning);
      default:
        return 'keep';
    }
  }

  /** Columns that adjoin each other become one range. */
  #hide(from: number, to: number): void {
    const last = this.#hidden.at(-1);
    if (last?.[1] === from) last[1] = to;
    else this.#hidden.push([from, to]);
  }

  /** Of a hidden one the place is left. */
  #cellVerdict(element: XmlElement, repeated: number, cleaning: Cleaning): XmlVerdict {
    const from = this.#cell;
    this.#cell += repeated;
    cleaning.count(this.#hidden.length);
    const isShown =
      from >= 0 && !this.#hidden.some(([start, end]) => start < from + repeated && from < end);
    if (isShown) return 'keep';
    if (element.get('value-type') !== undefined) cleaning.warn('HIDDEN_CONTENT');
    element.removeWhere(
      ({ local }) => !/^(?:style-name|number-\w+-(?:repeated|spanned))$/.test(local),
    );
    return 'empty';
  }
}
