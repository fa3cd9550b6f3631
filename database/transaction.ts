import type { ClientSession, Connection } from 'mongoose';

/**
 * Runs `work` in a transaction that a majority has on disk when this resolves. `work` may run several
 * times, since another transaction can win: it must do nothing but read and write in the session.
 */
export function inTransaction<Result>(
  connection: Connection,
  work: (session: ClientSession) => Promise<Result>,
): Promise<Result> {
  return connection.withSession((session) =>
    session.withTransaction(() => work(session), {
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority', journal: true },
    }),
  );
}
