import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { SubgraphName } from '../../kit/subgraph-names.ts';
import { unauthenticated } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import { internalIssuer } from './internal-token.ts';
import type { Keys } from './keys.ts';

/** The header in which a gateway sends a subgraph server the address of an anonymous client. */
export const clientAddressHeader = 'x-client-address';

const signer = 'gateway';
const lifetimeSeconds = 60;
/** The same as for tokens that prove viewers. */
const reuseMs = 45_000;
const most = 20_000;

/** Returns the proof of a client's address for a subgraph. */
export type ClientAddressSigner = (address: string, audience: SubgraphName) => string;

/**
 * Signs the address of a client for one subgraph and for 60 s; further requests from the address reuse the signature.
 * It identifies no person and so proves no viewer.
 */
export function createClientAddressSigner(keys: Keys): ClientAddressSigner {
  const tokens = new LRUCache<string, string>({ max: most, ttl: reuseMs, ttlResolution: 1000 });
  let key: KeyObject | null = null;

  return (address, audience) => {
    const cacheKey = `${audience} ${address}`;
    const known = tokens.get(cacheKey);
    if (known !== undefined) return known;
    key ??= importKey(keys);
    const now = Math.floor(Date.now() / 1000);
    const claims = { adr: address, iss: internalIssuer, aud: audience, iat: now };
    const parts = [
      { alg: 'EdDSA', kid: signer },
      { ...claims, exp: now + lifetimeSeconds },
    ];
    const signed = parts
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const token = `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
    tokens.set(cacheKey, token);
    return token;
  };
}

function importKey(keys: Keys): KeyObject {
  const jwk = keys.internalSigningKeys[signer];
  if (!jwk) throw new Error(`The keys file has no internal signing key for ${signer}.`);
  return createPrivateKey({ key: jwk, format: 'jwk' });
}

/** Verifies the address in the header; rejects with `UNAUTHENTICATED` unless the gateway signed it. */
export type ClientAddressVerifier = (token: string) => string | Promise<string>;

export function createClientAddressVerifier(
  audience: SubgraphName,
  keys: Keys,
): ClientAddressVerifier {
  const verified = new LRUCache<string, string>({ max: most, ttl: 1, ttlResolution: 100 });
  const keySet = createLocalJWKSet(keys.internalKeys);

  async function verify(token: string): Promise<string> {
    const { payload, protectedHeader } = await jwtVerify(token, keySet, {
      issuer: internalIssuer,
      audience,
      algorithms: ['EdDSA', 'Ed25519'],
      requiredClaims: ['exp', 'adr'],
    }).catch(() => {
      throw notOurs();
    });
    const { adr, exp = 0 } = payload;
    if (typeof adr !== 'string' || protectedHeader.kid !== signer) throw notOurs();
    const expiresInMs = exp * 1000 - Date.now();
    if (expiresInMs > 0) verified.set(token, adr, { ttl: expiresInMs });
    return adr;
  }

  return (token) => verified.get(token) ?? verify(token);
}

const notOurs = () =>
  unauthenticated(
    say`The header ${clientAddressHeader} was not signed by the gateway, or too long ago.`,
  );
