/** The part of autocannon that the bench uses; the package has no types of its own. */
declare module 'autocannon' {
  export interface PreparedRequest {
    method: string;
    path: string;
    headers: Record<string, string>;
    body: string;
    /** Creates the request each time it is sent. */
    setupRequest?(prepared: PreparedRequest): PreparedRequest;
  }

  interface Options {
    url: string;
    connections: number;
    /** In seconds. */
    duration: number;
    /** Requests per second over all connections; absent for no limit. */
    overallRate?: number;
    setupClient(client: { setRequests(requests: PreparedRequest[]): void }): void;
    /** Whether a body is correct; the others are counted as mismatches. */
    verifyBody(body: string): boolean;
  }

  interface Result {
    requests: { average: number; total: number };
    /** In milliseconds. */
    latency: { p50: number; p99: number };
    /** Timeouts among them. */
    errors: number;
    non2xx: number;
    mismatches: number;
  }

  export default function autocannon(options: Options): Promise<Result>;
}
