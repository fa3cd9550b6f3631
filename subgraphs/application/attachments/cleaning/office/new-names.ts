/** Names compare without regard to the case of ASCII letters; of others the spelling has to match. */
const keyOf = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

/**
 * The new names of the named places of a document: the old ones may be those of people. They are numbered in the order
 * in which they are given, so that a copy of the copy is the same.
 */
export class NewNames {
  readonly #names = new Map<string, string>();

  constructor(names: Iterable<string>, write: (name: string, number: number) => string) {
    for (const name of names) {
      const key = keyOf(name);
      if (!this.#names.has(key)) this.#names.set(key, write(name, this.#names.size + 1));
    }
  }

  /** Undefined for a name of no place. */
  of(name: string): string | undefined {
    return this.#names.get(keyOf(name));
  }
}

/** New names that are numbered as they are first used, for each kind from 1. */
export class NumberedNames {
  readonly #names = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  of(kind: string, name: string): string {
    const key = `${kind}/${name}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    this.#names.set(key, `${kind}${number}`);
    return `${kind}${number}`;
  }
}
