import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { z } from 'zod';
import { subgraphNames } from '../../kit/subgraph-names.ts';
import { ConfigurationError } from '../process/setting.ts';
import { secretsSchema, singleSecretSchema } from '../../kit/versioned-keys.ts';

/** The signers of tokens between processes; also the ids of their keys. */
const internalSigners = ['gateway', ...subgraphNames] as const;
export type InternalSigner = (typeof internalSigners)[number];

const jwk = z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });
const privateJwk = jwk.extend({ d: z.string(), kid: z.string() });
const isPublic = (key: object) => !('d' in key);
const publicJwk = jwk.extend({ kid: z.string() }).refine(isPublic, 'is private');

/** The base64url form of 2048 bits, the least that RFC 7518 allows for RS256. */
const leastModulusLetters = Math.ceil((2_048 / 8 / 3) * 4);

/** The public keys of issuers, by the algorithms of `accessTokenAlgorithms`. */
const issuerJwk = z
  .discriminatedUnion('kty', [
    jwk.extend({ kid: z.string() }),
    z.looseObject({
      kty: z.literal('EC'),
      crv: z.literal('P-256'),
      x: z.string(),
      y: z.string(),
      kid: z.string(),
    }),
    z.looseObject({
      kty: z.literal('RSA'),
      n: z.string().min(leastModulusLetters, 'must have at least 2048 bits'),
      e: z.string(),
      kid: z.string(),
    }),
  ])
  .refine(isPublic, 'is private');

/** The keys in the form of a JWKS that verify access tokens. */
export const issuerKeysSchema = z.object({ keys: z.array(issuerJwk) });

/** A later release may have put the keys of processes into a shared file that this one does not know. */
const withoutUnknownSigners = (keys: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    internalSigners.flatMap((name) => (Object.hasOwn(keys, name) ? [[name, keys[name]]] : [])),
  );

const fields = {
  /** Public keys of the issuers of access tokens. */
  accessTokenKeys: issuerKeysSchema,
  /** Present only if `npm run token` issues tokens. */
  accessTokenSigningKey: privateJwk.optional(),
  /** Public keys of the processes that may query a subgraph; `kid` names the process. */
  internalKeys: z.object({ keys: z.array(publicJwk) }),
  /**
   * Private keys of the processes that use this file; in production each process has only its own.
   */
  internalSigningKeys: z
    .record(z.string(), z.unknown())
    .transform(withoutUnknownSigners)
    .pipe(z.partialRecord(z.enum(internalSigners), privateJwk)),
};

const keysSchema = z
  .object({
    /** Base64; each subgraph derives the keys of its hashes and cursors from them. */
    secrets: secretsSchema.optional(),
    /** The only secret of a file older than versions. */
    secret: singleSecretSchema.optional(),
    ...fields,
  })
  .transform(({ secret, secrets, ...keys }, { addIssue }) => {
    const [given, other] = [secrets, secret].filter((each) => each !== undefined);
    if (given && !other) return { ...keys, secrets: given };
    addIssue({ code: 'custom', path: ['secrets'], message: 'or else `secret` must be given' });
    return z.NEVER;
  });

export type Keys = z.output<typeof keysSchema>;

/**
 * The keys in the file. If the file does not exist, a new set is generated and stored there, once
 * even if several processes start together. In production that is refused, since keys generated on
 * the fly would be lost with the machine.
 * @throws ConfigurationError that lists everything wrong with the file.
 */
export async function loadKeys(
  file: string,
  { production }: { production: boolean },
): Promise<Keys> {
  let text = readIfThere(file);
  if (text === null) {
    if (production) {
      throw new ConfigurationError(
        `Production needs its keys: set KEYS_FILE to an existing file (${file} does not exist).`,
      );
    }
    createOnce(file, JSON.stringify(await generateKeys(), null, 2));
    text = readFileSync(file, 'utf8');
  }
  let parsed = keysSchema.safeParse(parseJson(text));
  if (parsed.success && !production) {
    const completed = await withMissingSigners(parsed.data);
    if (completed !== parsed.data) {
      replaceFile(file, JSON.stringify(completed, null, 2));
      parsed = keysSchema.safeParse(completed);
    }
  }
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map(
      (issue) => `  ${issue.path.join('.')}: ${issue.message}`,
    );
    throw new ConfigurationError(`The keys file ${file} is wrong:\n${mistakes.join('\n')}`);
  }
  return parsed.data;
}

/** The names of the keys files of a new installation, one for each process that it may have. */
type Installed = 'graph' | InternalSigner;

/**
 * The keys of a new installation, by the process that gets them: the same secret and public keys for all, and the
 * private keys of each; `graph` is the whole graph in one process. No access token can be signed with them.
 */
export async function keysOfInstallation(
  accessTokenKeys: Keys['accessTokenKeys'],
): Promise<Record<Installed, Keys>> {
  const { accessTokenSigningKey: _, internalSigningKeys: all, ...common } = await generateKeys();
  const shared = { ...common, accessTokenKeys };
  const own = internalSigners.map((name) => [
    name,
    { ...shared, internalSigningKeys: { [name]: all[name] } },
  ]);
  return {
    graph: { ...shared, internalSigningKeys: all },
    ...(Object.fromEntries(own) as Record<InternalSigner, Keys>), // one for each
  };
}

/** The id of the key by which a first local run signs access tokens. */
const localKeyId = 'local';

/** Keys for a first local run. */
export async function generateKeys(): Promise<Keys> {
  const accessToken = await generateSigningKey(localKeyId);
  const internal = await Promise.all(internalSigners.map(generateSigningKey));
  return {
    secrets: { current: 1, versions: { 1: randomBytes(32).toString('base64') } },
    accessTokenKeys: { keys: [publicPart(accessToken)] },
    accessTokenSigningKey: accessToken,
    internalKeys: { keys: internal.map(publicPart) },
    internalSigningKeys: Object.fromEntries(internal.map((key) => [key.kid, key])),
  };
}

/**
 * Keys of a local file that is older than a subgraph get those of this subgraph. Only of a file with the private keys of
 * all others, as they are generated here: any other one belongs to an installation.
 */
async function withMissingSigners(keys: Keys): Promise<Keys> {
  const known = keys.internalKeys.keys.map(({ kid }) => kid);
  const missing = internalSigners.filter((signer) => !known.includes(signer));
  const isLocal = known.every((kid) => Object.hasOwn(keys.internalSigningKeys, kid));
  if (missing.length === 0 || !isLocal || !keys.accessTokenSigningKey) return keys;
  const added = await Promise.all(missing.map(generateSigningKey));
  return {
    ...keys,
    internalKeys: { keys: [...keys.internalKeys.keys, ...added.map(publicPart)] },
    internalSigningKeys: {
      ...keys.internalSigningKeys,
      ...Object.fromEntries(added.map((key) => [key.kid, key])),
    },
  };
}

/** Whether access tokens can be signed with a key that a first local run has generated, and are accepted then. */
export const hasLocalSigningKey = ({ accessTokenSigningKey: own, accessTokenKeys }: Keys) =>
  own?.kid === localKeyId &&
  accessTokenKeys.keys.some(({ kid, ...key }) => kid === localKeyId && key['x'] === own.x);

export async function importSigningKey(key: JWK): Promise<CryptoKey> {
  const imported = await importJWK(key, 'EdDSA');
  if (imported instanceof Uint8Array)
    throw new ConfigurationError('A signing key must be Ed25519.');
  return imported;
}

type PrivateJwk = z.output<typeof privateJwk>;

async function generateSigningKey(kid: string): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return privateJwk.parse({ ...(await exportJWK(privateKey)), kid });
}

function publicPart({ d: _private, ...key }: PrivateJwk) {
  return publicJwk.parse(key);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function replaceFile(file: string, text: string): void {
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, text, { mode: 0o600 });
  renameSync(temporary, file);
}

function createOnce(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, text, { mode: 0o600 });
  try {
    // A link either appears complete or fails because another process was first.
    linkSync(temporary, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(temporary);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
