import type { Connection } from 'mongoose';
import type { TransactionOptions } from '../../../lib/mongodb/transaction.ts';
import { type CaseFiler, createFiler } from '../filing/index.ts';
import type { NotificationTimes } from '../notifications/index.ts';
import { createCommit } from './commit-moves.ts';
import type { Desk } from './desk.ts';
import { type CaseReader, createCaseReader } from './read-cases.ts';

/** Where cases are read and moves are stored. */
export interface CaseStore extends CaseFiler, CaseReader {
  /**
   * Stores a finished move, completely or not at all, on disk at a majority. The application of the
   * desk then has the attachments that were added. @throws StaleCaseError when another move was
   * first; BusyError at the timeout.
   */
  commit(desk: Desk, options?: TransactionOptions): Promise<void>;
}

interface CaseStoreOptions {
  /** Called after each move and filing: the applicant may have to be notified. */
  onStored?: () => void;
  /** When applicants are notified of moves, if not as usual. */
  times?: NotificationTimes;
}

export function createCaseStore(
  connection: Connection,
  { onStored = () => {}, times }: CaseStoreOptions = {},
): CaseStore {
  const commit = createCommit(connection, times);
  const fileCase = createFiler(connection);
  return {
    ...createCaseReader(connection),
    async commit(desk, options) {
      await commit(desk, options);
      onStored();
    },
    async file(filed) {
      await fileCase(filed);
      onStored();
    },
  };
}
