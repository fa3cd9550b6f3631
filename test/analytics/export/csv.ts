/**
 * The records of a CSV text by RFC 4180, read strictly: lines end in CRLF, the last one, too; a quote is only at the
 * ends of a quoted field, doubled inside it; all records have as many fields as the first.
 * @throws for any other text.
 */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [field, next] = text[at] === '"' ? quotedField(text, at) : plainField(text, at);
    record.push(field);
    if (text[next] === ',') {
      at = next + 1;
      continue;
    }
    if (text.slice(next, next + 2) !== '\r\n') throw new Error(`no end of a line at ${next}`);
    if (record.length !== (records[0] ?? record).length)
      throw new Error(`fields: ${record.length}`);
    records.push(record);
    record = [];
    at = next + 2;
  }
  if (record.length > 0) throw new Error('the last line has no end');
  return records;
}

function plainField(text: string, from: number): [string, number] {
  const [field = ''] = /^[^",\r\n]*/.exec(text.slice(from, from + 10_000)) ?? [];
  return [field, from + field.length];
}

function quotedField(text: string, from: number): [string, number] {
  let field = '';
  for (let at = from + 1; ; at += 1) {
    const end = text.indexOf('"', at);
    if (end < 0) throw new Error(`the quote at ${from} has no end`);
    field += text.slice(at, end);
    if (text[end + 1] !== '"') return [field, end + 1];
    field += '"';
    at = end + 1;
  }
}
