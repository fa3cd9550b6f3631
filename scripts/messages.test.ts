import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import { languages } from '../lib/kit/say.ts';
import { layers } from './dependency-rules.ts';

/** Every message that the code can tell somebody has a text in every language. */

const root = resolve(import.meta.dirname, '..');

/** The sources of the layers, where messages are made. */
const sources = [...new Set(Object.keys(layers).map((layer) => layer.split('/')[0] ?? ''))]
  .flatMap((folder) =>
    readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (path) => `${folder}/${path}`,
    ),
  )
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(resolve(root, path), 'utf8') }));

/** A literal of a template, from the character after its backtick, with its values as `{0}`, `{1}` and so on. */
function templateAt(text: string, start: number): string {
  let template = '';
  let values = 0;
  for (let at = start; text[at] !== '`'; at += 1) {
    if (text[at] === '\\') {
      at += 1;
      template += text[at];
    } else if (text.startsWith('${', at)) {
      at = endOfValue(text, at + 2);
      template += `{${values}}`;
      values += 1;
    } else template += text[at];
  }
  return template;
}

/** The place of the brace that ends a value. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; ; at += 1) {
    const character = text[at] ?? '';
    if (character === '}' && depth === 0) return at;
    if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    else if (`'"`.includes(character)) at = text.indexOf(character, at + 1);
    else if (character === '`') at = endOfTemplate(text, at + 1);
  }
}

function endOfTemplate(text: string, start: number): number {
  for (let at = start; ; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text.startsWith('${', at)) at = endOfValue(text, at + 2);
    else if (text[at] === '`') return at;
  }
}

const isComment = (line: string) => /^\s*(?:\*|\/\*|\/\/)/.test(line);

/** The English texts, with the first file that has each. Those without a word are values alone. */
const messages = new Map<string, string>();
for (const { path, text } of sources) {
  for (const { index } of text.matchAll(/(?<![\w`])say`/g)) {
    if (isComment(text.slice(text.lastIndexOf('\n', index) + 1, index))) continue;
    const template = templateAt(text, index + 'say`'.length);
    if (/[a-z]{2}/i.test(template) && !messages.has(template)) messages.set(template, path);
  }
}

const placesIn = (template: string) => [...template.matchAll(/\{\d+\}/g)].map(String).toSorted();

test('messages are found in the sources', () => {
  expect(messages.size).toBeGreaterThan(200);
  expect([...messages.keys()]).toEqual(
    expect.arrayContaining([
      '{0} must have {1} to {2} characters.',
      'You have the application already.',
      'There is no such {0}, or none that you may see.',
      'A `subscribe` needs an `id` and a `payload`.',
    ]),
  );
});

test('nobody is told anything by other means', () => {
  const others = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/new GraphQLError\(\s*['"`]([^'"`]*)/g)].map(([, said]) => [path, said]),
  );

  expect(others).toEqual([
    // Named by the protocol of automatic persisted queries.
    ['lib/platform/subscriptions/read-subscription.ts', 'PersistedQueryNotFound'],
  ]);
});

test('subgraphs name routes where they serve them, and nowhere else', () => {
  const others = sources
    .filter(({ path }) => path.startsWith('subgraphs/') && !path.endsWith('/routes.ts'))
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .filter((line) => !isComment(line) && /\b(?:GET|HEAD|POST|PUT|PATCH|DELETE) \//.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );

  expect(others).toEqual([]);
});

describe.each(languages.filter((language) => language !== 'en'))('in %s', (language) => {
  const file = resolve(root, `schema/messages.${language}.json`);
  const catalogue = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;

  it('there is a text for each message, and none for others', () => {
    expect(Object.keys(catalogue)).toEqual([...messages.keys()].toSorted());
  });

  it.each(Object.entries(catalogue))('"%s" is "%s"', (template, text) => {
    expect(placesIn(text)).toEqual(placesIn(template));
    expect(text).not.toBe(template);
    expect(text).toMatch(/\S/);
    // A sentence stays one, and a part of one as well.
    expect(/[.:]$|\{0\}$/.test(text)).toBe(/[.:]$|\{0\}$/.test(template));
  });
});
