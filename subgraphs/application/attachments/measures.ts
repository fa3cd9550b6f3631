import type { Connection } from 'mongoose';
import { background } from '../../../lib/kit/background.ts';
import type { Measure } from '../../../lib/kit/measure.ts';
import { reused } from '../../../lib/kit/reused.ts';
import { attachmentModel } from '../record/index.ts';
import { cleaningRules } from './cleaning/clean-file.ts';

/** Counting stops here. */
const mostCounted = 10_000;
/** How long a count is reused: it costs MongoDB some milliseconds. */
const reusedForMs = 10_000;

/** The files of applicants, the same in every process. */
export function measuresOfAttachments(connection: Connection): readonly Measure[] {
  const { collection } = attachmentModel(connection);
  const toBeCleaned = { state: 'STORED', cleanedBy: { $lt: cleaningRules } };
  const options = { limit: mostCounted, maxTimeMS: 2_000, comment: background };
  return [
    {
      name: 'attachments_to_clean',
      help: 'Files of which units have no copy yet, up to 10,000.',
      isCount: false,
      value: reused(() => collection.countDocuments(toBeCleaned, options), reusedForMs),
    },
  ];
}
