/**
 * The subgraphs, each with the port of its server on one machine. The one list: everything maps over it.
 * Those that others ask come before them: in this order they start, and from its end they stop.
 */
export const subgraphPorts = {
  'institution-directory': 4003,
  citizen: 4001,
  application: 4002,
} as const;

export type SubgraphName = keyof typeof subgraphPorts;

export const subgraphNames = Object.keys(subgraphPorts) as readonly SubgraphName[]; // the literal above has no other keys

export const isSubgraphName = (name: string): name is SubgraphName =>
  Object.hasOwn(subgraphPorts, name);

/** Where a subgraph's server is unless configured otherwise. */
export const localUrl = (name: SubgraphName) => `http://127.0.0.1:${subgraphPorts[name]}/graphql`;
