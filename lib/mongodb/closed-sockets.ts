import { createRequire } from 'node:module';
import type { Socket } from 'node:net';

/** What is used of the driver's connection, which it does not show. */
interface DriverConnection {
  readonly socket: Socket;
  cleanup(error: Error): void;
}

const place = 'mongodb/lib/cmap/connection.js';
let isDone = false;

/**
 * Has what is written to a connection of the MongoDB driver fail when that closes. The driver (7.8, and 7.9)
 * waits for a socket that takes no more to drain; one that has been destroyed never does, so whatever was
 * sent between the end of a socket and the driver's notice of it was waited for without end. Woken, the
 * driver finds that the connection is closed, and why. To be left out once the driver sees to it itself:
 * the test of `findAtOnce` tells.
 * @throws Error when the driver has no such place any more.
 */
export function failWhatIsWrittenToClosedSockets(): void {
  if (isDone) return;
  // The driver of mongoose, whichever others there are.
  const fromMongoose = createRequire(createRequire(import.meta.url).resolve('mongoose'));
  const { Connection } = fromMongoose(place) as { Connection?: { prototype: DriverConnection } };
  const prototype = Connection?.prototype;
  if (typeof prototype?.cleanup !== 'function') throw new Error(`${place} is another one by now`);
  const { cleanup } = prototype;
  prototype.cleanup = function cleanupAndWake(this: DriverConnection, error: Error): void {
    cleanup.call(this, error);
    this.socket.emit('drain');
  };
  isDone = true;
}
