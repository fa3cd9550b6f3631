import type { ClientSession, Connection } from 'mongoose';
import { inSharedTransactions } from '../../../lib/mongodb/shared-transactions.ts';
import type { TransactionOptions } from '../../../lib/mongodb/transaction.ts';
import { createPublisher } from '../events/index.ts';
import type { NotificationTimes } from '../notifications/index.ts';
import type { AttachmentSummary } from '../record/index.ts';
import { collectionsOf } from './collections.ts';
import type { Desk } from './desk.ts';
import { type Move, moveOf, writeMoves } from './write-moves.ts';

/** The application has another version than the one on which the move was made. */
export class StaleCaseError extends Error {
  override readonly name = 'StaleCaseError';
}

/** Commits a finished move, as `CaseStore.commit` does. */
type CommitMove = (desk: Desk, options?: TransactionOptions) => Promise<void>;

/**
 * Moves of different applications that are committed at the same time, by one request or by
 * several, share a transaction. Moves of one application never do: each is compared with the result
 * of the previous one.
 */
export function createCommit(connection: Connection, times?: NotificationTimes): CommitMove {
  const collections = collectionsOf(connection);
  const publish = createPublisher(connection, times);

  async function write(
    moves: readonly Move[],
    session: ClientSession,
  ): Promise<(AttachmentSummary[] | StaleCaseError)[]> {
    const written = await writeMoves(connection, collections, moves, session);
    if (written.size > 0) await publish([...written.keys()], session);
    return moves.map((move) => written.get(move) ?? new StaleCaseError());
  }

  const commit = inSharedTransactions<Move, AttachmentSummary[]>({ connection, write, keyOf });
  return async (desk, options) => {
    desk.application.attachments = await commit(moveOf(desk), options);
  };
}

const keyOf = ({ application }: Move): string => application._id.toHexString();
