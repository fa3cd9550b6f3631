import { unavailable } from '../../kit/errors.ts';
import type { SubgraphName } from '../../kit/subgraph-names.ts';
import { StreamFailure } from '../../platform/operations/engine.ts';
import type { RouteName } from '../../platform/http/route.ts';
import { refusedAs } from './refused.ts';
import type { SubgraphTransport } from './transport.ts';
import { say } from '../../kit/say.ts';

/** The transport to a subgraph that runs nowhere: its fields and routes are `UNAVAILABLE`, and everything else works. */
export function createAbsentTransport(
  name: SubgraphName,
  routes: readonly RouteName[],
): SubgraphTransport {
  const absent = () => unavailable(say`The ${name} subgraph`);
  const refuse = () => Promise.reject(absent());
  return {
    name,
    routes: Object.fromEntries(routes.map((route) => [route, refuse])),
    execute: async (operation) => refusedAs(absent(), operation),
    subscribe(_subscription, _start, receiver) {
      let isStopped = false;
      queueMicrotask(() => {
        if (!isStopped) receiver.failed(new StreamFailure([absent()]));
      });
      return { stop: () => void (isStopped = true) };
    },
    health: async () => [],
    stop: async () => {},
  };
}
