import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import {
  startGraph,
  type TestGraph,
  onceInTheSuite as describe,
  testOnceInTheSuite as test,
} from '../support/graph.ts';

/** Features that tools and clients use beside the operations themselves. */

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

describe('the schema that clients see', () => {
  interface Described {
    name: string;
    description?: string | null | undefined;
  }

  async function introspect(): Promise<IntrospectionQuery['__schema']> {
    const data = await graph.client.data(getIntrospectionQuery());
    return (data as unknown as IntrospectionQuery).__schema; // the form of the introspection query
  }

  const undescribed = (prefix: string, parts: readonly Described[]) =>
    parts.filter(({ description }) => !description).map(({ name }) => `${prefix}${name}`);

  test('describes every type, field, argument and value', async () => {
    const { types } = await introspect();

    const missing = types
      // Types of GraphQL itself are described by GraphQL; everything begins at the root types.
      .filter(({ name }) => !name.startsWith('__'))
      .flatMap((type) => {
        const inType = `${type.name}.`;
        const own = ['Query', 'Mutation'].includes(type.name) ? [] : undescribed('', [type]);
        switch (type.kind) {
          case 'OBJECT':
          case 'INTERFACE':
            return [
              ...own,
              ...undescribed(inType, type.fields),
              ...type.fields.flatMap(({ name, args }) => undescribed(`${inType}${name}:`, args)),
            ];
          case 'INPUT_OBJECT':
            return [...own, ...undescribed(inType, type.inputFields)];
          case 'ENUM':
            return [...own, ...undescribed(inType, type.enumValues)];
          default:
            return own;
        }
      });

    expect(missing).toEqual([]);
  });

  test('contains no part of the federation', async () => {
    const { types, directives } = await introspect();

    const names = [...types, ...directives].map(({ name }) => name);
    expect(names.filter((name) => /^_[^_]|join__|link__|federation__|core__/.test(name))).toEqual(
      [],
    );
    expect(names).toEqual(expect.arrayContaining(['Query', 'Application', 'AdministrativeUnit']));
  });
});

describe('a persisted query', () => {
  const persisted = (query: string) => ({
    persistedQuery: {
      version: 1,
      sha256Hash: createHash('sha256').update(query).digest('hex'),
    },
  });

  async function send(body: object) {
    const { status, data, errors } = await graph.client.post(JSON.stringify(body));
    return { status, data, errors };
  }

  const unknown = {
    status: 200,
    data: undefined,
    errors: [
      { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
    ],
  };

  test('is requested by its hash after it was sent in full', async () => {
    const query = 'query ($id: ID!) { administrativeUnit(id: $id) { name } }';
    const extensions = persisted(query);
    const variables = { id: '85316115' };
    const answered = {
      status: 200,
      data: { administrativeUnit: { name: 'Cumhurbaşkanlığı' } },
      errors: [],
    };

    expect(await send({ extensions, variables })).toEqual(unknown);
    expect(await send({ query, extensions, variables })).toEqual(answered);
    expect(await send({ extensions, variables })).toEqual(answered);
  });

  test('is requested by GET, too, for caches on the way', async () => {
    const query = '{ viewer { role } }';
    const extensions = persisted(query);
    await send({ query, extensions });

    const response = await fetch(
      `${graph.url}/graphql?extensions=${encodeURIComponent(JSON.stringify(extensions))}`,
    );

    expect(await response.json()).toEqual({ data: { viewer: null } });
  });

  test('that is not valid is not kept', async () => {
    const query = '{ nothing }';
    const extensions = persisted(query);

    const first = await send({ query, extensions });

    expect(first).toMatchObject({ status: 200, data: undefined });
    expect(await send({ extensions })).toEqual(unknown);
  });

  test.each([
    [
      'with the hash of another text',
      { query: '{ viewer { role } }', extensions: persisted('{ provinces { code } }') },
      'provided sha does not match query',
    ],
    [
      'of an unknown version',
      { extensions: { persistedQuery: { version: 2, sha256Hash: 'x' } } },
      'Unsupported persisted query version',
    ],
  ])('%s is refused', async (_what, body, message) => {
    expect(await send(body)).toEqual({
      status: 400,
      data: undefined,
      errors: [{ message, extensions: { code: 'BAD_USER_INPUT', reason: 'BODY' } }],
    });
  });
});
