/** The encoding of names that are not UTF-8: that of Turkish Windows, which contains ISO 8859-9. */
const otherCharset = 'windows-1254';

const parameterForm = /;\s*filename(\*?)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/gis;
const extendedForm = /^([\w-]+)'[\w-]*'(.*)$/s;
/** Words of RFC 2047, also several with white space between them. */
const encodedWords =
  /=\?[\w-]+(?:\*[\w-]+)?\?[bq]\?[^?\s]*\?=(?:\s*=\?[\w-]+(?:\*[\w-]+)?\?[bq]\?[^?\s]*\?=)*/gi;
const encodedWord = /=\?([\w-]+)(?:\*[\w-]+)?\?([bq])\?([^?\s]*)\?=/gi;

/**
 * The name of a file in a `Content-Disposition` header whose bytes are given as Latin-1, without its path. Reads
 * `filename*` (RFC 8187), which takes precedence, words encoded for mail (RFC 2047), quotation marks as browsers encode
 * them (HTML, multipart form data), and bare bytes in UTF-8 or windows-1254.
 * @returns undefined if the header has none that can be read.
 */
export function sentFileName(disposition: string): string | undefined {
  let name: string | undefined;
  for (const [, star, quoted, token = ''] of disposition.matchAll(parameterForm)) {
    const value = quoted?.replaceAll(/\\(["\\])/g, '$1') ?? token.trim();
    const read = star ? extendedValue(value) : plainValue(value).replaceAll('%22', '"');
    // Clients that send both forms degrade the plain one to ASCII.
    if (read !== undefined && (star || name === undefined)) name = read;
  }
  return name === undefined ? undefined : withoutPath(name);
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
