import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import type { EventPlace } from '../operations/engine.ts';
import { extensionsOf, type PlaceExtensions } from '../operations/event-place.ts';

/** An event as it is sent. It is written once for each protocol, for all subscribers who share it. */
export class EventMessage {
  readonly #place: EventPlace;
  readonly #result: ExecutionResult;
  readonly #errors: readonly GraphQLFormattedError[];
  readonly #json: string;
  #socketPart: Buffer | null = null;
  #gatewayPart: Buffer | null = null;
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

  /** The end of a message of graphql-transport-ws, after the subscription's id. */
  get socketPart(): Buffer {
    return (this.#socketPart ??= Buffer.from(`${this.#json}}`));
  }

  /** The same for a gateway, with the whole place of the event. */
  get gatewayPart(): Buffer {
    return (this.#gatewayPart ??= Buffer.from(`${this.#written(extensionsOf(this.#place))}}`));
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
