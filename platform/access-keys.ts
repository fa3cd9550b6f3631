import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { acceptClientRoles, createTokenVerifier, type TokenVerifier } from './access-token.ts';
import type { Configuration } from './configuration.ts';
import { unavailable } from './errors.ts';
import type { Keys } from './keys.ts';

type AccessTokenSettings = Pick<
  Configuration,
  'ACCESS_TOKEN_ISSUER' | 'ACCESS_TOKEN_AUDIENCE' | 'ACCESS_TOKEN_JWKS_URL'
>;

/** How long the server of the keys is waited for. */
const keysTimeoutMs = 3_000;

/**
 * Verifies the access tokens of clients, against the keys configured. Rejects with `UNAVAILABLE` as well,
 * where the server of the keys is needed and does not answer with them.
 */
export function createAccessTokenVerifier(
  settings: AccessTokenSettings,
  keys: Keys,
  logger: Logger,
): TokenVerifier {
  const { ACCESS_TOKEN_JWKS_URL: url } = settings;
  return createTokenVerifier({
    keys: url ? remoteKeys(new URL(url), logger) : createLocalJWKSet(keys.accessTokenKeys),
    issuer: settings.ACCESS_TOKEN_ISSUER,
    audience: settings.ACCESS_TOKEN_AUDIENCE,
    accept: acceptClientRoles,
  });
}

/** Kept for ten minutes; a key that is not among them is asked for at most twice a minute. */
function remoteKeys(url: URL, logger: Logger): JWTVerifyGetKey {
  const find = createRemoteJWKSet(url, { timeoutDuration: keysTimeoutMs });
  return async (header, token) => {
    try {
      return await find(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) throw error; // of the token, not of the server
      logger.warn({ err: error, url: url.href }, 'the keys of access tokens cannot be read');
      throw unavailable('The keys of access tokens');
    }
  };
}
