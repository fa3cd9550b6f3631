import { type GraphQLFormattedError, Kind, parse } from 'graphql';
import type { ClientError } from '../../kit/errors.ts';
import { formattedError } from '../../platform/errors/graphql-error.ts';
import type { SubgraphOperation, SubgraphResult } from './transport.ts';

/** A result without data and with an error at the path of each requested field, so that clients see what is missing. */
export function refusedAs(
  error: ClientError,
  { query, document, variables, request }: Omit<SubgraphOperation, 'operationName'>,
): SubgraphResult {
  const { message, extensions } = formattedError(error, request.language);
  const representations = variables?.['representations'];
  const paths = Array.isArray(representations)
    ? representations.map((_, index) => ['_entities', index])
    : rootFields(document ?? parse(query)).map((field) => [field]);
  return {
    errors: paths.map((path): GraphQLFormattedError => ({ message, path, extensions })),
  };
}

function rootFields(document: ReturnType<typeof parse>): string[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.flatMap((selection) =>
          selection.kind === Kind.FIELD ? [(selection.alias ?? selection.name).value] : [],
        )
      : [],
  );
}
