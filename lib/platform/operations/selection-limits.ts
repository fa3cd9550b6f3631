import {
  type DocumentNode,
  type GraphQLErrorExtensions,
  Kind,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { graphqlError } from '../errors/graphql-error.ts';
import { countSelections } from './count-selections.ts';
import { type Fragments, fragmentsIn } from './fragments-in.ts';

export interface SelectionLimits {
  readonly maxTokens: number;
  /** The number of selections, with every fragment expanded: a few that spread each other can ask for millions. */
  readonly maxSelections: number;
  /** How often one name may be selected at one path of the response. */
  readonly maxRepeats: number;
}

/**
 * Refuses operations with too many selections or repeated fields, before they are validated. Validation compares all
 * fields of one name at one path with each other, which takes seconds for some thousands of them; counting takes time
 * proportional to the text.
 * @throws LIMIT_EXCEEDED with `quantity`, `found` and `limit`. Syntax errors are left to the parser.
 */
export function limitSelections(
  text: string,
  { maxTokens, maxSelections, maxRepeats }: SelectionLimits,
): void {
  const document = parsed(text, maxTokens);
  if (!document) return;
  const selections = Math.min(countSelections(document), Number.MAX_SAFE_INTEGER);
  const repeats = selections > maxRepeats ? mostRepeats(document) : 0;
  if (repeats > maxRepeats) {
    throw refusal(
      `The operation selects one name ${repeats} times in one place, and ${maxRepeats} is the limit.`,
      { quantity: 'repeats', found: repeats, limit: maxRepeats },
    );
  }
  if (selections > maxSelections) {
    throw refusal(
      `The operation has ${selections} selections with its fragments expanded, and ${maxSelections} is the limit.`,
      { quantity: 'selections', found: selections, limit: maxSelections },
    );
  }
}

const refusal = (message: string, details: GraphQLErrorExtensions) =>
  graphqlError('LIMIT_EXCEEDED', message, { ...details, http: { status: 400 } });

function parsed(text: string, maxTokens: number): DocumentNode | null {
  try {
    return parse(text, { maxTokens, noLocation: true });
  } catch {
    return null; // malformed, or nested deeper than the stack
  }
}

function mostRepeats(document: DocumentNode): number {
  const fragments = fragmentsIn(document);
  let most = 0;
  const look = ({ selectionSet }: { selectionSet?: SelectionSetNode | undefined }): void => {
    if (selectionSet) most = Math.max(most, repeatsIn(selectionSet, fragments));
  };
  visit(document, { OperationDefinition: look, FragmentDefinition: look, Field: look });
  return most;
}

/**
 * The number of occurrences of the most frequent name in a selection set, including its fragments, each of which counts
 * once.
 */
function repeatsIn(selectionSet: SelectionSetNode, fragments: Fragments): number {
  const counts = new Map<string, number>();
  const spread = new Set<string>();
  const pending = [selectionSet];
  let most = 0;
  for (let part = pending.pop(); part; part = pending.pop()) {
    for (const selection of part.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) pending.push(selection.selectionSet);
      else if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const count = (counts.get(name) ?? 0) + 1;
        counts.set(name, count);
        most = Math.max(most, count);
      } else {
        const name = selection.name.value;
        const fragment = spread.has(name) ? undefined : fragments.get(name);
        spread.add(name);
        if (fragment) pending.push(fragment.selectionSet);
      }
    }
  }
  return most;
}
