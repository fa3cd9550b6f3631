import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { CsvError, formatCsv, parseCsv } from './csv.ts';

const cellsOf = (text: string) => parseCsv(text).map(({ cells }) => cells);

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

  it('reads what spreadsheets write: semicolons, a byte order mark, empty lines', () => {
    expect(cellsOf('\uFEFFid;name\r\n1;"a;b"\r\n;\r\n\r\n2;c, d')).toEqual([
      ['id', 'name'],
      ['1', 'a;b'],
      ['2', 'c, d'],
    ]);
  });

  it('counts lines as an editor does', () => {
    const lines = parseCsv('id,name\n1,"on\ntwo lines"\n\n2,x').map(({ line }) => line);
    expect(lines).toEqual([1, 2, 5]);
  });

  it.each([
    ['id,name\n1,"open\n2,x\n', 2, 'A cell that begins with a quotation mark has no end.'],
    ['id,name\n1,"closed" x\n', 2, 'Text follows the closing quotation mark of a cell.'],
  ])('names the line of what is not CSV: %j', (text, line, message) => {
    expect(() => parseCsv(text)).toThrow(new CsvError(line, message));
    try {
      parseCsv(text);
    } catch (error) {
      expect(error).toMatchObject({ line });
    }
  });
});
