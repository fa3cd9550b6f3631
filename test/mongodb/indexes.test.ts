import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Schema } from 'mongoose';
import { pino } from 'pino';
import { databaseName, openSubgraphDatabase } from '../../lib/federation/subgraph-database.ts';
import { type Database, openDatabase } from '../../lib/mongodb/connection.ts';
import { type DeclaredIndex, IndexError, indexesOf } from '../../lib/mongodb/indexes.ts';
import { migrate, type Migration, type StoredData } from '../../lib/mongodb/migrations.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { storedData } from '../../subgraphs/citizen/migrations.ts';
import { onceInTheSuite } from '../support/graph.ts';

/** How the indexes of a database follow from the declarations. */

const logger = createLogger({ level: 'silent', name: 'test' });
const keys = { secrets: { current: 1, versions: { 1: Buffer.alloc(32).toString('base64') } } };

const byNumber: DeclaredIndex = { name: 'number_1', key: { number: 1 }, unique: true };
const byDay: DeclaredIndex = { name: 'day_-1_place_1', key: { day: -1, place: 1 } };
const whileOpen: DeclaredIndex = {
  name: 'place_1',
  key: { place: 1 },
  partialFilterExpression: { open: true },
};

let database: Database;

beforeEach(async () => {
  const uri = process.env['TEST_MONGODB_URI'];
  if (!uri) throw new Error('global-setup starts MongoDB');
  database = openDatabase({ uri, name: `t${randomBytes(6).toString('hex')}_indexes`, logger });
  await database.connected;
});

afterEach(async () => {
  await database?.connection.dropDatabase();
  await database?.stop();
});

type Declared = Readonly<Record<string, readonly DeclaredIndex[]>>;

/** Starts as a process whose code declares this. */
function start(declared: Declared, migrations: readonly Migration[] = []): Promise<void> {
  const indexes = Object.entries(declared).map(([collection, indexes]) => ({
    collection,
    indexes,
  }));
  const stored: StoredData = { migrations, indexes: () => indexes };
  return migrate({ connection: database.connection, keys, stored, logger });
}

const things = () => database.connection.collection('things');

async function listed(collection = 'things') {
  const indexes = await database.connection.collection(collection).indexes();
  return indexes.filter(({ name }) => name !== '_id_');
}

const found = async () => (await listed()).map(withoutVersion);

function withoutVersion(found: object): object {
  const { v: _, ...index } = { v: 0, ...found };
  return index;
}

const names = async (collection?: string) => (await listed(collection)).map(({ name }) => name);
const locks = () => database.connection.collection('migrationLocks').countDocuments();

onceInTheSuite('the indexes of a database', () => {
  test('are made as declared, and left alone by the next process', async () => {
    await start({ things: [byNumber, byDay, whileOpen], others: [byDay] });
    const made = await found();
    await things().dropIndex('place_1'); // by either process
    await start({ things: [byNumber, byDay, whileOpen], others: [byDay] });

    expect(made).toEqual([byNumber, byDay, whileOpen]);
    expect(await found()).toEqual(made);
    expect(await names('others')).toEqual(['day_-1_place_1']);
    expect(await locks()).toBe(0);
  });

  test('are dropped when they are no longer declared, with all indexes of an undeclared collection', async () => {
    await start({ things: [byNumber, byDay], others: [byDay] });
    await things().createIndex({ operator: 1 });
    await start({ things: [byNumber] });

    expect(await names()).toEqual(['number_1', 'operator_1']);
    expect(await names('others')).toEqual([]);
  });

  test('are replaced when their declaration changes', async () => {
    const expiring = (expireAfterSeconds: number): DeclaredIndex => ({
      name: 'at_1',
      key: { at: 1 },
      expireAfterSeconds,
    });
    await start({ things: [expiring(60)] });
    await start({ things: [expiring(90)] });

    expect(await found()).toEqual([expiring(90)]);
  });

  test('are rebuilt under another name', async () => {
    await start({ things: [byDay] });
    await start({ things: [{ ...byDay, name: 'days' }] });

    expect(await found()).toEqual([{ ...byDay, name: 'days' }]);
  });

  test('of an earlier release count as declared where they exist, and are dropped later', async () => {
    await things().createIndexes([{ ...byNumber }, { ...byDay }]);
    await start({ things: [byNumber, byDay, whileOpen] });
    expect(await names()).toEqual(['number_1', 'day_-1_place_1', 'place_1']);

    await start({ things: [byNumber] });

    expect(await names()).toEqual(['number_1']);
  });

  test('are used under any name, and keep their owner', async () => {
    await things().createIndex({ number: 1 }, { unique: true, name: 'operators' });
    await start({ things: [byNumber] });
    await start({ things: [] });

    expect(await names()).toEqual(['operators']);
  });

  test('are made after the migrations, under one lock, by whichever process comes first', async () => {
    let runs = 0;
    const first: Migration = {
      name: '0001-things',
      async up() {
        runs += 1;
        expect(await locks()).toBe(1);
        await things().insertMany([{ number: 1 }, { number: 2 }]);
      },
    };
    await Promise.all([1, 2, 3].map(() => start({ things: [byNumber, byDay] }, [first])));

    expect(runs).toBe(1);
    expect(await names()).toEqual(['number_1', 'day_-1_place_1']);
  });

  test('are not dropped or replaced by a process of an earlier release', async () => {
    const later: Migration = { name: '0002-later', up: async () => {} };
    await start({ things: [byNumber, byDay] }, [later]);
    await start({ things: [{ ...byNumber, unique: false }, whileOpen] });
    expect(await found()).toEqual([byNumber, byDay, whileOpen]);

    await start({ things: [byNumber] }, [later]);

    expect(await names()).toEqual(['number_1']);
  });

  test('are dropped also where making them was interrupted', async () => {
    await start({ things: [byNumber] });
    // As left by a process that ends between the two steps.
    await database.connection
      .collection<{ _id: string }>('indexDeclarations')
      .updateOne({ _id: 'things' }, { $set: { indexes: ['number_1', 'day_-1_place_1', 'x_1'] } });
    await things().createIndexes([{ ...byDay }]);

    await start({ things: [byNumber] });

    expect(await names()).toEqual(['number_1']);
  });
});

onceInTheSuite('an index that cannot be made', () => {
  test('because of duplicates is an error that names the fields and no stored value', async () => {
    await things().insertMany([{ number: 'secret' }, { number: 'secret' }, { number: 'other' }]);

    const starting = start({ things: [byNumber, byDay] });

    await expect(starting).rejects.toThrow(
      /^The unique index number_1 of t\w+_indexes\.things cannot be created: several documents have the same number\. Remove the duplicates and start again\.$/,
    );
    expect(await locks()).toBe(0);
    await things().deleteOne({ number: 'secret' });
    await start({ things: [byNumber, byDay] });
    expect(await names()).toEqual(['number_1', 'day_-1_place_1']);
  });

  test('because another owner has one is an error that names it', async () => {
    await things().createIndex({ number: 1 }, { name: 'operators' });
    const expiring: DeclaredIndex = {
      name: 'number_1',
      key: { number: 1 },
      expireAfterSeconds: 60,
    };

    await expect(start({ things: [expiring] })).rejects.toThrow(
      /^The index number_1 of t\w+_indexes\.things cannot be created: it conflicts with another index on number, which was not created by any release\./,
    );
  });
});

onceInTheSuite('a subgraph whose database does not allow an index', () => {
  test('is not ready, says so in its log, and is ready after the conflict is removed', async () => {
    const uri = process.env['TEST_MONGODB_URI'] ?? '';
    const databasePrefix = `t${randomBytes(6).toString('hex')}`;
    const lines: Record<string, unknown>[] = [];
    const logger = pino({}, { write: (line) => void lines.push(JSON.parse(line)) });
    const open = () =>
      openSubgraphDatabase(
        'citizen',
        { mongodb: { uri, databasePrefix }, keys, logger },
        storedData,
      );
    const before = openDatabase({ uri, name: databaseName(databasePrefix, 'citizen'), logger });
    await before.connected;
    const citizens = before.connection.collection('citizens');
    await citizens.insertMany([{ nationalIdHash: 'secret' }, { nationalIdHash: 'secret' }]);

    const broken = open();
    await expect(broken.migrated).rejects.toThrow(IndexError);
    expect(await broken.ping()).toBe(false);
    await broken.stop();
    const errors = lines.filter(({ level }) => level === 50);
    await citizens.deleteOne({ nationalIdHash: 'secret' });
    const mended = open();
    await mended.migrated;

    expect(await mended.ping()).toBe(true);
    expect(errors).toEqual([
      expect.objectContaining({
        msg: 'the database could not be migrated',
        err: expect.objectContaining({
          message: expect.stringContaining('several documents have the same nationalIdHash.'),
        }),
      }),
    ]);
    expect(JSON.stringify(errors)).not.toContain('secret');
    await before.connection.dropDatabase();
    await Promise.all([mended.stop(), before.stop()]);
  });
});

describe('the declaration of a schema', () => {
  const modelOf = (schema: Schema) => ({
    collection: { collectionName: 'things' },
    schema,
  });

  test('is named as MongoDB would name it, unless it has a name', () => {
    const schema = new Schema({ number: Number, place: String });
    schema.index({ number: 1 }, { unique: true });
    schema.index({ number: -1, place: 1 });
    schema.index({ place: 1 }, { name: 'places', partialFilterExpression: { number: 1 } });

    expect(indexesOf(modelOf(schema))).toEqual({
      collection: 'things',
      indexes: [
        { name: 'number_1', key: { number: 1 }, unique: true },
        { name: 'number_-1_place_1', key: { number: -1, place: 1 } },
        { name: 'places', key: { place: 1 }, partialFilterExpression: { number: 1 } },
      ],
    });
  });

  test('is refused with options that are not compared', () => {
    const schema = new Schema({ place: String });
    schema.index({ place: 1 }, { collation: { locale: 'tr' } });

    expect(() => indexesOf(modelOf(schema))).toThrow('things: the option collation');
  });
});
