import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect } from '@jest/globals';
import type { OperationPolicy } from '../../lib/platform/operations/policy.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import {
  followManifests,
  type ManifestSource,
} from '../../lib/platform/documents/follow-manifests.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { withProblem } from '../support/wrong-field.ts';

/**
 * Two manifests of real tools, and a graph that follows them, a separate one for each file that
 * imports this.
 */

export const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'examples/trusted-documents');
export const apolloFile = join(folder, 'persisted-query-manifest.json');
export const clientPresetFile = join(folder, 'persisted-documents.json');
const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as unknown;

interface ApolloManifest {
  operations: { id: string; name: string; body: string }[];
}
const apolloManifest = readJson(apolloFile) as ApolloManifest; // its tool writes this form
export const clientPresetManifest = readJson(clientPresetFile) as Record<string, string>; // the same

/** The id of an operation in the manifest of each tool. */
export const apolloId = (name: string) =>
  apolloManifest.operations.find((operation) => operation.name === name)?.id ?? '';
export const clientPresetId = (name: string) =>
  Object.entries(clientPresetManifest).find(([, text]) =>
    new RegExp(`(query|mutation) ${name}\\b`).test(text),
  )?.[0] ?? '';
export const apolloText = (name: string) =>
  apolloManifest.operations.find((operation) => operation.name === name)?.body ?? '';

export const unit = { id: '85316115', name: 'Cumhurbaşkanlığı' };
export const variables = { id: unit.id };
export const typed = { administrativeUnit: { ...unit, __typename: 'AdministrativeUnit' } };
export const untyped = { administrativeUnit: unit };

export const persistedQuery = (sha256Hash: string) => ({
  persistedQuery: { version: 1, sha256Hash },
});
export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

export const logger = createLogger({ level: 'silent', name: 'test' });
let manifests: ManifestSource;
export let graph: TestGraph;
/** The texts that were about to be parsed at a viewer's expense. */
export const parsed: string[] = [];

const policy: OperationPolicy = {
  beforeParsing: (text) => void parsed.push(text),
};

beforeAll(async () => {
  manifests = await followManifests([apolloFile, clientPresetFile], logger);
  graph = await startGraph({
    execution: {
      policy,
      trustedDocuments: { source: manifests, requiredFor: ['ANONYMOUS', 'OFFICER'] },
    },
  });
});

beforeEach(() => {
  parsed.length = 0;
});

afterAll(async () => {
  await graph?.stop();
  await manifests?.stop();
});

interface Sent {
  token?: string | null;
  headers?: Record<string, string>;
  /** Instead of the graph's. */
  url?: string;
}

async function answerOf(response: Response) {
  const { data, errors = [] } = (await response.json()) as { data?: unknown; errors?: unknown[] }; // GraphQL's form
  return { status: response.status, data, errors };
}

const authorization = ({ token }: Sent) => ({ ...(token && { authorization: `Bearer ${token}` }) });

export async function post(body: object, sent: Sent = {}, parameters = '') {
  const response = await fetch(`${sent.url ?? graph.url}/graphql${parameters}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization(sent), ...sent.headers },
    body: JSON.stringify(body),
  });
  return answerOf(response);
}

export async function get(parameters: Record<string, unknown>, sent: Sent = {}) {
  const search = new URLSearchParams(
    Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    ),
  );
  const response = await fetch(`${sent.url ?? graph.url}/graphql?${search.toString()}`, {
    headers: { ...authorization(sent), ...sent.headers },
  });
  return answerOf(response);
}

export const answered = (data: unknown) => ({ status: 200, data, errors: [] });
export const refused = (status: number, code: string, more: object = {}) => ({
  status,
  data: undefined,
  errors: [{ message: expect.any(String), extensions: withProblem({ code, ...more }) }],
});
export const idRequired = refused(400, 'PERSISTED_QUERY_ID_REQUIRED');
export const notInList = refused(404, 'PERSISTED_QUERY_NOT_IN_LIST');
export const notFound = refused(200, 'PERSISTED_QUERY_NOT_FOUND');
