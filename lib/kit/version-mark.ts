/**
 * A stored hash or cursor is prefixed with the version of the key that made it: `2.`. One without a prefix is of
 * version 1, since it may date from when keys had no versions.
 */
const marked = /^([1-9]\d{0,5})\.(.*)$/s;

export const markVersion = (version: number, text: string) =>
  version === 1 ? text : `${version}.${text}`;

/** Splits a text from the key version that made it. Each text has one spelling: `1.` is not a valid prefix. */
export function readVersion(text: string): { version: number; text: string } {
  const [, version, rest] = marked.exec(text) ?? [];
  return version === undefined || version === '1' || rest === undefined
    ? { version: 1, text }
    : { version: Number(version), text: rest };
}
