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
  const primary = async () => String((await admin.command({ hello: 1 }))['primary']);

  /** Resolves when a member other than this one is the primary. */
  const untilReplaced = (former: string) =>
    until(
      () => primary().catch(() => former),
      (found) => found !== former && found !== 'undefined',
    );

  return {
    uri,
    async stepDown() {
      const former = await primary();
      await admin.command({ replSetStepDown: stepDownSeconds });
      await untilReplaced(former);
    },
    async killPrimary() {
      const former = await primary();
      const { pid } = await admin.command({ serverStatus: 1 });
      process.kill(Number(pid), 'SIGKILL');
      await untilReplaced(former);
    },
    async stop() {
      await client.close();
      await set.stop();
    },
  };
}
