import { type DocumentNode, Kind, parse, type SelectionSetNode, visit } from 'graphql';
import { graphqlError } from '../errors/graphql-error.ts';
import { type Fragments, fragmentsIn } from './fragments-in.ts';

interface RepeatLimits {
  readonly maxTokens: number;
  /** How often one name may be selected at one path of the response. */
  readonly maxRepeats: number;
}

/**
 * Refuses operations with too many repeated fields. Validation compares all fields of one name at one path with each
 * other, which takes seconds for some thousands of them, so they are counted first.
 * @throws LIMIT_EXCEEDED with `quantity`, `found` and `limit`. Syntax errors are left to the parser.
 */
export function refuseRepeatedFields(text: string, { maxTokens, maxRepeats }: RepeatLimits): void {
  if (text.length <= 2 * maxRepeats) return; // a field and its separator
  const document = parsed(text, maxTokens);
  const found = document ? mostRepeats(document) : 0;
  if (found <= maxRepeats) return;
  throw graphqlError(
    'LIMIT_EXCEEDED',
    `The operation selects one name ${found} times in one place, and ${maxRepeats} is the limit.`,
    { quantity: 'repeats', found, limit: maxRepeats, http: { status: 400 } },
  );
}

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
