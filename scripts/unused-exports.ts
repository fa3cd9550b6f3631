import type { Sources } from './dependency-rules.ts';
import { besides, locatedBy } from './imports.ts';

/**
 * The rule that an export is for other files: what its own file alone uses is not exported, and what nobody uses is
 * removed. Tests count as users. `npm run check` enforces it. Types need no export to be part of an exported one, since
 * no declarations are emitted.
 */

/**
 * Files whose exports are not for files of the repository: generated types, which are all types of a schema; declarations
 * of a `.mjs` file, which are its exports; what tools read; and examples, which are written for readers.
 */
const isExempt = (path: string) =>
  /^subgraphs\/[^/]+\/(?:schema-types|resolvers\/types)\.ts$|\.d\.mts$|\.config\.m?[jt]s$|^examples\//.test(
    path,
  );

/** @returns the exports that no other file uses, one per line; empty if there are none. */
export function unusedExports(sources: Sources): string[] {
  const uses = new Set([...sources].flatMap(([path, text]) => usesIn(path, text)));
  return [...sources].flatMap(([path, text]) => {
    if (isExempt(path) || uses.has(useOf(path, everything))) return [];
    if (unnamed.test(text))
      return `${path}: exports are named one by one, so that their uses are found`;
    return exportsIn(text)
      .filter((name) => !uses.has(useOf(path, name)))
      .map(
        (name) =>
          `${path} exports ${name}: no other file uses it, so it is not exported, or is removed`,
      );
  });
}

/** In place of a name: all exports of a file, as `import * as` and `import()` have them. */
const everything = '*';

const useOf = (path: string, name: string) => `${path} ${name}`;

const unnamed = /^export (?:\*|(?:const|let) [{[])/m;

const declaration =
  /^export (?:abstract |async |declare )*(?:class|const|enum|function\*?|interface|let|type) (\w+)/gm;

/** What is between braces, in which a comment may contain one. */
const list = String.raw`\{(?:[^}/]|\/\/.*\n|\/\*[^]*?\*\/)*\}`;

const exportList = new RegExp(`^export (?:type )?(${list})`, 'gm');

const importList = new RegExp(
  String.raw`^(?:import (?:type )?(?:\w+, )?|export (?:type )?)(${list}|\* as \w+) from (['"])(\.[^'"]+)\2`,
  'gm',
);

const dynamicImport = /\bimport\(\s*(['"`])(\.[^'"`]+)\1/g;

/** The names that a file exports, except `default`, which is for the tool that reads the file. */
function exportsIn(text: string): string[] {
  const declared = [...text.matchAll(declaration)].map(([, name = '']) => name);
  const listed = [...text.matchAll(exportList)].flatMap(([, names = '']) => namesIn(names));
  return [...declared, ...listed.map(({ here }) => here)];
}

/** What a file uses of others. */
function usesIn(path: string, text: string): string[] {
  const listed = [...text.matchAll(importList)].flatMap(([, names = '', , from = '']) =>
    namesIn(names).map(({ there }) => useOf(besides(path, from), there)),
  );
  const whole = [...text.matchAll(dynamicImport)].map(([, , from = '']) => besides(path, from));
  return [
    ...listed,
    ...[...whole, ...locatedBy(path, text)].map((file) => useOf(file, everything)),
  ];
}

/** The names in `{ a, type B, c as d }` or `* as e`, as they are called in the other file and in this one. */
function namesIn(names: string): { there: string; here: string }[] {
  return names
    .replaceAll(/\/\*[^]*?\*\/|\/\/.*\n|[{}]/g, '')
    .split(',')
    .map((one) => one.trim().replace(/^type /, ''))
    .filter((one) => one !== '')
    .map((one) => {
      const [there = '', here = there] = one.split(' as ');
      return { there, here };
    });
}
