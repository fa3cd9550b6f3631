import { type Cleaning, damaged, mostDepth, unsupported } from '../cleaning.ts';
import type { PdfDocument } from './document.ts';
import { type PdfDictionary, PdfReference, type PdfValue } from './syntax.ts';

/** The states of a layer on screen, in print and in exports, by the usage that has them. */
const stateKeys = { View: 'ViewState', Print: 'PrintState', Export: 'ExportState' } as const;
/** Usages that depend on who looks at the document, and how. */
const dependent = new Set(['Zoom', 'Language', 'User']);

const hiddenLayers = () => unsupported('hidden layers');

/**
 * Refuses layers (optional content, ISO 32000-1, 8.11) that the document hides: their content is mixed with the visible
 * content, and cannot be separated. A copy has no layers, and shows everything.
 * @throws UncleanableError if a layer is off, or may be by its usage.
 */
export function requireNoHiddenLayers(document: PdfDocument): void {
  const root = document.dictionary(document.trailer.get('Root'));
  const layers = document.dictionary(root.get('OCProperties'));
  if (layers.size === 0) return;
  const shown = document.dictionary(layers.get('D'));
  const base = document.name(shown.get('BaseState'));
  if (base === 'OFF' || document.array(shown.get('OFF')).length > 0) throw hiddenLayers();
  const all = document.array(layers.get('OCGs'));
  for (const layer of all) requireNoHidingUsage(document.dictionary(layer), document);
  for (const value of document.array(shown.get('AS'))) {
    const application = document.dictionary(value);
    const own = document.array(application.get('OCGs'));
    const categories = document.array(application.get('Category')).map((one) => document.name(one));
    const isDependent = own.some((layer) => {
      const usage = usageOf(document.dictionary(layer), document);
      return categories.some((category) => dependent.has(category) && usage.has(category));
    });
    if (isDependent) throw hiddenLayers();
    for (const layer of own) requireNoHidingUsage(document.dictionary(layer), document);
  }
}

/**
 * Refuses content that is hidden while all layers are on.
 * @param value what content belongs to: a layer, a membership in several, or nothing of these.
 * @throws UncleanableError
 */
export function requireShown(
  value: PdfValue | undefined,
  document: PdfDocument,
  cleaning: Cleaning,
): void {
  if (value === undefined) return;
  cleaning.count(1);
  const membership = document.dictionary(value);
  const type = document.name(membership.get('Type'));
  if (type === 'OCG') return requireNoHidingUsage(membership, document);
  if (type !== 'OCMD' && !membership.has('OCGs') && !membership.has('VE')) return;
  // Programs that do not know expressions go by the policy.
  const policy = document.name(membership.get('P'));
  const isHidden =
    (/^A(?:ny|ll)Off$/.test(policy) && hasLayers(membership.get('OCGs'), document)) ||
    (membership.has('VE') && !holds(membership.get('VE'), { document, cleaning, depth: 0 }));
  if (isHidden) throw hiddenLayers();
}

const usageOf = (layer: PdfDictionary, document: PdfDocument) =>
  document.dictionary(layer.get('Usage'));

/** Some programs obey the usage of a layer even if the document does not ask for it. */
function requireNoHidingUsage(layer: PdfDictionary, document: PdfDocument): void {
  const usage = usageOf(layer, document);
  for (const [category, state] of Object.entries(stateKeys)) {
    if (document.name(document.dictionary(usage.get(category)).get(state)) === 'OFF')
      throw hiddenLayers();
  }
}

/** One layer, or several. */
const hasLayers = (value: PdfValue | undefined, document: PdfDocument) =>
  document.dictionary(value).size > 0 || document.array(value).length > 0;

/** Whether an expression is true while all layers are on. One that is none counts as false. */
function holds(
  value: PdfValue | undefined,
  { document, cleaning, depth }: { document: PdfDocument; cleaning: Cleaning; depth: number },
): boolean {
  if (depth > mostDepth) throw damaged('PDF layers');
  cleaning.count(1);
  const resolved = document.resolve(value);
  if (!Array.isArray(resolved)) return value instanceof PdfReference && resolved instanceof Map;
  const [operator, ...operands] = resolved;
  const isTrue = (one: PdfValue) => holds(one, { document, cleaning, depth: depth + 1 });
  switch (document.name(operator)) {
    case 'And':
      return operands.every(isTrue);
    case 'Or':
      return operands.some(isTrue);
    case 'Not':
      return operands.length === 1 && !operands.every(isTrue);
    default:
      return false;
  }
}
