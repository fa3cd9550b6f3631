import { expect, test } from '@jest/globals';
import { unusedExports } from './unused-exports.ts';

const check = (files: Readonly<Record<string, string>>) =>
  unusedExports(new Map(Object.entries(files)));

const unused = (path: string, name: string) =>
  `${path} exports ${name}: no other file uses it, so it is not exported, or is removed`;

test.each([
  ['const a = 1;', 'a'],
  ['let a: number;', 'a'],
  ['function a() {}', 'a'],
  ['async function a() {}', 'a'],
  ['function* a() {}', 'a'],
  ['async function* a() {}', 'a'],
  ['class A {}', 'A'],
  ['abstract class A {}', 'A'],
  ['interface A {\n  b: string;\n}', 'A'],
  ['type A<B> = B[];', 'A'],
  ['{ a };', 'a'],
  ['{ b as a };', 'a'],
  ['type { A };', 'A'],
  [`{ type A } from './b.ts';`, 'A'],
  [`{\n  // of { b };\n  a,\n} from './b.ts';`, 'a'],
])('an export that no other file uses is found: %s', (exported, name) => {
  const files = { 'lib/kit/a.ts': `export ${exported}\n\nconst c = [a, A];\n` };

  expect(check(files)).toEqual([unused('lib/kit/a.ts', name)]);
});

test.each([
  ['in one import of several', `import { b, a } from '../kit/a.ts';`],
  ['as a type', `import { type a } from '../kit/a.ts';`],
  ['in an import of types', `import type { a } from '../kit/a.ts';`],
  ['under another name', `import { a as b } from '../kit/a.ts';`],
  ['beside a default', `import b, { a } from '../kit/a.ts';`],
  ['on several lines', `import {\n  /* { */\n  a, // }\n} from "../kit/a.ts";`],
  ['as a part of everything', `import * as all from '../kit/a.ts';`],
  ['when it is needed', `const { a } = await import('../kit/a.ts');`],
  ['as the type of an import', `const b: typeof import('../kit/a.ts') = c;`],
  ['as a file', `const file = new URL('../kit/a.ts', import.meta.url);`],
])('an export is used where it is imported %s', (_how, text) => {
  const files = { 'lib/kit/a.ts': 'export const a = 1;\n', 'lib/mongodb/b.test.ts': `${text}\n` };

  expect(check(files)).toEqual([]);
});

test.each([
  ['of that name of another file', `import { a } from './c.ts';`],
  ['of that name of a package', `import { a } from 'a';`],
  ['of another name', `import { b as a } from './a.ts';`],
  ['that a comment shows', `// import { a } from './a.ts';`],
])('an export is not used by an import %s', (_what, text) => {
  const files = { 'lib/kit/a.ts': 'export const a = 1;\n', 'lib/kit/b.ts': `${text}\n` };

  expect(check(files)).toEqual([unused('lib/kit/a.ts', 'a')]);
});

test('the index of a module exports only what somebody outside of the module uses', () => {
  const files = {
    'subgraphs/citizen/rehash/index.ts': `export { type A, b } from './rehash.ts';\n`,
    'subgraphs/citizen/rehash/rehash.ts': 'export type A = 1;\n\nexport const b: A = 1;\n',
    'subgraphs/citizen/index.ts': `import { b } from './rehash/index.ts';\n`,
  };

  expect(check(files)).toEqual([unused('subgraphs/citizen/rehash/index.ts', 'A')]);
});

test.each(['* from "./b.ts";', '* as a from "./b.ts";', 'const { a } = b;', 'const [a] = b;'])(
  'exports without names could not be followed: %s',
  (exported) => {
    expect(check({ 'lib/kit/a.ts': `export ${exported}\n` })).toEqual([
      'lib/kit/a.ts: exports are named one by one, so that their uses are found',
    ]);
  },
);

test('what files export for tools and readers is not for other files', () => {
  const files = [
    'subgraphs/citizen/schema-types.ts',
    'subgraphs/citizen/resolvers/types.ts',
    'scripts/a.d.mts',
    'bench/contenders/a.config.ts',
    'examples/a.ts',
  ].map((path) => [path, 'export const a = 1;\n']);

  expect(check(Object.fromEntries(files))).toEqual([]);
  expect(check({ 'lib/kit/a.ts': 'export default { a };\n' })).toEqual([]);
});
