import type { Connection } from 'mongoose';
import type { LocalDate } from '../../lib/kit/local-date.ts';
import {
  attachmentBuckets,
  type SmallFile,
} from '../../subgraphs/application/attachments/index.ts';
import { eventModel } from '../../subgraphs/application/events/index.ts';
import {
  appealModel,
  applicationModel,
  attachmentModel,
  collectUnitOfficers,
  contentModel,
  referralModel,
  timelineModel,
} from '../../subgraphs/application/record/index.ts';
import { publishReplaced } from '../../subgraphs/application/events/index.ts';
import { citizenModel, type NationalIdHashes } from '../../subgraphs/citizen/citizens/index.ts';
import type { EarlierIds } from '../../lib/mongodb/earlier-ids.ts';
import { createApplications, type Applications, type SeededApplication } from './applications.ts';
import { citizensOf } from './citizen-order.ts';
import { createCitizens, type Citizens } from './citizens.ts';
import { defaultUntil } from './filing-times.ts';
import { type Insert, inserter } from './insert-documents.ts';
import { reserveNumbers } from './reserve-numbers.ts';
import type { SeedDirectory } from './routing.ts';
import { beginRun, completeRun, findRun, recordProgress } from './seed-run.ts';

interface SeedApplicationsOptions {
  connections: { citizen: Connection; application: Connection };
  directory: SeedDirectory;
  applications: number;
  seed: number;
  until?: LocalDate;
  hashes: NationalIdHashes;
  publicId: EarlierIds;
  trackingKeyVersion: number;
  onProgress?: (written: number, total: number) => void;
}

/** The number of applications that are made and written at a time, which are held in memory. */
const batchSize = 500;
/** Batches in transit to MongoDB while the next is made. */
const batchesInFlight = 3;

/**
 * Writes demonstration data in batches, each made from the seed alone, so that memory does not grow
 * with their number and an interrupted run continues where it was. @throws SeedConflictError when
 * the database contains anything else.
 */
export async function seedApplications(options: SeedApplicationsOptions): Promise<void> {
  const { connections, seed, applications: total, directory } = options;
  const until = options.until ?? defaultUntil;
  const parameters = { seed, applications: total, until };
  const run = await findRun(connections.application, parameters);
  if (run?.complete) return;
  const { hashes, publicId } = options;
  const citizens = createCitizens({ seed, provinces: directory.provinces, hashes, publicId });
  const applications = createApplications({
    ...parameters,
    directory,
    citizens,
    applicantHash: hashes.applicant,
    publicId,
    trackingKeyVersion: options.trackingKeyVersion,
  });
  const insert = inserter({ leaveKnown: run !== null });

  // First, so that applications filed while this runs get different numbers.
  await reserveNumbers(connections.application, applications.years, seed);
  if (!run) await beginRun(connections.application, parameters);
  await inBatches(run?.written ?? 0, total, async (from, to) => {
    await Promise.all([
      writeCitizens(connections.citizen, insert, citizens, citizensOf(from), citizensOf(to)),
      writeApplications(connections.application, insert, applications, from, to),
    ]);
    return async () => {
      await recordProgress(connections.application, to);
      options.onProgress?.(to, total);
    };
  });
  await collectUnitOfficers(connections.application);
  await publishReplaced(connections.application);
  await completeRun(connections.application);
}

/** Runs batches in order, some of them at once; each is recorded when all before it are. */
async function inBatches(
  start: number,
  end: number,
  write: (from: number, to: number) => Promise<() => Promise<void>>,
): Promise<void> {
  const inFlight: Promise<() => Promise<void>>[] = [];
  const settleFirst = async () => (await inFlight.shift())?.();
  try {
    for (let from = start; from < end; from += batchSize) {
      const batch = write(from, Math.min(from + batchSize, end));
      batch.catch(() => {}); // awaited below, in its turn
      inFlight.push(batch);
      if (inFlight.length >= batchesInFlight) await settleFirst();
    }
    while (inFlight.length > 0) await settleFirst();
  } finally {
    // If one fails, the others still use the connections.
    await Promise.allSettled(inFlight);
  }
}

async function writeCitizens(
  connection: Connection,
  insert: Insert,
  citizens: Citizens,
  from: number,
  to: number,
): Promise<void> {
  const documents = Array.from({ length: to - from }, (_, i) => citizens.documentOf(from + i));
  await insert(citizenModel(connection), documents);
}

async function writeApplications(
  connection: Connection,
  insert: Insert,
  applications: Applications,
  from: number,
  to: number,
): Promise<void> {
  const made: SeededApplication[] = [];
  for (let index = from; index < to; index += 1) made.push(applications.at(index));
  const attachments = made.flatMap((one) => one.attachments);
  await Promise.all([
    insert(
      applicationModel(connection),
      made.map(({ application }) => application),
    ),
    insert(
      contentModel(connection),
      made.map(({ content }) => content),
    ),
    insert(
      timelineModel(connection),
      made.map(({ timeline }) => timeline),
    ),
    insert(
      referralModel(connection),
      made.flatMap(({ referrals }) => referrals),
    ),
    insert(
      appealModel(connection),
      made.flatMap(({ appeals }) => appeals),
    ),
    insert(
      attachmentModel(connection),
      attachments.map(({ document }) => document),
    ),
    insertFiles(
      connection,
      insert,
      attachmentBuckets.originals,
      attachments.map(({ original }) => original),
    ),
    insertFiles(
      connection,
      insert,
      attachmentBuckets.copies,
      attachments.flatMap(({ copy }) => copy ?? []),
    ),
    insert(
      eventModel(connection),
      made.flatMap(({ events }) => events).toSorted((a, b) => a.at.getTime() - b.at.getTime()),
    ),
  ]);
}

async function insertFiles(
  connection: Connection,
  insert: Insert,
  bucket: string,
  files: readonly SmallFile[],
): Promise<void> {
  const part = (name: string) => ({
    db: connection,
    collection: connection.collection(`${bucket}.${name}`),
  });
  await insert(
    part('chunks'),
    files.map(({ chunk }) => chunk),
  );
  await insert(
    part('files'),
    files.map((stored) => stored.file),
  );
}
