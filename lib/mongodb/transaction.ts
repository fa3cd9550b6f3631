import type { ClientSession, Connection } from 'mongoose';

/** Somebody else holds on to what was to be written. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
}

export interface TransactionOptions {
  /** How long to try anew where another transaction holds what is written; by default two minutes. */
  patienceMs?: number;
}

/**
 * Runs `work` in a transaction that a majority has on disk when this resolves. `work` may run several
 * times, since another transaction can win: it must do nothing but read and write in the session.
 * @throws BusyError when the patience is over. A process that was killed in the middle of a transaction
 * holds on to what it had written until MongoDB's `transactionLifetimeLimitSeconds` are over.
 */
export function inTransaction<Result>(
  connection: Connection,
  work: (session: ClientSession) => Promise<Result>,
  { patienceMs = Infinity }: TransactionOptions = {},
): Promise<Result> {
  const deadline = performance.now() + patienceMs;
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
