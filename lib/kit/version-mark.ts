/**
 * How a stored hash or a cursor says which version of the key made it: `2.` in front of it. What bears no mark
 * is of version 1, since keys had no versions when it was made.
 */
const marked = /^([1-9]\d{0,5})\.(.*)$/s;

export const markVersion = (version: number, text: string) =>
  version === 1 ? text : `${version}.${text}`;

/** The text and the version that made it. Each text has one spelling: `1.` is no mark. */
export function readVersion(text: string): { version: number; text: string } {
  const [, version, rest] = marked.exec(text) ?? [];
  return version === undefined || version === '1' || rest === undefined
    ? { version: 1, text }
    : { version: Number(version), text: rest };
}
