import type { ValidationRule } from 'graphql';
import { clientError } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import { mistakeAt } from '../errors/graphql-error.ts';

/** Refuses introspection, but not `__typename`. */
export const noIntrospection: ValidationRule = (context) => ({
  Field(node) {
    if (node.name.value !== '__schema' && node.name.value !== '__type') return;
    context.reportError(mistakeAt(node, turnedOff()));
  },
});

const turnedOff = () =>
  clientError(
    'BAD_USER_INPUT',
    say`Introspection is turned off here: the schema is published with the documentation.`,
    { reason: 'VALIDATION' },
  );
