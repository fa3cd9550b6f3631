import { readXml, rewriteXml, type XmlElement } from '../xml/xml.ts';
import { charactersOf } from '../xml/characters.ts';

/** Targets that a copy may lead to if a link shows them: pages on the web, addresses of mail, telephone numbers. */
export const isAddress = (target: string) => scheme.test(target);

const scheme = /^(?:https?:|mailto:|tel:)/i;
const withoutScheme = /^(?:https?:\/\/|mailto:|tel:)?/i;
/** A text that is longer is no address. */
const longest = 5_000;

/**
 * Whether a link shows where it leads to: its text is the address, or the address and a place on that page, up to the
 * scheme, a slash at the end and percent-encoding. Any other target tells more than the link does.
 * @param text both as written in XML, one byte a character.
 */
export function showsTarget(text: string, target: string): boolean {
  const address = comparable(target);
  const shown = charactersOf(text);
  const [page = ''] = shown.split('#');
  return address !== '' && (comparable(shown) === address || comparable(page) === address);
}

const comparable = (address: string) =>
  charactersOf(address)
    .trim()
    .replace(withoutScheme, '')
    .replaceAll(/%([\da-f]{2})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replace(/\/$/, '');

interface Texts {
  /** The elements whose text is wanted; they may lie within each other. */
  isWanted(element: XmlElement, ancestors: readonly XmlElement[], at: number): boolean;
  /** Whether the text within these elements is shown. */
  isShown(ancestors: readonly XmlElement[]): boolean;
}

/** The texts of elements by their positions, in the order of the document. Of a long text only the beginning. */
export function textsIn(document: Buffer, { isWanted, isShown }: Texts): Map<number, string> {
  const texts = new Map<number, string>();
  const around: { at: number; depth: number }[] = [];
  const leave = (depth: number) => {
    while ((around.at(-1)?.depth ?? -1) >= depth) around.pop();
  };
  readXml(document, {
    element(element, ancestors, at) {
      leave(ancestors.length);
      if (isWanted(element, ancestors, at)) {
        texts.set(at, '');
        if (!element.isEmpty) around.push({ at, depth: ancestors.length });
      }
      return 'keep';
    },
    text(text, ancestors) {
      leave(ancestors.length);
      if (around.length === 0 || !isShown(ancestors)) return text;
      for (const { at } of around) {
        const before = texts.get(at) ?? '';
        if (before.length <= longest) texts.set(at, before + text);
      }
      return text;
    },
  });
  return texts;
}

const isTarget = ({ local, namespace, value }: XmlElement['attributes'][number]) =>
  local === 'href' && namespace.endsWith('/xlink') && isAddress(value);

/** A file of an OpenDocument, already cleaned of all hidden text, without links to addresses that they do not show. */
export function withoutHiddenTargets(document: Buffer): Buffer {
  if (!document.includes('href')) return document;
  const texts = textsIn(document, {
    isWanted: ({ local, attributes }) => local === 'a' && attributes.some(isTarget),
    isShown: () => true,
  });
  if (texts.size === 0) return document;
  return rewriteXml(document, {
    element(element, _ancestors, at) {
      const text = texts.get(at);
      if (text === undefined) return 'keep';
      const target = element.attributes.find(isTarget)?.value ?? '';
      return showsTarget(text, target) ? 'keep' : 'unwrap';
    },
  });
}
