import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '../../../apps/configuration.ts';
import { generateKeys } from '../identity/keys.ts';

let folder: string;
let keysFile: string;
const mongodb = 'mongodb+srv://user:secret@db.example/';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'production-'));
  keysFile = join(folder, 'keys.json');
  const { accessTokenSigningKey: _, ...keys } = await generateKeys();
  await writeFile(keysFile, JSON.stringify(keys), { mode: 0o600 });
});

afterAll(() => rm(folder, { recursive: true }));

/** The mistakes reported for these settings in production; empty if it may start. */
function mistakesOf(environment: Record<string, string>, here: 'citizen'[] = ['citizen']): string {
  const common = { NODE_ENV: 'production', MONGODB_URI: mongodb, KEYS_FILE: keysFile };
  try {
    readConfiguration({ ...common, ...environment }, here);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message.replace('The configuration is wrong:\n', '') : '';
  }
}

test('production starts with safe settings', () => {
  expect(mistakesOf({})).toBe('');
});

describe('MongoDB', () => {
  test('must be configured if a subgraph runs', () => {
    const lacking =
      '  MONGODB_URI: must be set in production: the MongoDB that is started without it lets in anyone';

    expect(mistakesOf({ MONGODB_URI: '' })).toBe(lacking);
    expect(mistakesOf({ MONGODB_URI: '', ACCEPTED_RISKS: 'mongodb-without-tls' })).toBe(lacking);
    expect(mistakesOf({ MONGODB_URI: '' }, [])).toBe('');
  });

  const accept = 'or accept it: ACCEPTED_RISKS=mongodb-without-tls';
  const without = `  MONGODB_URI: is without TLS: add tls=true, ${accept}`;
  const unchecked = `  MONGODB_URI: has TLS that proves nothing: leave out what allows invalid certificates, ${accept}`;

  test.each([
    ['mongodb://a.example,b.example/?replicaSet=a', without],
    ['mongodb://localhost,b.example/?replicaSet=a', without],
    ['mongodb://localhost.example/', without],
    ['mongodb://user:p%40ss@a.example/x?tls=false', without],
    ['mongodb+srv://a.example/?ssl=false', without],
    ['mongodb://a.example/?tls=true&tlsAllowInvalidCertificates=true', unchecked],
    ['mongodb://a.example/?TLS=TRUE&tlsInsecure=true', unchecked],
    ['mongodb://a.example/?replicaSet=a&tls=true', ''],
    ['mongodb://a.example/?ssl=true', ''],
    ['mongodb+srv://a.example', ''],
    ['mongodb://localhost:1,127.0.0.1:2,[::1]:3/?replicaSet=a', ''],
  ])('is reached over TLS, or on this machine: %s', (MONGODB_URI, mistake) => {
    expect(mistakesOf({ MONGODB_URI })).toBe(mistake);
    expect(mistakesOf({ MONGODB_URI, ACCEPTED_RISKS: 'mongodb-without-tls' })).toBe('');
    expect(mistakesOf({ MONGODB_URI, NODE_ENV: 'development' })).toBe('');
  });
});

test.each([
  'ACCESS_TOKEN_JWKS_URL',
  'ACCESS_TOKEN_DENY_LIST',
  'SMS_URL',
  'CITIZEN_URL',
  'APPLICATION_URL',
  'INSTITUTION_DIRECTORY_URL',
])('%s is reached over TLS, or on this machine', (setting) => {
  const inClear = { [setting]: 'http://a.example:4000/x' };

  expect(mistakesOf(inClear)).toBe(
    `  ${setting}: is without TLS: begin it with https://, or accept it: ACCEPTED_RISKS=http-addresses`,
  );
  expect(mistakesOf({ ...inClear, ACCEPTED_RISKS: 'signing-key, http-addresses' })).toBe('');
  for (const safe of [
    'https://a.example/x',
    'http://127.0.0.1:1/x',
    'http://[::1]/',
    'http://localhost',
  ]) {
    expect(mistakesOf({ [setting]: safe })).toBe('');
  }
});

describe('the keys file', () => {
  test.each([
    [0o640, '640'],
    [0o604, '604'],
    [0o660, '660'],
    [0o601, '601'],
  ])('must be private to its owner: %o is not', async (mode, written) => {
    const file = join(folder, written);
    await writeFile(file, '{}');
    await chmod(file, mode);

    expect(mistakesOf({ KEYS_FILE: file })).toBe(
      `  KEYS_FILE: can be read or changed by others than its owner (mode ${written}): make it 600, or accept it: ACCEPTED_RISKS=readable-keys`,
    );
    expect(mistakesOf({ KEYS_FILE: file, ACCEPTED_RISKS: 'readable-keys' })).toBe('');
    expect(mistakesOf({ KEYS_FILE: file, NODE_ENV: 'development' })).toBe('');
  });

  test('must not contain a signing key for access tokens', async () => {
    const file = join(folder, 'signing.json');
    await writeFile(file, JSON.stringify(await generateKeys(), null, 2), { mode: 0o600 });

    expect(mistakesOf({ KEYS_FILE: file })).toBe(
      '  KEYS_FILE: holds accessTokenSigningKey, with which anybody can be signed in: take it out of the file, or accept it: ACCEPTED_RISKS=signing-key',
    );
    expect(mistakesOf({ KEYS_FILE: file, ACCEPTED_RISKS: 'signing-key' })).toBe('');
  });
});

test('everything is told at once, and no secret with it', async () => {
  const file = join(folder, 'all.json');
  await writeFile(file, JSON.stringify(await generateKeys()), { mode: 0o600 });
  await chmod(file, 0o644);
  const mistakes = mistakesOf({
    PORT: 'many',
    MONGODB_URI: 'mongodb://user:secret@a.example',
    KEYS_FILE: file,
    CITIZEN_URL: 'http://user:secret@a.example',
    ACCEPTED_RISKS: 'all',
  });

  expect(mistakes.match(/^ {2}\w+/gm)?.map((setting) => setting.trim())).toEqual([
    'ACCEPTED_RISKS',
    'PORT',
    'MONGODB_URI',
    'CITIZEN_URL',
    'KEYS_FILE',
    'KEYS_FILE',
  ]);
  expect(mistakes).not.toContain('secret');
});
