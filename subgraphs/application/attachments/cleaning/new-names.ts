/** Names compare without regard to the case of ASCII letters; of others the spelling has to match. */
const keyOf = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

/**
 * What the named places of a document are called instead: their names may be those of people. Numbered in the order
 * in which they are given, so that a copy's own copy is the same.
 */
export class NewNames {
  readonly #names = new Map<string, string>();

  constructor(names: Iterable<string>, write: (name: string, number: number) => string) {
    for (const name of names) {
      const key = keyOf(name);
      if (!this.#names.has(key)) this.#names.set(key, write(name, this.#names.size + 1));
    }
  }

  /** Undefined for what names no place. */
  of(name: string): string | undefined {
    return this.#names.get(keyOf(name));
  }
}
