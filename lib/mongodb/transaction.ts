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
