import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { CsvError, formatCsv, parseCsv } from './csv.ts';

const cellsOf = (text: string | Iterable<string>) => [...parseCsv(text)].map(({ cells }) => cells);

describe('parseCsv', () => {
  it('reads what formatCsv writes', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'ş', '"', ',', ';', '\n', '\r', ' ', '🏛'),
    });
    const rows = fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1 });
    fc.assert(
      fc.property(rows, (given) => {
        const withHeader = [['one', 'two', 'three'], ...given];
        expect(cellsOf(formatCsv(withHeader))).toEqual(withHeader);
      }),
    );
  });

  it('reads the same from parts, wherever they begin', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r\n', '\r', '""') });
    const result = (given: string | Iterable<string>) => {
      try {
        return [...parseCsv(given)];
      } catch (error) {
        return error;
      }
    };
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 4 }), (whole, size) => {
        const parts = whole.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
        expect(result(parts)).toEqual(result(whole));
      }),
    );
  });

  it('refuses a row without end in parts before it holds them all', () => {
    let taken = 0;
    function* parts() {
      yield 'id,name\n1,"';
      for (; taken < 1_000; taken += 1) yield 'x'.repeat(100_000);
    }

    expect(() => cellsOf(parts())).toThrow(
      new CsvError(2, 'The row has more than 1000000 characters: is a quotation mark missing?'),
    );
    expect(taken).toBeLessThan(20);
  });

  it('reads what spreadsheets write: semicolons, a byte order mark, empty lines', () => {
    expect(cellsOf('\uFEFFid;name\r\n1;"a;b"\r\n;\r\n\r\n2;c, d')).toEqual([
      ['id', 'name'],
      ['1', 'a;b'],
      ['2', 'c, d'],
    ]);
  });

  it('counts lines as an editor does', () => {
    const lines = [...parseCsv('id,name\n1,"on\ntwo lines"\n\n2,x')].map(({ line }) => line);
    expect(lines).toEqual([1, 2, 5]);
  });

  it.each([
    ['id,name\n1,"open\n2,x\n', 2, 'A cell that begins with a quotation mark has no end.'],
    ['id,name\n1,"closed" x\n', 2, 'Text follows the closing quotation mark of a cell.'],
  ])('names the line of what is not CSV: %j', (text, line, message) => {
    expect(() => [...parseCsv(text)]).toThrow(new CsvError(line, message));
    try {
      cellsOf(text);
    } catch (error) {
      expect(error).toMatchObject({ line });
    }
  });
});
