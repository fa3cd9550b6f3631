/** The contents of the directory as a whole: compared, and written as one change. */

export {
  compareContents,
  type ContentsDifference,
  type Difference,
  isEmpty,
  sizeOf,
} from './compare-contents.ts';
export { type DirectoryContents, readContents } from './directory-contents.ts';
export { writeContents } from './write-contents.ts';
