import type { ClientSession, Connection } from 'mongoose';

/** Another transaction holds a lock on a document to be written. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
}

export interface TransactionOptions {
  /** How long to retry on a write conflict with another transaction; by default two minutes. */
  timeoutMs?: number;
}

/**
 * Runs reads that show one moment: everything that was acknowledged, or shown by a change stream, before the call. A
 * majority has on disk what they show when this resolves. `read` may run several times; it must be done within MongoDB's
 * `transactionLifetimeLimitSeconds`.
 *
 * Majority reads do not guarantee that: each shows its own moment, and a primary that was just elected may show an
 * earlier one. A session for snapshots shows one moment only where neither the connection nor the read has a read concern.
 */
export const atOneMoment = <Result>(
  connection: Connection,
  read: (session: ClientSession) => Promise<Result>,
): Promise<Result> => inTransaction(connection, read);

/**
 * Runs `work` in a transaction that is committed with majority write concern when this resolves. `work` may run several
 * times because of write conflicts, so it must do nothing but read and write in the session.
 * @throws BusyError at the timeout. A process that was killed in the middle of a transaction keeps its locks until
 * MongoDB's `transactionLifetimeLimitSeconds` have passed.
 */
export function inTransaction<Result>(
  connection: Connection,
  work: (session: ClientSession) => Promise<Result>,
  { timeoutMs = Infinity }: TransactionOptions = {},
): Promise<Result> {
  const deadline = performance.now() + timeoutMs;
  return connection.withSession((session) =>
    session.withTransaction(
      async () => {
        if (performance.now() > deadline) throw new BusyError();
        return work(session);
      },
      {
        readConcern: { level: 'snapshot' },
        writeConcern: { w: 'majority', journal: true },
      },
    ),
  );
}
