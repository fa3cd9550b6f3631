import type { ValidationRule } from 'graphql';
import { clientError } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import { mistakeAt } from '../errors/graphql-error.ts';

/** Longer than any name in a schema, and than any alias that a person or a generator writes. */
export const longestName = 200;

/**
 * Refuses names (aliases, variables, fragments, operations) beyond a length. An alias appears in the response once for
 * each object of a list, and in the path of each error below it: an alias as long as a request could make the response
 * hundreds of times larger.
 */
export const boundedNames: ValidationRule = (context) => ({
  Name(node) {
    if (node.value.length <= longestName) return;
    context.reportError(mistakeAt(node, nameTooLong()));
  },
});

const nameTooLong = () =>
  clientError('LIMIT_EXCEEDED', say`A name may have at most ${longestName} characters.`, {
    limit: longestName,
  });
