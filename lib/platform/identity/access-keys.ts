import type { Logger } from 'pino';
import type { SignedInViewer } from '../../kit/viewer.ts';
import { acceptClientRoles, signToken, type TokenOptions } from './access-token.ts';
import { type DeniedTokens, noneDenied } from './denied-tokens.ts';
import { ConfigurationError, type ValuesOf } from '../process/setting.ts';
import { importSigningKey, type Keys } from './keys.ts';
import { defaultMaxSeconds, type identitySettings } from './settings.ts';
import { fixedKeys, followKeys } from './token-keys.ts';
import { type CachingTokenVerifier, createTokenVerifier, ed25519 } from './token-verifier.ts';

type IdentityValues = ValuesOf<typeof identitySettings>;

type AccessTokenSettings = Pick<IdentityValues, 'ACCESS_TOKEN_ISSUER' | 'ACCESS_TOKEN_AUDIENCE'> &
  Partial<Pick<IdentityValues, 'ACCESS_TOKEN_JWKS_URL' | 'ACCESS_TOKEN_MAX_SECONDS'>>;

/** The algorithms of access tokens: those that issuers use, each with one kind of key alone. */
const accessTokenAlgorithms = [...ed25519, 'ES256', 'RS256'];

/** Verifies access tokens, and says whether it can. */
export interface AccessTokenVerifier extends CachingTokenVerifier {
  /** The state of what it follows, as checks of health: without it, operations without a token are answered nevertheless. */
  health(): { name: string; ok: boolean; required: boolean }[];
}

/**
 * Verifies the access tokens of clients with the configured keys and denylist. Also rejects with `UNAVAILABLE` when the
 * server of either is needed and does not respond.
 */
export function createAccessTokenVerifier(
  settings: AccessTokenSettings,
  keys: Keys,
  logger: Logger,
  denied: DeniedTokens = noneDenied,
): AccessTokenVerifier {
  const { ACCESS_TOKEN_JWKS_URL: url } = settings;
  const tokenKeys = url
    ? followKeys({ url: new URL(url), logger })
    : fixedKeys(keys.accessTokenKeys);
  const verify = createTokenVerifier({
    keys: tokenKeys,
    issuer: settings.ACCESS_TOKEN_ISSUER,
    audience: settings.ACCESS_TOKEN_AUDIENCE,
    algorithms: accessTokenAlgorithms,
    // RFC 9068, and the value of issuers that do not follow it.
    types: ['at+jwt', 'jwt'],
    maxSeconds: settings.ACCESS_TOKEN_MAX_SECONDS ?? defaultMaxSeconds,
    denied,
    accept: acceptClientRoles,
  });
  const health = () => [
    ...(url ? [{ name: 'access token keys', ok: tokenKeys.usable(), required: false }] : []),
    ...(denied === noneDenied
      ? []
      : [{ name: 'denied tokens', ok: denied.known, required: false }]),
  ];
  return Object.assign((token: string) => verify(token), {
    health,
    known: (token: string) => verify.known(token),
    keepFresh: () => tokenKeys.keepFresh(),
  });
}

type SigningOptions = Omit<TokenOptions, 'key' | 'keyId'> & Partial<TokenOptions>;

/**
 * Signs an access token with the key in the keys file, which a graph has that makes tokens of its own.
 * @throws ConfigurationError if there is none.
 */
export async function signAccessToken(
  viewer: SignedInViewer,
  { accessTokenSigningKey: jwk }: Pick<Keys, 'accessTokenSigningKey'>,
  options: SigningOptions,
): Promise<string> {
  if (!jwk) throw new ConfigurationError('The keys file has no key to sign access tokens with.');
  return signToken(viewer, { key: await importSigningKey(jwk), keyId: jwk.kid, ...options });
}
