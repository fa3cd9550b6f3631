import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { changedArchive, filesIn } from '../fixtures/changed-archive.ts';
import { occurrences } from '../../../../../test/support/unpacked.ts';
import { cleanOpenXml } from './clean-open-xml.ts';
import { Cleaning } from '../cleaning.ts';

/** Names that people give to places of a document, and links to these places. */

/** A document as a program made it, with changes in some of its files. */
const changed = (fixture: string, changes: Readonly<Record<string, (part: string) => string>>) =>
  changedArchive(readFileSync(new URL(`../fixtures/${fixture}`, import.meta.url)), changes);

const cleaned = (file: Buffer) => Buffer.concat([...cleanOpenXml(file, new Cleaning())]);

/** The text of one part of the copy, after a check that the copy contains no canary and is its own copy. */
function partOf(file: Buffer, name: string): string {
  const copy = cleaned(file);
  expect(occurrences(file, 'CANARY')).not.toEqual([]);
  expect(occurrences(copy, 'CANARY')).toEqual([]);
  expect(Buffer.compare(cleaned(copy), copy)).toBe(0);
  return filesIn(copy).get(name) ?? '';
}

const insert = (before: string, xml: string) => (part: string) => {
  expect(part).toContain(before);
  return part.replace(before, () => `${xml}${before}`);
};

describe('of a document', () => {
  const bookmark = (name: string, id = 900) =>
    `<w:bookmarkStart w:id="${id}" w:name="${name}"/><w:bookmarkEnd w:id="${id}"/>`;
  const field = (...instructions: string[]) =>
    [
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
      ...instructions.map(
        (instruction) =>
          `<w:r><w:instrText xml:space="preserve">${instruction}</w:instrText></w:r>`,
      ),
      '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>VISIBLE9</w:t></w:r>',
      '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ].join('');
  const letter = (paragraph: string) =>
    partOf(
      changed('letter.docx', {
        'word/document.xml': insert('<w:sectPr', `<w:p>${paragraph}</w:p>`),
      }),
      'word/document.xml',
    );

  test('bookmarks get new names, and links still lead to them', () => {
    const xml = letter(
      `<w:hyperlink w:anchor="CANARY_Ayşe" w:tooltip="CANARYtip" w:docLocation="CANARYx"><w:r><w:t>VISIBLE9</w:t></w:r></w:hyperlink>${bookmark('_GoBack', 901)}${bookmark('CANARY_Ayşe')}`,
    );

    expect(xml).toContain('<w:hyperlink w:anchor="place2"><w:r><w:t>VISIBLE9</w:t>');
    expect(xml).toContain('<w:bookmarkStart w:id="901" w:name="_place1"/>');
    expect(xml).toContain('<w:bookmarkStart w:id="900" w:name="place2"/>');
  });

  test.each<[instruction: string, written: string]>([
    [' PAGEREF CANARY_Ayşe \\h ', ' PAGEREF place1 \\h '],
    [' REF cANARY_Ayşe \\h ', ' REF place1 \\h '],
    [' CANARY_Ayşe ', ' place1 '],
    [' HYPERLINK \\l "CANARY_Ayşe" \\o "CANARY tip" ', ' HYPERLINK \\l "place1"  '],
    [' TOC \\o "1-3" \\l "1-9" \\b CANARY_Ayşe ', ' TOC \\o "1-3" \\l "1-9" \\b place1 '],
    [' PAGEREF CANARY_gone \\h ', ''],
    [' HYPERLINK \\l "CANARY_gone" ', ''],
    [' DATE \\@ "d.M.yyyy" ', ' DATE \\@ "d.M.yyyy" '],
  ])('a field with %j points at them as before, or nowhere', (instruction, written) => {
    const xml = letter(`${bookmark('CANARY_Ayşe')}${field(instruction)}`);

    expect(xml).toContain(`<w:instrText xml:space="preserve">${written}</w:instrText>`);
    expect(xml).toContain('<w:t>VISIBLE9</w:t>');
  });

  test('so does a field written in pieces, or in short form', () => {
    const xml = letter(
      `${bookmark('CANARY_a')}${field(' PAGEREF ', 'CANARY_a', ' \\h ')}<w:fldSimple w:instr=" REF &quot;CANARY_a&quot; "><w:r><w:t>VISIBLE9</w:t></w:r></w:fldSimple><w:fldSimple w:instr=" REF CANARY_gone "><w:r><w:t>VISIBLE8</w:t></w:r></w:fldSimple>`,
    );

    expect(xml).toContain('preserve">place1</w:instrText>');
    expect(xml).toContain('<w:fldSimple w:instr=" REF &quot;place1&quot; ">');
    expect(xml).not.toContain(' REF CANARY');
    expect(xml).toContain('<w:t>VISIBLE8</w:t>');
  });

  test('a bookmark in deleted text is not counted', () => {
    const deleted = `<w:del w:id="91" w:author="CANARYtc"><w:r><w:delText>CANARY</w:delText></w:r>${bookmark('CANARY_del')}</w:del>`;

    expect(letter(`${deleted}${bookmark('CANARY_Ayşe', 902)}`)).toContain(
      '<w:bookmarkStart w:id="902" w:name="place1"/>',
    );
  });

  test('a link of a picture still leads to its place, by the new name', () => {
    const link = 'hyperlink" Target="#CANARY_Ayşe" TargetMode="External"/>';
    const file = changed('letter.docx', {
      'word/document.xml': insert(
        '<w:sectPr',
        `<w:p>${bookmark('CANARY_Ayşe')}<a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:id="rId900" tooltip="CANARYtip"/></w:p>`,
      ),
      'word/_rels/document.xml.rels': insert(
        '</Relationships>',
        `<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${link}`,
      ),
    });

    expect(partOf(file, 'word/document.xml')).toMatch(/<a:hlinkClick [^>]*r:id="rId900"\/>/);
    expect(partOf(file, 'word/_rels/document.xml.rels')).toContain('Target="#place1"');
  });
});

describe('of a workbook', () => {
  const name = (called: string, text: string) =>
    `<definedName name="${called}">${text}</definedName>`;
  const names = [
    name('CANARY_Ayşe', "'Liste'!$A$3"),
    name('CANARY_twice', 'CANARY_Ayşe+1'),
    name('CANARY_text', '"CANARY said"'),
  ].join('');
  const sheet = (xml: string) =>
    changed('table.xlsx', {
      'xl/workbook.xml': insert('</definedNames>', names),
      'xl/worksheets/sheet2.xml': insert('<pageMargins', xml),
    });

  test('names get new ones, and those of texts that no cell shows are dropped', () => {
    const xml = partOf(sheet(''), 'xl/workbook.xml');

    expect(xml).toContain(
      `<definedName name="_xlnm.Print_Area" localSheetId="0">'Liste'!$A$1:$D$9</definedName>`,
    );
    expect(xml.match(/<definedName name="name_\d">.*?</g)).toEqual([
      `<definedName name="name_1">'Liste'!$A$3<`,
      '<definedName name="name_2">name_1+1<',
    ]);
  });

  test('formulas and links still refer to them', () => {
    const file = sheet(
      '<conditionalFormatting sqref="A1:A3"><cfRule type="expression" priority="1"><formula>A1=CANARY_Ayşe</formula></cfRule></conditionalFormatting><hyperlinks><hyperlink ref="A1" location="CANARY_Ayşe" tooltip="CANARYtip" display="CANARYtext"/></hyperlinks>',
    );
    const xml = partOf(file, 'xl/worksheets/sheet2.xml');

    expect(xml).toContain('<formula>A1=name_1</formula>');
    expect(xml).toContain('<hyperlink ref="A1" location="name_1"/>');
  });
});
