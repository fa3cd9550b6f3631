import { setTimeout as delay } from 'node:timers/promises';
import { mongo } from 'mongoose';
import { answerBench } from './worker.ts';

/** What MongoDB's driver alone can do: a change stream on the events, in a process of its own. */

/** An event, and when it was read. Milliseconds since the epoch: MongoDB and all processes have the clock of one machine. */
interface SeenEvent {
  applicationId: string;
  /** When MongoDB wrote the commit: the wall time of the change. */
  committedMs: number;
  atMs: number;
}

const pollMs = 20;

let seen: SeenEvent[] = [];

const handlers = {
  /** Resolves when the stream is open. */
  async follow({ uri, database }: { uri: string; database: string }): Promise<void> {
    const client = new mongo.MongoClient(uri);
    const events = client.db(database).collection('events');
    const stream = events.watch([{ $match: { operationType: 'insert' } }]);
    await stream.tryNext();
    void read(stream);
  },
  /** Everything since the last question, once it is at least as much. */
  async seen(count: number): Promise<SeenEvent[]> {
    while (seen.length < count) await delay(pollMs);
    const all = seen;
    seen = [];
    return all;
  },
};

async function read(stream: mongo.ChangeStream): Promise<void> {
  for await (const change of stream) {
    if (change.operationType !== 'insert') continue;
    seen.push({
      applicationId: String(change.fullDocument['applicationId']),
      committedMs: change.wallTime?.getTime() ?? Number.NaN,
      atMs: Date.now(),
    });
  }
}

export type Reader = typeof handlers;

answerBench(handlers);
