import { unsupported } from '../cleaning.ts';
import type { XmlElement } from '../xml/xml.ts';

interface Style {
  parent: string | undefined;
  /** Undefined where the style leaves it to its parent. */
  hides: boolean | undefined;
}

/** The maximum number of styles that inherit from each other in a row. */
const mostParents = 100;

const keyOf = (family: string, name: string) => `${family}/${name}`;
const isNothing = (length: string | undefined) => /^0(?:\.0*)?[a-z]*$/.test(length ?? '');

/**
 * The styles that hide text, sheets, rows, columns or parts of pictures, including what they inherit. Automatic styles belong to one file
 * of a document and inherit from the common ones, which all files share.
 */
export class OpenDocumentStyles {
  readonly #common: OpenDocumentStyles | null;
  readonly #styles = new Map<string, Style>();

  constructor(common: OpenDocumentStyles | null) {
    this.#common = common;
  }

  /** Adds what an element within a style, or within the default of a family, declares. */
  read(element: XmlElement, ancestors: readonly XmlElement[]): void {
    if (element.local === 'style' || element.local === 'default-style') {
      const [family = '', name = ''] = [element.get('family'), element.get('name')];
      const parent = element.get('parent-style-name');
      this.#styles.set(keyOf(family, name), { parent, hides: undefined });
      return;
    }
    const hides = hidesBy(element);
    if (hides === undefined) return;
    const around = ancestors.findLast(({ local }) => /^(?:default-)?style$/.test(local));
    const style = this.#styles.get(keyOf(around?.get('family') ?? '', around?.get('name') ?? ''));
    if (style) style.hides = hides;
  }

  /** Whether a style hides what has it; the default of its family where no style of its chain decides. */
  hides(family: string, name: string | undefined): boolean {
    return this.decides(family, name) ?? this.#find(family, '')?.hides ?? false;
  }

  /** Undefined where neither the style nor one that it inherits from decides. */
  decides(family: string, name: string | undefined): boolean | undefined {
    let next = name;
    for (let steps = 0; next; steps += 1) {
      if (steps > mostParents) throw unsupported('depth of styles');
      const style = this.#find(family, next);
      if (style?.hides !== undefined) return style.hides;
      next = style?.parent;
    }
    return undefined;
  }

  /** Whether a style is an automatic one. */
  has(family: string, name: string): boolean {
    return this.#common !== null && this.#styles.has(keyOf(family, name));
  }

  #find(family: string, name: string): Style | undefined {
    const common = this.#common;
    return (
      this.#styles.get(keyOf(family, name)) ?? (common ? common.#find(family, name) : undefined)
    );
  }
}

/** Whether properties within a style hide; undefined if they do not decide. */
function hidesBy(element: XmlElement): boolean | undefined {
  const display = element.get('display');
  switch (element.local) {
    case 'text-properties':
      return display === undefined ? undefined : display === 'none';
    case 'table-properties':
      return display === undefined ? undefined : display === 'false';
    case 'table-row-properties':
      return isNothing(element.get('row-height')) ? true : undefined;
    case 'table-column-properties':
      return isNothing(element.get('column-width')) ? true : undefined;
    case 'graphic-properties':
      return cropsBy(element.get('clip'));
    default:
      return undefined;
  }
}

/** Whether a rectangle cuts away a part of a picture. Its lengths count from the edges, and may be negative. */
const cropsBy = (clip: string | undefined) =>
  clip?.match(/-?[\d.]+/g)?.some((length) => Number(length) > 0) ?? (clip ? false : undefined);
