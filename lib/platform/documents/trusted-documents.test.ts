import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { buildSchema, Kind, parse, print } from 'graphql';
import { createLogger } from '../process/logger.ts';
import { createOperationMemory } from '../operations/memory.ts';
import { createGraphRequest } from '../operations/request.ts';
import type { SignedInViewer } from '../../kit/viewer.ts';
import type { ManifestSource } from './follow-manifests.ts';
import type { Manifest } from './manifest.ts';
import { createTrustedDocuments } from './trusted-documents.ts';

const logger = createLogger({ level: 'silent', name: 'test' });
const schema = buildSchema('type Query { a: Int b: Int }');
const analyst: SignedInViewer = {
  subject: 'a',
  role: 'ANALYST',
  citizenId: null,
  unitId: null,
};

/** A source with a given manifest. */
function sourceOf(
  documents: Record<string, string>,
): ManifestSource & { take(manifest: Manifest): Promise<void> } {
  let take: (manifest: Manifest) => Promise<void> = async () => {};
  return {
    isStale: false,
    async follow(given) {
      take = given;
      await take(new Map(Object.entries(documents)));
    },
    take: (manifest) => take(manifest),
    stop: async () => {},
  };
}

async function trusted(documents: Record<string, string>, memoryBytes = 1_000_000) {
  const memory = createOperationMemory(memoryBytes);
  const source = sourceOf(documents);
  const created = await createTrustedDocuments({
    source,
    requiredFor: ['ANALYST'],
    schema,
    rules: [],
    limits: { maxTokens: 100, maxSelections: 100 },
    memory,
    logger,
    observe: () => {},
  });
  return { created, memory, source };
}

/** The key that Apollo Server uses. */
const keyOf = (text: string) => `schema:${createHash('sha256').update(text).digest('hex')}`;

test('a document that was parsed stays parsed, if it is a trusted one that fits the schema', async () => {
  const { created, memory } = await trusted({ a: '{ a }', c: '{ c }' });
  const { parsed } = created;

  for (const text of ['{ a }', '{ b }', '{ c }']) {
    expect(await parsed.get(keyOf(text))).toBeUndefined();
    await parsed.set(keyOf(text), parse(text));
  }

  const kept = await parsed.get(keyOf('{ a }'));
  expect(kept && print(kept)).toBe(print(parse('{ a }')));
  expect(kept?.loc).toBeUndefined();
  expect(await parsed.get(keyOf('{ b }'))).toBeUndefined();
  expect(await parsed.get(keyOf('{ c }'))).toBeUndefined();
  expect(memory.entries).toBe(1);
  await parsed.delete(keyOf('{ a }'));
  expect(memory.entries).toBe(0);
});

test('the text of a document is free once, and then as long as it stays parsed', async () => {
  const { created } = await trusted({ a: '{ a }' });
  const request = { method: 'POST', query: {}, body: { documentId: 'a' } } as FastifyRequest; // the parts that are read
  const isFree = () => {
    const document = created.admit(created.read(request), analyst);
    if (!document) throw new Error('It is a trusted one.');
    return created.isTextFree(document);
  };

  const unparsed = [isFree(), isFree()];
  await created.parsed.set(keyOf('{ a }'), parse('{ a }'));
  const parsed = [isFree(), isFree()];
  await created.parsed.delete(keyOf('{ a }'));

  expect({ unparsed, parsed, evicted: isFree() }).toEqual({
    unparsed: [true, false],
    parsed: [true, true],
    evicted: false,
  });
});

test('parsed documents share the memory for operations', async () => {
  const texts = Array.from({ length: 50 }, (_, index) => `{ a${index}: a }`);
  const { created, memory } = await trusted(
    Object.fromEntries(texts.map((text) => [text, text])),
    5_000,
  );

  for (const text of texts) await created.parsed.set(keyOf(text), parse(text));

  expect(memory.entries).toBeGreaterThan(1);
  expect(memory.entries).toBeLessThan(20);
  expect(memory.bytes).toBeLessThanOrEqual(5_000);
});

test('every document that reaches planning is a trusted one, if that is required', async () => {
  const { created } = await trusted({ a: '{ a }' });
  const document = parse('{ a }');
  const [definition] = document.definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION)
    throw new Error('The document has no operation.');
  const plan = (viewer: SignedInViewer | null, id: string | null) =>
    created.policy.beforePlanning?.({
      operation: { document, definition },
      variables: {},
      request: createGraphRequest(viewer, 'test', logger, {
        trustedDocument: id === null ? null : { id, text: '{ a }' },
      }),
    });

  expect(() => plan(analyst, null)).toThrow(
    expect.objectContaining({
      extensions: { code: 'PERSISTED_QUERY_ID_REQUIRED', http: { status: 400 } },
    }),
  );
  expect(plan(analyst, 'a')).toBeUndefined();
  expect(plan(null, null)).toBeUndefined();
});

test('each manifest is checked separately, whatever the previous one had under the same ids', async () => {
  const { created, source } = await trusted({ a: '{ a }', c: '{ c }' });
  expect(created.status).toEqual({ accepted: 1, rejected: 1, isStale: false });

  await source.take(
    new Map([
      ['a', '{ c }'],
      ['b', '{ b }'],
      ['c', '{ c }'],
    ]),
  );

  expect(created.status).toEqual({ accepted: 1, rejected: 2, isStale: false });
  await source.take(new Map([['c', '{ a }']]));
  expect(created.status).toEqual({ accepted: 1, rejected: 0, isStale: false });
});
