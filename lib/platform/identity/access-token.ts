import { type KeyObject, randomUUID, sign } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type CryptoKey, SignJWT } from 'jose';
import { unauthenticated } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import { type CachingTokenVerifier, nobody, type TokenVerifier } from './token-verifier.ts';
import { isClientRole, type Viewer } from '../../kit/viewer.ts';

/** Refuses tokens that name a role which clients cannot have. */
export function acceptClientRoles(viewer: Viewer): void {
  if (!viewer || !isClientRole(viewer.role)) {
    throw unauthenticated(say`The access token names a role that clients cannot have.`);
  }
}

export interface TokenOptions<Key = CryptoKey> {
  key: Key;
  keyId: string;
  issuer: string;
  audience: string;
  lifetimeSeconds: number;
  /** `typ` of the header; by default that of access tokens. */
  type?: string;
  /** `jti`. */
  id?: string;
}

const tokenHeader = ({ keyId, type = 'at+jwt' }: Pick<TokenOptions, 'keyId' | 'type'>) => ({
  alg: 'EdDSA',
  typ: type,
  kid: keyId,
});

function tokenClaims(viewer: Viewer, options: Omit<TokenOptions, 'key'>) {
  const now = Math.floor(Date.now() / 1000);
  return {
    role: viewer?.role ?? nobody,
    ...(viewer?.citizenId && { citizen: viewer.citizenId }),
    ...(viewer?.unitId && { unit: viewer.unitId }),
    sub: viewer?.subject ?? 'nobody',
    iss: options.issuer,
    aud: options.audience,
    iat: now,
    exp: now + options.lifetimeSeconds,
    ...(options.id !== undefined && { jti: options.id }),
  };
}

/** An access token, with an id of its own. */
export function signToken(viewer: Viewer, options: TokenOptions): Promise<string> {
  return new SignJWT(tokenClaims(viewer, { id: randomUUID(), ...options }))
    .setProtectedHeader(tokenHeader(options))
    .sign(options.key);
}

/**
 * Signs a token synchronously: WebCrypto uses the thread pool, which costs three times as much as the signature. RFC
 * 7515, compact serialization. A null viewer is an anonymous client.
 */
export function signTokenNow(viewer: Viewer, options: TokenOptions<KeyObject>): string {
  const parts = [tokenHeader(options), tokenClaims(viewer, options)];
  const signed = parts
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${sign(null, Buffer.from(signed), options.key).toString('base64url')}`;
}

/** Few spaces: a token that is held keeps the whole header in memory. */
const bearer = /^Bearer {1,8}([\w-]+\.[\w-]+\.[\w-]+)$/i;

const tokenIn = (authorization: string): string | undefined => bearer.exec(authorization)?.[1];

/**
 * The viewer of a request, from its `Authorization` header: null without one, `UNAUTHENTICATED` if it is invalid or
 * repeated. An invalid token is an error, never an anonymous request. The result is synchronous for a token that was
 * verified before.
 * @throws, or rejects with, the error.
 */
export function viewerOfRequest(
  { headers: { authorization }, rawHeaders }: IncomingMessage,
  verify: TokenVerifier,
): Viewer | Promise<Viewer> {
  // Node drops all but the first header; a proxy in front of this server may have checked another one.
  if (authorization !== undefined && countOfAuthorization(rawHeaders) > 1) {
    throw unauthenticated(say`The request has several Authorization headers: send one.`);
  }
  return viewerOfHeader(authorization, verify);
}

/** The same from the header alone. */
export function viewerOfHeader(
  authorization: string | undefined,
  verify: TokenVerifier,
): Viewer | Promise<Viewer> {
  if (authorization === undefined) return null;
  const token = tokenIn(authorization);
  if (token === undefined) {
    throw unauthenticated(say`The Authorization header must read "Bearer <access token>".`);
  }
  return verify(token);
}

/** The viewer of a request whose token the verifier knows; null for any other request. Verifies nothing. */
export function knownViewerOfRequest(
  { headers: { authorization }, rawHeaders }: IncomingMessage,
  verifier: CachingTokenVerifier,
): Viewer {
  if (authorization === undefined || countOfAuthorization(rawHeaders) > 1) return null;
  const token = tokenIn(authorization);
  return token === undefined ? null : verifier.known(token);
}

/** Names and values alternate. Compares the length first, since this runs for each request. */
function countOfAuthorization(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string; // within the list
    if (name.length === 13 && name.toLowerCase() === 'authorization') count += 1;
  }
  return count;
}
