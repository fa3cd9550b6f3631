import { createLocalJWKSet, createRemoteJWKSet } from 'jose';
import { acceptClientRoles, createTokenVerifier, type TokenVerifier } from './access-token.ts';
import type { Configuration } from './configuration.ts';
import type { Keys } from './keys.ts';

type AccessTokenSettings = Pick<
  Configuration,
  'ACCESS_TOKEN_ISSUER' | 'ACCESS_TOKEN_AUDIENCE' | 'ACCESS_TOKEN_JWKS_URL'
>;

/** Verifies the access tokens of clients, against the keys configured. */
export function createAccessTokenVerifier(
  settings: AccessTokenSettings,
  keys: Keys,
): TokenVerifier {
  return createTokenVerifier({
    keys: settings.ACCESS_TOKEN_JWKS_URL
      ? createRemoteJWKSet(new URL(settings.ACCESS_TOKEN_JWKS_URL))
      : createLocalJWKSet(keys.accessTokenKeys),
    issuer: settings.ACCESS_TOKEN_ISSUER,
    audience: settings.ACCESS_TOKEN_AUDIENCE,
    accept: acceptClientRoles,
  });
}
