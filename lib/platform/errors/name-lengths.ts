import { GraphQLError, type ValidationRule } from 'graphql';

/** Longer than any name of a schema, and than any alias that a person or a generator writes. */
export const longestName = 200;

/** As `presentError` knows it. */
export const nameTooLong = 'NAME_TOO_LONG';

/**
 * Refuses names (aliases, variables, fragments, operations) beyond a length. An alias stands in the answer
 * once for each object of a list, and in the path of each error below it: one of a request's size would make
 * an answer hundreds of times as large.
 */
export const boundedNames: ValidationRule = (context) => ({
  Name(node) {
    if (node.value.length <= longestName) return;
    const message = `A name may have at most ${longestName} characters.`;
    context.reportError(
      new GraphQLError(message, { nodes: node, extensions: { validationErrorCode: nameTooLong } }),
    );
  },
});
