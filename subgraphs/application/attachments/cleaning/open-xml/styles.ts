import { damaged, unsupported } from '../cleaning.ts';
import { readXml, type XmlElement } from '../xml/xml.ts';

interface Style {
  parent: string | undefined;
  /** Undefined where the style leaves it to its parent. */
  hides: boolean | undefined;
  /** Whether it hides the text of some cells of a table, by their position. */
  hidesSome: boolean;
}

type StyleKind = 'paragraph' | 'character' | 'table';

/** The maximum number of styles that inherit from each other in a row. */
const mostParents = 100;

/** A property is on unless its value says otherwise. */
export const isOn = (element: XmlElement) => !/^(?:0|false|off)$/.test(element.get('val') ?? '');

/**
 * The styles of a document that hide text, including what they inherit and the defaults. In Word, two styles of different
 * kinds that both hide a text show it; here such a text is hidden, since other programs hide it.
 */
export class WordStyles {
  readonly #styles = new Map<string, Style>();
  /** Styles of what names none, by kind. */
  readonly #defaults = new Map<string, string>();
  /** Whether text is hidden by default. */
  #hidesAll = false;
  /** Whether there is a style that hides text. Most documents have none. */
  #hidesSome = false;
  readonly #isMissing: boolean;

  /** @param document `styles.xml`; null for a document without styles. */
  constructor(document: Buffer | null) {
    this.#isMissing = document === null;
    if (!document) return;
    readXml(document, {
      element: (element, ancestors) => {
        this.#read(element, ancestors);
        return 'keep';
      },
    });
  }

  /** Whether styles or defaults may hide any text. */
  get hideText(): boolean {
    return this.#hidesAll || this.#hidesSome || this.#isMissing;
  }

  /**
   * Whether text with this style of its kind, or with the default one, is hidden.
   * @throws UncleanableError for a style of a document without styles, which must have been lost.
   */
  hides(kind: StyleKind, id: string | undefined): boolean {
    if (this.#isMissing && id !== undefined) throw damaged('document without its styles');
    if (this.#hidesAll || !this.#hidesSome) return this.#hidesAll;
    const style = this.#deciding(
      id ?? this.#defaults.get(kind),
      ({ hides }) => hides !== undefined,
    );
    return style?.hides ?? false;
  }

  /** @throws UncleanableError for a style of tables that hides the text of some cells. */
  requireWhole(id: string | undefined): void {
    if (this.#deciding(id ?? this.#defaults.get('table'), ({ hidesSome }) => hidesSome))
      throw unsupported('cells hidden by their position');
  }

  #deciding(id: string | undefined, decides: (style: Style) => boolean): Style | undefined {
    let style = this.#styles.get(id ?? '');
    for (let steps = 0; style && !decides(style); steps += 1) {
      if (steps > mostParents) throw unsupported('depth of styles');
      style = style.parent === undefined ? undefined : this.#styles.get(style.parent);
    }
    return style;
  }

  #read(element: XmlElement, ancestors: readonly XmlElement[]): void {
    const { local } = element;
    if (local === 'style') {
      const id = element.get('styleId') ?? '';
      this.#styles.set(id, { parent: undefined, hides: undefined, hidesSome: false });
      if (
        element.get('default') !== undefined &&
        /^(?:1|true|on)$/.test(element.get('default') ?? '')
      )
        this.#defaults.set(element.get('type') ?? '', id);
      return;
    }
    if (local !== 'basedOn' && local !== 'vanish') return;
    const around = ancestors.findLast((one) => one.local === 'style');
    const style = this.#styles.get(around?.get('styleId') ?? '');
    if (local === 'basedOn') {
      if (style) style.parent = element.get('val');
    } else if (ancestors.some((one) => one.local === 'rPrDefault')) this.#hidesAll = isOn(element);
    else if (style && ancestors.some((one) => one.local === 'tblStylePr'))
      style.hidesSome ||= isOn(element);
    else if (style) {
      style.hides = isOn(element);
      this.#hidesSome ||= style.hides;
    }
  }
}
