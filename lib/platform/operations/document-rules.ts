import type { ValidationRule } from 'graphql';
import type { SchemaExposure } from '../errors/schema-exposure.ts';
import { boundedNames } from './name-lengths.ts';
import { noIntrospection } from './no-introspection.ts';

/** The rules for documents beyond those of GraphQL. */
export const rulesOf = ({ introspection }: SchemaExposure): ValidationRule[] => [
  boundedNames,
  ...(introspection ? [] : [noIntrospection]),
];
