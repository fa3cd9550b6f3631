import { createPrivateKey, type KeyObject } from 'node:crypto';
import { createLocalJWKSet } from 'jose';
import { LRUCache } from 'lru-cache';
import { isSubgraphName, type SubgraphName } from '../subgraphs/names.ts';
import { createTokenVerifier, signTokenNow, type TokenVerifier } from './access-token.ts';
import { unauthenticated } from './errors.ts';
import type { InternalSigner, Keys } from './keys.ts';
import type { SignedInViewer } from './viewer.ts';

/** `iss` of the tokens by which processes prove viewers to each other. */
export const internalIssuer = 'citizen-applications-internal';
const lifetimeSeconds = 60;
/** A token is used no longer than this, so that it cannot expire on its way. */
const reuseMs = 45_000;

/** Gives the token that proves a viewer to a subgraph. */
export type InternalTokenSigner = (viewer: SignedInViewer, audience: SubgraphName) => string;

/**
 * Signs who the viewer is for one subgraph, for 60 s; the same viewer's next requests reuse the
 * token, because signing costs more than the rest of a fetch.
 */
export function createInternalTokenSigner(keys: Keys): InternalTokenSigner {
  const imported = new Map<InternalSigner, KeyObject>();
  const tokens = new LRUCache<string, string>({ max: 50_000, ttl: reuseMs, ttlResolution: 1000 });

  function keyOf(signer: InternalSigner): KeyObject {
    const jwk = keys.internalSigningKeys[signer];
    if (!jwk) throw new Error(`The keys file has no internal signing key for ${signer}.`);
    const key = imported.get(signer) ?? createPrivateKey({ key: jwk, format: 'jwk' });
    imported.set(signer, key);
    return key;
  }

  function sign(viewer: SignedInViewer, audience: SubgraphName, cacheKey: string) {
    const keyId = signerOf(viewer);
    const token = signTokenNow(viewer, {
      key: keyOf(keyId),
      keyId,
      issuer: internalIssuer,
      audience,
      lifetimeSeconds,
    });
    tokens.set(cacheKey, token);
    return token;
  }

  return (viewer, audience) => {
    const { role, citizenId, unitId, subject } = viewer;
    const cacheKey = `${audience} ${role} ${citizenId ?? unitId ?? ''} ${subject}`;
    return tokens.get(cacheKey) ?? sign(viewer, audience, cacheKey);
  };
}

/** A subgraph signs for itself, the gateway for everybody else. */
function signerOf({ role, subject }: SignedInViewer): InternalSigner {
  return role === 'SERVICE' && isSubgraphName(subject) ? subject : 'gateway';
}

/**
 * Verifies at one subgraph what the gateway or another subgraph signed. The gateway may speak for
 * anyone but a service; a subgraph for itself alone.
 */
export function createInternalTokenVerifier(audience: SubgraphName, keys: Keys): TokenVerifier {
  return createTokenVerifier({
    keys: createLocalJWKSet(keys.internalKeys),
    issuer: internalIssuer,
    audience,
    accept: (viewer, keyId) => {
      const allowed =
        keyId === 'gateway'
          ? viewer.role !== 'SERVICE'
          : viewer.role === 'SERVICE' && viewer.subject === keyId;
      if (!allowed) throw unauthenticated('The process that signed may not speak for this viewer.');
    },
  });
}
