import type { Cleaning } from '../cleaning.ts';
import { isOn, type WordStyles } from './styles.ts';
import type { XmlElement, XmlVerdict } from '../xml/xml.ts';

/** A table, a paragraph or a run around the element that is read. */
interface Around {
  kind: 'tbl' | 'p' | 'r';
  /** The number of elements around it. */
  depth: number;
  /** Whether styles hide its text. */
  isHidden: boolean;
  /** The setting of a run itself, which takes precedence over styles. */
  own: boolean | undefined;
}

/**
 * Finds the runs of text that are hidden: by themselves, by their style, or by that of their paragraph or table. The
 * properties of each of these come before its content.
 */
export class HiddenText {
  readonly #styles: WordStyles;
  readonly #cleaning: Cleaning;
  readonly #around: Around[] = [];

  constructor(styles: WordStyles, cleaning: Cleaning) {
    this.#styles = styles;
    this.#cleaning = cleaning;
  }

  /** To be called for every element of text and of formulas. */
  verdictOn(element: XmlElement, ancestors: readonly XmlElement[]): XmlVerdict {
    const depth = ancestors.length;
    while ((this.#around.at(-1)?.depth ?? -1) >= depth) this.#around.pop();
    const around = this.#around.at(-1);
    const isChildOfRun = around?.kind === 'r' && around.depth === depth - 1;
    if (isChildOfRun && element.local !== 'rPr' && (around.own ?? around.isHidden)) {
      this.#cleaning.warn('HIDDEN_CONTENT');
      return { dropAncestor: 1 };
    }
    const { local } = element;
    if (local === 'tbl' || local === 'p' || local === 'r') this.#enter(local, depth);
    else if (around) this.#readProperty(element, ancestors, around);
    return 'keep';
  }

  #enter(kind: Around['kind'], depth: number): void {
    this.#around.push({ kind, depth, isHidden: this.#hidesIn(kind, undefined), own: undefined });
  }

  /** Whether a style, or the default one, or what is around it hides the text of a table, a paragraph or a run. */
  #hidesIn(kind: Around['kind'], style: string | undefined): boolean {
    if (!this.#styles.hideText) return false;
    const outer = (wanted: Around['kind']) =>
      this.#around.findLast((one) => one.kind === wanted)?.isHidden ?? false;
    if (kind === 'tbl') return this.#styles.hides('table', style);
    if (kind === 'p') return outer('tbl') || this.#styles.hides('paragraph', style);
    return outer('p') || this.#styles.hides('character', style);
  }

  #readProperty(element: XmlElement, ancestors: readonly XmlElement[], around: Around): void {
    if (ancestors.length !== around.depth + 2) return;
    const properties = ancestors.at(-1)?.local;
    const style = element.get('val');
    if (properties === 'rPr' && around.kind === 'r') {
      if (element.local === 'vanish') around.own = isOn(element);
      if (element.local === 'rStyle') around.isHidden = this.#hidesIn('r', style);
    } else if (properties === 'pPr' && element.local === 'pStyle') {
      around.isHidden = this.#hidesIn('p', style);
    } else if (properties === 'tblPr' && element.local === 'tblStyle') {
      this.#styles.requireWhole(style);
      around.isHidden = this.#hidesIn('tbl', style);
    }
  }
}
