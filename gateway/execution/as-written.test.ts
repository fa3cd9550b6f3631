import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { executions } from '../../test/differential/compare.ts';
import { composeLibrary } from '../../test/differential/library/library.ts';
import { type Ask, createSubject, type Subject } from '../../test/differential/subject.ts';

/**
 * A fetch is repeated with the client's original text only if its subgraph has refused the values.
 */

let subject: Subject;

beforeAll(async () => {
  subject = await createSubject(composeLibrary(), { transport: 'http' });
});

afterAll(() => subject?.stop());

const day = '2026-11-28';
const change = { query: `mutation { borrow(id: "b1", until: "${day}") { title } }` };

describe('a subgraph that does not answer', () => {
  it.each<[string, Ask, number]>([
    ['gets a mutation once', change, 1],
    ['gets a query with its own scalar once', { query: `{ since(day: "${day}") }` }, 1],
  ])('%s, however often the operation was executed', async (_, ask, times) => {
    for (let time = 0; time < executions; time += 1) await subject.execute(ask);
    for (let time = 0; time < executions; time += 1) {
      const { asked, result } = await subject.execute({ ...ask, faults: { catalog: 'error' } });

      expect(asked).toHaveLength(times);
      expect(result.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
    }
  });
});

describe('a value that a subgraph refuses', () => {
  it.each<[string, Ask]>([
    ['day', { query: 'query ($day: Day) { since(day: $day) }', variables: { day: 'never' } }],
    [
      'representations',
      {
        query: 'query ($representations: Day) { books { price } since(day: $representations) }',
        variables: { representations: 'never' },
      },
    ],
  ])('is reported under the client’s name: $%s', async (name, ask) => {
    for (let time = 0; time < executions; time += 1) {
      const { result } = await subject.execute(ask);

      expect(result.errors).toMatchObject([
        { message: expect.stringContaining(`Variable "$${name}" got invalid value "never"`) },
      ]);
    }
  });

  it('is reported once, next to a variable that is sent unchanged', async () => {
    const ask = {
      query: 'query ($day: Day) { book(id: "b1") { title } since(day: $day, note: { of: $day }) }',
      variables: { day: 'never' },
    };
    for (let time = 0; time < executions; time += 1) {
      const { result, asked } = await subject.execute(ask);

      expect(asked.at(-1)?.query.match(/\$day: Day/g)).toHaveLength(1);
      expect(result.errors).toHaveLength(1);
    }
  });
});
