import { createRequire } from 'node:module';
import type { Socket } from 'node:net';

/** The parts used of the driver's connection, which it does not export. */
interface DriverConnection {
  readonly socket: Socket;
  cleanup(error: Error): void;
}

const place = 'mongodb/lib/cmap/connection.js';
let isDone = false;

/**
 * Makes pending writes fail when a connection of the MongoDB driver closes. The driver (7.8 and 7.9) waits for a full
 * socket to drain; a destroyed socket never does, so commands sent between the end of a socket and the driver's notice
 * of it waited forever. Once woken, the driver finds that the connection is closed, and why. Remove this once the
 * driver handles it: the test of `findAtOnce` shows when.
 * @throws Error when the driver's internals have changed.
 */
export function failWritesToClosedSockets(): void {
  if (isDone) return;
  // The driver that mongoose uses, even if others are installed.
  const fromMongoose = createRequire(createRequire(import.meta.url).resolve('mongoose'));
  const { Connection } = fromMongoose(place) as { Connection?: { prototype: DriverConnection } };
  const prototype = Connection?.prototype;
  if (typeof prototype?.cleanup !== 'function') throw new Error(`${place} has changed`);
  const { cleanup } = prototype;
  prototype.cleanup = function cleanupAndWake(this: DriverConnection, error: Error): void {
    cleanup.call(this, error);
    this.socket.emit('drain');
  };
  isDone = true;
}
