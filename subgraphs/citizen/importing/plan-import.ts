import type { Connection } from 'mongoose';
import { ImportError } from '../../../lib/kit/import-mistakes.ts';
import { maskNationalId } from '../../../lib/kit/national-id.ts';
import type { Keys } from '../../../lib/platform/identity/keys.ts';
import {
  areOfOtherKeys,
  type Change,
  changeOf,
  lookUp,
  type OnRecord,
  openRecord,
  record,
} from './on-record.ts';
import { type CitizensFile, citizensIn, type GivenCitizen } from './read-citizens.ts';

/** How many citizens are held, looked up and written at a time. */
const batchSize = 1_000;
const mostShown = 20;

/** A citizen who is on record, by the id for the claim `citizen` of access tokens. */
export interface RecordedCitizen {
  readonly nationalId: string;
  readonly id: string;
}

/** Called with how many citizens of the file are done. */
type OnProgress = (done: number, total: number) => void;

interface ApplyOptions {
  onProgress?: OnProgress | undefined;
  onRecorded?: ((citizens: readonly RecordedCitizen[]) => void) | undefined;
}

/** An import of a file that has been checked. */
export interface ImportPlan {
  /** Whether everybody in the file is on record under the same name. */
  readonly isEmpty: boolean;
  /** The effects of the import, as lines for people, without names and whole numbers. */
  describe(): string[];
  /**
   * Brings everybody in the file on record, in its order. A batch is on disk at a majority when its citizens are passed
   * on. Nobody is removed, and addresses on record are kept.
   * @returns what it did, as a line for people.
   */
  apply(options?: ApplyOptions): Promise<string>;
}

interface ImportOptions {
  connection: Connection;
  keys: Pick<Keys, 'secrets'>;
  file: CitizensFile;
  /** As `checkCitizens` counted them. */
  total: number;
  onProgress?: OnProgress | undefined;
}

/**
 * Compares a checked file with the citizens on record.
 * @throws ImportError if those were recorded with a secret that the keys do not have.
 */
export async function planImport(options: ImportOptions): Promise<ImportPlan> {
  const { connection, keys, file, total, onProgress } = options;
  const onRecord = openRecord(connection, keys);
  const counts = noChanges();
  const renamed: GivenCitizen[] = [];
  for await (const batch of batchesOf({ file, total, onProgress })) {
    for (const compared of await lookUp(onRecord, batch)) {
      const change = changeOf(compared);
      counts[change] += 1;
      if (change === 'renamed' && renamed.length < mostShown) renamed.push(compared.given);
    }
  }
  if (total > 0 && counts.added === total) await requireOwnKeys(onRecord);
  return {
    isEmpty: counts.same === total,
    describe: () => describe(counts, renamed),
    apply: (following = {}) => apply(onRecord, { file, total, ...following }),
  };
}

async function apply(
  onRecord: OnRecord,
  { onRecorded, ...reading }: ApplyOptions & { file: CitizensFile; total: number },
): Promise<string> {
  const counts = noChanges();
  for await (const batch of batchesOf(reading)) {
    const recorded = await record(onRecord, batch);
    for (const { change } of recorded) counts[change] += 1;
    onRecorded?.(recorded.map(({ given: { nationalId }, id }) => ({ nationalId, id })));
  }
  return `Imported: ${counted(counts)}.`;
}

/** The batches of a file; the progress is reported after the work on each. */
async function* batchesOf(reading: {
  file: CitizensFile;
  total: number;
  onProgress?: OnProgress | undefined;
}): AsyncGenerator<GivenCitizen[]> {
  let done = 0;
  for (const batch of citizensIn(reading.file, batchSize)) {
    yield batch;
    done += batch.length;
    reading.onProgress?.(done, reading.total);
  }
}

type Counts = Record<Change, number>;
const noChanges = (): Counts => ({ added: 0, renamed: 0, same: 0 });

const counted = ({ added, renamed, same }: Counts) =>
  `${added} new, ${renamed} with another name, ${same} unchanged`;

function describe(counts: Counts, renamed: readonly GivenCitizen[]): string[] {
  const lines = renamed.map(
    ({ place: { file, line }, nationalId }) =>
      `  ~ ${file}:${line}: ${maskNationalId(nationalId)} has another name on record`,
  );
  const more = counts.renamed - renamed.length;
  return [
    `citizens: ${counted(counts)}`,
    ...lines,
    ...(more > 0 ? [`    … and ${more} more`] : []),
  ];
}

/** Nobody would be found by hashes of another secret, and everybody be recorded twice. */
async function requireOwnKeys(onRecord: OnRecord): Promise<void> {
  if (!(await areOfOtherKeys(onRecord))) return;
  throw new ImportError(
    'Nothing was imported: the citizens on record were recorded with a secret that this keys file does not have. Set KEYS_FILE to the file of the citizen subgraph.',
  );
}
