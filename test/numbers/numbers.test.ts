import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { openDatabase, type Database } from '../../lib/mongodb/connection.ts';
import {
  checkApplicationNumber,
  createNumberAllocator,
  type NumberSequenceModel,
  numberSequenceModel,
} from '../../subgraphs/application/numbers/index.ts';
import { onceInTheSuite } from '../support/graph.ts';

const year = 2026;

let database: Database;
let sequences: NumberSequenceModel;

beforeAll(async () => {
  const uri = process.env['TEST_MONGODB_URI'];
  if (!uri) throw new Error('global-setup starts MongoDB');
  const logger = createLogger({ level: 'silent', name: 'test' });
  database = openDatabase({ uri, name: `t${randomBytes(6).toString('hex')}_numbers`, logger });
  await database.connected;
  sequences = numberSequenceModel(database.connection);
});

beforeEach(async () => {
  await sequences.deleteMany();
});

afterAll(async () => {
  await database?.connection.dropDatabase();
  await database?.stop();
});

const draw = (allocator: ReturnType<typeof createNumberAllocator>, count: number) =>
  Promise.all(Array.from({ length: count }, () => allocator.next(year)));

/** The next place in the year's order that no process has taken. */
async function nextSequence(): Promise<number | undefined> {
  return (await sequences.findById(year).lean())?.next;
}

onceInTheSuite('numbers', () => {
  test('are never given twice, however many processes draw them at once', async () => {
    const processes = fc.array(
      fc.record({ blockSize: fc.integer({ min: 1, max: 7 }), draws: fc.nat({ max: 20 }) }),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(processes, fc.integer({ min: 1, max: 3 }), async (drawing, rounds) => {
        await sequences.deleteMany();
        const allocators = drawing.map(({ blockSize, draws }) => ({
          allocator: createNumberAllocator(sequences, { blockSize }),
          draws,
        }));
        const numbers: string[] = [];
        for (let round = 0; round < rounds; round += 1) {
          const drawn = await Promise.all(
            allocators.map(({ allocator, draws }) => draw(allocator, draws)),
          );
          numbers.push(...drawn.flat());
        }

        expect(new Set(numbers).size).toBe(numbers.length);
        for (const number of numbers) {
          expect(number.slice(0, 2)).toBe('26');
          expect(checkApplicationNumber(number)).toBe('OK');
        }
      }),
      { numRuns: 30 },
    );
  });

  test('of a year without filings are given to all concurrent first filings', async () => {
    const allocators = Array.from({ length: 10 }, () => createNumberAllocator(sequences));

    const numbers = (await Promise.all(allocators.map((each) => draw(each, 10)))).flat();

    expect(new Set(numbers).size).toBe(100);
    expect(await sequences.countDocuments()).toBe(1);
  });

  test('are taken in blocks: one command for each hundred', async () => {
    const take = jest.spyOn(sequences, 'findOneAndUpdate');
    await draw(createNumberAllocator(sequences), 250);

    expect(take).toHaveBeenCalledTimes(3);
    expect(await nextSequence()).toBe(300);
    take.mockRestore();
  });

  test('that a process held when it died are skipped, and none is given again', async () => {
    const before = await draw(createNumberAllocator(sequences, { blockSize: 10 }), 3);
    const after = await draw(createNumberAllocator(sequences, { blockSize: 10 }), 30);

    expect(new Set([...before, ...after]).size).toBe(33);
    expect(await nextSequence()).toBe(40);
  });

  test('of different years follow orders of their own', async () => {
    const allocator = createNumberAllocator(sequences);
    const [one, other] = await Promise.all([allocator.next(year), allocator.next(year + 1)]);

    expect([one.slice(0, 2), other.slice(0, 2)]).toEqual(['26', '27']);
    expect(one.slice(2, 9)).not.toBe(other.slice(2, 9));
    const keys = await sequences.find();
    expect(new Set(keys.map(({ key }) => key.toString('hex'))).size).toBe(2);
  });

  test('follow the key that the year has after a reset, also in a process that knew the one before', async () => {
    const running = createNumberAllocator(sequences, { blockSize: 2 });
    await draw(running, 2);
    await sequences.deleteMany();

    const [, ...anew] = await draw(createNumberAllocator(sequences, { blockSize: 1 }), 3);
    await sequences.updateOne({ _id: year }, { next: 1 });

    expect(await draw(running, 2)).toEqual(anew);
  });

  test('of a block from which one was in use already are given up', async () => {
    const allocator = createNumberAllocator(sequences, { blockSize: 10 });
    const [one = '', other = ''] = await draw(allocator, 2);

    await allocator.discardBlockOf('2600000000');
    await draw(allocator, 1);
    expect(await nextSequence()).toBe(10);
    await Promise.all([allocator.discardBlockOf(one), allocator.discardBlockOf(other)]);
    await draw(allocator, 1);
    await allocator.discardBlockOf(one);
    await draw(allocator, 1);

    expect(await nextSequence()).toBe(20);
  });

  test('are requested again after MongoDB could not be reached', async () => {
    const allocator = createNumberAllocator(sequences);
    const take = jest.spyOn(sequences, 'findOneAndUpdate').mockImplementationOnce(() => {
      throw new Error('MongoDB is away');
    });

    const failed = await Promise.allSettled([allocator.next(year), allocator.next(year)]);
    const numbers = await draw(allocator, 2);

    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(new Set(numbers).size).toBe(2);
    take.mockRestore();
  });
});

onceInTheSuite('when the numbers of a year run out', () => {
  const left = 7;

  beforeEach(async () => {
    await sequences.create({ _id: year, key: randomBytes(32), next: 10_000_000 - left });
  });

  test('exactly the remaining ones are given, and all further filings are refused', async () => {
    const allocators = [3, 4, 100].map((blockSize) =>
      createNumberAllocator(sequences, { blockSize }),
    );

    const asked = await Promise.allSettled(
      Array.from({ length: 12 }, () => allocators.map((allocator) => allocator.next(year))).flat(),
    );

    const given = asked.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
    expect(given).toHaveLength(left);
    expect(new Set(given).size).toBe(left);
    for (const each of asked) {
      if (each.status === 'fulfilled') continue;
      expect(each.reason).toMatchObject({ code: 'UNAVAILABLE' });
    }
  });

  test('one process alone gives all remaining ones, in blocks of any size', async () => {
    const allocator = createNumberAllocator(sequences, { blockSize: 3 });

    const asked = await Promise.allSettled(
      Array.from({ length: left + 5 }, () => allocator.next(year)),
    );

    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(left);
  });

  test('the next year has all of its own', async () => {
    const allocator = createNumberAllocator(sequences, { blockSize: left });
    await draw(allocator, left);

    await expect(allocator.next(year)).rejects.toMatchObject({
      message: 'All application numbers of 2026 have been given.',
      code: 'UNAVAILABLE',
    });
    expect(checkApplicationNumber(await allocator.next(year + 1))).toBe('OK');
  });
});
