import { isClientError } from '../../kit/errors.ts';
import { graphqlErrorOf } from '../errors/graphql-error.ts';
import type { TrustedDocuments } from './trusted-documents.ts';
import type { AskedDocument } from './asked-document.ts';
import { limitSelections, type SelectionLimits } from '../operations/selection-limits.ts';
import type { OperationPolicy } from '../operations/policy.ts';
import type { GraphRequest } from '../operations/request.ts';

interface AdmitTextOptions {
  trustedDocuments?: TrustedDocuments | undefined;
  policy: OperationPolicy;
  limits: SelectionLimits;
}

/**
 * Charges a text before it is parsed, and checks it for structures that would keep validation busy,
 * however it came.
 */
export async function admitText(
  { trustedDocuments, policy, limits }: AdmitTextOptions,
  { askedText, trusted, isAutomatic }: AskedDocument,
  request: GraphRequest,
): Promise<void> {
  if (askedText === null) {
    // Looking up an unknown hash is charged, too.
    if (isAutomatic) await inGraphql(() => policy.beforeParsing?.('', request));
    return;
  }
  if (trusted && trustedDocuments?.isTextFree(trusted)) return;
  await inGraphql(() => policy.beforeParsing?.(askedText, request));
  limitSelections(askedText, limits);
}

/** Runs a hook. Apollo Server reads the code, status and headers of a refusal only from a `GraphQLError`. */
async function inGraphql(hook: () => void | Promise<void>): Promise<void> {
  try {
    await hook();
  } catch (error) {
    throw isClientError(error) ? graphqlErrorOf(error) : error;
  }
}
