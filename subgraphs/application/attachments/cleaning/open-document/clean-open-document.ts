import { posix } from 'node:path';
import type { AttachmentWarning } from '../../../record/index.ts';
import { type Cleaning, damaged, UncleanableError, unsupported } from '../cleaning.ts';
import { cleanEmbeddedImage } from '../office/embedded-image.ts';
import { warnOfProperties } from '../office/properties.ts';
import { NumberedNames } from '../office/new-names.ts';
import { type Facts, openDocumentRules } from './rules.ts';
import { OpenDocumentStyles } from './styles.ts';
import { commonStylesOf, surveyOf } from './survey.ts';
import { withoutHiddenTargets } from '../office/shown-links.ts';
import { readXml, rewriteXml } from '../xml/xml.ts';
import { entriesOf, type ZipEntry, ZipWriter } from '../office/zip.ts';

const manifestName = 'META-INF/manifest.xml';
const stylesName = 'styles.xml';

/** The files that show a document, or one within it. */
const shown = /^((?:[^/]+\/)*)(content|styles)\.xml$/;
const picture = /^(?:[^/]+\/)*(?:Pictures|media)\/[^/]+$/;
/** Previews of embedded objects: the program that opens the document renders them again. */
const previews = /ObjectReplacements\//;

const goneWarnings: readonly [form: RegExp, warning: AttachmentWarning][] = [
  [/^Thumbnails\//, 'PREVIEW'],
  [/^(?:Basic|Scripts|Dialogs)\//, 'SCRIPTS'],
  [/^META-INF\/.*signatures/, 'SIGNATURE'],
  [/^Versions\//, 'EARLIER_VERSIONS'],
  [/^Object [^/]+$/, 'EMBEDDED_FILES'],
];

/**
 * An ODT or ODS as it is printed: tracked changes accepted, formulas as their values. Comments, hidden text, sheets,
 * rows, columns and values, properties, settings, macros, and links to files and to addresses that they do not
 * show are dropped. Places get new names, and links still lead to them.
 */
export function* cleanOpenDocument(file: Buffer, cleaning: Cleaning): Iterable<Uint8Array> {
  const entries = entriesOf(file, cleaning);
  const type = entries.get('mimetype')?.unpacked();
  if (!type) throw damaged('document without a type');
  requireReadable(entries);
  for (const { name } of entries.values()) {
    const warning = goneWarnings.find(([form]) => form.test(name))?.[1];
    if (warning) cleaning.warn(warning);
  }
  const properties = entries.get('meta.xml');
  if (properties) warnOfProperties(properties.unpacked(), cleaning);

  const writer = new ZipWriter();
  yield* writer.file('mimetype', [type], { stored: true });
  const names = namesOf(entries);
  const stylesIn = stylesReader(entries);
  const facts = { ...factsOf(entries, { type, stylesIn, cleaning }), names, cleaning };
  const unpacked = (name: string) => entries.get(name)?.unpacked() ?? Buffer.alloc(0);
  const folders = new Set(['']);
  const pictures = new Set<string>();
  // Folders added to a set during iteration are visited, too.
  for (const folder of folders) {
    const commonStyles = stylesIn(folder);
    for (const name of [`${folder}content.xml`, `${folder}${stylesName}`]) {
      if (!names.has(name)) continue;
      const content = unpacked(name);
      const rules = openDocumentRules(content, { ...facts, folder, commonStyles });
      const cleaned = withoutHiddenTargets(rewriteXml(content, rules));
      for (const path of targetsIn(cleaned, folder)) {
        if (names.has(`${path}/content.xml`)) folders.add(`${path}/`);
        else pictures.add(path);
      }
      yield* writer.file(name, [cleaned]);
    }
  }
  const written = new Map(
    [...names].filter(([name, newName]) =>
      picture.test(name) ? pictures.has(newName) : folders.has(folderOf(name)),
    ),
  );
  if (written.size < names.size) cleaning.warn('HIDDEN_CONTENT');
  for (const [name, newName] of written) {
    if (picture.test(name))
      yield* writer.file(newName, cleanEmbeddedImage(unpacked(name), cleaning));
  }
  yield* writer.file(manifestName, [manifestOf(entries, written)]);
  yield* writer.end();
}

/** The paths in the copy that a cleaned file links to. */
function targetsIn(content: Buffer, folder: string): string[] {
  const found: string[] = [];
  readXml(content, {
    element({ attributes }) {
      for (const { local, namespace, value } of attributes) {
        if (local === 'href' && namespace.endsWith('/xlink'))
          found.push(posix.join(folder, decode(value)));
      }
      return 'keep';
    },
  });
  return found;
}

/** Facts about a document, known before any of its files is cleaned. */
function factsOf(
  entries: ReadonlyMap<string, ZipEntry>,
  { type, stylesIn, cleaning }: { type: Buffer; stylesIn: StylesIn; cleaning: Cleaning },
): Omit<Facts, 'names' | 'folder' | 'commonStyles' | 'cleaning'> {
  const main = entries.get('content.xml');
  if (!main) throw damaged('document without content');
  const common = stylesIn('');
  const { places, ...content } = surveyOf(main.unpacked(), common, cleaning);
  const others = entries.get(stylesName);
  const ofStyles = others ? surveyOf(others.unpacked(), common, cleaning).places : [];
  return {
    isSpreadsheet: type.includes('spreadsheet'),
    places: new Set([...places, ...ofStyles]),
    hiddenSheets: content.hiddenSheets,
    shownSheets: content.shownSheets,
    goneLayouts: content.goneLayouts,
    newNames: new NumberedNames(),
  };
}

type StylesIn = (folder: string) => OpenDocumentStyles;

/** Reads the common styles of each folder once. */
function stylesReader(entries: ReadonlyMap<string, ZipEntry>): StylesIn {
  const read = new Map<string, OpenDocumentStyles>();
  return (folder) => {
    const styles = entries.get(`${folder}${stylesName}`);
    const found =
      read.get(folder) ??
      (styles ? commonStylesOf(styles.unpacked()) : new OpenDocumentStyles(null));
    read.set(folder, found);
    return found;
  };
}

const folderOf = (name: string) => shown.exec(name)?.[1] ?? '';

/** The files to write, with their new names: the old ones of pictures may be those of the applicant's files. */
function namesOf(entries: ReadonlyMap<string, ZipEntry>): Map<string, string> {
  const names = new Map<string, string>();
  for (const name of entries.keys()) {
    if (previews.test(name)) continue;
    if (shown.test(name)) names.set(name, name);
    else if (picture.test(name)) {
      const extension = /\.\w{1,5}$/.exec(name)?.[0] ?? '';
      names.set(name, `Pictures/${names.size}${extension.toLowerCase()}`);
    }
  }
  return names;
}

function requireReadable(entries: ReadonlyMap<string, ZipEntry>): void {
  if (entries.has('encrypted-package'))
    throw new UncleanableError('ENCRYPTED', 'encrypted document');
  const manifest = entries.get(manifestName);
  if (!manifest) throw unsupported('document without a manifest');
  readXml(manifest.unpacked(), {
    element(element) {
      if (element.local === 'encryption-data') {
        throw new UncleanableError('ENCRYPTED', 'encrypted document');
      }
      // Without its styles, it cannot be determined what is hidden.
      if (element.get('full-path') === stylesName && !entries.has(stylesName))
        throw damaged('document without its styles');
      return 'keep';
    },
  });
}

/** The manifest, for the files that are written. */
function manifestOf(
  entries: ReadonlyMap<string, ZipEntry>,
  names: ReadonlyMap<string, string>,
): Buffer {
  const folders = new Set([...names.keys()].map(folderOf));
  return rewriteXml(entries.get(manifestName)?.unpacked() ?? Buffer.alloc(0), {
    element(element) {
      const path = element.get('full-path');
      if (path === undefined) return 'keep';
      const isFolder = path === '/' || (path.endsWith('/') && folders.has(path));
      const newName = names.get(decode(path));
      if (!isFolder && newName === undefined) return 'drop';
      if (newName !== undefined) element.set('full-path', newName);
      return 'keep';
    },
  });
}

/** The bytes of an attribute as text. */
const decode = (value: string) => Buffer.from(value, 'latin1').toString('utf8');
