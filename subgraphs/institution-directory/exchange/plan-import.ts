import type { ClientSession, Connection } from 'mongoose';
import { directoryChangeModel, importedChanges } from '../changes/index.ts';
import {
  compareContents,
  type ContentsDifference,
  isEmpty,
  readContents,
  writeContents,
} from '../contents/index.ts';
import { UnitTree } from '../units/index.ts';
import { checkReplacement } from './check-replacement.ts';
import { checkTree } from './check-tree.ts';
import { describeDifference } from './describe-difference.ts';
import { Mistakes } from '../../../lib/kit/import-mistakes.ts';
import { readFiles } from './read-files.ts';
import type { DirectoryFiles } from './tables.ts';

/** An import that has been checked. */
interface ImportPlan {
  readonly difference: ContentsDifference;
  /** Whether the directory already has these contents. */
  readonly isEmpty: boolean;
  /** The difference as lines for people, and what they should know about the files. */
  describe(): string[];
  /**
   * Writes the difference as one change, with a record of each changed unit unless the directory was empty.
   * @param alsoWrite writes in the same transaction; may be called several times.
   * @throws ContentsChangedError where the directory has changed since the plan was made.
   */
  apply(alsoWrite?: (session: ClientSession) => Promise<void>): Promise<void>;
}

/**
 * Checks files as a whole, and against the directory.
 * @throws ImportError that lists every mistake with its line.
 */
export async function planImport(
  connection: Connection,
  files: DirectoryFiles,
): Promise<ImportPlan> {
  const mistakes = new Mistakes();
  const wanted = readFiles(files, mistakes);
  mistakes.throwIfAny(); // what follows needs records that are whole
  const abandoned = checkTree(wanted, mistakes);
  const stored = await readContents(connection);
  const difference = compareContents(stored, wanted);
  checkReplacement(difference, wanted, mistakes);
  mistakes.throwIfAny();
  return {
    difference,
    isEmpty: isEmpty(difference),
    describe: () => describeDifference(difference, wanted, abandoned),
    async apply(alsoWrite) {
      await writeContents(connection, wanted, {
        version: stored.version,
        async record({ before, units }, session) {
          await alsoWrite?.(session);
          if (before.units.length === 0 || units.length === 0) return;
          const changes = importedChanges(new UnitTree(before.units), units);
          await directoryChangeModel(connection).insertMany(changes, { session });
        },
      });
    },
  };
}
