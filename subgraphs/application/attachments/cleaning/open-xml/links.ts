import { relationshipNamespace } from './drawing.ts';
import { showsTarget, textsIn } from '../office/shown-links.ts';
import { readXml, rewriteXml, type XmlElement, type XmlVerdict } from '../xml/xml.ts';

/** The addresses that a part leads to, by the ids of their relationships. */
type Targets = ReadonlyMap<string, string>;

const targetIdOf = (element: XmlElement, targets: Targets) =>
  element.attributes.find(
    ({ namespace, value }) => relationshipNamespace.test(namespace) && targets.has(value),
  )?.value;

const isRun = ({ local, namespace }: XmlElement) => local === 'r' && /drawingml/.test(namespace);
const isLinkOfText = ({ local, namespace }: XmlElement) =>
  local === 'hyperlink' && namespace.includes('wordprocessingml');

/**
 * The links of a text, a drawing or a chart that has been cleaned of all hidden text: those of runs of text, and of runs
 * within shapes. A link of a shape itself shows no address.
 */
export function withShownLinks(content: Buffer, targets: Targets): Buffer {
  const texts = textsIn(content, {
    isWanted: (element) => isRun(element) || isLinkOfText(element),
    isShown: (ancestors) => ancestors.at(-1)?.local === 't',
  });
  let run = -1;
  const verdictOn = (element: XmlElement, text: string | undefined): XmlVerdict => {
    const id = targetIdOf(element, targets);
    if (id === undefined) return 'keep';
    if (text === undefined || !showsTarget(text, targets.get(id) ?? ''))
      return isLinkOfText(element) ? 'unwrap' : 'drop';
    return 'keep';
  };
  return rewriteXml(content, {
    element(element, ancestors, at) {
      if (isRun(element)) run = at;
      const [around, properties] = ancestors.slice(-2);
      const isOfRun = properties?.local === 'rPr' && around !== undefined && isRun(around);
      return verdictOn(element, texts.get(isOfRun ? run : at));
    },
  });
}

interface CellLink {
  at: number;
  id: string;
  /** The first cell that has the link. */
  cell: string;
  /** The place on the page that it leads to. */
  location: string | undefined;
}

const isWithinSheet = ({ namespace }: XmlElement) => namespace.endsWith('/main');
const isReading = (ancestors: readonly XmlElement[]) =>
  ancestors.some(({ local }) => local === 'rPh');

/** The links of a sheet that has been cleaned of all hidden values: they are listed after the cells. */
export function withShownCellLinks(
  content: Buffer,
  targets: Targets,
  sharedTexts: () => readonly string[],
): Buffer {
  const { links, list, count } = cellLinksOf(content, targets);
  const texts = cellTexts(content, new Set(links.map(({ cell }) => cell)), sharedTexts);
  const isShown = ({ id, cell, location }: CellLink) => {
    const place = location === undefined ? '' : `#${location}`;
    return showsTarget(texts.get(cell) ?? '', `${targets.get(id)}${place}`);
  };
  const gone = new Set(links.filter((link) => !isShown(link)).map(({ at }) => at));
  // A list of links may not be empty.
  if (gone.size === count) gone.add(list);
  return rewriteXml(content, {
    element: (_element, _ancestors, at) => (gone.has(at) ? 'drop' : 'keep'),
  });
}

/** @returns the links to addresses, the position of the list of links, and the number of all of them. */
function cellLinksOf(sheet: Buffer, targets: Targets) {
  const links: CellLink[] = [];
  let list = -1;
  let count = 0;
  readXml(sheet, {
    element(element, _ancestors, at) {
      if (element.local === 'hyperlinks') list = at;
      if (element.local !== 'hyperlink') return 'keep';
      count += 1;
      const id = targetIdOf(element, targets);
      if (id === undefined) return 'keep';
      const [cell = ''] = (element.get('ref') ?? '').split(':');
      links.push({ at, id, cell, location: element.get('location') });
      return 'keep';
    },
  });
  return { links, list, count };
}

/** The texts of cells by their names, without numbers: their formats may show others. */
function cellTexts(
  sheet: Buffer,
  wanted: ReadonlySet<string>,
  sharedTexts: () => readonly string[],
): Map<string, string> {
  const cells = new Map<number, { name: string; isShared: boolean }>();
  const texts = textsIn(sheet, {
    isWanted(element, _ancestors, at) {
      const name = element.get('r') ?? '';
      const type = element.get('t') ?? '';
      const isText =
        element.local === 'c' && wanted.has(name) && /^(?:s|str|inlineStr)$/.test(type);
      if (isText) cells.set(at, { name, isShared: type === 's' });
      return isText;
    },
    isShown: (ancestors) => /^[vt]$/.test(ancestors.at(-1)?.local ?? '') && !isReading(ancestors),
  });
  return new Map(
    Array.from(cells, ([at, { name, isShared }]) => {
      const text = texts.get(at) ?? '';
      return [name, isShared ? (sharedTexts()[Number(text)] ?? '') : text];
    }),
  );
}

/** The shared texts of a workbook by their numbers, without the readings of Japanese characters. */
export const sharedTextsOf = (content: Buffer): readonly string[] => [
  ...textsIn(content, {
    isWanted: (element) => element.local === 'si' && isWithinSheet(element),
    isShown: (ancestors) => {
      const around = ancestors.at(-1);
      return around?.local === 't' && isWithinSheet(around) && !isReading(ancestors);
    },
  }).values(),
];
