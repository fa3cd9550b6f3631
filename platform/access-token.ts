import { type KeyObject, sign } from 'node:crypto';
import { errors, jwtVerify, SignJWT, type CryptoKey, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { unauthenticated } from './errors.ts';
import { objectIdForm } from './object-id.ts';
import { unitIdForm } from './unit-id.ts';
import { isClientRole, roles, type SignedInViewer, type Viewer } from './viewer.ts';

const objectId = z.string().regex(objectIdForm);
const unitId = z.string().regex(unitIdForm);

const claims = z
  .object({
    sub: z.string().min(1).max(200),
    role: z.enum(roles),
    citizen: objectId.optional(),
    unit: unitId.optional(),
  })
  .refine((token) => (token.role === 'CITIZEN') === (token.citizen !== undefined), {
    path: ['citizen'],
    message: 'citizen belongs to the role CITIZEN',
  })
  .refine((token) => (token.role === 'OFFICER') === (token.unit !== undefined), {
    path: ['unit'],
    message: 'unit belongs to the role OFFICER',
  });

/** Proves who a bearer token speaks for; rejects with `UNAUTHENTICATED`, and says why. */
export type TokenVerifier = (token: string) => SignedInViewer | Promise<SignedInViewer>;

export interface TokenVerifierOptions {
  keys: JWTVerifyGetKey;
  issuer: string;
  audience: string;
  /** A last check, with the id of the key that signed. Throws to refuse. */
  accept: (viewer: SignedInViewer, keyId: string | undefined) => void;
}

/**
 * Verifies tokens signed with Ed25519 and remembers the outcome until the token expires, because a
 * verification costs as much as a whole status query. What is remembered is bounded: the least
 * recently used go first.
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const verified = new LRUCache<string, SignedInViewer>({
    max: 20_000,
    ttl: 1,
    ttlResolution: 100,
  });

  async function verify(token: string): Promise<SignedInViewer> {
    const { payload, protectedHeader } = await jwtVerify(token, options.keys, {
      issuer: options.issuer,
      audience: options.audience,
      algorithms: ['EdDSA', 'Ed25519'],
      requiredClaims: ['exp', 'sub'],
    }).catch((error: unknown) => {
      throw refusal(error);
    });
    const parsed = claims.safeParse(payload);
    if (!parsed.success) {
      const claim = String(parsed.error.issues[0]?.path[0]);
      throw unauthenticated(`The access token does not say who it is for (${claim}).`);
    }
    const viewer: SignedInViewer = {
      subject: parsed.data.sub,
      role: parsed.data.role,
      citizenId: parsed.data.citizen ?? null,
      unitId: parsed.data.unit ?? null,
    };
    options.accept(viewer, protectedHeader.kid);
    const expiresInMs = (payload.exp ?? 0) * 1000 - Date.now();
    if (expiresInMs > 0) verified.set(token, viewer, { ttl: expiresInMs });
    return viewer;
  }

  return (token) => verified.get(token) ?? verify(token);
}

function refusal(error: unknown): Error {
  if (error instanceof errors.JWTExpired) {
    return unauthenticated('The access token has expired. Get a new one.');
  }
  if (error instanceof errors.JWTClaimValidationFailed && error.reason === 'missing') {
    return unauthenticated(`The access token lacks what it must say (${error.claim}).`);
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return unauthenticated(`The access token was not made for this service (${error.claim}).`);
  }
  if (error instanceof errors.JOSEError) {
    return unauthenticated('The access token is malformed or its signature is not ours.');
  }
  return error instanceof Error ? error : new Error(String(error));
}

/** Refuses tokens that name a role which clients cannot have. */
export function acceptClientRoles(viewer: SignedInViewer): void {
  if (!isClientRole(viewer.role)) {
    throw unauthenticated('The access token names a role that clients cannot have.');
  }
}

export interface TokenOptions<Key = CryptoKey> {
  key: Key;
  keyId: string;
  issuer: string;
  audience: string;
  lifetimeSeconds: number;
}

const tokenHeader = (keyId: string) => ({ alg: 'EdDSA', kid: keyId });

function tokenClaims(viewer: SignedInViewer, options: Omit<TokenOptions, 'key'>) {
  const now = Math.floor(Date.now() / 1000);
  return {
    role: viewer.role,
    ...(viewer.citizenId && { citizen: viewer.citizenId }),
    ...(viewer.unitId && { unit: viewer.unitId }),
    sub: viewer.subject,
    iss: options.issuer,
    aud: options.audience,
    iat: now,
    exp: now + options.lifetimeSeconds,
  };
}

export function signToken(viewer: SignedInViewer, options: TokenOptions): Promise<string> {
  return new SignJWT(tokenClaims(viewer, options))
    .setProtectedHeader(tokenHeader(options.keyId))
    .sign(options.key);
}

/**
 * The same token as `signToken` makes, at once: without WebCrypto's way through the thread pool,
 * which costs three times as much as the signature. RFC 7515, compact serialization.
 */
export function signTokenNow(viewer: SignedInViewer, options: TokenOptions<KeyObject>): string {
  const parts = [tokenHeader(options.keyId), tokenClaims(viewer, options)];
  const signed = parts
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${sign(null, Buffer.from(signed), options.key).toString('base64url')}`;
}

const bearer = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;

/**
 * The viewer of a request, from its `Authorization` header: null without one, `UNAUTHENTICATED` for
 * one that proves nothing. A bad token never counts as none.
 */
export async function viewerOfHeader(
  authorization: string | undefined,
  verify: TokenVerifier,
): Promise<Viewer> {
  if (authorization === undefined) return null;
  const token = bearer.exec(authorization)?.[1];
  if (token === undefined) {
    throw unauthenticated('The Authorization header must read "Bearer <access token>".');
  }
  return verify(token);
}
