import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { badInput, type ClientError, clientError, isClientError } from '../../lib/kit/errors.ts';
import { type Message, say } from '../../lib/kit/say.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import { formattedError } from '../../lib/platform/errors/graphql-error.ts';
import { statusOfCode } from '../../lib/platform/errors/http-answer.ts';
import { languageOfRequest } from '../../lib/platform/http/language-of-request.ts';
import { type Doubt, doubtOfPage } from '../../lib/platform/http/local-page.ts';

/** Somebody as whom a developer may act with one click. */
export interface LocalPerson {
  /** Its name in requests. */
  readonly name: string;
  /** The name, as in "Continue as …". */
  readonly title: string;
  /** A description of what it sees and does. */
  readonly about: string;
  /**
   * @param ask asks the graph.
   * @throws an error for clients if there is no such person in the data.
   */
  viewer(ask: Ask): Promise<SignedInViewer>;
}

/** Sends a query to this graph as somebody. @returns its data, in which fields that failed are null. */
type Ask = (
  viewer: SignedInViewer,
  query: string,
  variables: Record<string, unknown>,
) => Promise<Record<string, unknown>>;

/** How access tokens are made for pages on this machine. */
export interface LocalTokens {
  people: readonly LocalPerson[];
  /** Signs a token that the gateway accepts. */
  sign(viewer: SignedInViewer): Promise<string>;
  lifetimeSeconds: number;
}

const localTokensPath = '/local-tokens';

const messages: Readonly<Record<Doubt, Message>> = {
  CONNECTION: say`Access tokens are made only for browsers on the machine of this server.`,
  FORWARDED: say`Access tokens are not made for requests that a proxy has forwarded.`,
  HOST: say`Access tokens are made only at \`localhost\` or a loopback address.`,
  ORIGIN: say`Access tokens are made only for the pages of this server.`,
};

/**
 * Serves `POST /local-tokens`, with which the pages of this server get an access token for a person. It refuses
 * everything that may come from elsewhere (see `doubtOfPage`), whatever the person. Nothing else makes tokens: neither
 * GET nor navigation does.
 */
export function serveLocalTokens(server: FastifyInstance, options: LocalTokens): void {
  server.post(localTokensPath, { bodyLimit: 1_000 }, async (request, reply) => {
    try {
      return await makeToken(request, options);
    } catch (error) {
      if (!isClientError(error)) throw error;
      return reply
        .code(statusOfCode[error.code])
        .send({ errors: [formattedError(error, languageOfRequest(request))] });
    }
  });
}

const bodySchema = z.strictObject({ person: z.string() });

async function makeToken({ raw, body }: FastifyRequest, options: LocalTokens) {
  const doubt = doubtOfPage(raw);
  if (doubt) throw clientError('FORBIDDEN', messages[doubt]);
  const parsed = bodySchema.safeParse(body);
  const person = options.people.find(({ name }) => name === parsed.data?.person);
  if (!person) throw unknownPerson(options);
  const { localAddress = '', localPort = 0 } = raw.socket;
  const host = localAddress.includes(':') ? `[${localAddress}]` : localAddress;
  const viewer = await person.viewer(askAt(`http://${host}:${localPort}/graphql`, options));
  return {
    token: await options.sign(viewer),
    expiresAt: new Date(Date.now() + options.lifetimeSeconds * 1000).toISOString(),
  };
}

function unknownPerson({ people }: LocalTokens): ClientError {
  const names = people.map(({ name }) => name).join(', ');
  return badInput('person', 'UNKNOWN', say`The body must be {"person": …} with one of ${names}.`);
}

/** This server is asked as clients ask it, wherever the subgraphs run. */
function askAt(url: string, { sign }: LocalTokens): Ask {
  return async (viewer, query, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await sign(viewer)}`,
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data } = (await response.json()) as { data?: Record<string, unknown> | null }; // GraphQL's form
    return data ?? {};
  };
}
