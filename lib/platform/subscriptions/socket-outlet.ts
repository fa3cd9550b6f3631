import { WebSocket } from 'ws';
import { mostSilentBeats } from './limits.ts';
import type { Outlet } from './subscriber.ts';

/** A WebSocket over which events are sent. */
export abstract class SocketOutlet implements Outlet {
  readonly #socket: WebSocket;
  readonly #roomBytes: number;
  #silentBeats = 0;

  /** @param roomBytes how much may be unread while there is room for replayed events. */
  constructor(socket: WebSocket, roomBytes: number) {
    this.#socket = socket;
    this.#roomBytes = roomBytes;
  }

  get unreadBytes(): number {
    return this.#socket.readyState === WebSocket.CLOSED ? 0 : this.#socket.bufferedAmount;
  }

  get hasRoom(): boolean {
    return this.unreadBytes <= this.#roomBytes;
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
