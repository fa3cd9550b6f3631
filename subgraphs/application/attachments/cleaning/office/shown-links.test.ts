import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { occurrences } from '../../../../../test/support/unpacked.ts';
import { type CleanFile, Cleaning } from '../cleaning.ts';
import { changedArchive, filesIn } from '../fixtures/changed-archive.ts';
import { cleanOpenDocument } from '../open-document/clean-open-document.ts';
import { cleanOpenXml } from '../open-xml/clean-open-xml.ts';
import { cleanPdf } from '../pdf/clean-pdf.ts';
import { showsTarget } from './shown-links.ts';

/** Links to addresses that name people: an address stays only where the copy shows it. */

const changed = (name: string, changes: Readonly<Record<string, (part: string) => string>>) =>
  changedArchive(readFileSync(new URL(`../fixtures/${name}`, import.meta.url)), changes);

const insert = (before: string, xml: string) => (part: string) => {
  expect(part).toContain(before);
  return part.replace(before, () => `${xml}${before}`);
};

/** The copy, after a check that it contains no canary and is its own copy. */
function cleaned(clean: CleanFile, file: Buffer): Buffer {
  const copyOf = (original: Buffer) => Buffer.concat([...clean(original, new Cleaning())]);
  const copy = copyOf(file);
  expect(occurrences(file, 'CANARY')).not.toEqual([]);
  expect(occurrences(copy, 'CANARY')).toEqual([]);
  expect(Buffer.compare(copyOf(copy), copy)).toBe(0);
  return copy;
}

const hidden = [
  'mailto:CANARY@example.com',
  'tel:+90555CANARY',
  'https://example.sharepoint.com/personal/CANARY_ahmet/',
];
const shown: [target: string, text: string][] = [
  ['mailto:ek@example.com', 'ek@example.com'],
  ['tel:+905551112233', '+905551112233'],
  ['https://example.com/', 'https://example.com'],
  ['http://example.com/a?b=1&amp;c=2', 'example.com/a?b=1&amp;c=2'],
];

test.each<[text: string, target: string, isShown: boolean]>([
  ['example.com', 'https://example.com/', true],
  ['https://example.com/ş', 'https://example.com/%C5%9F', true],
  [' https://example.com/#a ', 'https://example.com/', true],
  ['a@example.com', 'mailto:a@example.com?subject=x', false],
  ['https://example.com/a', 'https://example.com/', false],
  ['https://example.com', 'https://example.com/#a', false],
  ['example', 'https://example.com/', false],
  ['', 'https://', false],
])('a link with the text %j shows %j: %j', (text, target, isShown) => {
  expect(showsTarget(Buffer.from(text).toString('latin1'), target)).toBe(isShown);
});

const relationship = (id: string, target: string) =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="${target}" TargetMode="External"/>`;
const targetsIn = (relationships: string | undefined) =>
  [...(relationships ?? '').matchAll(/Target="([^"/#][^"]*)" TargetMode="External"/g)].map(
    ([, target]) => target,
  );
const drawing = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';

describe('in a DOCX', () => {
  const letter = (paragraph: string, targets: readonly string[]) =>
    filesIn(
      cleaned(
        cleanOpenXml,
        changed('letter.docx', {
          'word/document.xml': insert('<w:sectPr', `<w:p>${paragraph}</w:p>`),
          'word/_rels/document.xml.rels': insert(
            '</Relationships>',
            targets.map((target, index) => relationship(`rId90${index}`, target)).join(''),
          ),
        }),
      ),
    );
  const run = (text: string, properties = '') =>
    `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
  const link = (index: number, runs: string) =>
    `<w:hyperlink r:id="rId90${index}">${runs}</w:hyperlink>`;
  const targetsOf = (copy: Map<string, string>) =>
    targetsIn(copy.get('word/_rels/document.xml.rels'));

  test.each(hidden)('a link to %s is gone, and its text stays', (target) => {
    const copy = letter(link(0, run('VISIBLE9')), [target]);

    expect(copy.get('word/document.xml')).toContain('<w:t>VISIBLE9</w:t>');
    expect(copy.get('word/document.xml')).not.toContain('rId900');
    expect(targetsOf(copy)).toEqual([]);
  });

  test('links that show where they lead to stay, also in pieces', () => {
    const links = shown.map(([, text], index) =>
      link(index, `${run(text.slice(0, 3))}${run(text.slice(3))}`),
    );
    const copy = letter(
      links.join(''),
      shown.map(([target]) => target),
    );

    expect(copy.get('word/document.xml')?.match(/<w:hyperlink r:id="rId90\d">/g)).toHaveLength(4);
    expect(targetsOf(copy)).toEqual(shown.map(([target]) => target));
  });

  test('a link that shows it in hidden text is gone, and one of another text beside it', () => {
    const target = 'mailto:CANARY@example.com';
    const copy = letter(
      `${link(0, run('CANARY@example.com', '<w:vanish/>') + run('VISIBLE9'))}${link(1, run('ek@example.com'))}${link(1, run('VISIBLE8'))}`,
      [target, 'mailto:ek@example.com'],
    );

    expect(copy.get('word/document.xml')?.match(/<w:hyperlink r:id="rId90\d">/g)).toEqual([
      '<w:hyperlink r:id="rId901">',
    ]);
    expect(targetsOf(copy)).toEqual(['mailto:ek@example.com']);
  });

  test('a link of a shape is gone, and one of its text stays if it shows the target', () => {
    const runOf = (index: number, text: string) =>
      `<a:r ${drawing}><a:rPr><a:hlinkClick r:id="rId90${index}"/></a:rPr><a:t>${text}</a:t></a:r>`;
    const copy = letter(
      `<a:x ${drawing}><a:hlinkClick r:id="rId900"/></a:x>${runOf(0, 'VISIBLE9')}${runOf(1, 'ek@example.com')}`,
      [...hidden.slice(0, 1), 'mailto:ek@example.com'],
    );

    expect(copy.get('word/document.xml')?.match(/<a:hlinkClick [^>]*>/g)).toEqual([
      '<a:hlinkClick r:id="rId901"/>',
    ]);
    expect(targetsOf(copy)).toEqual(['mailto:ek@example.com']);
  });

  test.each([
    [[' HYPERLINK "tel:+90555CANARY" ']],
    [[' HYPERLINK "CANARY" ']],
    [[' HYPERLINK ', '"tel:+90', '555CANARY"']],
    [[' HYPER', 'LINK "tel:', 'CANARY" ']],
  ])('a field with %j leads nowhere', (instructions) => {
    const pieces = instructions.map((text) => `<w:r><w:instrText>${text}</w:instrText></w:r>`);
    const copy = letter(
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r>${pieces.join('')}<w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('VISIBLE9')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
      [],
    );

    expect(copy.get('word/document.xml')).toContain('<w:t>VISIBLE9</w:t>');
  });
});

describe('in an XLSX', () => {
  const list = (cells: readonly string[], more = '') =>
    `<hyperlinks>${cells.map((cell, index) => `<hyperlink xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ref="${cell}" r:id="rId90${index}"/>`).join('')}${more}</hyperlinks>`;
  const inline = (text: string, links: string, targets: readonly string[]) => {
    const copy = filesIn(
      cleaned(
        cleanOpenXml,
        changed('table.xlsx', {
          'xl/worksheets/sheet2.xml': (part) =>
            insert('<pageMargins', links)(part).replace('VISIBLE2', () => text),
          'xl/worksheets/_rels/sheet2.xml.rels': insert(
            '</Relationships>',
            targets.map((target, index) => relationship(`rId90${index}`, target)).join(''),
          ),
        }),
      ),
    );
    return {
      links: copy.get('xl/worksheets/sheet2.xml')?.match(/<hyperlinks?\b[^>]*>/g) ?? [],
      targets: targetsIn(copy.get('xl/worksheets/_rels/sheet2.xml.rels')),
    };
  };

  test.each(hidden)('a link to %s is gone, and the list of none', (target) => {
    expect(inline('VISIBLE2', list(['A3']), [target])).toEqual({ links: [], targets: [] });
  });

  test('links of hidden cells are gone, and others stay', () => {
    const more = '<hyperlink ref="A1" location="\'Liste\'!A3"/>';
    const targets = ['https://CANARYhiddencol', 'https://CANARYhiddenrow'];

    expect(inline('VISIBLE2', list(['B1', 'A2'], more), targets)).toEqual({
      links: ['<hyperlinks>', '<hyperlink ref="A1" location="\'Liste\'!A3"/>'],
      targets: [],
    });
  });

  test.each(shown)('a link to %s that shows it as %s stays', (target, text) => {
    const kept = inline(text, list(['A3:B3']), [target]);

    expect(kept.targets).toEqual([target]);
    expect(kept.links).toHaveLength(2);
  });

  test('shared texts are read, unless their cell is hidden', () => {
    const targets = ['mailto:ek@example.com', 'https://CANARYcell', 'https://CANARYother'];
    const link = (cell: string, index: number) => `<hyperlink ref="${cell}" r:id="rId90${index}"/>`;
    const copy = filesIn(
      cleaned(
        cleanOpenXml,
        changed('names.xlsx', {
          'xl/worksheets/sheet1.xml': insert(
            '</hyperlinks>',
            ['A1', 'I2', 'H1'].map(link).join(''),
          ),
          'xl/worksheets/_rels/sheet1.xml.rels': insert(
            '</Relationships>',
            targets.map((target, index) => relationship(`rId90${index}`, target)).join(''),
          ),
          'xl/sharedStrings.xml': (part) => part.replace('>VISIBLE1<', '>ek@example.com<'),
        }),
      ),
    );

    expect(copy.get('xl/worksheets/sheet1.xml')?.match(/<hyperlink [^>]*rId90[^>]*>/g)).toEqual([
      link('A1', 0),
    ]);
    expect(targetsIn(copy.get('xl/worksheets/_rels/sheet1.xml.rels'))).toEqual([
      'mailto:ek@example.com',
    ]);
  });
});

describe('in an ODT', () => {
  const linksIn = (paragraph: string) => {
    const file = changed('letter.odt', {
      'content.xml': insert('</office:text>', `<text:p>${paragraph}</text:p>`),
    });
    const content = filesIn(cleaned(cleanOpenDocument, file)).get('content.xml') ?? '';
    return { content, targets: [...content.matchAll(/href="([^"]*:[^"]*)"/g)].map(([, to]) => to) };
  };
  const link = (target: string, text: string) =>
    `<text:a xlink:type="simple" xlink:href="${target}">${text}</text:a>`;

  test.each(hidden)('a link to %s is gone, and its text stays', (target) => {
    const { content, targets } = linksIn(link(target, 'VISIBLE9'));

    expect(content).toContain('<text:p>VISIBLE9</text:p>');
    expect(targets).toEqual([]);
  });

  test('links that show where they lead to stay, also in pieces', () => {
    const links = shown.map(([target, text]) =>
      link(target, `${text.slice(0, 3)}<text:span>${text.slice(3)}</text:span>`),
    );

    expect(linksIn(links.join('')).targets).toEqual(shown.map(([target]) => target));
  });

  test('a link that shows it in a comment or in hidden text is gone', () => {
    const { targets } = linksIn(
      `${link('mailto:CANARY', '<office:annotation><text:p>CANARY</text:p></office:annotation>VISIBLE9')}${link('tel:CANARY', '<text:hidden-text text:is-hidden="true" text:string-value="CANARY">CANARY</text:hidden-text>')}`,
    );

    expect(targets).toEqual([]);
  });
});

describe('in a PDF', () => {
  const page = (annotations: string) =>
    Buffer.from(
      [
        '%PDF-1.7',
        '1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj',
        '2 0 obj\n<</Type /Pages /Kids [3 0 R] /Count 1>>\nendobj',
        `3 0 obj\n<</Type /Page /MediaBox [0 0 9 9] /Annots [${annotations}]>>\nendobj`,
        'trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n',
      ].join('\n'),
    );

  test.each([...hidden, ...shown.map(([target]) => target)])(
    'a link to %s leads nowhere, and keeps its frame',
    (target) => {
      const link = `<</Subtype /Link /Rect [1 2 3 4] /Border [0 0 2] /C [1 0 0] /Contents (CANARY) /A <</S /URI /URI (${target})>>>>`;
      const copy = cleaned(cleanPdf, page(link)).toString('latin1');

      expect(copy).toMatch(/\/Subtype ?\/Link/);
      expect(copy).toMatch(/\/Border ?\[0 0 2\]/);
      expect(copy).not.toContain('/A ');
      expect(copy).not.toContain('URI');
    },
  );
});
