import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  specifiedRules,
  validate,
  type ValidationRule,
} from 'graphql';

/** The first reason why a document is not valid; null if it is. */
export function firstMistake(
  schema: GraphQLSchema,
  document: DocumentNode,
  rules: readonly ValidationRule[],
): GraphQLError | null {
  try {
    const [mistake = null] = validate(schema, document, [...specifiedRules, ...rules], {
      maxErrors: 1,
    });
    return mistake;
  } catch (thrown) {
    // graphql throws for a variable in a condition of a subscription's field, which has no value yet.
    if (thrown instanceof GraphQLError) return thrown;
    throw thrown;
  }
}
