import type { SubgraphName } from '../kit/subgraph-names.ts';

/** Queries from one subgraph to the others, under its own identity (role `SERVICE`). */
export interface Peers {
  /**
   * Runs an operation on a peer and returns its data.
   * @param options `isBackground` for polling, which is not logged while it works; the caller reports its failures.
   * @throws the peer's first error, or `UNAVAILABLE` when it is unreachable.
   */
  query<Data>(
    name: SubgraphName,
    operation: string,
    variables?: Readonly<Record<string, unknown>>,
    options?: { readonly isBackground?: boolean },
  ): Promise<Data>;
}
