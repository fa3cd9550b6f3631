import { GraphQLError } from 'graphql';
import { isRecord } from '../../kit/is-record.ts';
import type { Message } from '../../kit/say.ts';
import { graphqlError } from './graphql-error.ts';

const status = 503;

/** The refusal of an operation that could be answered at another time: `LIMIT_EXCEEDED` with the status 503. */
export const serverBusy = (said: Message): GraphQLError =>
  graphqlError('LIMIT_EXCEEDED', said, { http: { status } });

export const isServerBusy = (thrown: unknown): boolean =>
  thrown instanceof GraphQLError &&
  isRecord(thrown.extensions.http) &&
  thrown.extensions.http['status'] === status;
