import { deflateSync } from 'node:zlib';

interface Paper {
  /** Latin letters only: the font has no others. */
  lines: readonly string[];
  /** The properties of the document, such as its author. */
  properties?: Readonly<Record<string, string>>;
  /** Further keys of the catalogue, and of the trailer. */
  catalogue?: string;
  trailer?: string;
  /** Further objects, numbered from 7. */
  objects?: readonly string[];
  /** Blanks behind the text, which take no room when they are packed. */
  blanks?: number;
}

/** A PDF of one page. */
export function pdfOf(paper: Paper): Buffer {
  const { lines, properties = {}, catalogue = '', trailer = '', objects = [], blanks = 0 } = paper;
  const shown = lines.map((line, index) => `1 0 0 1 60 ${780 - index * 18} Tm (${line}) Tj`);
  const drawing = `BT /F1 11 Tf ${shown.join('\n')} ET${' '.repeat(blanks)}`;
  const packed = deflateSync(Buffer.from(drawing, 'latin1')).toString('latin1');
  const information = Object.entries(properties).map(([name, value]) => `/${name} (${value})`);
  const all = [
    `<</Type /Catalog /Pages 2 0 R ${catalogue}>>`,
    '<</Type /Pages /Count 1 /Kids [3 0 R]>>',
    '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>',
    `<</Filter /FlateDecode /Length ${packed.length}>>\nstream\n${packed}\nendstream`,
    '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>',
    `<<${information.join(' ')}>>`,
    ...objects,
  ];
  let file = '%PDF-1.7\n';
  const offsets = all.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n\r\n`);
  const size = all.length + 1;
  const end = `trailer\n<</Size ${size} /Root 1 0 R /Info 6 0 R ${trailer}>>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(
    `${file}xref\n0 ${size}\n0000000000 65535 f\r\n${rows.join('')}${end}`,
    'latin1',
  );
}
