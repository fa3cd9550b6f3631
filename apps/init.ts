import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issuerKeysSchema, keysOfInstallation } from '../lib/platform/identity/keys.ts';
import { readArguments } from '../lib/platform/process/read-options.ts';
import { runMain } from '../lib/platform/process/run.ts';
import { ConfigurationError } from '../lib/platform/process/setting.ts';

const usage = `Usage: npm run init -- <folder> [--access-token-keys <file>]
  Writes the keys files of a new installation, which production needs: graph.json for the whole graph
  in one process, or one for each process. Set KEYS_FILE of the process to its file.
  --access-token-keys <file>  the public keys of the issuer of access tokens (JWKS); not needed with
                              ACCESS_TOKEN_JWKS_URL
  --help                      print this`;

const options = { 'access-token-keys': { type: 'string' } } as const;

/** `npm run init`: writes keys files. */
await runMain(usage, async () => {
  const { values, positionals } = readArguments(options, usage);
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new ConfigurationError(usage);
  const issuer = values['access-token-keys'];
  const files = await keysOfInstallation(issuer === undefined ? { keys: [] } : readJwks(issuer));
  const byPath = Object.entries(files).map(
    ([name, keys]) => [join(folder, `${name}.json`), keys] as const,
  );
  requireNone(byPath.map(([path]) => path));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [path, keys] of byPath) {
    write(path, `${JSON.stringify(keys, null, 2)}\n`);
    process.stdout.write(`${path}\n`);
  }
  process.stdout.write(
    'Keep these files secret, and a copy of them apart from the databases: without them, citizens are not found.\n',
  );
});

/**
 * Files of one installation have the same secrets, so none is written beside those of another.
 * @throws ConfigurationError that names the first file that exists.
 */
function requireNone(paths: readonly string[]): void {
  const found = paths.find((path) => existsSync(path));
  if (found === undefined) return;
  throw new ConfigurationError(`${found} exists: it is left as it is, and nothing was written.`);
}

/** @throws ConfigurationError where there is a file: its secret may be in use. */
function write(path: string, text: string): void {
  try {
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new ConfigurationError(`${path} cannot be written, or exists: it is left as it is.`, {
      cause: error,
    });
  }
}

function readJwks(path: string) {
  try {
    return issuerKeysSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new ConfigurationError(
      `${path} does not hold public keys as a JWKS, for Ed25519, ES256 or RS256.`,
      { cause: error },
    );
  }
}
