import type { ClientSession, Connection } from 'mongoose';
import { longestReadMs } from './find-at-once.ts';

/**
 * Runs reads in a session in which each shows everything that was acknowledged, or shown by a change stream, before the
 * call. Majority reads alone do not: a primary that was just elected has all of it, but may learn only a moment later
 * what of it a majority has.
 */
export const upToDate = <Result>(
  connection: Connection,
  read: (session: ClientSession) => Promise<Result>,
): Promise<Result> =>
  connection.withSession(async (session) => {
    // The answer has the time of the primary's last write, and the session's reads wait until a majority has that.
    await connection.db?.command({ ping: 1 }, { session });
    return read(session);
  });

/** The options of reads that show one moment. */
export interface OneMoment {
  readonly session: ClientSession;
  /** The session alone has no effect where the connection has a read concern. */
  readonly readConcern: { readonly level: 'snapshot' };
}

/**
 * Runs reads that all show one moment, which is no earlier than everything that was acknowledged, or shown by a change
 * stream, before the call. They have to follow one another, and to be those of the driver: mongoose's queries do not pass
 * the read concern on.
 */
export async function atOneMoment<Result>(
  connection: Connection,
  read: (options: OneMoment) => Promise<Result>,
): Promise<Result> {
  await upToDate(connection, (session) => waitIn(connection, session));
  const session = await connection.startSession({ snapshot: true });
  try {
    return await read({ session, readConcern: { level: 'snapshot' } });
  } finally {
    await session.endSession();
  }
}

/** Every database of a subgraph has it; which collection is read does not matter. */
const anyCollection = 'migrations';

async function waitIn({ db }: Connection, session: ClientSession): Promise<void> {
  const options = { session, projection: { _id: 1 }, maxTimeMS: longestReadMs } as const;
  await db?.collection(anyCollection).findOne({}, options);
}
