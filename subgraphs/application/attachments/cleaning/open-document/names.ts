import { comparable, type HiddenSheets } from '../office/hidden-sheets.ts';
import type { NumberedNames } from '../office/new-names.ts';
import type { OpenDocumentStyles } from './styles.ts';
import { namedPlaces } from './survey.ts';
import type { XmlElement, XmlVerdict } from '../xml/xml.ts';
import { charactersOf } from '../xml/characters.ts';

export interface NameFacts {
  /** A spreadsheet shows the names of its sheets, a text those of none of its tables. */
  isSpreadsheet: boolean;
  /** Whether this is the document itself, not one within it. */
  isOutermost: boolean;
  places: ReadonlySet<string>;
  shownSheets: ReadonlySet<string>;
  hiddenSheets: HiddenSheets;
  styles: OpenDocumentStyles;
  newNames: NumberedNames;
}

/** Attributes that contain addresses of cells, or formulas. */
const addresses = /(?:address(?:es)?|ranges?)$/;
const references = /^(?:bookmark|reference)-ref$/;

/** Beginnings of the new names of automatic styles: those of tables in texts contain the names of the tables. */
const styleKinds: Readonly<Record<string, string>> = {
  table: 'ta',
  'table-column': 'co',
  'table-row': 'ro',
  'table-cell': 'ce',
  'covered-table-cell': 'ce',
};
const cellFamily = 'table-cell';

/** Gives places, tables and their styles new names, and removes addresses on hidden sheets. */
export function renameIn(
  element: XmlElement,
  ancestors: readonly XmlElement[],
  facts: NameFacts,
): XmlVerdict {
  const { local, namespace } = element;
  if (namedPlaces.test(local) && namespace.includes(':text:')) renamePlace(element, facts);
  if (local === 'table' && facts.isOutermost && !facts.isSpreadsheet) renamePlace(element, facts);
  renameStyle(element, facts);
  if (references.test(local)) {
    const place = charactersOf(element.get('ref-name') ?? '');
    if (!facts.places.has(place)) return 'unwrap';
    element.set('ref-name', facts.newNames.of('place', place));
  }
  return withoutHiddenSheets(element, ancestors, facts.hiddenSheets);
}

function renamePlace(element: XmlElement, { newNames }: NameFacts): void {
  const name = element.get('name');
  if (name !== undefined) element.set('name', newNames.of('place', charactersOf(name)));
}

function renameStyle(element: XmlElement, { styles, newNames }: NameFacts): void {
  const renamed = (family: string, name: string | undefined): string | undefined => {
    const kind = styleKinds[family];
    return kind && name && styles.has(family, name) ? newNames.of(kind, name) : undefined;
  };
  if (element.local === 'style') {
    const name = renamed(element.get('family') ?? '', element.get('name'));
    if (name) element.set('name', name);
    return;
  }
  if (!element.namespace.includes(':table:')) return;
  const family = element.local === 'covered-table-cell' ? cellFamily : element.local;
  const own = renamed(family, element.get('style-name'));
  if (own) element.set('style-name', own);
  const ofCells = renamed(cellFamily, element.get('default-cell-style-name'));
  if (ofCells) element.set('default-cell-style-name', ofCells);
}

function withoutHiddenSheets(
  element: XmlElement,
  ancestors: readonly XmlElement[],
  hiddenSheets: HiddenSheets,
): XmlVerdict {
  const isRule = /^(?:condition|formatting-entry|map)$/.test(element.local);
  const isGone = ({ local, value }: XmlElement['attributes'][number]) =>
    (addresses.test(local) || (isRule && /^(?:value|condition)$/.test(local))) &&
    hiddenSheets.areMentionedIn(value);
  if (!element.attributes.some(isGone)) return 'keep';
  if (element.local === 'map') return 'drop';
  const format = ancestors.findLastIndex(({ local }) => local === 'conditional-format');
  if (isRule && format >= 0) return { dropAncestor: ancestors.length - format };
  element.removeWhere(isGone);
  return 'keep';
}

/** The target in the copy of a link within the document; null for a place that the copy does not contain. */
export function linkWithin(target: string, facts: NameFacts): string | null {
  const written = charactersOf(target.slice(1)).replaceAll(/%([\da-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  if (facts.isSpreadsheet) {
    const sheet = sheetOf(comparable(written).replaceAll(/[$']/g, ''));
    return facts.shownSheets.has(sheet) ? target : null;
  }
  const [, place = '', kind = ''] = /^(.*?)(?:\|(\w*))?$/s.exec(written) ?? [];
  if (!facts.places.has(place) || !/^(?:|region|table)$/.test(kind)) return null;
  return `#${facts.newNames.of('place', place)}${kind === '' ? '' : `|${kind}`}`;
}

/** The sheet that an address is on: all of it where no cell follows. */
const sheetOf = (address: string) => /^(.*?)\.[a-z]{1,3}\d+/s.exec(address)?.[1] ?? address;
