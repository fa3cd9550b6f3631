/** The encoding of names that are not UTF-8: that of Turkish Windows, which contains ISO 8859-9. */
const otherCharset = 'windows-1254';

const parameterForm = /;\s*filename(?:\*(\d{1,3}))?(\*?)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/gis;
const extendedForm = /^([\w-]+)'[\w-]*'(.*)$/s;
/** Words of RFC 2047, also several with white space between them. */
const encodedWords =
  /=\?[\w-]+(?:\*[\w-]+)?\?[bq]\?[^?\s]*\?=(?:\s*=\?[\w-]+(?:\*[\w-]+)?\?[bq]\?[^?\s]*\?=)*/gi;
const encodedWord = /=\?([\w-]+)(?:\*[\w-]+)?\?([bq])\?([^?\s]*)\?=/gi;

/**
 * The name of a file in a `Content-Disposition` header whose bytes are given as Latin-1, without its path. Reads
 * `filename*` (RFC 8187), which takes precedence, the same in pieces (`filename*0*`, RFC 2231), words encoded for mail
 * (RFC 2047), quotation marks as browsers encode them (HTML, multipart form data), and bare bytes in UTF-8 or windows-1254.
 * @returns undefined if the header has none that can be read.
 */
export function sentFileName(disposition: string): string | undefined {
  let [plain, extended]: (string | undefined)[] = [];
  const pieces = new Map<number, Piece>();
  for (const [, number, star, quoted, token = ''] of disposition.matchAll(parameterForm)) {
    const value = quoted?.replaceAll(/\\(["\\])/g, '$1') ?? token.trim();
    if (number !== undefined) pieces.set(Number(number), { value, isEncoded: star !== '' });
    else if (star) extended = extendedValue(value) ?? extended;
    else plain ??= plainValue(value).replaceAll('%22', '"');
  }
  // Clients that send several forms degrade the plain one to ASCII.
  const name = extended ?? valueOfPieces(pieces) ?? plain;
  return name === undefined ? undefined : withoutPath(name);
}

interface Piece {
  value: string;
  isEncoded: boolean;
}

/** A value in pieces that are numbered from 0, of which the first one names the charset if it is encoded. */
function valueOfPieces(pieces: ReadonlyMap<number, Piece>): string | undefined {
  const first = pieces.get(0);
  if (!first) return undefined;
  const [, charset = '', beginning = ''] = extendedForm.exec(first.value) ?? [];
  const all = [first.isEncoded ? { ...first, value: beginning } : first];
  for (let next = pieces.get(1); next; next = pieces.get(all.length)) all.push(next);
  const bytes = all.map(({ value, isEncoded }) =>
    isEncoded ? bytesOfPercent(value) : Buffer.from(value, 'latin1'),
  );
  return decoded(Buffer.concat(bytes), first.isEncoded ? charset : 'utf-8');
}

function extendedValue(value: string): string | undefined {
  const [, charset = '', encoded = ''] = extendedForm.exec(value) ?? [];
  return decoded(bytesOfPercent(encoded), charset);
}

function plainValue(value: string): string {
  const words = value.replaceAll(encodedWords, (run) => textOfWords(run) ?? run);
  if (words !== value) return words;
  const bytes = Buffer.from(value, 'latin1');
  return decoded(bytes, 'utf-8') ?? decoded(bytes, otherCharset) ?? value;
}

/** Words that follow each other are decoded together: programs split characters between them. */
function textOfWords(run: string): string | undefined {
  const words = Array.from(run.matchAll(encodedWord), ([, charset = '', form = '', text = '']) => ({
    charset,
    bytes:
      form.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64')
        : bytesOfPercent(text.replaceAll('_', ' ').replaceAll('%', '=25').replaceAll('=', '%')),
  }));
  const charset = words[0]?.charset ?? '';
  if (words.every((word) => word.charset.toLowerCase() === charset.toLowerCase()))
    return decoded(Buffer.concat(words.map(({ bytes }) => bytes)), charset);
  const texts = words.map((word) => decoded(word.bytes, word.charset));
  return texts.includes(undefined) ? undefined : texts.join('');
}

/** The bytes of a text in which `%` and two hexadecimal digits stand for one. */
const bytesOfPercent = (text: string): Buffer =>
  Buffer.from(
    text.replaceAll(/%([\da-f]{2})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    ),
    'latin1',
  );

/** @returns undefined for an unknown charset, and for bytes that are not of it. */
function decoded(bytes: Buffer, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function withoutPath(name: string): string {
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  return last === '.' || last === '..' ? '' : last;
}
