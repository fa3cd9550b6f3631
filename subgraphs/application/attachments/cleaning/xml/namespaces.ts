import { unsupported } from '../cleaning.ts';

/** A name without its prefix. */
export const localOf = (name: string) => name.slice(name.indexOf(':') + 1);

/** The maximum number of nested elements that declare namespaces, and the maximum length of a namespace. */
const namespaceLimits = { depth: 50, length: 500 } as const;

/** The namespaces in force at some place, by prefix. Elements that declare some refer to those around them. */
export class Namespaces {
  readonly #around: Namespaces | null;
  readonly #declared = new Map<string, string>();
  readonly #depth: number;

  /** @throws UncleanableError */
  constructor(around: Namespaces | null, declared: readonly { name: string; value: string }[]) {
    this.#around = around;
    this.#depth = around ? around.#depth + 1 : 0;
    if (this.#depth > namespaceLimits.depth) throw unsupported('depth of namespaces');
    for (const { name, value } of declared) {
      if (value.length > namespaceLimits.length) throw unsupported('namespace of XML');
      this.#declared.set(name === 'xmlns' ? '' : localOf(name), value);
    }
  }

  get(prefix: string): string | undefined {
    return this.#declared.get(prefix) ?? this.#around?.get(prefix);
  }
}

export const noNamespaces = new Namespaces(null, [
  { name: 'xmlns:xml', value: 'http://www.w3.org/XML/1998/namespace' },
]);
