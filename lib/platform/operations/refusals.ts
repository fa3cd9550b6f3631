import { type ExecutionResult, GraphQLError } from 'graphql';
import { isClientError, isErrorCode } from '../../kit/errors.ts';
import { faultOf, graphqlErrorOf } from '../errors/graphql-error.ts';

/** The result of an operation that is refused. */
export const refusedBy = (thrown: unknown) =>
  ({ errors: [refusal(thrown)] }) satisfies ExecutionResult;

/** A refusal meant for the client, or an internal fault, which has the status 500. */
function refusal(thrown: unknown): GraphQLError {
  if (isClientError(thrown)) return graphqlErrorOf(thrown);
  if (thrown instanceof GraphQLError && isErrorCode(thrown.extensions['code'])) return thrown;
  return faultOf(thrown, { http: { status: 500 } });
}

const refusals = new Set<unknown>(['UNAUTHENTICATED', 'FORBIDDEN']);

/** Whether missing rights left the viewer without any of the requested data. */
export function isRefused({ data, errors }: ExecutionResult): boolean {
  if (!errors?.some(({ extensions }) => refusals.has(extensions['code']))) return false;
  return !data || Object.values(data).every((value) => value === null);
}
