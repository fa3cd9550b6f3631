/** The directory in memory, as it stands at one moment. */

export type { Directory } from './directory.ts';
export { type HeldDirectory, followDirectory } from './held-directory.ts';
export { requireUnit } from './require-unit.ts';
