import { badInput } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { plainName } from '../../../lib/kit/plain-text.ts';
import type { FileType } from './file-types.ts';

/** The longest name that file systems allow, and the longest one that is stored. */
const lengths = { sent: { min: 1, max: 255 }, stored: 200 } as const;

/**
 * The name that a file was sent with. The parser has removed its path.
 * @throws `BAD_USER_INPUT` for a missing name, one that is not text, and one that no file system allows.
 */
export function requireFileName(declared: string): string {
  if (declared.trim() === '') throw badInput('filename', 'REQUIRED', say`The file needs a name.`);
  return plainName(declared, 'filename', lengths.sent);
}

/**
 * The name to store: with an ending of its type, since an ending decides what opens it, and of at most 200 characters.
 * A longer one is cut before its ending.
 */
export function storedFileName(name: string, { extensions }: FileType): string {
  const dot = name.lastIndexOf('.');
  const hasEnding = dot >= 0 && extensions.includes(name.slice(dot + 1).toLowerCase());
  const ending = hasEnding ? name.slice(dot) : `.${extensions[0]}`;
  return `${cut(hasEnding ? name.slice(0, dot) : name, lengths.stored - ending.length)}${ending}`;
}

/** Cuts a text between two characters as people see them. */
function cut(text: string, mostCodePoints: number): string {
  let left = mostCodePoints;
  let end = 0;
  for (const { segment, index } of new Intl.Segmenter('tr').segment(text)) {
    left -= Array.from(segment).length;
    if (left < 0) return text.slice(0, end).trimEnd();
    end = index + segment.length;
  }
  return text;
}

/**
 * The `Content-Disposition` of a download: the name in full (RFC 8187), and in ASCII for clients that read nothing else
 * (RFC 6266).
 */
export function attachmentDisposition(name: string): string {
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${asciiName(name)}"; filename*=UTF-8''${encoded}`;
}

const asciiName = (name: string): string =>
  name
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    // Some clients decode percent signs, and others do not undo backslashes.
    .replaceAll(/[^ -~]|["%\\]/gu, '_');
