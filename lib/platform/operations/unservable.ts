import type { OperationTypeNode } from 'graphql';
import { type Message, say } from '../../kit/say.ts';
import { longestName } from './name-lengths.ts';

/** Why no operation of a document can be executed. */
export const unresolved = (name: string | undefined): Message =>
  name === undefined
    ? say`The document has several operations, or none. Name the one to execute in \`operationName\`.`
    : say`The document has no operation named "${name.slice(0, longestName)}".`;

/** Why a valid operation cannot be executed. */
export const noType = (type: OperationTypeNode): Message => say`This graph has no ${type} type.`;
