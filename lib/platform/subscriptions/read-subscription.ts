import { isRecord } from '../../kit/is-record.ts';
import { GraphQLError } from 'graphql';
import { badInput } from '../../kit/errors.ts';
import { type Language, say } from '../../kit/say.ts';
import type { Viewer } from '../../kit/viewer.ts';
import { graphqlError, graphqlErrorFor } from '../errors/graphql-error.ts';
import { admitText } from '../documents/admit-text.ts';
import type { ReadDocument } from '../documents/asked-document.ts';
import { createGraphRequest, type RequestDetails } from '../operations/request.ts';
import type { TrustedDocuments } from '../documents/trusted-documents.ts';
import { type Beginning, type PlanOptions, planSent } from './plan-subscription.ts';

export interface ReadSubscriptionOptions extends PlanOptions {
  trustedDocuments?: TrustedDocuments | undefined;
  read: ReadDocument;
}

/** A subscription as a client sent it: the body of a request, or the payload of a message. */
interface SentSubscription {
  readonly body: Readonly<Record<string, unknown>>;
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly clientAddress: string;
  readonly language: Language;
  /** The cursor given by the protocol, if it has a place for it. */
  readonly lastEventId?: string | undefined;
}

/** Longer than any cursor. */
const longestCursor = 1_000;

/**
 * Reads, admits and plans a subscription.
 * @returns errors for the client if it may not begin. Never rejects because of what was sent.
 */
export async function readSubscription(
  options: ReadSubscriptionOptions,
  sent: SentSubscription,
): Promise<Beginning | readonly GraphQLError[]> {
  try {
    return await planned(options, sent);
  } catch (thrown) {
    return [graphqlErrorFor(thrown)];
  }
}

async function planned(
  options: ReadSubscriptionOptions,
  { body, viewer, requestId, clientAddress, language, lastEventId }: SentSubscription,
): Promise<Beginning | readonly GraphQLError[]> {
  const { read, trustedDocuments, operations } = options;
  const operationName = optional('operationName', body['operationName'], isString) || undefined;
  const variables = optional('variables', body['variables'], isRecord) ?? {};
  const extensions = optional('extensions', body['extensions'], isRecord) ?? {};
  const given = optional('extensions.after', extensions['after'], isCursor);
  // A client that sends its first body again has a newer position in the header.
  const resumed = lastEventId ?? given ?? null;
  const asked = read({ method: 'POST', query: {}, body });
  if (!trustedDocuments && asked.refusal) throw asked.refusal;
  const trustedDocument = trustedDocuments?.admit(asked, viewer) ?? null;
  const { askedText: text, isAutomatic } = asked;
  const isKept = text !== null && operations.findSubscription(text, operationName) !== null;
  const details: RequestDetails = {
    clientAddress,
    language,
    trustedDocument,
    text: isKept ? null : text,
  };
  const request = createGraphRequest(viewer, requestId, options.logger, details);
  if (!isKept) await admitText(options, asked, request);
  if (text === null) throw isAutomatic ? unknownHash() : noText();
  const { schema } = options.engine;
  const result = await planSent(options, { text, operationName, variables }, request);
  if (!('subscription' in result)) return result;
  const sent = { text, operationName, variables: result.execution.variables };
  return { planned: result, sent, after: resumed ?? result.subscription.after, schema };
}

const isString = (value: unknown): value is string => typeof value === 'string';

const isCursor = (value: unknown): value is string =>
  isString(value) && value.length <= longestCursor;

/** A value of a request that may be absent or null. */
function optional<Value>(
  name: string,
  value: unknown,
  is: (value: unknown) => value is Value,
): Value | undefined {
  if (value === undefined || value === null) return undefined;
  if (is(value)) return value;
  throw malformed(name);
}

/** The error for a part of a request that GraphQL over HTTP does not allow. */
export const malformed = (field: string) =>
  badInput(
    field,
    'BODY',
    say`\`${field}\` does not have the form that GraphQL over HTTP gives it.`,
  );

const noText = () =>
  graphqlError('BAD_USER_INPUT', say`The request has no \`query\`.`, {
    field: 'query',
    reason: 'BODY',
  });

/** As Apollo Server answers: the client then sends the text. */
const unknownHash = () =>
  new GraphQLError('PersistedQueryNotFound', { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } });
