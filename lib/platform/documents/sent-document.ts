import { isRecord } from '../../kit/is-record.ts';
import type { FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import { graphqlError } from '../errors/graphql-error.ts';
import type { TrustedDocument } from '../operations/trusted-document.ts';
import { type Message, say } from '../../kit/say.ts';

/** The document that a request refers to, however it was sent. */
export interface SentDocument {
  /** The text in the request. */
  readonly text: string | null;
  /** The id sent instead of a text. */
  readonly id: string | null;
  /** Whether the id came in Apollo's protocol, and so may be that of an automatic persisted query. */
  readonly isAutomatic: boolean;
  /**
   * The hash that came with the text, under which Apollo Server stores it if both are right. Empty for one that is not
   * in the form of the protocol, null for none.
   */
  readonly registeredAs: string | null;
  /** The trusted document with that id. */
  readonly trusted: TrustedDocument | null;
  /** The error in the request, whoever sends it. */
  readonly refusal: GraphQLError | null;
}

/** The parts of a request that may name a document. A message of another protocol is given as a POST. */
export type SentRequest = Pick<FastifyRequest, 'method' | 'query' | 'body'>;

const nothing: SentDocument = {
  text: null,
  id: null,
  isAutomatic: false,
  registeredAs: null,
  trusted: null,
  refusal: null,
};

/**
 * Reads an id from `documentId` (GraphQL over HTTP), in the body or as a URL parameter, or from the hash in Apollo's
 * `extensions.persistedQuery`. A request with a text and a hash registers an automatic persisted query.
 */
export function readSentDocument(
  request: SentRequest,
  find: (id: string) => TrustedDocument | null,
): SentDocument {
  const parameters = recordOf(request.query);
  const body = request.method === 'GET' ? parameters : recordOf(request.body);
  const text = typeof body['query'] === 'string' ? body['query'] : null;
  const ids = [body['documentId'], parameters['documentId']].filter(isPresent);
  const extensions =
    request.method === 'GET' ? objectIn(body['extensions']) : recordOf(body['extensions']);
  const { persistedQuery } = extensions;
  if (ids.length === 0) {
    const { sha256Hash, version } = recordOf(persistedQuery);
    const hash = typeof sha256Hash === 'string' && version === 1 ? sha256Hash : null;
    if (text !== null) {
      return { ...nothing, text, registeredAs: isPresent(persistedQuery) ? (hash ?? '') : null };
    }
    if (hash === null) return nothing; // for Apollo Server to refuse
    return { ...nothing, id: hash, isAutomatic: true, trusted: find(hash) };
  }
  const [id] = ids;
  if (typeof id !== 'string' || id === '' || ids.some((other) => other !== id)) {
    return refused(say`\`documentId\` must be one id.`);
  }
  if (isPresent(body['query']) || isPresent(persistedQuery)) {
    return refused(
      say`Send \`documentId\` alone, without \`query\` and without \`persistedQuery\`.`,
    );
  }
  return { ...nothing, id, trusted: find(id) };
}

type Fields = Readonly<Record<string, unknown>>;

const isPresent = (value: unknown) => value !== undefined && value !== null;

const recordOf = (value: unknown): Fields => (isRecord(value) ? value : {}); // of any form

/** From a parameter with JSON. Malformed JSON is left for Apollo Server to refuse. */
function objectIn(text: unknown): Fields {
  if (typeof text !== 'string') return {};
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return {};
  }
}

const refused = (said: Message): SentDocument => ({
  ...nothing,
  refusal: graphqlError('BAD_USER_INPUT', said, {
    field: 'documentId',
    reason: 'BODY',
    http: { status: 400 },
  }),
});

/** Longer ids are cut where they are repeated: their sender knows them. */
const maxRepeated = 100;

export const notInList = (id: string): GraphQLError =>
  graphqlError(
    'PERSISTED_QUERY_NOT_IN_LIST',
    say`There is no trusted document with the id ${id.slice(0, maxRepeated)}.`,
    { http: { status: 404 } },
  );
