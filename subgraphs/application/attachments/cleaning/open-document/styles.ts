import { unsupported } from '../cleaning.ts';
import type { XmlElement } from '../xml/xml.ts';

interface Style {
  parent: string | undefined;
  /** What it declares itself; the rest it leaves to its parent. */
  own: Effects;
}

/** What a style does: texts of a shape may be hidden while its picture is not cropped, and the other way round. */
interface Effects {
  hides?: boolean;
  crops?: boolean;
}

/** The maximum number of styles that inherit from each other in a row. */
const mostParents = 100;

const keyOf = (family: string, name: string) => `${family}/${name}`;
const isNothing = (length: string | undefined) => /^0(?:\.0*)?[a-z]*$/.test(length ?? '');

/**
 * The styles that hide text, sheets, rows or columns, or that crop pictures, including what they inherit. Automatic
 * styles belong to one file of a document and inherit from the common ones, which all files share.
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
      this.#styles.set(keyOf(family, name), { parent, own: {} });
      return;
    }
    const effects = effectsOf(element);
    if (!effects) return;
    const around = ancestors.findLast(({ local }) => /^(?:default-)?style$/.test(local));
    const style = this.#styles.get(keyOf(around?.get('family') ?? '', around?.get('name') ?? ''));
    if (style) style.own = { ...style.own, ...effects };
  }

  /** Whether a style hides what has it; the default of its family where no style of its chain decides. */
  hides(family: string, name: string | undefined): boolean {
    return this.decides(family, name) ?? this.#find(family, '')?.own.hides ?? false;
  }

  /** Whether a style of frames crops the pictures in them, in the same way. */
  crops(name: string | undefined): boolean {
    const decided = this.#decides('crops', 'graphic', name);
    return decided ?? this.#find('graphic', '')?.own.crops ?? false;
  }

  /** Undefined where neither the style nor one that it inherits from decides. */
  decides(family: string, name: string | undefined): boolean | undefined {
    return this.#decides('hides', family, name);
  }

  #decides(effect: keyof Effects, family: string, name: string | undefined): boolean | undefined {
    let next = name;
    for (let steps = 0; next; steps += 1) {
      if (steps > mostParents) throw unsupported('depth of styles');
      const style = this.#find(family, next);
      const decided = style?.own[effect];
      if (decided !== undefined) return decided;
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

/** What properties within a style decide; null if nothing. */
function effectsOf(element: XmlElement): Effects | null {
  const display = element.get('display');
  switch (element.local) {
    case 'text-properties':
      return display === undefined ? null : { hides: display === 'none' };
    case 'table-properties':
      return display === undefined ? null : { hides: display === 'false' };
    case 'table-row-properties':
      return isNothing(element.get('row-height')) ? { hides: true } : null;
    case 'table-column-properties':
      return isNothing(element.get('column-width')) ? { hides: true } : null;
    case 'graphic-properties': {
      const clip = element.get('clip');
      return clip ? { crops: cropsBy(clip) } : null;
    }
    default:
      return null;
  }
}

/** Whether a rectangle cuts away a part of a picture. Its lengths count from the edges, and may be negative. */
const cropsBy = (clip: string) =>
  clip.match(/-?[\d.]+/g)?.some((length) => Number(length) > 0) ?? false;
