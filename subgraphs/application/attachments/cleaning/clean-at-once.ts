import type { CleanedRecord } from '../../record/index.ts';
import { Cleaning, UncleanableError } from './cleaning.ts';
import { cleanFile, cleaningRules } from './clean-file.ts';

/** The result of cleaning a file in this thread, with its copy. */
export interface CleanedAtOnce extends Pick<CleanedRecord, 'refusal' | 'warnings'> {
  /** Null if no copy can be made. */
  copy: Buffer | null;
  /** The version of the rules. */
  cleanedBy: number;
}

/** Cleans a file that is known to be small; the files of applicants are cleaned by a job in a thread. */
export function cleanAtOnce(contentType: string, file: Buffer): CleanedAtOnce {
  const cleaning = new Cleaning();
  const cleanedBy = cleaningRules;
  try {
    const copy = Buffer.concat([...cleanFile(contentType, file, cleaning)]);
    return { copy, refusal: null, warnings: [...cleaning.warnings], cleanedBy };
  } catch (error) {
    if (!(error instanceof UncleanableError)) throw error;
    return { copy: null, refusal: error.reason, warnings: [], cleanedBy };
  }
}
