import { MongoMemoryReplSet } from 'mongodb-memory-server-core';
import { mongo } from 'mongoose';
import { findMongod, mongodVersion } from '../../lib/mongodb/embedded/mongod-binary.mjs';
import { until } from './wait.ts';

/** Three members, of which a test may take away the primary. */
export interface ReplicaSet {
  readonly uri: string;
  /** Has the primary step down; resolves when another member is the primary. */
  stepDown(): Promise<void>;
  /** Kills the primary, which stays away; resolves when another member is the primary. */
  killPrimary(): Promise<void>;
  /** Stops the remaining members and removes the data. */
  stop(): Promise<void>;
}

const members = 3;
/** A member that is not heard for this long is replaced as the primary. By default it would be 10 s. */
const electionTimeoutMs = 2_000;
const stepDownSeconds = 10;

export async function openReplicaSet(): Promise<ReplicaSet> {
  const binary = findMongod();
  if (!binary) throw new Error('there is no mongod');
  const set = await MongoMemoryReplSet.create({
    binary: { systemBinary: binary, version: mongodVersion(binary) ?? '' },
    replSet: {
      count: members,
      name: 'three',
      storageEngine: 'wiredTiger',
      args: ['--wiredTigerCacheSizeGB', '0.25'],
      configSettings: {
        electionTimeoutMillis: electionTimeoutMs,
        heartbeatIntervalMillis: electionTimeoutMs / 4,
      },
    },
  });
  const uri = set.getUri();
  const client = new mongo.MongoClient(uri);
  const admin = client.db('admin');
  /** Null while there is none. A member that has just lost its place may close a connection on which it is asked. */
  const askPrimary = async () => {
    const { pid, repl } = await admin
      .command({ serverStatus: 1 })
      .catch((): mongo.Document => ({}));
    return repl?.isWritablePrimary ? { address: String(repl.me), pid: Number(pid) } : null;
  };
  type Primary = NonNullable<Awaited<ReturnType<typeof askPrimary>>>;
  const untilPrimary = async (accepts: (found: Primary) => boolean): Promise<Primary> => {
    const found = await until(askPrimary, (one) => one !== null && accepts(one));
    return found as Primary; // by the condition
  };
  const untilReplaced = (former: Primary) =>
    untilPrimary(({ address }) => address !== former.address);

  return {
    uri,
    async stepDown() {
      const former = await untilPrimary(() => true);
      await admin.command({ replSetStepDown: stepDownSeconds });
      await untilReplaced(former);
    },
    async killPrimary() {
      const former = await untilPrimary(() => true);
      process.kill(former.pid, 'SIGKILL');
      await untilReplaced(former);
    },
    async stop() {
      await client.close();
      await set.stop();
    },
  };
}
