import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { issuerKeysSchema } from '../../lib/platform/identity/keys.ts';
import { issuer, onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';

/** Access tokens of issuers other than this project's own commands. */

onceInTheSuite('an issuer', () => {
  let graph: TestGraph;
  const published: JWK[] = [];
  const signers = new Map<string, CryptoKey>();
  const server = createServer((_request, response) =>
    response.end(JSON.stringify({ keys: published })),
  );

  /** Publishes a key of its own for each algorithm; none names the algorithm, as some issuers do. */
  async function publish(algorithm: string): Promise<void> {
    const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
    published.push({ ...(await exportJWK(publicKey)), kid: algorithm, use: 'sig' });
    signers.set(algorithm, privateKey);
  }

  beforeAll(async () => {
    for (const algorithm of ['EdDSA', 'ES256', 'RS256', 'ES384', 'RS512', 'PS256']) {
      await publish(algorithm);
    }
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo; // of a TCP server
    graph = await startGraph({ keysUrl: `http://127.0.0.1:${port}/keys` });
  });

  afterAll(async () => {
    await graph?.stop();
    server.closeAllConnections();
    server.close();
  });

  async function viewerWith(algorithm: string, keyId = algorithm) {
    const key = signers.get(algorithm);
    if (!key) throw new Error(`there is no key for ${algorithm}`);
    const token = await new SignJWT({ role: 'ANALYST' })
      .setProtectedHeader({ alg: algorithm, typ: 'JWT', kid: keyId })
      .setSubject(`by ${algorithm}`)
      .setIssuer(issuer.ACCESS_TOKEN_ISSUER)
      .setAudience([issuer.ACCESS_TOKEN_AUDIENCE, 'another service'])
      .setIssuedAt()
      .setExpirationTime('5m')
      .setJti('an-id')
      .sign(key);
    const { data, errors } = await graph.client.ask('{ viewer { subject role } }', { token });
    return errors[0]?.message ?? data?.['viewer'];
  }

  test.each(['EdDSA', 'ES256', 'RS256'])('may sign by %s', async (algorithm) => {
    expect(await viewerWith(algorithm)).toEqual({ subject: `by ${algorithm}`, role: 'ANALYST' });
  });

  const notOurs = 'The access token is malformed or its signature is not ours.';

  test.each(['ES384', 'RS512', 'PS256'])('may not sign by %s', async (algorithm) => {
    expect(await viewerWith(algorithm)).toBe(notOurs);
  });

  test.each([
    ['ES256', 'RS256'],
    ['RS256', 'ES256'],
    ['RS256', 'EdDSA'],
  ])('may not sign by %s under the key for %s', async (algorithm, keyId) => {
    expect(await viewerWith(algorithm, keyId)).toBe(notOurs);
  });

  test('may have its keys in the keys file, if they are public and long enough', () => {
    const rsa = (modulusLength: number) => ({
      ...generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ format: 'jwk' }),
      kid: 'rsa',
    });
    const mistakesOf = (key: object) =>
      issuerKeysSchema.safeParse({ keys: [key] }).error?.issues.map(({ message }) => message) ?? [];
    const accepted = published.filter(({ kid = '' }) => ['EdDSA', 'ES256', 'RS256'].includes(kid));

    expect(accepted.map(mistakesOf)).toEqual([[], [], []]);
    expect(mistakesOf(rsa(2_048))).toEqual([]);
    expect(mistakesOf(rsa(1_024))).toEqual(['must have at least 2048 bits']);
    expect(mistakesOf({ ...accepted[1], d: 'AA' })).toEqual(['is private']);
  });
});
