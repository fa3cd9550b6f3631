/**
 * The subgraphs, each with the port of its server on one machine. This is the only list; everything else iterates over
 * it. A subgraph comes after those that it queries: they start in this order and stop in reverse.
 */
export const subgraphPorts = {
  'institution-directory': 4003,
  citizen: 4001,
  application: 4002,
  analytics: 4004,
} as const;

export type SubgraphName = keyof typeof subgraphPorts;

export const subgraphNames = Object.keys(subgraphPorts) as readonly SubgraphName[]; // the literal above has no other keys

export const isSubgraphName = (name: string): name is SubgraphName =>
  Object.hasOwn(subgraphPorts, name);

/** The default URL of a subgraph's server. */
export const localUrl = (name: SubgraphName) => `http://127.0.0.1:${subgraphPorts[name]}/graphql`;
