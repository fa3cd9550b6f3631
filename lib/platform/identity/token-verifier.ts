import { errors, type JWTHeaderParameters, type JWTPayload, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { DeniedTokens } from './denied-tokens.ts';
import { unauthenticated, unavailable } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import { isIdOf } from '../../kit/public-id.ts';
import type { TokenKeys } from './token-keys.ts';
import { unitIdForm } from '../../kit/unit-id.ts';
import { roles, type Viewer } from '../../kit/viewer.ts';

const unitId = z.string().regex(unitIdForm);

/** The role in a token by which the gateway marks an anonymous client. */
export const nobody = 'NOBODY';

/** An id that a list of denied tokens can name: there, white space ends it, and so does the sign for comments. */
const deniableId = /^[^\s#]{1,200}$/;

const claims = z
  .object({
    sub: z.string().min(1).max(200),
    jti: z.string().regex(deniableId).optional(),
    role: z.enum([...roles, nobody]),
    citizen: z.string().optional(),
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

/** Verifies a bearer token and returns its viewer; rejects with `UNAUTHENTICATED` and the reason. */
export interface TokenVerifier {
  (token: string): Viewer | Promise<Viewer>;
  /** Called with each check of a subscription that is open: keys that were removed are noticed sooner. */
  keepFresh?(): void;
}

/** A verifier that caches its results. */
export interface CachingTokenVerifier extends TokenVerifier {
  /**
   * The viewer of a token that was verified before with the keys that were read last, and is neither expired nor denied;
   * null for any other. Nothing is verified. The token may have to be verified again before anything is done for its viewer.
   */
  known(token: string): Viewer;
}

interface TokenVerifierOptions {
  keys: TokenKeys;
  issuer: string;
  audience: string;
  /** The accepted algorithms of signatures (RFC 7518, RFC 8037). */
  algorithms: readonly string[];
  /** The accepted values of the `typ` header, in lower case. */
  types: readonly string[];
  /** The maximum validity, from issue to expiry. */
  maxSeconds: number;
  /** The denylist, for which tokens need an id (`jti`). */
  denied: DeniedTokens | null;
  /** A last check, with the id of the signing key. Throws to refuse. */
  accept: (viewer: Viewer, keyId: string) => void;
}

/** The cached result for a verified token. */
interface Verified {
  readonly viewer: Viewer;
  readonly id: string | null;
  /** The revision of the keys used, or an earlier one. */
  readonly revision: number;
  /** Until then it is not verified again, unless the keys or denied tokens change. */
  readonly endMs: number;
  /** When the token expires. */
  readonly expiryMs: number;
}

/** The maximum time for which a result is cached. */
const rememberMs = 10 * 60_000;
/** The limit of the cache, and the overhead of each token beside its characters (measured: 430). */
const memory = { bytes: 16_000_000, ofEach: 500 };
/** How far the issuer's clock may be ahead. */
const clockToleranceSeconds = 60;

/** The names of Ed25519. */
export const ed25519 = ['EdDSA', 'Ed25519'] as const;

/**
 * Verifies signed tokens and caches the result for ten minutes, because a verification costs as much as a
 * whole status query. The cache is bounded in bytes and evicts the least recently used tokens.
 */
export function createTokenVerifier(options: TokenVerifierOptions): CachingTokenVerifier {
  const { keys, denied } = options;
  const verified = new LRUCache<string, Verified>({
    maxSize: memory.bytes,
    sizeCalculation: (_verified, token) => token.length + memory.ofEach,
  });
  const isDenied = (id: string | null) => id !== null && denied !== null && denied.has(id);

  async function verify(token: string): Promise<Viewer> {
    const { latest: revision } = keys;
    if (denied && !denied.known) throw unavailable(say`The list of denied access tokens`);
    if (!isCanonical(token)) throw malformed();
    const { payload, protectedHeader } = await jwtVerify(token, keys.find, {
      issuer: options.issuer,
      audience: options.audience,
      algorithms: [...options.algorithms],
      requiredClaims: ['iat', 'exp', 'sub', ...(denied ? ['jti'] : [])],
    }).catch((error: unknown) => {
      throw refusal(error);
    });
    const keyId = requireHeader(protectedHeader, options.types);
    requireLifetime(payload, options.maxSeconds);
    const { viewer, id } = read(payload);
    if (isDenied(id)) throw unauthenticated(say`The access token was revoked. Get a new one.`);
    options.accept(viewer, keyId);
    const expiryMs = (payload.exp ?? 0) * 1000;
    const endMs = Math.min(expiryMs, Date.now() + rememberMs);
    verified.set(token, { viewer, id, revision, endMs, expiryMs });
    return viewer;
  }

  function find(
    token: string,
    revision: number | null,
    end: 'endMs' | 'expiryMs',
  ): Verified | null {
    const found = verified.get(token);
    const isGood = found?.revision === revision && found[end] > Date.now() && !isDenied(found.id);
    return isGood ? found : null;
  }

  return Object.assign(
    (token: string) => {
      const found = find(token, keys.revision(), 'endMs');
      return found ? found.viewer : verify(token);
    },
    { known: (token: string) => find(token, keys.latest, 'expiryMs')?.viewer ?? null },
  );
}

/**
 * Whether the token is in canonical form. base64url ignores the last bits of the last character, so that a signature
 * has 16 spellings.
 */
function isCanonical(token: string): boolean {
  return token
    .split('.')
    .every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}

/** @returns the id of the key. */
function requireHeader({ typ, kid }: JWTHeaderParameters, types: readonly string[]): string {
  const type = typ?.toLowerCase().replace(/^application\//, '');
  if (type === undefined || !types.includes(type)) {
    throw unauthenticated(
      say`The token is not an access token (typ must be ${types.join(' or ')}).`,
    );
  }
  if (typeof kid !== 'string' || kid === '') {
    throw unauthenticated(say`The access token lacks a required field (kid).`);
  }
  return kid;
}

function requireLifetime({ iat, exp }: JWTPayload, maxSeconds: number): void {
  if (iat === undefined || exp === undefined) throw malformed(); // required by the verification
  if (iat > Date.now() / 1000 + clockToleranceSeconds) {
    throw unauthenticated(say`The access token says that it was issued in the future (iat).`);
  }
  // Negated so that NaN, such as the difference of two infinities, is refused as well.
  if (!(exp - iat <= maxSeconds)) {
    throw unauthenticated(
      say`The access token is valid for longer than ${maxSeconds} seconds (exp).`,
    );
  }
}

/** @throws `UNAUTHENTICATED` if the payload does not identify a viewer. */
function read(payload: JWTPayload): Pick<Verified, 'viewer' | 'id'> {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) {
    const claim = String(parsed.error.issues[0]?.path[0]);
    throw unauthenticated(say`The access token does not say who it is for (${claim}).`);
  }
  const { sub: subject, role, citizen, unit, jti: id = null } = parsed.data;
  if (citizen !== undefined && !isIdOf('citizen', citizen)) {
    throw unauthenticated(
      say`The access token names its citizen by another id than Citizen.id (cit_…). Get a new one.`,
    );
  }
  if (role === nobody) return { viewer: null, id };
  return { viewer: { subject, role, citizenId: citizen ?? null, unitId: unit ?? null }, id };
}

const malformed = () =>
  unauthenticated(say`The access token is malformed or its signature is not ours.`);

function refusal(error: unknown): Error {
  if (error instanceof errors.JWTExpired) {
    return unauthenticated(say`The access token has expired. Get a new one.`);
  }
  if (error instanceof errors.JWTClaimValidationFailed && error.reason === 'missing') {
    return unauthenticated(say`The access token lacks a required field (${error.claim}).`);
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return unauthenticated(say`The access token was not made for this service (${error.claim}).`);
  }
  // jose throws a TypeError for a key that its algorithm does not allow, such as a short one of RSA.
  if (error instanceof errors.JOSEError || error instanceof TypeError) {
    return malformed();
  }
  return error instanceof Error ? error : new Error(String(error));
}
