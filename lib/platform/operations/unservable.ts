import type { OperationTypeNode } from 'graphql';
import { longestName } from './name-lengths.ts';

/** Why no operation of a document can be executed. */
export const unresolved = (name: string | undefined): string =>
  name === undefined
    ? 'The document has several operations, or none. Name the one to execute in `operationName`.'
    : `The document has no operation named "${name.slice(0, longestName)}".`;

/** Why a valid operation cannot be executed. */
export const noType = (type: OperationTypeNode): string => `This graph has no ${type} type.`;
