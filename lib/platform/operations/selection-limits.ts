import { type DocumentNode, type GraphQLErrorExtensions, parse } from 'graphql';
import { type Message, say } from '../../kit/say.ts';
import { graphqlError } from '../errors/graphql-error.ts';
import { countComparisons } from './count-comparisons.ts';
import { countSelections } from './count-selections.ts';

export interface SelectionLimits {
  readonly maxTokens: number;
  /** The number of selections, with every fragment expanded: a few that spread each other can ask for millions. */
  readonly maxSelections: number;
  /** The number of pairs of fields of one name at one path of the response: validation compares each. */
  readonly maxComparisons: number;
}

/**
 * Refuses operations with too many selections or repeated fields, before they are validated. Validation compares all
 * fields of one name at one path with each other, which takes seconds for some thousands of them; counting takes time
 * proportional to the selections that are allowed.
 * @throws LIMIT_EXCEEDED with `quantity`, `found` and `limit`. Syntax errors are left to the parser.
 */
export function limitSelections(
  text: string,
  { maxTokens, maxSelections, maxComparisons }: SelectionLimits,
): void {
  const document = parsed(text, maxTokens);
  if (!document) return;
  const selections = Math.min(countSelections(document), Number.MAX_SAFE_INTEGER);
  if (selections > maxSelections) {
    throw refusal(
      say`The operation has ${selections} selections with its fragments expanded, and ${maxSelections} is the limit.`,
      { quantity: 'selections', found: selections, limit: maxSelections },
    );
  }
  if (maxComparisons === Infinity) return;
  const comparisons = countComparisons(document, maxSelections);
  if (comparisons > maxComparisons) {
    throw refusal(
      say`The operation selects the same names so often that ${comparisons} pairs of fields have to be compared, and ${maxComparisons} is the limit.`,
      { quantity: 'comparisons', found: comparisons, limit: maxComparisons },
    );
  }
}

const refusal = (said: Message, details: GraphQLErrorExtensions) =>
  graphqlError('LIMIT_EXCEEDED', said, { ...details, http: { status: 400 } });

function parsed(text: string, maxTokens: number): DocumentNode | null {
  try {
    return parse(text, { maxTokens, noLocation: true });
  } catch {
    return null; // malformed, or nested deeper than the stack
  }
}
