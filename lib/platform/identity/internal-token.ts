import { createPrivateKey, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { isSubgraphName, type SubgraphName } from '../../kit/subgraph-names.ts';
import { signTokenNow } from './access-token.ts';
import { unauthenticated } from '../../kit/errors.ts';
import type { InternalSigner, Keys } from './keys.ts';
import { fixedKeys } from './token-keys.ts';
import { createTokenVerifier, type TokenVerifier } from './token-verifier.ts';
import type { Viewer } from '../../kit/viewer.ts';

/** `iss` of the tokens by which processes prove viewers to each other. */
export const internalIssuer = 'citizen-applications-internal';
/** `typ` of these tokens: none of them is an access token, nor the other way round. */
export const internalType = 'internal+jwt';
const lifetimeSeconds = 60;
/** A token is used no longer than this, so that it cannot expire on its way. */
const reuseMs = 45_000;

/** What is kept for reuse, in bytes. */
const maxBytes = 16_000_000;

interface Signed {
  readonly token: string;
  readonly atMs: number;
}

/** Gives the token that proves a viewer to a subgraph, or that a client is not signed in (null). */
export type InternalTokenSigner = (viewer: Viewer, audience: SubgraphName) => string;

/**
 * Signs who the viewer is for one subgraph, for 60 s; the same viewer's next requests reuse the
 * token, because signing costs more than the rest of a fetch.
 */
export function createInternalTokenSigner(keys: Keys): InternalTokenSigner {
  const imported = new Map<InternalSigner, KeyObject>();
  const tokens = new LRUCache<string, Signed>({
    maxSize: maxBytes,
    sizeCalculation: ({ token }, key) => token.length + key.length + 350,
  });

  function keyOf(signer: InternalSigner): KeyObject {
    const jwk = keys.internalSigningKeys[signer];
    if (!jwk) throw new Error(`The keys file has no internal signing key for ${signer}.`);
    const key = imported.get(signer) ?? createPrivateKey({ key: jwk, format: 'jwk' });
    imported.set(signer, key);
    return key;
  }

  function sign(viewer: Viewer, audience: SubgraphName, cacheKey: string) {
    const keyId = signerOf(viewer);
    const token = signTokenNow(viewer, {
      key: keyOf(keyId),
      keyId,
      issuer: internalIssuer,
      audience,
      lifetimeSeconds,
      type: internalType,
    });
    tokens.set(cacheKey, { token, atMs: Date.now() });
    return token;
  }

  return (viewer, audience) => {
    const cacheKey = viewer
      ? `${audience} ${viewer.role} ${viewer.citizenId ?? viewer.unitId ?? ''} ${viewer.subject}`
      : audience;
    const known = tokens.get(cacheKey);
    return known && isFresh(known) ? known.token : sign(viewer, audience, cacheKey);
  };
}

/** By the clock that judges the token, which may be set while it is kept. */
function isFresh({ atMs }: Signed): boolean {
  const ageMs = Date.now() - atMs;
  return ageMs >= 0 && ageMs < reuseMs;
}

/** A subgraph signs for itself, the gateway for everybody else. */
function signerOf(viewer: Viewer): InternalSigner {
  return viewer?.role === 'SERVICE' && isSubgraphName(viewer.subject) ? viewer.subject : 'gateway';
}

/**
 * Verifies at one subgraph what the gateway or another subgraph signed. The gateway may speak for
 * anyone but a service; a subgraph for itself alone.
 */
export function createInternalTokenVerifier(audience: SubgraphName, keys: Keys): TokenVerifier {
  return createTokenVerifier({
    keys: fixedKeys(keys.internalKeys),
    issuer: internalIssuer,
    audience,
    types: [internalType],
    maxSeconds: lifetimeSeconds,
    denied: null,
    accept: (viewer, keyId) => {
      const allowed =
        keyId === 'gateway'
          ? viewer?.role !== 'SERVICE'
          : viewer?.role === 'SERVICE' && viewer.subject === keyId;
      if (!allowed) throw unauthenticated('The process that signed may not speak for this viewer.');
    },
  });
}
