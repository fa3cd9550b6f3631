import { mongo } from 'mongoose';
import { answerBench, nowMs } from './worker.ts';

/** What MongoDB's driver alone can do: a change stream on the events, in a process of its own. */

let seen: { applicationId: string; atMs: number }[] = [];

const handlers = {
  /** Resolves when the stream is open. */
  async follow({ uri, database }: { uri: string; database: string }): Promise<void> {
    const client = new mongo.MongoClient(uri);
    const events = client.db(database).collection('events');
    const stream = events.watch([{ $match: { operationType: 'insert' } }]);
    await stream.tryNext();
    void read(stream);
  },
  seen() {
    const all = seen;
    seen = [];
    return all;
  },
};

async function read(stream: mongo.ChangeStream): Promise<void> {
  for await (const change of stream) {
    if (change.operationType !== 'insert') continue;
    const applicationId = String(change.fullDocument['applicationId']);
    seen.push({ applicationId, atMs: nowMs() });
  }
}

export type Reader = typeof handlers;

answerBench(handlers);
