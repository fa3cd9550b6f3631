import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Connection, mongo, Types } from 'mongoose';
import type { Logger } from 'pino';
import {
  badInput,
  clientError,
  notFound,
  retryLater,
  unsupported,
} from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { idToLookUp, newId } from '../../../lib/kit/public-id.ts';
import { isDuplicateKey } from '../../../lib/mongodb/duplicate-key.ts';
import { longestReadMs } from '../../../lib/mongodb/find-at-once.ts';
import {
  type AttachmentDocument,
  type AttachmentModel,
  type AttachmentSummary,
  attachmentModel,
} from '../record/index.ts';
import type { ReadPart } from './archive-directory.ts';
import type { AttachmentFiles } from './attachment-files.ts';
import { FileHead } from './file-head.ts';
import { requireFileName, storedFileName } from './file-name.ts';
import {
  type FileType,
  fileTypeByDirectory,
  fileTypeOf,
  fileTypeOfHead,
  fileTypes,
} from './file-types.ts';
import { attachmentLimits, unusedLifetimeMs } from './limits.ts';
import { summaryOf } from './link-attachments.ts';
import { expiryOf, findUnusedUploads, type UnusedUploads } from './unused-uploads.ts';

interface IncomingFile {
  /** The name as sent; empty if there was none. */
  name: string;
  /** Fails when the file is incomplete. */
  content: Readable;
}

/** A file that a client is sending. */
interface FileTransfer {
  /**
   * Passes the file to `take` as it arrives.
   * @returns the result of `take`, once the file is complete. @throws the errors of `take`, which has ended then.
   */
  receive<Taken>(take: (file: IncomingFile) => Promise<Taken>): Promise<Taken>;
  /** Where clients find their unused uploads, for those who have too many. */
  readonly listedAt: string;
  readonly logger: Logger;
}

/** Receives files, and removes unused ones. */
export interface Uploads {
  /**
   * Stores a citizen's file, to be used within a day. It is durable when this resolves, and not
   * stored at all when it rejects. A file whose first bytes show a type that is not accepted is refused before any of
   * it is stored, and its rest is not received.
   * @throws `BAD_USER_INPUT` with the field; `LIMIT_EXCEEDED`.
   */
  receive(citizenId: string, transfer: FileTransfer): Promise<AttachmentSummary>;
  /** The uploads that take up a citizen's room: those that belong to no application. */
  unused(citizenId: string): Promise<UnusedUploads>;
  /**
   * Removes an upload of the citizen that belongs to no application. It is gone when this resolves.
   * @throws `NOT_FOUND` if the citizen has no such upload, `CONFLICT` if it is part of an application.
   */
  remove(citizenId: string, id: string): Promise<void>;
  /**
   * Removes expired and incomplete uploads. Safe to run in several processes and to be killed at any point; an upload
   * that is being linked is either linked or removed.
   */
  sweep(signal: AbortSignal): Promise<void>;
  /** Waits for the uploads in progress, whose clients are gone: they have to clean up. */
  stop(): Promise<void>;
}

interface UploadsOptions {
  /** The store of the copies for units. */
  copies: AttachmentFiles;
  onStored?: () => void;
}

interface Storage {
  uploads: AttachmentModel;
  files: AttachmentFiles;
  copies: AttachmentFiles;
  onStored(): void;
}

export function createUploads(
  connection: Connection,
  files: AttachmentFiles,
  { copies, onStored = () => {} }: UploadsOptions,
): Uploads {
  return new StoredUploads({ uploads: attachmentModel(connection), files, copies, onStored });
}

class StoredUploads implements Uploads {
  readonly #storage: Storage;
  readonly #inProgress = new Set<Promise<unknown>>();

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  async receive(citizenId: string, transfer: FileTransfer): Promise<AttachmentSummary> {
    const receiving = receive(this.#storage, citizenId, transfer);
    this.#inProgress.add(receiving);
    try {
      return await receiving;
    } finally {
      this.#inProgress.delete(receiving);
    }
  }

  unused(citizenId: string): Promise<UnusedUploads> {
    return findUnusedUploads(this.#storage.uploads, citizenId);
  }

  remove(citizenId: string, id: string): Promise<void> {
    return remove(this.#storage, citizenId, id);
  }

  sweep(signal: AbortSignal): Promise<void> {
    return sweep(this.#storage, signal);
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.#inProgress);
  }
}

async function receive(
  storage: Storage,
  citizenId: string,
  transfer: FileTransfer,
): Promise<AttachmentSummary> {
  const _id = new Types.ObjectId();
  let hasBegun = false;
  try {
    const received = await transfer.receive(async (file) => {
      const name = requireFileName(file.name);
      const { type, content } = await recognise(file);
      hasBegun = true;
      await begin(storage, { _id, citizenId, name }, transfer.listedAt);
      return { name, type, bytes: await storage.files.write(_id, content) };
    });
    return await finish(storage, _id, received);
  } catch (error) {
    // The sweep removes what remains if this fails as well.
    if (hasBegun) {
      await discard(storage, _id, error).catch((failure: unknown) =>
        transfer.logger.warn({ err: failure }, 'an upload was not removed'),
      );
    }
    throw error;
  }
}

interface RecognisedFile {
  /** Undefined if only the whole file shows it. */
  type: FileType | undefined;
  content: AsyncIterable<Uint8Array>;
}

/** @throws `BAD_USER_INPUT` when the first bytes show that the file is not of an accepted type. */
async function recognise({ content }: IncomingFile): Promise<RecognisedFile> {
  const { headBytes: mostBytes, fileBytes: mostFileBytes } = attachmentLimits;
  const head = new FileHead(content, { mostBytes, mostFileBytes });
  const type = await fileTypeOfHead(head);
  if (head.isEmpty) throw badInput('file', 'RANGE', say`The file is empty.`);
  if (type === null) throw noAcceptedType();
  return { type, content: head.content() };
}

function noAcceptedType() {
  const endings = fileTypes.map(({ extensions: [extension] }) => extension).join(', ');
  return unsupported(
    'file',
    'TYPE',
    say`The content of the file is not of an accepted type: ${endings}.`,
  );
}

/**
 * Takes a free place for the upload. Of several that arrive together, as many begin as there are places.
 * @throws `LIMIT_EXCEEDED` when the citizen has the maximum number of unused uploads.
 */
async function begin(
  { uploads }: Storage,
  begun: Pick<AttachmentDocument, '_id' | 'citizenId' | 'name'>,
  listedAt: string,
): Promise<void> {
  const upload: Omit<AttachmentDocument, 'place'> = {
    ...begun,
    publicId: newId('attachment'),
    state: 'RECEIVING',
    startedAt: new Date(),
    contentType: null,
    bytes: null,
    applicationId: null,
    cleanedBy: 0,
    cleaned: null,
    cleaning: null,
    cleaningAttempts: 0,
    copyIds: [],
  };
  for (;;) {
    const place = await freePlace(uploads, begun.citizenId, listedAt);
    try {
      await uploads.create({ ...upload, place });
      return;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error; // another upload has taken the place meanwhile
    }
  }
}

/** @throws `LIMIT_EXCEEDED` if there is none. */
async function freePlace(
  uploads: AttachmentModel,
  citizenId: string,
  listedAt: string,
): Promise<number> {
  const { unusedPerCitizen: limit } = attachmentLimits;
  const unused = await uploads
    .find(
      { citizenId, applicationId: null, state: { $in: ['RECEIVING', 'STORED'] } },
      { place: 1, state: 1, startedAt: 1 },
    )
    .limit(limit)
    .maxTimeMS(longestReadMs)
    .lean<Unused[]>();
  const taken = new Set(unused.map(({ place }) => place));
  const free = Array.from({ length: limit }, (_, place) => place).filter((one) => !taken.has(one));
  const place = free[Math.floor(Math.random() * free.length)];
  if (unused.length < limit && place !== undefined) return place;
  throw retryLater(
    say`You have ${limit} uploads that do not belong to an application. Add them to an application, delete some of those that ${listedAt} lists, or try again in a day.`,
    secondsUntilFree(unused),
    { limit },
  );
}

interface Unused {
  readonly place?: number | null;
  readonly state: keyof typeof unusedLifetimeMs;
  readonly startedAt: Date;
}

/** When the first of these uploads is removed at the latest. */
function secondsUntilFree(unused: readonly Unused[]): number {
  const ends = unused.map((upload) => expiryOf(upload).getTime());
  return Math.max(1, Math.ceil((Math.min(...ends) - Date.now()) / 1_000));
}

/** Detects the type, unless the first bytes have shown it, and makes the file usable. */
async function finish(
  { uploads, files, onStored }: Storage,
  _id: Types.ObjectId,
  { name, type: known, bytes }: { name: string; type: FileType | undefined; bytes: number },
): Promise<AttachmentSummary> {
  const type = known ?? (await fileTypeOf(files.read(_id, bytes), bytes));
  const readPart: ReadPart = (range) => buffer(files.read(_id, bytes, { range }));
  const isConfirmed = !type?.isArchive || (await fileTypeByDirectory(bytes, readPart)) === type;
  if (!type || !isConfirmed) throw noAcceptedType();
  const stored = await uploads
    .findOneAndUpdate(
      { _id, state: 'RECEIVING' },
      {
        state: 'STORED',
        name: storedFileName(name, type),
        contentType: type.contentType,
        bytes,
      },
      { returnDocument: 'after' },
    )
    .lean<AttachmentDocument>();
  if (!stored) throw new Error('an upload was removed while it was received');
  onStored();
  return summaryOf(stored);
}

/** The change that leaves an upload to be removed, and its place free. */
const discarded = { state: 'DISCARDED', place: null } as const;

/** Removes everything of a failed upload that is no longer in progress. */
async function discard(
  { uploads, files }: Storage,
  _id: Types.ObjectId,
  failure: unknown,
): Promise<void> {
  const found = await uploads.updateOne({ _id, state: 'RECEIVING' }, discarded);
  if (found.matchedCount === 0) return;
  await files.remove(_id);
  // A write that failed at MongoDB may yet arrive there: a later sweep removes it.
  if (failure instanceof mongo.MongoError) return;
  await uploads.deleteOne({ _id, state: 'DISCARDED' });
}

async function remove(
  { uploads, files, copies }: Storage,
  citizenId: string,
  id: string,
): Promise<void> {
  const publicId = idToLookUp('attachment', id);
  const own = { publicId, citizenId, state: 'STORED' } as const;
  const removed = await uploads
    .findOneAndUpdate({ ...own, applicationId: null }, discarded, { returnDocument: 'after' })
    .lean<AttachmentDocument>();
  if (!removed) {
    const isUsed = await uploads.exists(own).maxTimeMS(longestReadMs);
    throw isUsed
      ? clientError('CONFLICT', say`The attachment is part of an application, and stays there.`)
      : notFound(say`attachment`);
  }
  const { _id, copyIds } = removed;
  for (const copyId of copyIds) await copies.remove(copyId);
  await files.remove(_id);
  // A copy that is being made may yet be written: a later sweep removes it.
  await uploads.deleteOne({ _id, state: 'DISCARDED', cleaning: null });
}

async function sweep({ uploads, files, copies }: Storage, signal: AbortSignal): Promise<void> {
  const now = Date.now();
  const applicationId = null;
  const startedBefore = (state: keyof typeof unusedLifetimeMs) => ({
    startedAt: { $lt: new Date(now - unusedLifetimeMs[state]) },
  });
  for (const state of ['STORED', 'RECEIVING'] as const) {
    await uploads.updateMany({ applicationId, state, ...startedBefore(state) }, discarded);
  }
  // Not younger ones: writes that a process sent to MongoDB before it failed may yet arrive.
  const waiting = uploads
    .find(
      { applicationId, state: 'DISCARDED', ...startedBefore('RECEIVING') },
      { _id: 1, copyIds: 1 },
    )
    .lean<Pick<AttachmentDocument, '_id' | 'copyIds'>[]>()
    .cursor();
  for await (const { _id, copyIds } of waiting) {
    if (signal.aborted) return;
    for (const copyId of copyIds) await copies.remove(copyId);
    await files.remove(_id);
    await uploads.deleteOne({ _id, state: 'DISCARDED' });
  }
}
