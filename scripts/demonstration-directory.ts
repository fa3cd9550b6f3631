import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildDirectory } from '../seed/directory/build-directory.ts';
import { writeFiles } from '../subgraphs/institution-directory/exchange/index.ts';

/** The demonstration directory as a folder that can be imported; `npm run generate` writes it. */
const folder = resolve(import.meta.dirname, '../seed/demonstration-directory');

/** What `npm run directory -- export --demonstration` writes. */
const demonstrationFiles = () => new Map(Object.entries(writeFiles(buildDirectory())));

/** @returns the names of the files that are missing, differ or do not belong to the folder. */
export function staleDemonstrationFiles(): string[] {
  const files = demonstrationFiles();
  const present = new Set(readdirSync(folder));
  const isStale = (name: string) =>
    !present.has(name) || readFileSync(resolve(folder, name), 'utf8') !== files.get(name);
  return [...new Set([...present, ...files.keys()])].filter(isStale);
}

if (import.meta.main) {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of demonstrationFiles()) writeFileSync(resolve(folder, name), text);
}
