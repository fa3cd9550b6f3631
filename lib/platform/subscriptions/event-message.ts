import type { ExecutionResult, GraphQLFormattedError } from 'graphql';

/** An event as it is sent. It is written once for each protocol, for all subscribers who share it. */
export class EventMessage {
  readonly cursor: string | null;
  readonly #json: string;
  #socketPart: Buffer | null = null;
  #sse: Buffer | null = null;
  #multipart: Buffer | null = null;

  constructor(
    { data, extensions }: ExecutionResult,
    errors: readonly GraphQLFormattedError[],
    cursor: string | null,
  ) {
    this.cursor = cursor;
    this.#json = JSON.stringify({
      ...(errors.length > 0 && { errors }),
      data,
      ...((extensions || cursor !== null) && {
        extensions: { ...extensions, ...(cursor !== null && { cursor }) },
      }),
    });
  }

  /** The end of a message of graphql-transport-ws, after the subscription's id. */
  get socketPart(): Buffer {
    return (this.#socketPart ??= Buffer.from(`${this.#json}}`));
  }

  get sse(): Buffer {
    const id = this.cursor === null ? '' : `id: ${this.cursor}\n`;
    return (this.#sse ??= Buffer.from(`${id}event: next\ndata: ${this.#json}\n\n`));
  }

  get multipart(): Buffer {
    return (this.#multipart ??= Buffer.from(part(`{"payload":${this.#json}}`)));
  }
}

/** One part of a multipart response, with the boundary that ends it. */
export const part = (json: string) =>
  `content-type: application/json; charset=utf-8\r\n\r\n${json}\r\n--${boundary}\r\n`;

/** The boundary of Apollo's protocol. */
export const boundary = 'graphql';
