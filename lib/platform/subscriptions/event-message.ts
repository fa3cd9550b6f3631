import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import type { EventPlace } from '../operations/engine.ts';
import { extensionsOf, type PlaceExtensions } from '../operations/event-place.ts';

interface SocketMessage {
  readonly id: string;
  readonly bytes: Buffer;
}

const nextMessage = (id: string, payload: string) =>
  Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":${payload}}`);

/** An event as it is sent. It is written once for each protocol, for all subscribers who share it. */
export class EventMessage {
  readonly #place: EventPlace;
  readonly #result: ExecutionResult;
  readonly #errors: readonly GraphQLFormattedError[];
  readonly #json: string;
  #socketMessage: SocketMessage | null = null;
  #gatewayPart: string | null = null;
  #sse: Buffer | null = null;
  #multipart: Buffer | null = null;

  constructor(
    result: ExecutionResult,
    errors: readonly GraphQLFormattedError[],
    place: EventPlace,
  ) {
    this.#result = result;
    this.#errors = errors;
    this.#place = place;
    const { cursor } = place;
    this.#json = this.#written(cursor === null ? {} : { cursor });
  }

  /** The message of graphql-transport-ws for a subscription: the same bytes for those that follow with the same id. */
  socketMessage(id: string): Buffer {
    if (this.#socketMessage?.id !== id) {
      this.#socketMessage = { id, bytes: nextMessage(id, this.#json) };
    }
    return this.#socketMessage.bytes;
  }

  /** The same for a subscription of a gateway, with the whole place of the event. */
  gatewayMessage(id: string): Buffer {
    return nextMessage(id, (this.#gatewayPart ??= this.#written(extensionsOf(this.#place))));
  }

  get sse(): Buffer {
    const { cursor } = this.#place;
    const id = cursor === null ? '' : `id: ${cursor}\n`;
    return (this.#sse ??= Buffer.from(`${id}event: next\ndata: ${this.#json}\n\n`));
  }

  get multipart(): Buffer {
    return (this.#multipart ??= Buffer.from(part(`{"payload":${this.#json}}`)));
  }

  #written(place: PlaceExtensions): string {
    const { data, extensions } = this.#result;
    const errors = this.#errors;
    const all = { ...extensions, ...place };
    return JSON.stringify({
      ...(errors.length > 0 && { errors }),
      data,
      ...(Object.keys(all).length > 0 && { extensions: all }),
    });
  }
}

/** One part of a multipart response, with the boundary that ends it. */
export const part = (json: string) =>
  `content-type: application/json; charset=utf-8\r\n\r\n${json}\r\n--${boundary}\r\n`;

/** The boundary of Apollo's protocol. */
export const boundary = 'graphql';
