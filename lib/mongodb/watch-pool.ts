import type { mongo } from 'mongoose';

/** The connections of a client to MongoDB. */
export interface PoolState {
  /** How many are open. */
  readonly connections: number;
  /** How many of them an operation uses. */
  readonly inUse: number;
  /** How many operations wait for one. */
  readonly waiting: number;
  /** How many operations have got none, since the client was connected. */
  readonly failures: number;
}

/** Watches the connections of a client by its events: one that was opened before is known from its first use. */
export function watchPool(client: mongo.MongoClient): PoolState {
  const open = new Set<string>();
  const used = new Set<string>();
  let waiting = 0;
  let failures = 0;
  const idOf = ({ address, connectionId }: { address: string; connectionId: unknown }) =>
    `${address} ${String(connectionId)}`;
  const got = () => {
    if (waiting > 0) waiting -= 1; // one that began to wait before is not counted
  };
  client.on('connectionCreated', (event) => void open.add(idOf(event)));
  client.on('connectionClosed', (event) => {
    open.delete(idOf(event));
    used.delete(idOf(event));
  });
  client.on('connectionCheckOutStarted', () => {
    waiting += 1;
  });
  client.on('connectionCheckOutFailed', () => {
    got();
    failures += 1;
  });
  client.on('connectionCheckedOut', (event) => {
    got();
    open.add(idOf(event));
    used.add(idOf(event));
  });
  client.on('connectionCheckedIn', (event) => void used.delete(idOf(event)));
  return {
    get connections() {
      return open.size;
    },
    get inUse() {
      return used.size;
    },
    get waiting() {
      return waiting;
    },
    get failures() {
      return failures;
    },
  };
}
