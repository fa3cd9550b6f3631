import { ZipHandler } from '@tokenizer/inflate';
import type { ITokenizer } from 'strtok3';
import { UncleanableError } from './cleaning/cleaning.ts';
import { readXml } from './cleaning/xml/xml.ts';
import { inUtf8 } from './cleaning/xml/encoding.ts';

const typesName = '[Content_Types].xml';

/** The parts that say what an archive is: of documents of OASIS, and of Office Open XML. */
const telling: Readonly<Record<string, (content: Buffer) => string | null>> = {
  mimetype: (content) => content.toString('utf8').trim().toLowerCase(),
  [typesName]: mainTypeIn,
};

/** Whether a file of this name says what its archive is. */
export const isTelling = (name: string): boolean => Object.hasOwn(telling, name);

/** The type of a document by the content of a file that says what it is. Null if it says nothing. */
export const typeToldBy = (name: string, content: Buffer): string | null =>
  telling[name]?.(content) ?? null;

/** The greatest size of a file that says what a document is, packed and unpacked. */
export const typesBytes = 1024 * 1024;
/** Documents have few files before it. */
const limits = { files: 1_024, fileBytes: 16 * 1024 * 1024 } as const;

/** Whether these first bytes are those of an archive with files. */
export const isArchive = (first: Buffer): boolean =>
  first.toString('latin1', 0, 4) === 'PK\x03\x04';

/**
 * The type of the document that an archive is, by the first file that says so. Reads no further than it has to.
 * @returns null for anything else. @throws what reading throws, and errors about malformed archives.
 */
export async function typeOfArchive(source: ITokenizer): Promise<string | null> {
  let type: string | null = null;
  const archive = new ZipHandler(source, {
    // In the order in which the file arrives.
    useCentralDirectory: false,
    maxEntryCount: limits.files,
    maxCompressedSize: typesBytes,
    maxUncompressedSize: typesBytes,
    maxTotalDataDescriptorScanBytes: limits.fileBytes,
    maxDataDescriptorScanBytes: limits.fileBytes,
  });
  await archive.unzip(({ filename }) => {
    if (!isTelling(filename)) return { handler: false };
    return {
      stop: true,
      async handler(content) {
        type = typeToldBy(filename, Buffer.from(content));
      },
    };
  });
  return type;
}

/** Types of parts that a package is opened by. */
const mainForm = /^(.+)\.main\+xml$/;

/**
 * The type of an Office Open XML package by its list of types.
 * @returns null if it has several: programs differ in which of them they open.
 */
function mainTypeIn(document: Buffer): string | null {
  const types = new Set<string>();
  try {
    readXml(inUtf8(document), {
      element(element) {
        const [, main] =
          mainForm.exec(element.get('ContentType')?.trim().toLowerCase() ?? '') ?? [];
        if (main !== undefined) types.add(main);
        return 'keep';
      },
    });
  } catch (error) {
    if (error instanceof UncleanableError) return null;
    throw error;
  }
  const [type = null, ...others] = types;
  return others.length > 0 ? null : type;
}
