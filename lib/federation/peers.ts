import type { SubgraphName } from '../kit/subgraph-names.ts';

/** One subgraph's way to ask another, as itself (role `SERVICE`). */
export interface Peers {
  /**
   * Runs an operation at a peer and answers its data.
   * @throws the peer's first error, or `UNAVAILABLE` when it cannot be reached.
   */
  query<Data>(
    name: SubgraphName,
    operation: string,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<Data>;
}
