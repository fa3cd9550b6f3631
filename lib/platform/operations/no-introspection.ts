import { GraphQLError, type ValidationRule } from 'graphql';

/** Refuses introspection, but not `__typename`. */
export const noIntrospection: ValidationRule = (context) => ({
  Field(node) {
    if (node.name.value !== '__schema' && node.name.value !== '__type') return;
    const message =
      'Introspection is turned off here: the schema is published with the documentation.';
    context.reportError(new GraphQLError(message, { nodes: node }));
  },
});
