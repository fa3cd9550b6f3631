import { damaged, mostDepth, unsupported } from '../cleaning.ts';
import { localOf, Namespaces, noNamespaces } from './namespaces.ts';

/**
 * XML is read one byte a character: markup is ASCII, and other characters of UTF-8 pass through as they are.
 */
export interface XmlAttribute {
  /** With its prefix. */
  readonly name: string;
  readonly local: string;
  /** Empty where it has no prefix. */
  readonly namespace: string;
  /** As written, with entities. */
  value: string;
}

export class XmlElement {
  readonly name: string;
  readonly local: string;
  readonly namespace: string;
  /** Attributes removed from it are not written. */
  attributes: XmlAttribute[];
  /** Whether it is an empty element. */
  readonly isEmpty: boolean;

  constructor(
    name: string,
    {
      namespace,
      attributes,
      isEmpty,
    }: { namespace: string; attributes: XmlAttribute[]; isEmpty: boolean },
  ) {
    this.name = name;
    this.isEmpty = isEmpty;
    this.local = localOf(name);
    this.namespace = namespace;
    this.attributes = attributes;
  }

  /** The value of an attribute with this local name, in any namespace. */
  get(local: string): string | undefined {
    return this.attributes.find((attribute) => attribute.local === local)?.value;
  }

  set(local: string, value: string): void {
    for (const attribute of this.attributes) if (attribute.local === local) attribute.value = value;
  }

  remove(...locals: readonly string[]): void {
    this.removeWhere(({ local }) => locals.includes(local));
  }

  removeWhere(isGone: (attribute: XmlAttribute) => boolean): void {
    if (this.attributes.some(isGone)) {
      this.attributes = this.attributes.filter((attribute) => !isGone(attribute));
    }
  }
}

/**
 * The fate of an element: it is kept; it is dropped with its content; its content is kept without it; it is kept
 * without its content; or an element around it is dropped, 1 being its parent.
 */
export type XmlVerdict = 'keep' | 'drop' | 'unwrap' | 'empty' | { dropAncestor: number };

export interface XmlRules {
  /**
   * The elements around it are given outermost first, and the position of its tag in the document, which identifies
   * it: elements without attributes share an object. Changes of the element are written.
   */
  element(element: XmlElement, ancestors: readonly XmlElement[], at: number): XmlVerdict;
  /** Text within the innermost element, as written. @returns the text to write instead. */
  text?(text: string, ancestors: readonly XmlElement[]): string;
}

interface Open {
  element: XmlElement;
  /** In force within it, by prefix. */
  namespaces: Namespaces;
  verdict: 'keep' | 'unwrap';
  /** The position in the output at which it began. */
  mark: Mark;
}

/** A position in the output. */
interface Mark {
  pieces: number;
  from: number;
  to: number;
}

/** The output: stretches of the document as they are, and replacements of others. */
class Output {
  readonly #xml: string;
  readonly #pieces: string[] = [];
  /** The last stretch, which may continue: a document with few changes is cut into few stretches. */
  #from = 0;
  #to = 0;

  constructor(xml: string) {
    this.#xml = xml;
  }

  keep(from: number, to: number): void {
    if (from !== this.#to) {
      this.#flush();
      this.#from = from;
    }
    this.#to = to;
  }

  add(text: string): void {
    this.#flush();
    this.#from = this.#to;
    if (text !== '') this.#pieces.push(text);
  }

  mark = (): Mark => ({ pieces: this.#pieces.length, from: this.#from, to: this.#to });

  /** Discards everything written since then. */
  goBack({ pieces, from, to }: Mark): void {
    this.#pieces.length = pieces;
    this.#from = from;
    this.#to = to;
  }

  whole(): string {
    this.#flush();
    return this.#pieces.join('');
  }

  #flush(): void {
    if (this.#to > this.#from) this.#pieces.push(this.#xml.slice(this.#from, this.#to));
  }
}

const prefixOf = (name: string) => name.slice(0, Math.max(0, name.indexOf(':')));

const nameForm = String.raw`[A-Za-z_\x80-\xff][\w.\-:\x80-\xff]*`;
const tagForm = new RegExp(
  String.raw`<(/?)(${nameForm})((?:\s+${nameForm}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(/?)>`,
  'y',
);
const attributeForm = new RegExp(String.raw`(${nameForm})\s*=\s*(?:"([^"]*)"|'([^']*)')`, 'g');
const declarationForm = /^<\?xml\s[^>]*?\?>/;
/** The maximum number of elements without attributes that are remembered, by name. */
const mostPlain = 500;

const codes = { slash: 0x2f, greater: 0x3e } as const;

/**
 * A document changed by rules. Parts that they do not change are written as they were, without comments and processing
 * instructions.
 * @throws UncleanableError unless it is well-formed UTF-8 without a document type.
 */
export function rewriteXml(document: Buffer, rules: XmlRules): Buffer {
  const hasMark = document[0] === 0xef && document[1] === 0xbb && document[2] === 0xbf;
  return Buffer.from(
    new Rewriter(document.toString('latin1', hasMark ? 3 : 0), rules).run(),
    'latin1',
  );
}

/** Reads a document without changing it. */
export function readXml(document: Buffer, rules: Pick<XmlRules, 'element' | 'text'>): void {
  rewriteXml(document, rules);
}

class Rewriter {
  readonly #xml: string;
  readonly #rules: XmlRules;
  readonly #open: Open[] = [];
  readonly #ancestors: XmlElement[] = [];
  readonly #output: Output;
  /** The depth within the dropped element; 0 outside. */
  #dropped = 0;
  #hasRoot = false;
  /** Elements without attributes: most are like an earlier one. */
  readonly #plain = new Map<string, ReadElement>();

  constructor(xml: string, rules: XmlRules) {
    this.#xml = xml;
    this.#rules = rules;
    this.#output = new Output(xml);
  }

  run(): string {
    const xml = this.#xml;
    let at = this.#declaration();
    while (at < xml.length) {
      const next = xml.indexOf('<', at);
      if (next !== at) this.#text(at, next < 0 ? xml.length : next);
      if (next < 0) break;
      at = this.#markup(next);
    }
    if (!this.#hasRoot || this.#open.length > 0 || this.#dropped > 0) throw damaged('XML');
    return this.#output.whole();
  }

  #declaration(): number {
    const [declaration = ''] = declarationForm.exec(this.#xml.slice(0, 200)) ?? [];
    const encoding = /encoding\s*=\s*["']([^"']*)["']/.exec(declaration)?.[1] ?? 'utf-8';
    if (!/^(?:utf-8|us-ascii)$/i.test(encoding)) throw unsupported('encoding of XML');
    this.#output.add('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n');
    return declaration.length;
  }

  #text(from: number, to: number): void {
    if (this.#dropped > 0) return;
    const text = this.#xml.slice(from, to);
    if (this.#open.length === 0) {
      if (text.trim() !== '') throw damaged('XML');
      return;
    }
    const instead = this.#rules.text?.(text, this.#ancestors) ?? text;
    if (instead === text) this.#output.keep(from, to);
    else this.#output.add(instead);
  }

  /** @returns the position at which it ends. */
  #markup(at: number): number {
    const xml = this.#xml;
    if (xml.charCodeAt(at + 1) === codes.slash && this.#dropped === 0) {
      // Most ends are those of the innermost element, without spaces.
      const name = this.#open.at(-1)?.element.name ?? '';
      const to = at + 2 + name.length;
      if (name !== '' && xml.charCodeAt(to) === codes.greater && xml.startsWith(name, at + 2)) {
        this.#end(name, at, to + 1);
        return to + 1;
      }
    }
    if (xml.startsWith('<!--', at)) return this.#endOf('-->', at + 4);
    if (xml.startsWith('<?', at)) return this.#endOf('?>', at + 2);
    if (xml.startsWith('<![CDATA[', at)) {
      const end = this.#endOf(']]>', at + 9);
      if (this.#dropped === 0) {
        const text = xml
          .slice(at + 9, end - 3)
          .replaceAll('&', '&amp;')
          .replaceAll('<', '&lt;');
        this.#output.add(this.#rules.text?.(text, this.#ancestors) ?? text);
      }
      return end;
    }
    tagForm.lastIndex = at;
    const tag = tagForm.exec(xml);
    if (!tag) throw xml.startsWith('<!', at) ? unsupported('document type in XML') : damaged('XML');
    const [whole, isEnd, name = '', text = '', slash] = tag;
    const to = at + whole.length;
    if (isEnd) this.#end(name, at, to);
    else this.#start({ name, text, isEmpty: slash !== '' }, at, to);
    return to;
  }

  #endOf(ending: string, from: number): number {
    const end = this.#xml.indexOf(ending, from);
    if (end < 0) throw damaged('XML');
    return end + ending.length;
  }

  #start(tag: Tag, from: number, to: number): void {
    const { isEmpty } = tag;
    if (this.#dropped > 0) {
      if (!isEmpty && (this.#dropped += 1) > mostDepth * 4) throw unsupported('depth of XML');
      return;
    }
    const around = this.#open.at(-1);
    if (!around && this.#hasRoot) throw damaged('XML');
    this.#hasRoot = true;
    const { element, namespaces } = this.#read(tag, around?.namespaces ?? noNamespaces);
    const before = element.attributes;
    const values = before.length === 0 ? noValues : before.map(({ value }) => value);
    const verdict = this.#rules.element(element, this.#ancestors, from);
    if (typeof verdict === 'object') return this.#dropAncestor(verdict.dropAncestor, isEmpty);
    if (verdict === 'drop') {
      if (!isEmpty) this.#dropped = 1;
      return;
    }
    const isSame =
      element.attributes === before &&
      values.every((value, index) => before[index]?.value === value);
    const mark = this.#output.mark();
    if (verdict === 'empty' && !isEmpty) {
      this.#output.add(write(element, true));
      this.#dropped = 1;
      return;
    }
    if (verdict !== 'unwrap') {
      if (isSame) this.#output.keep(from, to);
      else this.#output.add(write(element, isEmpty));
    }
    if (isEmpty) return;
    if (this.#open.length >= mostDepth) throw unsupported('depth of XML');
    this.#open.push({
      element,
      namespaces,
      verdict: verdict === 'unwrap' ? 'unwrap' : 'keep',
      mark,
    });
    this.#ancestors.push(element);
  }

  #read(tag: Tag, around: Namespaces): ReadElement {
    if (tag.text !== '') return readElement(tag, around);
    const key = tag.isEmpty ? `${tag.name}/` : tag.name;
    const known = this.#plain.get(key);
    if (known?.namespaces === around) return known;
    const read = readElement(tag, around);
    if (known || this.#plain.size < mostPlain) this.#plain.set(key, read);
    return read;
  }

  /** Discards everything written since the ancestor began. */
  #dropAncestor(distance: number, isEmpty: boolean): void {
    const index = this.#open.length - distance;
    const ancestor = this.#open[index];
    if (!ancestor) throw damaged('XML');
    this.#output.goBack(ancestor.mark);
    this.#open.length = index;
    this.#ancestors.length = index;
    this.#dropped = distance + (isEmpty ? 0 : 1);
  }

  #end(name: string, from: number, to: number): void {
    if (this.#dropped > 0) {
      this.#dropped -= 1;
      return;
    }
    const closed = this.#open.pop();
    if (!closed || closed.element.name !== name) throw damaged('XML');
    this.#ancestors.pop();
    if (closed.verdict === 'keep') this.#output.keep(from, to);
  }
}

/** The beginning of an element. */
interface Tag {
  name: string;
  /** Its attributes. */
  text: string;
  isEmpty: boolean;
}

const noValues: readonly string[] = [];

interface ReadElement {
  element: XmlElement;
  /** In force within it, by prefix. */
  namespaces: Namespaces;
}

function readElement({ name, text, isEmpty }: Tag, around: Namespaces): ReadElement {
  if (text === '') {
    const namespace = around.get(prefixOf(name)) ?? '';
    const element = new XmlElement(name, { namespace, attributes: [], isEmpty });
    return { element, namespaces: around };
  }
  const pairs = Array.from(text.matchAll(attributeForm), ([, attribute = '', double, single]) => ({
    name: attribute,
    value: double ?? single ?? '',
  }));
  const declared = pairs.filter((pair) => pair.name === 'xmlns' || pair.name.startsWith('xmlns:'));
  const namespaces = declared.length === 0 ? around : new Namespaces(around, declared);
  const attributes = pairs.map((pair) => {
    const prefix = prefixOf(pair.name);
    const isDeclaration = pair.name === 'xmlns' || prefix === 'xmlns';
    const namespace = isDeclaration
      ? 'xmlns'
      : prefix === ''
        ? ''
        : (namespaces.get(prefix) ?? '?');
    return { ...pair, local: localOf(pair.name), namespace };
  });
  const namespace = namespaces.get(prefixOf(name)) ?? (name.includes(':') ? '?' : '');
  return { element: new XmlElement(name, { namespace, attributes, isEmpty }), namespaces };
}

function write({ name, attributes }: XmlElement, isEmpty: boolean): string {
  const written = attributes.map(
    ({ name, value }) => ` ${name}="${value.replaceAll('"', '&quot;')}"`,
  );
  return `<${name}${written.join('')}${isEmpty ? '/' : ''}>`;
}
