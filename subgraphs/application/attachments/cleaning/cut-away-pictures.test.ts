import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { occurrences } from '../../../../test/support/unpacked.ts';
import { cleanFile } from './clean-file.ts';
import { Cleaning } from './cleaning.ts';
import { pictureOf } from './fixtures/canary-picture.ts';
import { changedArchive, filesIn } from './fixtures/changed-archive.ts';

/** Pictures within documents that show a part of them, or nothing. The documents contain them whole. */

const types = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
} as const;
type Kind = keyof typeof types;

const letters = 'PIXELS of a CANARY picture';
type Change = (part: string) => string;

/** A document with other pictures, whose pixels can be read in it. */
const changed = (name: string, changes: Readonly<Record<string, Change>>) =>
  changedArchive(
    readFileSync(new URL(`fixtures/${name}`, import.meta.url)),
    (part) =>
      changes[part] ?? (/(?:media|Pictures)\/[^/]+$/.test(part) ? () => pictureOf(letters) : null),
  );

/** What is left of the pictures in the copy, after a check that a copy of it is the same. */
function outcomeOf(kind: Kind, file: Buffer) {
  const clean = (from: Buffer) => {
    const cleaning = new Cleaning();
    const copy = Buffer.concat([...cleanFile(types[kind], from, cleaning)]);
    return { copy, warnings: [...cleaning.warnings] };
  };
  expect(occurrences(file, letters)).not.toEqual([]);
  const { copy, warnings } = clean(file);
  const again = clean(copy);
  expect(again.warnings).toEqual([]);
  expect(filesIn(again.copy)).toEqual(filesIn(copy));
  return {
    isThere: occurrences(copy, letters).length > 0,
    warnings: warnings.filter((warning) => /LEFT_OUT|HIDDEN/.test(warning)),
    texts: filesIn(copy),
  };
}

const replace = (from: string | RegExp, to: string) => (part: string) => {
  expect(part).toMatch(from);
  return part.replace(from, () => to);
};

const gone = { isThere: false, warnings: expect.arrayContaining(['LEFT_OUT_PICTURES']) };

describe('of Word', () => {
  const main = 'word/document.xml';
  const picture = /<w:r><w:drawing>(?:(?!<w:drawing>).)*?rId10"\/>.*?<\/w:drawing><\/w:r>/s;
  /** A letter with one picture, changed in these ways. */
  const letter = (...changes: Change[]) =>
    changed('letter.docx', {
      [main]: (part) => changes.reduce((xml, change) => change(xml), withOne(part)),
    });
  const withOne = replace(/<a:blip r:embed="rId11"\/>/, '');
  const filled = '<a:stretch><a:fillRect/></a:stretch>';
  const crop = (xml: string) => replace(filled, `${xml}${filled}`);
  const filling = (xml: string) => replace(filled, xml);
  const shape = (xml: string) => replace('<a:prstGeom prst="rect"/>', xml);
  const instead = (xml: string) => replace(picture, `<w:r>${xml}</w:r>`);
  const vml = (xml: string) =>
    instead(
      `<w:pict xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">${xml}</w:pict>`,
    );
  const filledShape =
    '<w:drawing xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:spPr><a:prstGeom prst="rect"/><a:blipFill><a:blip r:embed="rId10"/><a:stretch/></a:blipFill></wps:spPr></wps:wsp></w:drawing>';
  const frame = (crops: string, named = 'r:id="rId10"') =>
    vml(`<v:shape type="#_x0000_t75"><v:imagedata ${named} ${crops}/></v:shape>`);

  const outlined = (path: string) =>
    vml(`<v:shape>${path.replace('|', '<v:imagedata r:id="rId10"/>')}</v:shape>`);
  const typed = (number: number, type = '#shapetype_75') =>
    vml(
      `<v:shapetype id="shapetype_75" o:spt="${number}" path="m0,0e"/><v:shape type="${type}"><v:imagedata r:id="rId10"/></v:shape>`,
    );
  const alternative = (choice: string, fallback: string) =>
    instead(
      `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">${choice}</mc:Choice><mc:Fallback>${fallback}</mc:Fallback></mc:AlternateContent>`,
    );
  const drawn = (crops: string, outline = 'rect') =>
    `<w:drawing xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="rId10"/>${crops}</pic:blipFill><pic:spPr><a:prstGeom prst="${outline}"/></pic:spPr></pic:pic></w:drawing>`;
  const old = (shape: string) =>
    `<w:pict xmlns:v="urn:schemas-microsoft-com:vml">${shape}</w:pict>`;
  const whole = old('<v:rect><v:imagedata r:id="rId10"/></v:rect>');
  const blip = '<a:blip r:embed="rId10"/>';
  const filledByAlternative = (part: string) =>
    alternative(
      filledShape,
      '',
    )(part)
      .replace(/<mc:Alt[^>]*><mc:Choice[^>]*>/, '')
      .replace(/<\/mc:Choice>.*?<\/mc:AlternateContent>/s, '')
      .replace(
        blip,
        `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">${blip}</mc:Choice></mc:AlternateContent>`,
      );

  test.each<[what: string, change: Change]>([
    ['cropped at one side', crop('<a:srcRect r="25000"/>')],
    ['cropped in percent', crop('<a:srcRect t="0%" b="12.5%"/>')],
    ['larger than its frame', filling('<a:stretch><a:fillRect l="-20000"/></a:stretch>')],
    ['in tiles', filling('<a:tile/>')],
    ['within an ellipse', shape('<a:prstGeom prst="ellipse"/>')],
    ['within a shape that was drawn', shape('<a:custGeom><a:pathLst/></a:custGeom>')],
    ['that fills a shape', instead(filledShape)],
    ['of VML, cropped', frame('croptop="6554f"')],
    ['of VML, cropped and named as by Excel', frame('cropright=".25"', 'o:relid="rId10"')],
    ['of VML that fills a shape', vml('<v:oval><v:fill r:id="rId10" type="frame"/></v:oval>')],
    ['of VML in another shape', vml('<v:oval><v:imagedata r:id="rId10"/></v:oval>')],
    [
      'of VML in a shape with a path',
      vml('<v:shape path="m0,0e"><v:imagedata r:id="rId10"/></v:shape>'),
    ],
    ['of VML in a shape with an outline', outlined('<v:path v="m0,0e"/>|')],
    ['of VML in a shape with an outline after it', outlined('|<v:path v="m0,0e"/>')],
    ['of VML in a type of shape with the id of a frame', typed(3)],
    ['that is shown in part instead', alternative(whole, drawn('<a:srcRect r="25000"/>'))],
    ['within an ellipse, or whole in old programs', alternative(drawn('', 'ellipse'), whole)],
    ['that fills a shape, or is whole in old programs', alternative(filledShape, whole)],
    [
      'whole, or cropped in old programs',
      alternative(drawn(''), old('<v:oval><v:imagedata r:id="rId10"/></v:oval>')),
    ],
    ['that fills a shape as an alternative', filledByAlternative],
    [
      'cropped beside a declaration',
      crop(
        '<a:srcRect xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r="25000"/>',
      ),
    ],
  ])('a picture %s is left out', (_what, change) => {
    expect(outcomeOf('docx', letter(change))).toMatchObject(gone);
  });

  test.each<[what: string, change: Change]>([
    ['is not cropped', crop('<a:srcRect/>')],
    ['is cropped by nothing', crop('<a:srcRect l="0" t="0" r="0" b="0"/>')],
    ['has a margin instead', crop('<a:srcRect l="-6" r="-6"/>')],
    ['is cropped by less than is legible', crop('<a:srcRect l="500" t="0.5%" r="12"/>')],
    ['is of VML', frame('croptop="0"')],
    ['is of VML and cropped by less than is legible', frame('croptop="327f" cropleft=".005"')],
    ['is in a shape of VML without a type', outlined('<v:path o:extrusionok="f"/>|')],
    ['is in a frame by LibreOffice', typed(75)],
    ['is in a frame by its id alone', typed(75, 'shapetype_75')],
    ['is whole in all programs', alternative(drawn(''), whole)],
  ])('a picture stays that %s', (_what, change) => {
    expect(outcomeOf('docx', letter(change))).toMatchObject({ isThere: true });
  });

  test('a whole picture beside alternatives that show one in part stays there', () => {
    const file = letter((part) => {
      const [found = ''] = picture.exec(part) ?? [];
      return part.replace(
        picture,
        () => `${alternative(drawn('', 'ellipse'), whole)(found)}${found}`,
      );
    });

    const { texts } = outcomeOf('docx', file);

    expect(texts.get(main)?.match(/<(?:a:blip|v:imagedata)[^>]*>/g)).toEqual([
      '<a:blip/>',
      '<a:blip r:embed="rId10"/>',
    ]);
  });

  test.each<[what: string, run: (picture: string) => string]>([
    ['deleted', (run) => `<w:del w:id="77" w:author="A">${run}</w:del>`],
    ['hidden', (run) => run.replace('<w:r>', '<w:r><w:rPr><w:vanish/></w:rPr>')],
  ])('a picture that was %s is not in the copy', (_what, run) => {
    const file = letter((part) => part.replace(picture, run));

    expect(outcomeOf('docx', file)).toMatchObject({
      isThere: false,
      warnings: expect.arrayContaining(['HIDDEN_CONTENT']),
    });
  });

  test.each<[what: string, shape: string]>([
    ['an attribute', `<v:rect o:gfxdata="${letters}"/>`],
    [
      'an attribute with another prefix',
      `<v:rect xmlns:x="urn:schemas-microsoft-com:office:office" x:gfxdata="${letters}"/>`,
    ],
    ['an attribute without a prefix', `<v:rect gfxdata="${letters}"/>`],
    ['an element', `<v:rect><o:gfxdata>${letters}</o:gfxdata></v:rect>`],
  ])('the new drawing within an old one is not in the copy: %s', (_what, drawing) => {
    const { isThere, texts } = outcomeOf('docx', letter(vml(drawing)));

    expect(isThere).toBe(false);
    expect(texts.get(main)).toContain('<v:rect');
  });

  test('a picture that is cropped once and shown whole elsewhere stays there', () => {
    const file = letter((part) => {
      const [whole = ''] = picture.exec(part) ?? [];
      return part.replace(picture, () => `${whole}${crop('<a:srcRect r="25000"/>')(whole)}`);
    });

    const { isThere, warnings, texts } = outcomeOf('docx', file);

    expect({ isThere, warnings }).toMatchObject({
      isThere: true,
      warnings: expect.arrayContaining(['LEFT_OUT_PICTURES']),
    });
    expect(texts.get(main)?.match(/<a:blip[^>]*>/g)).toEqual([
      '<a:blip r:embed="rId10"/>',
      '<a:blip/>',
    ]);
  });
});

test('a cropped picture of Excel is left out', () => {
  const file = changed('table.xlsx', {
    'xl/drawings/drawing1.xml': replace(
      '<a:stretch ',
      '<a:srcRect xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" b="40000"/><a:stretch ',
    ),
  });

  expect(outcomeOf('xlsx', file)).toMatchObject(gone);
});

describe('of LibreOffice', () => {
  const clip = (value: string) =>
    replace('fo:clip="rect(0in, 0in, 0in, 0in)"', `fo:clip="${value}"`);
  const asItIs: Change = (part) => part;
  const letter = (change: Change, styles: Change) =>
    changed('letter.odt', { 'content.xml': change, 'styles.xml': styles });
  const href = 'xlink:href="Pictures/100000000000006000000040751EC9552D46FB78.jpg"';
  const filling = `<draw:fill-image draw:name="F" ${href}/>`;
  const background = `<style:background-image ${href} style:repeat="repeat"/>`;
  const withoutImage = replace(/<draw:image [^>]*\/>/, '');

  test.each<[what: string, content: Change, styles: Change]>([
    ['cropped', clip('rect(0in, 0.5in, 0in, 0in)'), asItIs],
    ['cropped without commas', clip('rect(0cm 0cm .25cm 0cm)'), asItIs],
    [
      'cropped by the style that its own is based on',
      replace(' fo:clip="rect(0in, 0in, 0in, 0in)"', ''),
      replace(
        /(<style:style style:name="Graphics"[^>]*>\s*<style:graphic-properties)/,
        '<style:style style:name="Graphics" style:family="graphic"><style:graphic-properties fo:clip="rect(0in, 0in, 0.2in, 0in)"',
      ),
    ],
    [
      'cropped, with texts that are shown',
      replace(
        /fo:clip="rect\(0in, 0in, 0in, 0in\)"([^>]*)\/>/,
        'fo:clip="rect(0in, 0.5in, 0in, 0in)"/><style:text-properties text:display="true"/>',
      ),
      asItIs,
    ],
    ['that fills a shape', withoutImage, replace('</office:styles>', `${filling}</office:styles>`)],
    [
      'in the background',
      (part) =>
        replace(
          '</office:automatic-styles>',
          `<style:style style:name="P99" style:family="paragraph"><style:paragraph-properties>${background}</style:paragraph-properties></style:style></office:automatic-styles>`,
        )(withoutImage(part)),
      asItIs,
    ],
  ])('a picture %s is left out', (_what, content, styles) => {
    expect(outcomeOf('odt', letter(content, styles))).toMatchObject(gone);
  });

  test.each(['rect(0cm, 0cm, 0cm, 0cm)', 'rect(-0.1cm, 0cm, -0.1cm, 0cm)', 'auto'])(
    'a picture stays with the clip %s',
    (value) => {
      expect(outcomeOf('odt', letter(clip(value), asItIs))).toMatchObject({
        isThere: true,
        warnings: expect.not.arrayContaining(['LEFT_OUT_PICTURES']),
      });
    },
  );

  test('a picture stays in a frame whose texts are hidden', () => {
    const hidden = replace(
      /fo:clip="rect\(0in, 0in, 0in, 0in\)"([^>]*)\/>/,
      'fo:clip="rect(0in, 0in, 0in, 0in)"/><style:text-properties text:display="none"/>',
    );

    expect(outcomeOf('odt', letter(hidden, asItIs))).toMatchObject({
      isThere: true,
      warnings: expect.not.arrayContaining(['LEFT_OUT_PICTURES']),
    });
  });

  test('a picture in a hidden section is not in the copy', () => {
    const hidden = replace(/<draw:frame .*?<\/draw:frame>/s, '');
    const file = letter((part) => {
      const [frame = ''] = /<draw:frame .*?<\/draw:frame>/s.exec(part) ?? [];
      return hidden(part).replace(
        '</office:text>',
        () =>
          `<text:section text:name="S" text:display="none"><text:p>${frame}</text:p></text:section></office:text>`,
      );
    }, asItIs);

    expect(outcomeOf('odt', file)).toMatchObject({
      isThere: false,
      warnings: expect.arrayContaining(['HIDDEN_CONTENT']),
    });
  });

  test('a picture that is written as text is refused', () => {
    const file = letter(
      replace(
        /<draw:image [^>]*\/>/,
        '<draw:image><office:binary-data>Q0FOQVJZ</office:binary-data></draw:image>',
      ),
      asItIs,
    );

    expect(() => outcomeOf('odt', file)).toThrow('unsupported: picture within a text');
  });

  test('a chart that nothing shown refers to is not in the copy', () => {
    const table = readFileSync(new URL('fixtures/names.ods', import.meta.url));
    const without = changedArchive(table, {
      'content.xml': replace(/<draw:object .*?<\/draw:object>/s, ''),
    });
    const copyOf = (file: Buffer) => Buffer.concat([...cleanFile(types.ods, file, new Cleaning())]);

    expect([...filesIn(copyOf(table)).keys()]).toContain('Object 1/content.xml');
    expect([...filesIn(copyOf(without)).keys()]).toEqual([
      'mimetype',
      'content.xml',
      'styles.xml',
      'META-INF/manifest.xml',
    ]);
  });
});
