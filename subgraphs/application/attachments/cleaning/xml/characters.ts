const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  quot: '"',
};

/** The characters that a text or a value of an attribute stands for, without entities, one byte a character. */
export const charactersOf = (written: string): string =>
  written.includes('&') ? written.replaceAll(entityForm, characterOf) : written;

const entityForm = /&(?:(\w+)|#(\d{1,7})|#x([\da-f]{1,6}));/gi;

function characterOf(
  entity: string,
  name?: string,
  decimal?: string,
  hexadecimal?: string,
): string {
  if (name !== undefined) return entities[name] ?? entity;
  const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal ?? '', 16);
  return code > 0x10_ff_ff ? entity : Buffer.from(String.fromCodePoint(code)).toString('latin1');
}
