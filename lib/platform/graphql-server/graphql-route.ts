import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { badInput, type ClientError, clientError, unsupported } from '../../kit/errors.ts';
import { isRecord } from '../../kit/is-record.ts';
import { formattedError } from '../errors/graphql-error.ts';
import { type Compressed, Compression } from '../http/compress.ts';
import { entityTagOf, isMatched } from '../http/entity-tag.ts';
import { securityHeaders } from '../http/security-headers.ts';
import { varyBy } from '../http/vary.ts';
import type { AnsweredBy } from '../operations/metrics.ts';
import { answerTypeFor, isUtf8 } from '../http/media-types.ts';
import { storingOf, variesByViewer } from './storing.ts';
import { say } from '../../kit/say.ts';
import { languageOfRequest } from '../http/language-of-request.ts';

/** @returns the body of the response, of which the status and headers are set; null if it has not answered. */
type Answer = (request: FastifyRequest, reply: FastifyReply) => Promise<string | null>;

interface GraphqlRouteOptions {
  /** Answers repeated operations. */
  direct: Answer;
  /** Answers subscriptions. @returns whether it has sent the response. */
  stream: (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>;
  /** Answers everything else. */
  apollo: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  /** Called with who has answered an operation. */
  observe: (by: AnsweredBy) => void;
}

/** Serves GraphQL over HTTP at `/graphql`: reads what holds for all operations, and sends their answers. */
export function routeGraphql(server: FastifyInstance, options: GraphqlRouteOptions): void {
  const parts = { ...options, compression: new Compression() };
  server.route({
    url: '/graphql',
    method: ['GET', 'HEAD', 'POST'],
    handler: (request, reply) => handle(parts, request, reply),
  });
  server.route({
    url: '/graphql',
    method: server.supportedMethods.filter((method) => !served.has(method)),
    handler: (_request, reply) =>
      refuse(reply.header('allow', [...served].join(', ')), 405, noMethod()),
  });
}

const served: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);

async function handle(
  {
    direct,
    stream,
    apollo,
    observe,
    compression,
  }: GraphqlRouteOptions & { compression: Compression },
  given: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const contentType = given.headers['content-type'];
  if (contentType !== undefined && !isUtf8(contentType)) return refuse(reply, 415, noUtf8());
  const { accept = '' } = given.headers;
  if (accept.length > maxAcceptLength) return refuse(reply, 431, longAccept());
  const request = given.method === 'POST' ? given : asGet(given);
  let body: unknown = await direct(request, reply);
  if (body !== null) observe('direct');
  else {
    if (given.method !== 'HEAD' && (await stream(request, reply))) return reply;
    // Before anything is executed.
    if (answerTypeFor(request.headers.accept) === null) return refuse(reply, 406, noMediaType());
    body = await apollo(request, reply);
    // Apollo Server has a weaker header for unknown hashes.
    void reply.header('cache-control', securityHeaders['cache-control']);
    observe('apollo-server');
  }
  return typeof body === 'string' ? send(compression, request, reply, body) : body;
}

function send(
  compression: Compression,
  request: FastifyRequest,
  reply: FastifyReply,
  body: string,
): unknown {
  varyBy(reply, request.method === 'POST' ? variesByForm : `${variesByForm}, ${variesByViewer}`);
  const seconds = reply.statusCode === 200 ? storingOf(request)?.seconds : 0;
  if (seconds) {
    const tag = entityTagOf(String(reply.getHeader('content-type')), body);
    void reply.header('cache-control', `public, max-age=${seconds}`).header('etag', tag);
    if (isMatched(request.headers['if-none-match'], tag)) {
      return reply.removeHeader('content-type').code(304).send();
    }
  }
  const compressed = compression.compress(body, request.headers['accept-encoding']);
  if (!compressed) return body;
  return compressed instanceof Promise
    ? compressed.then((made) => encoded(reply, made))
    : encoded(reply, compressed);
}

function encoded(reply: FastifyReply, { coding, bytes }: Compressed): Buffer {
  void reply.header('content-encoding', coding);
  return bytes;
}

const variesByForm = 'accept, accept-encoding';

/** Optional parameters, which count as absent when they are empty. */
const optional = ['operationName', 'variables', 'extensions'] as const;

/**
 * A GET as all readers of requests know it: HEAD asks for the same, without the body, and empty parameters are left
 * out (GraphQL over HTTP, "GET").
 */
function asGet(request: FastifyRequest): FastifyRequest {
  const given = isRecord(request.query) ? request.query : {};
  const empty = optional.filter((name) => given[name] === '');
  if (request.method === 'GET' && empty.length === 0) return request;
  const url = new URL(request.url, 'http://localhost');
  for (const name of empty) url.searchParams.delete(name);
  const left = Object.entries(given).filter(([name]) => !empty.some((each) => each === name));
  return Object.create(request, {
    method: { value: 'GET' },
    query: { value: Object.fromEntries(left) },
    url: { value: `${url.pathname}${url.search}` },
  }) as FastifyRequest; // with everything else of the request
}

const refuse = (reply: FastifyReply, status: number, error: ClientError) =>
  reply.code(status).send({ errors: [formattedError(error, languageOfRequest(reply.request))] });

const noMethod = () =>
  badInput('method', 'RANGE', say`Operations are sent by POST, and queries by GET as well.`);

/** Far longer than that of any client. Reading a longer one takes milliseconds, of which nothing is remembered. */
const maxAcceptLength = 1_000;

const longAccept = () =>
  clientError(
    'LIMIT_EXCEEDED',
    say`The \`accept\` header is longer than ${maxAcceptLength} characters.`,
    { quantity: 'accept', limit: maxAcceptLength },
  );

const noUtf8 = () => unsupported('content-type', 'TYPE', say`JSON is encoded in UTF-8.`);

const noMediaType = () =>
  badInput(
    'accept',
    'TYPE',
    say`Operations are answered in \`application/graphql-response+json\` and \`application/json\`, of which the request accepts neither.`,
  );
