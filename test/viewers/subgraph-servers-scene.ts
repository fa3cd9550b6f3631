import { afterAll, beforeAll } from '@jest/globals';
import { signToken } from '../../lib/platform/identity/access-token.ts';
import { internalIssuer, internalType } from '../../lib/platform/identity/internal-token.ts';
import { importSigningKey, type InternalSigner } from '../../lib/platform/identity/keys.ts';
import type { Role, SignedInViewer } from '../../lib/kit/viewer.ts';
import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
import { GraphClient } from '../support/client.ts';
import type { TestCitizen } from '../support/data.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';

/**
 * A citizen with an application at a unit, and the subgraph servers of a separate graph for each
 * file that imports this.
 */

export let graph: TestGraph;
export let citizen: TestCitizen;
export let number: string;
export let unitId: string;

beforeAll(async () => {
  graph = await startGraph();
  citizen = await graph.data.citizen();
  const unit = graph.data.unit({ kind: 'PROVINCIAL_DIRECTORATE', provinceCode: '34' });
  unitId = unit._id;
  ({ number } = await graph.data.application({ citizen, referrals: [{ unit }] }));
});

afterAll(() => graph?.stop());

export async function askSubgraph(name: SubgraphName, query: string, token: string | null = null) {
  const client = new GraphClient(`${graph.servers.get(name)?.server.listeningOrigin}/graphql`);
  const { status, data, errors } = await client.ask(query, { token });
  return { status, data, errors };
}

interface InternalToken {
  signer?: InternalSigner;
  audience?: SubgraphName;
  lifetimeSeconds?: number;
  type?: string;
}

export const viewerOf = (viewer: Partial<SignedInViewer>): SignedInViewer => ({
  subject: 'somebody',
  role: 'CITIZEN',
  citizenId: null,
  unitId: null,
  ...viewer,
});

export async function internalToken(
  viewer: SignedInViewer | null,
  {
    signer = 'gateway',
    audience = 'citizen',
    lifetimeSeconds = 60,
    type = internalType,
  }: InternalToken = {},
): Promise<string> {
  const jwk = graph.keys.internalSigningKeys[signer];
  if (!jwk) throw new Error(`generated keys have one of ${signer}`);
  const key = await importSigningKey(jwk);
  const common = { issuer: internalIssuer, type };
  return signToken(viewer, { ...common, key, keyId: signer, audience, lifetimeSeconds });
}

export const ofRole = (role: Role) =>
  viewerOf({
    role,
    citizenId: role === 'CITIZEN' ? citizen.id : null,
    unitId: role === 'OFFICER' ? unitId : null,
  });

export const refused = (message: string) => ({
  status: 401,
  data: undefined,
  errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }],
});

/** A reference to a citizen, as the gateway sends it; with the proof of the referring subgraph. */
export const entities = (id: string, fields = 'name', proof: string | null = null) =>
  `{ _entities(representations: [{ __typename: "Citizen", id: "${id}", proof: ${JSON.stringify(proof)} }]) { ... on Citizen { ${fields} } } }`;
export const found = (entity: unknown) => ({
  status: 200,
  data: { _entities: [entity] },
  errors: [],
});
