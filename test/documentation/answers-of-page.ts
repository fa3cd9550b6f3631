/** A query of docs/analysts.md, with what the page shows of its answer. */
interface ShownQuestion {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>> | null;
  /** The lines of the table with the beginning of the answer, without its head. Null if none is shown. */
  readonly answer: { readonly columns: readonly string[]; readonly rows: readonly string[] } | null;
  /** Whether the answer is that of a day. */
  readonly isOfDay: boolean;
}

const section = /^### (.+)$(?:(?!^### )[\s\S])*?(?=^### |^## |$(?![\s\S]))/gm;
const part =
  /(?:^Variables: `(.+)`$\s+)?^```graphql\n([\s\S]*?)```\n(?:\s*(The answer[^:]*):\n\n((?:\|.*\n)+))?/gm;

export function questionsOf(page: string): ShownQuestion[] {
  return [...page.matchAll(section)].flatMap(([text, name = '']) =>
    [...text.matchAll(part)].map(([, variables, query = '', said = '', table], index) => {
      const [head = '', , ...rows] = (table ?? '').trim().split('\n').map(cellsOf);
      return {
        name: index === 0 ? name : `${name}, ${index + 1}`,
        query,
        variables:
          variables === undefined ? null : (JSON.parse(variables) as Record<string, unknown>),
        answer: table === undefined ? null : { columns: split(head), rows },
        isOfDay: said.includes(' on '),
      };
    }),
  );
}

/** A line without the spaces that the format puts around cells. */
const cellsOf = (line: string): string => split(line).join(' | ');
const split = (line: string) =>
  line
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split('|')
    .map((cell) => cell.trim());

/** The paths of the leaves of groups or nodes, in the order of the query. */
export function columnsOf(rows: readonly object[]): string[] {
  const fields = Object.keys(rows[0] ?? {});
  const place = (path: string) => fields.indexOf(path.split('.')[0] ?? path);
  const paths = [...new Set(rows.flatMap((row) => leavesOf(row).map(([path]) => path)))];
  // An object that is null in some rows has its leaves in others.
  const isLeaf = (path: string) => !paths.some((other) => other.startsWith(`${path}.`));
  return paths.filter(isLeaf).toSorted((a, b) => place(a) - place(b));
}

export const rowOf = (row: object, columns: readonly string[]): string => {
  const leaves = new Map(leavesOf(row));
  return columns.map((column) => cellOf(leaves.get(column) ?? null)).join(' | ');
};

function cellOf(value: unknown): string {
  if (value === null) return '–';
  if (typeof value === 'number') return String(Number(value.toFixed(3)));
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(', ') : JSON.stringify(value);
}

function leavesOf(value: object, path = ''): [string, unknown][] {
  return Object.entries(value).flatMap(([name, each]: [string, unknown]): [string, unknown][] => {
    const at = path === '' ? name : `${path}.${name}`;
    const [first] = Array.isArray(each) ? (each as unknown[]) : [each];
    const isObject = typeof first === 'object' && first !== null;
    return isObject ? leavesOf(first, at) : [[at, each]];
  });
}

/** The page with the beginnings of answers below their queries. Whether one is said to be of a day is left as it is. */
export function withAnswers(
  page: string,
  answers: readonly (readonly [query: string, rows: readonly object[]])[],
  shown: number,
): string {
  return answers.reduce((text, [query, rows]) => {
    const columns = columnsOf(rows);
    const lines = [
      columns,
      columns.map(() => '---'),
      ...rows.slice(0, shown).map((row) => rowOf(row, columns).split(' | ')),
    ].map((cells) => `| ${cells.join(' | ')} |\n`);
    const end = text.indexOf(query) + query.length + '```\n'.length;
    const after = text.slice(end);
    const [before = '', said = 'The answer begins'] =
      /^\s*(The answer[^:]*):\n\n(?:\|.*\n)*/.exec(after) ?? [];
    return `${text.slice(0, end)}\n${said}:\n\n${lines.join('')}${after.slice(before.length) || '\n'}`;
  }, page);
}

/** What the programs in Python and R on a page send: their texts literally, and the variables of the first. */
export function programsOf(page: string): Pick<ShownQuestion, 'query' | 'variables'>[] {
  const [, python = ''] = /^```python\n([\s\S]*?)^```/m.exec(page) ?? [];
  const [, r = ''] = /^```r\n([\s\S]*?)^```/m.exec(page) ?? [];
  const [, ofPython = ''] = /"""([\s\S]*?)"""/.exec(python) ?? [];
  const [, ofR = ''] = /query <- '([^']*)'/.exec(r) ?? [];
  const [, given = ''] = /^variables = (.*)$/m.exec(python) ?? [];
  const variables = JSON.parse(given) as Record<string, unknown>;
  return [ofPython, ofR].map((query) => ({ query, variables }));
}
