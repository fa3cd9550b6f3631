import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { buildSchema, type ExecutionResult, parse } from 'graphql';
import { Interruption, uninterrupted } from '../platform/operations/interruption.ts';
import { createExecutor } from './execute.ts';
import { keepPace, Pace } from './pace.ts';

const schema = buildSchema(/* GraphQL */ `
  type Node {
    id: ID!
    children: [Node!]
    busy: Node
  }
  type Query {
    root: Node
  }
  type Mutation {
    change: Node
    changeAgain: Node
  }
`);

/** The time by the clock, which work alone moves: the machine may be fast or slow. */
let clock = 0;
const work = (ms: number) => void (clock += ms);

/** How long the resolvers take. An eighth has no rounding errors. */
const childrenMs = 1 / 8;
const busyMs = 10;

const now = jest.spyOn(performance, 'now').mockImplementation(() => clock);
afterAll(() => now.mockRestore());

/** The numbers of calls for children and of mutations. */
let asked = 0;
let changes = 0;

const resolvers: Record<string, Record<string, () => unknown>> = {
  Node: {
    children: () => {
      asked += 1;
      work(childrenMs);
      return Array.from({ length: 100 }, (_, id) => ({ id }));
    },
    busy: () => {
      asked += 1;
      work(busyMs);
      return { id: 0 };
    },
  },
  Query: { root: () => ({ id: 'root' }) },
  Mutation: {
    change: () => ({ id: (changes += 1) }),
    changeAgain: () => ({ id: (changes += 1) }),
  },
};
for (const [name, fields] of Object.entries(resolvers)) {
  const type = schema.getType(name);
  if (!type || !('getFields' in type)) throw new Error(`There is no type ${name}.`);
  for (const [field, resolve] of Object.entries(fields)) {
    Object.assign(type.getFields()[field] ?? {}, { resolve });
  }
}
keepPace(schema);

/** A million nodes, for whose lists 10,101 resolvers are called. */
const deep = parse('{ root { children { children { children { id } } } } }');
const wide = parse(
  `{ root { ${Array.from({ length: 20 }, (_, index) => `b${index}: busy { id }`).join(' ')} } }`,
);
const small = parse('{ root { id children { id } } }');

describe.each([
  ['by graphql', false],
  ['compiled', true],
])('an execution %s', (_how, compile) => {
  const executor = createExecutor(schema, { compile });
  const execute = async (document: typeof deep, interruption = uninterrupted) =>
    executor.execute({ document }, { pace: new Pace(interruption) });

  async function warm(document: typeof deep) {
    const over = new Interruption(null, -1);
    for (let time = 0; time < 3; time += 1) await execute(document, over);
    asked = 0;
  }

  // A request has 5 ms at a time.
  test.each([
    { name: 'nested lists', document: deep, first: 5 / childrenMs, meanwhile: 2_000 },
    { name: 'slow fields', document: wide, first: 1, meanwhile: 20 },
  ])('yields to other requests among $name', async ({ document, first, meanwhile }) => {
    await warm(document);
    const order: string[] = [];
    const client = { destroyed: false, once: () => {} };
    const long = execute(document, new Interruption(client)).then((result) => {
      order.push('long');
      return result;
    });
    const askedAtFirst = asked;
    for (let time = 0; time < 5; time += 1) {
      const { data } = await new Promise<ExecutionResult>((resolve, reject) => {
        setImmediate(() => void execute(small).then(resolve, reject));
      });
      expect(data).toMatchObject({ root: { id: 'root' } });
      order.push('small');
    }
    const askedMeanwhile = asked;
    client.destroyed = true;
    const { errors } = await long;

    expect(order).toEqual([...Array(5).fill('small'), 'long']);
    expect(askedAtFirst).toBe(first);
    expect(askedMeanwhile).toBeLessThan(meanwhile);
    expect(errors?.[0]?.extensions).toEqual({ code: 'UNAVAILABLE' });
  });

  test('stops at its timeout', async () => {
    await warm(deep);

    const { errors } = await execute(deep, new Interruption(null, 50));

    expect(errors?.[0]?.message).toBe('The operation took too long. Request less at once.');
    expect(asked).toBeLessThan(500); // 50 ms are those of 400
  });

  test('answers the same as without pauses', async () => {
    const document = parse('{ root { children { children { id } busy { id } } } }');
    const row = Array.from({ length: 100 }, (_, id) => ({ id: String(id) }));
    const children = row.map(() => ({ children: row, busy: { id: '0' } }));

    expect((await execute(document)).data).toEqual({ root: { children } });
  });
});

test('a mutation does not begin after its client has gone, and is answered in full once it has begun', async () => {
  const executor = createExecutor(schema, { compile: true });
  const document = parse('mutation { change { id children { id } } changeAgain { id } }');
  const client = { destroyed: true, once: () => {} };
  const execute = async () =>
    executor.execute({ document }, { pace: new Pace(new Interruption(client, 1_000)) });

  const { data } = await execute();
  expect([data, changes]).toEqual([{ change: null, changeAgain: null }, 0]);

  client.destroyed = false;
  const change = schema.getMutationType()?.getFields()['change'];
  const { resolve } = change ?? {};
  Object.assign(change ?? {}, {
    resolve: (...given: Parameters<NonNullable<typeof resolve>>) => {
      const made: unknown = resolve?.(...given);
      client.destroyed = true; // during the mutation
      return made;
    },
  });
  const answer = await execute();

  expect(changes).toBe(1);
  expect(answer.data).toMatchObject({
    change: { id: '1', children: Array.from({ length: 100 }, (_, id) => ({ id: String(id) })) },
    changeAgain: null,
  });
});
