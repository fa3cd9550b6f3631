/**
 * The `www-authenticate` header of a response with the status 401 or 403 (RFC 6750, 3): which kind of token is needed,
 * and what is wrong with the one that was sent. Without one, no error is named.
 */
export function challengeFor(authorization: string | undefined, status: 401 | 403): string {
  const scheme = 'Bearer realm="graph"';
  if (authorization === undefined || !/^bearer\b/i.test(authorization)) return scheme;
  return `${scheme}, error="${status === 401 ? 'invalid_token' : 'insufficient_scope'}"`;
}
