/** The directory as a folder of CSV files. */

export { planImport } from './plan-import.ts';
export { type DirectoryFiles, fileNames, tables } from './tables.ts';
export { writeFiles } from './write-files.ts';
