import { inspect } from 'node:util';

export interface GraphAnswer {
  status: number;
  // The tests compare whole answers, whose form each operation decides.
  data: Record<string, unknown> | null | undefined;
  errors: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  headers: Headers;
}

export interface Ask {
  variables?: Record<string, unknown>;
  token?: string | null;
  headers?: Record<string, string>;
}

/** With it, what arrives can be searched for ids as it arrives. */
export const unpacked = { 'accept-encoding': 'identity' } as const;

/** Asks a graph as any client does, over HTTP. */
export class GraphClient {
  readonly #url: string;
  readonly #unexpected: readonly string[];

  /** @param unexpected the graph's log of unexpected errors, which its clients do not get. */
  constructor(url: string, unexpected: readonly string[] = []) {
    this.#url = url;
    this.#unexpected = unexpected;
  }

  async ask(query: string, { variables, token, headers }: Ask = {}): Promise<GraphAnswer> {
    return this.post(JSON.stringify({ query, variables }), {
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    });
  }

  /** The data of an answer that must have no errors. */
  async data(query: string, ask: Ask = {}): Promise<Record<string, unknown>> {
    const { data, errors } = await this.ask(query, ask);
    if (errors.length > 0 || !data) {
      const unexpected = this.#unexpected;
      const shown = { query, variables: ask.variables, data, errors, unexpected };
      throw new Error(`The graph answered with errors:\n${inspect(shown, { depth: 8 })}`);
    }
    return data;
  }

  async post(body: string, headers: Record<string, string> = {}): Promise<GraphAnswer> {
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...unpacked, ...headers },
      body,
    });
    const answer = (await response.json()) as Partial<GraphAnswer>; // a GraphQL answer, or the test fails on it
    return {
      status: response.status,
      data: answer.data,
      errors: answer.errors ?? [],
      headers: response.headers,
    };
  }
}
