import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { changedArchive, filesIn } from './fixtures/changed-archive.ts';
import { cleanOpenDocument } from './open-document/clean-open-document.ts';
import { cleanOpenXml } from './open-xml/clean-open-xml.ts';
import { cleanPdf } from './pdf/clean-pdf.ts';
import { type CleanFile, Cleaning } from './cleaning.ts';
import { occurrences, unpacked } from '../../../../test/support/unpacked.ts';

/** Content hidden by styles, formats and conditions, in addition to that of the fixtures. */

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

const cleaned = (clean: CleanFile, file: Buffer) => Buffer.concat([...clean(file, new Cleaning())]);

const reasonFor = (clean: CleanFile, file: Buffer): unknown => {
  try {
    cleaned(clean, file);
    return null;
  } catch (error) {
    return (error as { reason?: unknown }).reason;
  }
};

const replace = (from: string | RegExp, to: string) => (part: string) => {
  expect(part).toMatch(from);
  return part.replace(from, () => to);
};

describe('in a document of Word', () => {
  const hiddenByDefault = replace('<w:rPrDefault><w:rPr>', '<w:rPrDefault><w:rPr><w:vanish/>');

  test('text hidden by default is dropped, except for runs with a setting of their own', () => {
    const file = changedArchive(fixture('inherited.docx'), { 'word/styles.xml': hiddenByDefault });

    const text = filesIn(cleaned(cleanOpenXml, file)).get('word/document.xml') ?? '';

    expect(text.match(/VISIBLE\d+/g)).toEqual(['VISIBLE3']);
  });

  test('a style that hides the text of some cells of a table is refused', () => {
    const some =
      '<w:tblStylePr w:type="firstRow"><w:rPr><w:vanish/></w:rPr></w:tblStylePr></w:style>';
    const file = changedArchive(fixture('inherited.docx'), {
      'word/styles.xml': replace(/<\/w:style>(?=\s*<w:style [^>]*styleId="SecretChild")/, some),
      'word/document.xml': replace(
        '<w:tblStyle w:val="TableGrid"/>',
        '<w:tblStyle w:val="Secret"/>',
      ),
    });

    expect(reasonFor(cleanOpenXml, file)).toBe('UNSUPPORTED');
  });
});

describe('in a workbook', () => {
  const sheet = (change: (part: string) => string, styles = (part: string) => part) =>
    changedArchive(fixture('names.xlsx'), {
      'xl/worksheets/sheet4.xml': change,
      'xl/styles.xml': styles,
    });
  const textsOf = (file: Buffer) => {
    const copy = filesIn(cleaned(cleanOpenXml, file));
    return [...(copy.get('xl/sharedStrings.xml') ?? '').matchAll(/VISIBLE1[12]/g)].map(
      ([text]) => text,
    );
  };

  test.each<[what: string, format: string, texts: string[]]>([
    ['rows without a height', '<sheetFormatPr defaultRowHeight="0"/>', []],
    ['columns without a width', '<sheetFormatPr defaultRowHeight="15" defaultColWidth="0"/>', []],
    [
      'unused rows',
      '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>',
      ['VISIBLE11', 'VISIBLE12'],
    ],
  ])('%s are hidden by the defaults of the sheet', (_what, format, texts) => {
    expect(textsOf(sheet(replace(/<sheetFormatPr [^>]*>/, format)))).toEqual(texts);
  });

  test('a conditional format that shows nothing is refused', () => {
    const file = sheet(
      replace(
        '<pageMargins',
        '<conditionalFormatting sqref="A1"><cfRule type="expression" dxfId="1" priority="1"><formula>TRUE</formula></cfRule></conditionalFormatting><pageMargins',
      ),
      replace('</dxfs>', '<dxf><numFmt numFmtId="199" formatCode=";;;"/></dxf></dxfs>'),
    );

    expect(reasonFor(cleanOpenXml, file)).toBe('UNSUPPORTED');
  });
});

describe('in a document of LibreOffice', () => {
  const text = (change: (part: string) => string) =>
    changedArchive(fixture('inherited.odt'), { 'content.xml': change });

  test('text that is shown within hidden text is refused', () => {
    const shown =
      '<style:style style:name="T9" style:family="text"><style:text-properties text:display="true"/></style:style></office:automatic-styles>';
    const file = text((part) =>
      replace(
        'CANARYparagraph1',
        '<text:span text:style-name="T9">VISIBLE17</text:span>',
      )(replace('</office:automatic-styles>', shown)(part)),
    );

    expect(reasonFor(cleanOpenDocument, file)).toBe('UNSUPPORTED');
  });

  test('links lead to places by their new names, or nowhere', () => {
    const copy =
      filesIn(cleaned(cleanOpenDocument, fixture('inherited.odt'))).get('content.xml') ?? '';
    const links = [...copy.matchAll(/xlink:href="(#[^"]*)"/g)].map(([, target]) => target);
    const places = [
      ...copy.matchAll(/<(text:(?:section|bookmark-start)|table:table) [^>]*name="(place\d)"/g),
    ];

    expect(links).toEqual(['#place1', '#place4|table', '#place5|region']);
    expect(places.map(([, element, name]) => [element, name])).toEqual([
      ['text:bookmark-start', 'place1'],
      ['text:section', 'place5'],
      ['text:section', expect.stringMatching(/^place\d$/)],
      ['table:table', 'place4'],
    ]);
  });

  test('a chart of a hidden sheet keeps its data', () => {
    const chart = filesIn(cleaned(cleanOpenDocument, fixture('names.ods'))).get(
      'Object 1/content.xml',
    );

    expect(chart).toContain(
      'chart:values-cell-range-address="local-table.$B$2:.$B$3" chart:label-cell-address="local-table.$B$1"',
    );
  });
});

describe('in a PDF', () => {
  test('drawing operators are read in every packing', () => {
    const copy = cleaned(cleanPdf, fixture('filters.pdf'));
    const texts = unpacked(copy).flatMap(
      (content) => content.toString('latin1').match(/\([\w ]+\) Tj/g) ?? [],
    );

    expect(texts).toEqual([
      '(Base 85) Tj',
      '(LZW) Tj',
      '(Hexadecimal) Tj',
      '(Run length) Tj',
      '(A chain) Tj',
      '(aa) Tj',
    ]);
    expect(occurrences(copy, 'Decode').filter((found) => !/Flate|DCT|Parms/.test(found))).toEqual(
      [],
    );
  });

  test.each([
    ['of an unknown purpose', '/ExtGState <</G <</Odd 5 0 R>>>>', '<<>>', 'UNSUPPORTED'],
    ['of a pattern that is not one', '/Pattern <</P 5 0 R>>', '<</PatternType 1>>', 'DAMAGED'],
    [
      'of a pattern with an unknown filter',
      '/Pattern <</P 5 0 R>>',
      '<</PatternType 1 /Filter /Crypt>>',
      'UNSUPPORTED',
    ],
  ])('a stream %s is refused', (_what, resources, dictionary, reason) => {
    const file = Buffer.from(
      [
        '%PDF-1.7',
        '1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj',
        '2 0 obj\n<</Type /Pages /Kids [3 0 R] /Count 1>>\nendobj',
        `3 0 obj\n<</Type /Page /MediaBox [0 0 9 9] /Resources <<${resources}>>>>\nendobj`,
        `5 0 obj\n${dictionary}\nstream\nCANARY draws nothing\nendstream\nendobj`,
        'trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n',
      ].join('\n'),
    );

    expect(reasonFor(cleanPdf, file)).toBe(reason);
  });
});
