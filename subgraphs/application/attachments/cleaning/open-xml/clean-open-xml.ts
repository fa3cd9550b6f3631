import { posix } from 'node:path';
import { type Cleaning, damaged, UncleanableError, namesIn } from '../cleaning.ts';
import { cleanEmbeddedImage } from '../office/embedded-image.ts';
import { warnOfProperties } from '../office/properties.ts';
import { NewNames } from '../office/new-names.ts';
import { HiddenSheets } from '../office/hidden-sheets.ts';
import { excelRulesFor, hiddenSheetsOf, newDefinedNames, type SheetReader } from './excel.ts';
import { drawingRules, renamedIn } from './drawing.ts';
import { CellFormats } from './formats.ts';
import { sharedTextsOf, withShownCellLinks, withShownLinks } from './links.ts';
import { isAddress } from '../office/shown-links.ts';
import { referencesIn, withoutCroppedPictures } from './pictures.ts';
import { WordStyles } from './styles.ts';
import { bookmarksIn, newBookmark, wordRulesFor } from './word.ts';
import type { Part, Relationship } from './part.ts';
import { readXml, rewriteXml, type XmlRules } from '../xml/xml.ts';
import { entriesOf, type ZipEntry, ZipWriter } from '../office/zip.ts';
import type { AttachmentWarning } from '../../../record/index.ts';

/** The kinds of parts that documents and workbooks show. All others are dropped. */
const keptKinds = new Set(
  namesIn(
    'officeDocument styles settings numbering fontTable theme font',
    'footnotes endnotes header footer image hyperlink',
    'chart chartEx chartStyle chartColorStyle chartUserShapes themeOverride',
    'diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing',
    'worksheet chartsheet sharedStrings drawing table',
  ),
);

const kindWarnings: Readonly<Record<string, readonly AttachmentWarning[]>> = {
  comments: ['COMMENTS', 'AUTHOR'],
  threadedComment: ['COMMENTS', 'AUTHOR'],
  people: ['AUTHOR'],
  person: ['AUTHOR'],
  thumbnail: ['PREVIEW'],
  package: ['EMBEDDED_FILES'],
  oleObject: ['EMBEDDED_FILES'],
  aFChunk: ['EMBEDDED_FILES'],
  vbaProject: ['SCRIPTS'],
  control: ['SCRIPTS'],
  printerSettings: ['DEVICE'],
  origin: ['SIGNATURE'],
  pivotCacheDefinition: ['HIDDEN_CONTENT'],
  pivotTable: ['HIDDEN_CONTENT'],
  glossaryDocument: ['HIDDEN_CONTENT'],
  customXml: ['OTHER_METADATA'],
  'custom-properties': ['OTHER_METADATA'],
  attachedTemplate: ['OTHER_METADATA'],
  externalLink: ['OTHER_METADATA'],
};

/** Parts of Word that contain text. */
const withText = /^(?:officeDocument|header|footer|footnotes|endnotes)$/;

/** Parts of nothing but shapes. */
const unread = new Set(['font']);

/** The kinds of parts that belong to another one without being named in it. */
const impliedKinds = new Set(
  namesIn(
    'officeDocument styles settings numbering fontTable theme footnotes endnotes',
    'sharedStrings chartStyle chartColorStyle themeOverride diagramDrawing',
  ),
);

/** Parts to be cleaned after all that may refer to them, and those of which it has to be known what refers to them. */
const phaseOf = ({ kind }: Part): number => {
  if (kind === 'image') return 2;
  return /^(?:sharedStrings|footnotes|endnotes)$/.test(kind) ? 1 : 0;
};

/**
 * A DOCX or XLSX as it is printed: tracked changes accepted, formulas as their values. Comments, hidden text, sheets,
 * rows, columns and values, properties, custom XML, macros, links to files and to addresses that they do not show, and
 * marks of authors are dropped. Places get new names, and links still lead to them.
 */
export function* cleanOpenXml(file: Buffer, cleaning: Cleaning): Iterable<Uint8Array> {
  const entries = entriesOf(file, cleaning);
  const office = new OpenXmlPackage(entries, cleaning);
  const writer = new ZipWriter();
  for (const [name, content] of office.parts()) yield* writer.file(name, content);
  yield* writer.file('[Content_Types].xml', [office.contentTypes()]);
  yield* writer.end();
}

class OpenXmlPackage {
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  readonly #cleaning: Cleaning;
  readonly #parts = new Map<string, Part>();
  /** The parts that something shown refers to. */
  readonly #reached = new Set<string>();
  /** The new names of pictures: the old ones may be those of the applicant's files. */
  readonly #newNames = new Map<string, string>();

  constructor(entries: ReadonlyMap<string, ZipEntry>, cleaning: Cleaning) {
    this.#entries = entries;
    this.#cleaning = cleaning;
    if (entries.has('EncryptedPackage'))
      throw new UncleanableError('ENCRYPTED', 'encrypted package');
    this.#collect('', 'package');
    // Iterating over a map includes what is added meanwhile.
    for (const part of this.#parts.values()) {
      for (const { kind, target, isExternal } of part.kept) {
        if (!isExternal && !this.#parts.has(target)) this.#collect(target, kind);
      }
    }
  }

  /** The types of the parts, once these have been read. */
  contentTypes(): Buffer {
    const document = this.#entries.get('[Content_Types].xml');
    if (!document) throw damaged('package without types');
    const written = new Set(Array.from(this.#reached, (name) => `/${this.#nameOf(name)}`));
    return rewriteXml(document.unpacked(), {
      element: (element) =>
        element.local === 'Override' && !written.has(element.get('PartName') ?? '')
          ? 'drop'
          : 'keep',
    });
  }

  /** The parts, each after those that refer to it. What nothing refers to that is shown is left out. */
  *parts(): Iterable<[name: string, content: readonly Uint8Array[]]> {
    const shared = {
      strings: new Set<number>(),
      notes: new Set<string>(),
      sheetOfTable: new Map<string, SheetReader>(),
      ...this.#workbook(),
    };
    const phases: [Part[], Part[], Part[]] = [[], [], []];
    const reach = (name: string) => {
      const part = this.#parts.get(name);
      if (!part || this.#reached.has(name)) return;
      this.#reached.add(name);
      if (part.kind === 'image') this.#rename(name);
      phases[phaseOf(part)]?.push(part);
    };
    reach('');
    for (;;) {
      const part = phases.find((waiting) => waiting.length > 0)?.shift();
      if (!part) break;
      const cleaned =
        part.name === '' ? [] : this.#cleaned(part, this.#unpacked(part.name), shared);
      const { kept, content } = this.#asShown(part, cleaned);
      for (const { target, isExternal } of kept) if (!isExternal) reach(target);
      if (kept.length > 0) {
        const relationships = this.#relationshipsOf({ ...part, kept }, shared);
        yield [relationshipsName(part.name), [relationships]];
      }
      if (part.name !== '') yield [this.#nameOf(part.name), content];
    }
    if (this.#reached.size < this.#parts.size) this.#cleaning.warn('HIDDEN_CONTENT');
  }

  /**
   * A part without addresses that no link shows and pictures that are shown in part, and the relationships that it still
   * has: what only hidden or deleted content refers to is dropped. @param content as cleaned of everything hidden.
   */
  #asShown(
    part: Part,
    content: readonly Uint8Array[],
  ): { kept: Relationship[]; content: readonly Uint8Array[] } {
    const { kept } = part;
    const isText = part.name !== '' && part.kind !== 'image' && !unread.has(part.kind);
    if (!isText || kept.every(({ kind }) => impliedKinds.has(kind)))
      return { kept: kept.filter(({ kind }) => impliedKinds.has(kind)), content };
    const whole = this.#withShownLinks(part, Buffer.concat(content));
    const before = referencesIn(whole);
    const shown = withoutCroppedPictures(whole, before.cropped, this.#cleaning);
    const { ids } = before.cropped.size > 0 ? referencesIn(shown) : before;
    const named = kept.filter(({ id, kind }) => ids.has(id) || impliedKinds.has(kind));
    // Drawings of diagrams are not named by the diagram that they are of.
    const areDiagramsShown = kept.every(({ id, kind }) => kind !== 'diagramData' || ids.has(id));
    return {
      kept: named.filter(({ kind }) => kind !== 'diagramDrawing' || areDiagramsShown),
      content: [shown],
    };
  }

  #withShownLinks({ name, kind, kept }: Part, content: Buffer): Buffer {
    const addresses = kept.filter(({ isExternal, target }) => isExternal && isAddress(target));
    if (addresses.length === 0) return content;
    const targets = new Map(addresses.map(({ id, target }) => [id, target]));
    const isSheet = kind === 'worksheet' && name.startsWith('xl/');
    return isSheet
      ? withShownCellLinks(content, targets, () => this.#sharedTexts())
      : withShownLinks(content, targets);
  }

  #texts: readonly string[] | null = null;

  #sharedTexts(): readonly string[] {
    const part = [...this.#parts.values()].find(({ kind }) => kind === 'sharedStrings');
    return (this.#texts ??= part ? sharedTextsOf(this.#unpacked(part.name)) : []);
  }

  #workbook(): Omit<SharedFacts, 'strings' | 'notes' | 'sheetOfTable'> {
    const main = [...this.#parts.values()].find(({ kind }) => kind === 'officeDocument');
    if (!main?.name.startsWith('xl/')) {
      const hiddenSheets = new HiddenSheets([], this.#cleaning);
      return { hiddenSheets, definedNames: noNames, formats: new CellFormats(null) };
    }
    const content = this.#unpacked(main.name);
    const hiddenSheets = hiddenSheetsOf(content, this.#cleaning);
    const definedNames = newDefinedNames(content, hiddenSheets);
    const styles = this.#stylesPart();
    const formats = new CellFormats(styles ? this.#unpacked(styles.name) : null);
    return { hiddenSheets, definedNames, formats };
  }

  #cleaned(part: Part, content: Buffer, shared: SharedFacts): readonly Uint8Array[] {
    if (part.kind === 'image') return cleanEmbeddedImage(content, this.#cleaning);
    if (unread.has(part.kind)) return [content];
    return [rewriteXml(content, this.#rulesFor(part, content, shared))];
  }

  #rulesFor(part: Part, content: Buffer, shared: SharedFacts): XmlRules {
    const cleaning = this.#cleaning;
    if (part.name.startsWith('xl/')) {
      const excel = excelRulesFor(part, { content, cleaning, ...shared });
      if (excel) return excel;
    } else if (part.name.startsWith('word/')) {
      const [styles, bookmarks, { notes }] = [this.#wordStyles(), this.#newBookmarks(), shared];
      const word = wordRulesFor(part, content, { cleaning, styles, notes, bookmarks });
      if (word) return word;
    }
    return drawingRules(part, shared);
  }

  #styles: WordStyles | null = null;

  #wordStyles(): WordStyles {
    const part = this.#stylesPart();
    return (this.#styles ??= new WordStyles(part ? this.#unpacked(part.name) : null));
  }

  #stylesPart = () => [...this.#parts.values()].find(({ kind }) => kind === 'styles');

  #bookmarks: NewNames | null = null;

  /** The new names of the bookmarks that are left: bookmarks that go with the text around them are not counted. */
  #newBookmarks(): NewNames {
    if (this.#bookmarks) return this.#bookmarks;
    const facts = { cleaning: this.#cleaning, styles: this.#wordStyles(), notes: null };
    const found = [...this.#parts.values()].flatMap((part) => {
      if (!withText.test(part.kind) || !part.name.startsWith('word/')) return [];
      const content = this.#unpacked(part.name);
      if (!content.includes('bookmarkStart')) return [];
      const rules = wordRulesFor(part, content, { ...facts, bookmarks: null });
      return rules ? bookmarksIn(rewriteXml(content, rules)) : [];
    });
    return (this.#bookmarks = new NewNames(found, newBookmark));
  }

  #unpacked(name: string): Buffer {
    const entry = this.#entries.get(name);
    if (!entry) throw damaged('package without a part');
    return entry.unpacked();
  }

  #rename(picture: string): void {
    const number = this.#newNames.size + 1;
    const extension = /\.\w{1,5}$/.exec(picture)?.[0] ?? '';
    const newName = `${posix.dirname(picture)}/image${number}${extension.toLowerCase()}`;
    this.#newNames.set(picture, newName);
  }

  #nameOf = (name: string) => this.#newNames.get(name) ?? name;

  /** Decides which relationships of a part are kept. */
  #collect(name: string, kind: string): void {
    const all = this.#readRelationships(name);
    const hidden =
      kind === 'officeDocument' && name.startsWith('xl/')
        ? hiddenSheetsOf(this.#unpacked(name), this.#cleaning).ids
        : new Set<string>();
    if (hidden.size > 0) this.#cleaning.warn('HIDDEN_CONTENT');
    const kept = new Set(all.filter((one) => !hidden.has(one.id) && this.#isKept(one)));
    const removed = new Set(all.filter((one) => !kept.has(one)).map(({ id }) => id));
    this.#parts.set(name, { name, kind, kept: [...kept], removed, cleaning: this.#cleaning });
  }

  /** The parts with properties that have been read. */
  readonly #properties = new Set<string>();

  #isKept({ kind, target, isExternal }: Relationship): boolean {
    for (const warning of kindWarnings[kind] ?? []) this.#cleaning.warn(warning);
    const isOfProperties = /^(?:core|extended)-properties$/.test(kind);
    if (isOfProperties && this.#entries.has(target) && !this.#properties.has(target)) {
      this.#properties.add(target);
      warnOfProperties(this.#unpacked(target), this.#cleaning);
    }
    if (isExternal) return kind === 'hyperlink' && (isAddress(target) || target.startsWith('#'));
    // A drawing that Word keeps beside a picture of it.
    if (kind === 'image' && /\.svgz?$/i.test(target)) return false;
    const exists = this.#entries.has(target);
    // Without its styles, it cannot be determined what is hidden.
    if (kind === 'styles' && !exists) throw damaged('package without its styles');
    return keptKinds.has(kind) && exists;
  }

  #readRelationships(name: string): Relationship[] {
    const document = this.#entries.get(relationshipsName(name));
    if (!document) return [];
    const found: Relationship[] = [];
    const folder = posix.dirname(name);
    readXml(document.unpacked(), {
      element(element) {
        if (element.local !== 'Relationship') return 'keep';
        const [type = '', target = ''] = [element.get('Type'), element.get('Target')];
        const isExternal = element.get('TargetMode') === 'External';
        const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
        found.push({
          id: element.get('Id') ?? '',
          kind: type.slice(type.lastIndexOf('/') + 1),
          type,
          target: isExternal ? target : path,
          isExternal,
        });
        return 'keep';
      },
    });
    return found;
  }

  /** The target of a link: a place of the document by its new name. */
  #linkTo(target: string, { name }: Part, shared: SharedFacts): string {
    if (!target.startsWith('#')) return target;
    const place = target.slice(1);
    if (name.startsWith('xl/')) {
      const { hiddenSheets, definedNames } = shared;
      return hiddenSheets.areMentionedIn(place) ? '#' : `#${renamedIn(place, definedNames)}`;
    }
    return `#${this.#newBookmarks().of(place) ?? ''}`;
  }

  #relationshipsOf(part: Part, shared: SharedFacts): Buffer {
    const written = part.kept.map(({ id, type, target, isExternal }) =>
      isExternal
        ? `<Relationship Id="${id}" Type="${type}" Target="${this.#linkTo(target, part, shared)}" TargetMode="External"/>`
        : `<Relationship Id="${id}" Type="${type}" Target="/${this.#nameOf(target)}"/>`,
    );
    const namespace = 'http://schemas.openxmlformats.org/package/2006/relationships';
    const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
    return Buffer.from(
      `${head}<Relationships xmlns="${namespace}">${written.join('')}</Relationships>`,
      'latin1',
    );
  }
}

/** Facts about the package as a whole. */
interface SharedFacts {
  /** Numbers of the shared texts that cells show. */
  strings: Set<number>;
  /** The notes that a text refers to. */
  notes: Set<string>;
  hiddenSheets: HiddenSheets;
  /** The new names of cells and ranges. */
  definedNames: NewNames;
  formats: CellFormats;
  sheetOfTable: Map<string, SheetReader>;
}

const noNames = new NewNames([], (name) => name);

function relationshipsName(part: string): string {
  const folder = part.includes('/') ? `${posix.dirname(part)}/` : '';
  return `${folder}_rels/${posix.basename(part)}.rels`;
}
