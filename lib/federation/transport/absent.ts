import { unavailable } from '../../kit/errors.ts';
import type { SubgraphName } from '../../kit/subgraph-names.ts';
import { formattedError } from '../../platform/errors/graphql-error.ts';
import { StreamFailure } from '../../platform/operations/engine.ts';
import type { RouteName } from '../../platform/http/route.ts';
import { refusedAs } from './refused.ts';
import type { SubgraphTransport } from './transport.ts';

/** The transport to a subgraph that runs nowhere: its fields and routes are `UNAVAILABLE`, and everything else works. */
export function createAbsentTransport(
  name: SubgraphName,
  routes: readonly RouteName[],
): SubgraphTransport {
  const absent = () => unavailable(`The ${name} subgraph`);
  const refuse = () => Promise.reject(absent());
  return {
    name,
    routes: Object.fromEntries(routes.map((route) => [route, refuse])),
    execute: async (operation) => refusedAs(absent(), operation),
    subscribe: () => ({
      next: () => Promise.reject(new StreamFailure([formattedError(absent())])),
      stop: () => {},
    }),
    health: async () => [],
    stop: async () => {},
  };
}
