import { until } from '../support/wait.ts';

export interface Ask {
  accept: 'sse' | 'multipart';
  query: string;
  variables?: object;
  extensions?: object;
  token?: string;
  headers?: Record<string, string>;
  method?: 'GET' | 'POST';
  /** Called with each piece as it arrives. */
  take?: (piece: Piece) => void;
}

const accepts = {
  sse: 'text/event-stream',
  multipart: 'multipart/mixed;subscriptionSpec=1.0, application/json',
} as const;

/** One piece of a stream: an event of SSE, or a part. */
export interface Piece {
  event?: string;
  id?: string;
  data?: unknown;
}

/** Reads the response to a request as it arrives. */
export class HttpReader {
  readonly response: Response;
  readonly pieces: Piece[] = [];
  /** Resolves when either side has ended the response. Rejects when it cannot be read, or taken. */
  readonly ended: Promise<void>;
  text = '';
  readonly #abort: AbortController;
  readonly #accept: Ask['accept'];
  readonly #take: Ask['take'];

  private constructor(response: Response, { accept, take }: Ask, abort: AbortController) {
    this.response = response;
    this.#accept = accept;
    this.#take = take;
    this.#abort = abort;
    this.ended = this.#read();
  }

  static async open(url: string, ask: Ask): Promise<HttpReader> {
    const { accept, query, variables, extensions, token, headers, method = 'POST' } = ask;
    const abort = new AbortController();
    const parameters = new URLSearchParams({
      query,
      ...(variables && { variables: JSON.stringify(variables) }),
      ...(extensions && { extensions: JSON.stringify(extensions) }),
    });
    const response = await fetch(
      `${url}/graphql${method === 'GET' ? `?${parameters.toString()}` : ''}`,
      {
        method,
        headers: {
          accept: accepts[accept],
          'content-type': 'application/json',
          ...(token && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(method === 'POST' && { body: JSON.stringify({ query, variables, extensions }) }),
        signal: abort.signal,
      },
    );
    return new HttpReader(response, ask, abort);
  }

  /** The events, without pieces that only show a position. */
  get events(): unknown[] {
    return this.pieces.flatMap(({ event, data }) =>
      this.#accept === 'sse'
        ? event === 'next'
          ? [data]
          : []
        : typeof data === 'object' && data !== null && 'payload' in data
          ? [data.payload]
          : [],
    );
  }

  async waitForEvents(count: number): Promise<unknown[]> {
    return until(
      () => this.events,
      (events) => events.length >= count,
    ).catch(() => {
      throw new Error(`Only received: ${this.text}`);
    });
  }

  async waitForPiece(holds: (piece: Piece) => boolean): Promise<Piece | undefined> {
    const find = () => this.pieces.find(holds);
    return until(find, (piece) => piece !== undefined).catch(() => {
      throw new Error(`Only received: ${this.text}`);
    });
  }

  close(): void {
    this.#abort.abort();
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for await (const chunk of this.response.body ?? []) {
        const text = decoder.decode(chunk, { stream: true });
        this.text += text;
        const separator = this.#accept === 'sse' ? '\n\n' : '\r\n--graphql';
        const blocks = (rest + text).split(separator);
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const piece = this.#pieceOf(block);
          this.pieces.push(piece);
          this.#take?.(piece);
        }
      }
    } catch (error) {
      if (!isOfConnection(error)) throw error;
    }
  }

  #pieceOf(block: string): Piece {
    if (this.#accept === 'multipart') {
      const [, json = ''] = block.split('\r\n\r\n');
      return json === '' ? {} : { data: JSON.parse(json) };
    }
    const fields = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line) ?? []);
    const piece: Piece = {};
    for (const [, name, value = ''] of fields) {
      if (name === 'event' || name === 'id') piece[name] = value;
      if (name === 'data' && value !== '') piece.data = JSON.parse(value);
    }
    return piece;
  }
}

/** Whether `fetch` fails with it when either side cuts the connection. */
const isOfConnection = (error: unknown) =>
  error instanceof TypeError || (error instanceof DOMException && error.name === 'AbortError');
