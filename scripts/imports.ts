import { dirname, normalize } from 'node:path/posix';

/** What source files import, read from their texts. */

/** What an import names: a package, or a file of the repository. */
interface Import {
  readonly name: string;
  readonly isFile: boolean;
}

/**
 * The modules that a file imports or re-exports: packages by name, files by their path in the repository. Relies on
 * formatted sources, in which declarations begin a line.
 */
export const importsOf = (path: string, text: string): string[] =>
  importedBy(path, text).map(({ name }) => name);

/**
 * Characters, a slash, and comments of either kind: no two begin alike, and a comment ends at its first end, so that no
 * text is read in two ways.
 */
const declarations =
  /^(?:import|export)\b(?:(?:[^;'"/]|\/(?![/*])|\/\/.*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*?\bfrom)? ?(['"])([^'"]+)\1/gm;

/** The same, each with what it names. */
export function importedBy(path: string, text: string): Import[] {
  const declared = text.matchAll(declarations);
  const called = text.matchAll(/\bimport(?:\.meta\.resolve)?\(\s*(['"`])([^'"`]+)\1/g);
  return [...declared, ...called].map(([, , named = '']) =>
    named.startsWith('.')
      ? { name: besides(path, named), isFile: true }
      : { name: named, isFile: false },
  );
}

/** The modules that a file names by a URL beside its own: threads that it starts, modules that it preloads. */
export function locatedBy(path: string, text: string): string[] {
  const located = text.matchAll(/\bnew URL\(\s*(['"`])([^'"`:]+\.m?[jt]s)\1,\s*import\.meta\.url/g);
  return [...located].map(([, , named = '']) => besides(path, named));
}

/** The file of the repository that a file names relative to itself. */
export const besides = (path: string, named: string): string =>
  normalize(`${dirname(path)}/${named}`);
