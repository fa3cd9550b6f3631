import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ExecutionResult, type GraphQLError, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import { isRecord } from '../../kit/is-record.ts';
import { Interruption } from '../operations/interruption.ts';
import type { AskedDocument, ReadDocument } from '../documents/asked-document.ts';
import { sentSelection } from '../operations/client-selection.ts';
import { createGraphRequest, type GraphRequest } from '../operations/request.ts';
import { languageOfRequest } from '../http/language-of-request.ts';
import type { PresentError } from '../errors/schema-exposure.ts';
import type { TrustedDocument } from '../operations/trusted-document.ts';
import type { TrustedDocuments } from '../documents/trusted-documents.ts';
import type { Viewer } from '../../kit/viewer.ts';
import type { FoundOperation, Operations } from '../operations/operations.ts';
import { statusOfRefused } from './refused-status.ts';
import { wantsCost } from '../http/wants-cost.ts';
import { answerTypeFor, isJson } from '../http/media-types.ts';
import { storingOf } from './storing.ts';

interface AcceptedOperationsOptions {
  operations: Operations;
  viewerOf: (request: FastifyRequest) => Viewer | Promise<Viewer>;
  clientAddressOf: (request: FastifyRequest) => string | Promise<string>;
  isGateway: (request: FastifyRequest) => boolean;
  read: ReadDocument;
  /** Without it every document is admitted. */
  trustedDocuments?: TrustedDocuments | undefined;
  present: PresentError;
  logger: Logger;
  /** The timeout of an operation. */
  operationTimeoutMs: number;
}

/** @returns the response body, or null for a request that Apollo Server has to answer. */
type AnswerAccepted = (request: FastifyRequest, reply: FastifyReply) => Promise<string | null>;

/**
 * The direct path around Apollo Server. Clients, and gateways even more, repeat the same few
 * operations. A cached one was parsed and validated before, so it is executed at once, with the
 * same answer, whether it was sent as text or by id. Every unusual request (another form of body,
 * an invalid token) is left to Apollo Server, which answers or refuses it.
 */
export function answerAccepted(options: AcceptedOperationsOptions): AnswerAccepted {
  return (request, reply) => answer(options, request, reply);
}

async function answer(
  options: AcceptedOperationsOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string | null> {
  const { operations, clientAddressOf, trustedDocuments } = options;
  const contentType = answerTypeFor(request.headers.accept);
  if (contentType === null) return null;
  const asked = askedFor(request, options.read);
  if (!asked) return null;
  const { text, operationName, variables, trustedDocument } = asked;
  const found = operations.find(text, operationName || undefined);
  if (!found || (request.method === 'GET' && !isQuery(found))) return null;
  // Nearly always known synchronously, as is the address.
  const proved = viewerOrRefused(options, request);
  const viewer = proved instanceof Promise ? await proved : proved;
  if (viewer === refused) return null;
  if (trustedDocuments && !trustedDocuments.isAdmitted(trustedDocument, viewer)) return null;
  const address = clientAddressOf(request);
  const clientAddress =
    typeof address === 'string' ? address : await address.catch((): typeof refused => refused);
  if (clientAddress === refused) return null;

  const interruption = new Interruption(reply.raw, options.operationTimeoutMs);
  const isGateway = options.isGateway(request);
  const details = {
    clientAddress,
    language: languageOfRequest(request),
    wantsCost: wantsCost(request),
    trustedDocument,
    interruption,
    callerHoldsBack: isGateway,
    clientSelection: isGateway ? sentSelection(request.body) : null,
    storing: storingOf(request),
  };
  const graphRequest = createGraphRequest(viewer, request.id, options.logger, details);
  const result = await operations.executeFound(found, variables ?? {}, graphRequest);
  void reply.type(contentType);
  return bodyOf(options, { result, contentType }, reply, graphRequest);
}

/** A refusal is left to Apollo Server, which repeats the check and reports the reason. */
function viewerOrRefused(
  { viewerOf }: AcceptedOperationsOptions,
  request: FastifyRequest,
): Viewer | typeof refused | Promise<Viewer | typeof refused> {
  try {
    const viewer = viewerOf(request);
    return viewer instanceof Promise ? viewer.catch((): typeof refused => refused) : viewer;
  } catch {
    return refused;
  }
}

/** The response body; the status and headers of the result are set on the reply. */
function bodyOf(
  { present }: AcceptedOperationsOptions,
  { result, contentType }: { result: ExecutionResult; contentType: string },
  reply: FastifyReply,
  request: GraphRequest,
): string {
  const { data, errors, extensions } = result;
  // Apollo Server ends its bodies with a new line as well.
  if (!errors) return `${JSON.stringify({ data, extensions })}\n`;
  const presented = errors.map((error) => present(error.toJSON(), error, request));
  const { status, headers } = namedResponse(errors);
  if (status !== null) void reply.code(status);
  else if (data === undefined) void reply.code(statusOfRefused(presented, contentType));
  for (const [name, value] of headers) void reply.header(name, value);
  return `${JSON.stringify({ errors: presented, data, extensions })}\n`;
}

interface Response {
  status: number | null;
  headers: Iterable<readonly [name: string, value: string]>;
}

/** The status and headers that errors name. */
function namedResponse(errors: readonly GraphQLError[]): Response {
  const named = errors.flatMap(({ extensions: { http } }) => (isRecord(http) ? [http] : []));
  const status = named.map(({ status }) => status).find((value) => typeof value === 'number');
  return {
    status: status ?? null,
    headers: named.flatMap(({ headers }) => (headers instanceof Map ? [...headers] : [])),
  };
}

const refused: unique symbol = Symbol('refused');

const isQuery = ({ operation }: FoundOperation) =>
  operation.prepared.client.definition.operation === OperationTypeNode.QUERY;

/** The parts of a usual request. */
interface Asked {
  text: string;
  operationName: string | null | undefined;
  variables: Record<string, unknown> | null | undefined;
  trustedDocument: TrustedDocument | null;
}

function askedFor(request: FastifyRequest, read: ReadDocument): Asked | null {
  if (request.method === 'GET') return askedByGet(request, read);
  const { body } = request;
  if (request.method !== 'POST' || !isUsualBody(body)) return null;
  const { query: text, operationName, variables, extensions, documentId } = body;
  if (isAbsent(extensions) && isAbsent(documentId) && isString(text)) {
    if (!namesDocument(request.query)) {
      return { text, operationName, variables, trustedDocument: null };
    }
  }
  return askedBy(read(request), { operationName, variables });
}

function askedByGet(request: FastifyRequest, read: ReadDocument): Asked | null {
  const { query: given } = request;
  if (!isOfParameters(given) || !isJson(request.headers['content-type'])) return null;
  const { operationName } = given;
  const variables = jsonIn(given.variables);
  if (variables === undefined || jsonIn(given.extensions) === undefined) return null;
  return askedBy(read(request), { operationName, variables });
}

/**
 * The document with the rest of a request; null if there is none or Apollo Server has to store or
 * refuse it.
 */
function askedBy(
  { askedText: text, trusted: trustedDocument, refusal, isToRegister }: AskedDocument,
  { operationName, variables }: Pick<Asked, 'operationName' | 'variables'>,
): Asked | null {
  if (text === null || refusal || isToRegister) return null;
  return { text, operationName, variables, trustedDocument };
}

/** The object in a parameter, null if it is not given, undefined if it is something else. */
function jsonIn(parameter: string | undefined): Record<string, unknown> | null | undefined {
  if (parameter === undefined) return null;
  try {
    const value: unknown = JSON.parse(parameter);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const namesDocument = (parameters: unknown) => isRecord(parameters) && 'documentId' in parameters;

/** A body as GraphQL over HTTP describes it, with any other properties: they mean nothing. */
interface UsualBody {
  query?: string | null;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
  extensions?: Record<string, unknown> | null;
  documentId?: unknown;
}

/** By hand, since a validation library costs as much as the look-up that it is for. */
const isUsualBody = (body: unknown): body is UsualBody =>
  isRecord(body) &&
  isAbsentOr(isString, body['query']) &&
  isAbsentOr(isString, body['operationName']) &&
  isAbsentOr(isRecord, body['variables']) &&
  isAbsentOr(isRecord, body['extensions']);

interface Parameters {
  operationName?: string;
  variables?: string;
  extensions?: string;
}

const parameters = ['query', 'documentId', 'operationName', 'variables', 'extensions'];

/** Each parameter is given once at most; others mean nothing. */
const isOfParameters = (given: unknown): given is Parameters =>
  isRecord(given) && parameters.every((name) => given[name] === undefined || isString(given[name]));

const isString = (value: unknown): value is string => typeof value === 'string';

const isAbsent = (value: unknown): value is null | undefined =>
  value === undefined || value === null;

const isAbsentOr = (is: (value: unknown) => boolean, value: unknown) =>
  isAbsent(value) || is(value);
