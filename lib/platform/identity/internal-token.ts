import { createPrivateKey, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { isSubgraphName, type SubgraphName } from '../../kit/subgraph-names.ts';
import { signTokenNow } from './access-token.ts';
import { unauthenticated } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import type { InternalSigner, Keys } from './keys.ts';
import { fixedKeys } from './token-keys.ts';
import { createTokenVerifier, ed25519, type TokenVerifier } from './token-verifier.ts';
import type { Viewer } from '../../kit/viewer.ts';

/** `iss` of the tokens with which processes prove viewers to each other. */
export const internalIssuer = 'citizen-applications-internal';
/** `typ` of these tokens: they cannot serve as access tokens, nor access tokens as these. */
export const internalType = 'internal+jwt';
const lifetimeSeconds = 60;
/** How long a token is reused; less than its validity, so that it cannot expire in transit. */
const reuseMs = 45_000;

/** The memory limit of reused tokens, in bytes. */
const maxBytes = 16_000_000;

interface Signed {
  readonly token: string;
  readonly atMs: number;
}

/** Returns the token that proves a viewer, or an anonymous client (null), to a subgraph. */
export type InternalTokenSigner = (viewer: Viewer, audience: SubgraphName) => string;

/**
 * Signs the identity of the viewer for one subgraph, for 60 s; further requests of the viewer reuse
 * the token, because signing costs more than the rest of a fetch.
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

/** Uses the clock by which the token is judged; it may be adjusted in the meantime. */
function isFresh({ atMs }: Signed): boolean {
  const ageMs = Date.now() - atMs;
  return ageMs >= 0 && ageMs < reuseMs;
}

/** A subgraph signs for itself, the gateway for everybody else. */
function signerOf(viewer: Viewer): InternalSigner {
  return viewer?.role === 'SERVICE' && isSubgraphName(viewer.subject) ? viewer.subject : 'gateway';
}

/**
 * Verifies, at one subgraph, tokens signed by the gateway or another subgraph. The gateway may
 * speak for anyone but a service; a subgraph only for itself.
 */
export function createInternalTokenVerifier(audience: SubgraphName, keys: Keys): TokenVerifier {
  return createTokenVerifier({
    keys: fixedKeys(keys.internalKeys),
    issuer: internalIssuer,
    audience,
    algorithms: ed25519,
    types: [internalType],
    maxSeconds: lifetimeSeconds,
    denied: null,
    accept: (viewer, keyId) => {
      const allowed =
        keyId === 'gateway'
          ? viewer?.role !== 'SERVICE'
          : viewer?.role === 'SERVICE' && viewer.subject === keyId;
      if (!allowed)
        throw unauthenticated(say`The process that signed may not speak for this viewer.`);
    },
  });
}
