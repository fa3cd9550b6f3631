import { setTimeout as delay } from 'node:timers/promises';
import { mongo } from 'mongoose';
import { databaseName } from '../lib/federation/subgraph-database.ts';
import { localDateOf } from '../lib/kit/local-date.ts';
import type { DataSet } from './data.ts';
import { isWholeGraph, type Row, type RowName } from './rows.ts';

/** Whether a row's graph does background work on its data. */
const isWorking = (name: RowName) => isWholeGraph(name) || name === 'over-http';

/** Waits until no graph is working on earlier requests or in the background. */
export async function settle(uri: string, rows: readonly Row[]): Promise<void> {
  const sets = rows.filter(({ name }) => isWorking(name)).map(({ data }) => data);
  for (const data of new Set(sets)) {
    await inDatabaseOf(uri, data, async (database) => {
      await untilAllIsReported(database);
      await untilAllIsSent(database);
    });
  }
}

/** On start, a graph first reports the deadlines that have passed since the data was generated. */
export async function untilAllIsReported(database: mongo.Db): Promise<void> {
  const due = { alarmOn: { $type: 'string', $lte: localDateOf(new Date()) } };
  while (await database.collection('applications').findOne(due)) await delay(200);
}

const unsent = { state: 'PENDING', event: 'FILED' };

/** Applicants are notified of their filings at once; the filings are complete only then. */
async function untilAllIsSent(database: mongo.Db): Promise<void> {
  while (await database.collection('notifications').findOne(unsent)) await delay(200);
}

/** With the applications of a data set. */
export async function inDatabaseOf<Result>(
  uri: string,
  { databasePrefix }: Pick<DataSet, 'databasePrefix'>,
  work: (database: mongo.Db) => Promise<Result>,
): Promise<Result> {
  const client = new mongo.MongoClient(uri);
  try {
    return await work(client.db(databaseName(databasePrefix, 'application')));
  } finally {
    await client.close();
  }
}
