import { WebSocket } from 'ws';
import type { Outlet } from './event-queues.ts';
import { mostSilentBeats } from './limits.ts';

/** A WebSocket over which events are sent. */
export abstract class SocketOutlet implements Outlet {
  readonly #socket: WebSocket;
  #silentBeats = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  get unreadBytes(): number {
    return this.#socket.readyState === WebSocket.CLOSED ? 0 : this.#socket.bufferedAmount;
  }

  get isEnding(): boolean {
    return this.#socket.readyState !== WebSocket.OPEN;
  }

  write(event: Buffer): void {
    this.#socket.send(event, { binary: false });
  }

  hasRead(): void {
    this.#silentBeats = 0;
  }

  abstract endAsSlow(): void;

  destroy(): void {
    this.#socket.terminate();
  }

  /** Counts a heartbeat. @returns whether the client has read nothing for too many of them. */
  protected isSilent(queueBytes: number): boolean {
    this.#silentBeats += 1;
    return this.#silentBeats > mostSilentBeats(this.unreadBytes, queueBytes);
  }
}
