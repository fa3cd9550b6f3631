import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { UnitForm, UnitHistory } from '../peers/index.ts';
import { replaceUnits } from './replace-units.ts';
import { definitions } from './schema.ts';

/** A tree of 63 units, each below the one with half its number. */

const idOf = (number: number) => String(10_000_000 + number);

const unitOf = (number: number, changes: Partial<UnitForm> = {}): UnitHistory => ({
  id: idOf(number),
  forms: [
    {
      from: null,
      name: `Birim ${number}`,
      kind: 'DEPARTMENT',
      status: 'ACTIVE',
      parentId: number > 1 ? idOf(Math.floor(number / 2)) : null,
      provinceCode: null,
      districtCode: null,
      successorId: null,
      ...changes,
    },
  ],
});

const all = Array.from({ length: 63 }, (_, index) => unitOf(index + 1));

describe('a change of a unit', () => {
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;

  beforeEach(async () => {
    instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    connection = await instance.connect();
    for (const definition of definitions) await connection.run(definition);
    await replaceUnits(connection, all);
  });
  afterEach(() => {
    connection.closeSync();
    instance.closeSync();
  });

  async function numberOf(sql: string): Promise<number> {
    const reader = await connection.runAndReadAll(sql);
    return Number(reader.getRows()[0]?.[0]);
  }

  /** The scopes that are written: each row has a number of its own. */
  async function scopesWritten(...units: UnitHistory[]): Promise<number> {
    const last = await numberOf('SELECT max(rowid) FROM unit_scopes');
    await replaceUnits(connection, units);
    return numberOf(`SELECT count(*) FROM unit_scopes WHERE rowid > ${last}`);
  }

  /** Of a unit two steps below the root: 4 units with 4 rows each lie two steps below it, and so on. */
  const belowThird = 1 * 3 + 2 * 4 + 4 * 5 + 8 * 6;

  it.each<[string, Partial<UnitForm>, number]>([
    ['its name and place', { name: 'Başka', provinceCode: '34', districtCode: '1' }, 0],
    ['the unit above it', { parentId: idOf(7) }, 1 * 4 + 2 * 5 + 4 * 6 + 8 * 7],
    ['its kind', { kind: 'MINISTRY' }, belowThird],
    ['its status', { status: 'CLOSED' }, belowThird],
    ['its successor', { status: 'CLOSED', successorId: idOf(5) }, belowThird + 15],
  ])('writes the scopes again that are made of %s', async (_, changes, written) => {
    expect(await scopesWritten(unitOf(4, changes))).toBe(written);
    expect(await numberOf(`SELECT count(*) FROM unit_forms`)).toBe(63);
  });

  it('writes none for the name of the root, and only the others of several units', async () => {
    expect(await scopesWritten(unitOf(1, { name: 'Kök' }))).toBe(0);
    const renamed = unitOf(2, { name: 'Başka' });
    expect(await scopesWritten(renamed, unitOf(63, { kind: 'MINISTRY' }))).toBe(6);
    expect(await numberOf(`SELECT count(*) FROM unit_forms WHERE name IN ('Kök', 'Başka')`)).toBe(
      2,
    );
  });

  it('writes those of a new unit, and of units that named it before', async () => {
    await replaceUnits(connection, [unitOf(70, { parentId: idOf(80) })]);
    expect(await scopesWritten(unitOf(80, { parentId: null }))).toBe(1 + 2);
  });

  it('compares the present form, whatever the forms before it are', async () => {
    const [form] = unitOf(2).forms;
    const closed = { ...form, status: 'CLOSED' } as UnitForm;
    const open = { ...form, from: '2026-03-01' } as UnitForm;
    expect(await scopesWritten({ id: idOf(2), forms: [closed, open] })).toBe(0);
  });
});
