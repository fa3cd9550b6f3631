import { badInput } from '../../../lib/kit/errors.ts';
import { plainName } from '../../../lib/kit/plain-text.ts';
import type { FileType } from './file-types.ts';

const lengths = { min: 1, max: 200 };

/**
 * The name that a file was sent with. The parser has removed its path.
 * @throws `BAD_USER_INPUT` for a missing name, one that is not text, and one whose length is out of range.
 */
export function requireFileName(declared: string): string {
  if (declared.trim() === '') throw badInput('filename', 'REQUIRED', 'The file needs a name.');
  return plainName(declared, 'filename', lengths);
}

/** The name with an ending of its type, since an ending decides what opens it. */
export function withExtension(name: string, { extensions }: FileType): string {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return name.includes('.') && extensions.includes(ending) ? name : `${name}.${extensions[0]}`;
}

/** The `Content-Disposition` of a download, for names of any characters (RFC 6266, RFC 8187). */
export function attachmentDisposition(name: string): string {
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}
