import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '../../../configuration/configuration.ts';
import type { SubgraphName } from '../../kit/subgraph-names.ts';
import { generateKeys, type InternalSigner } from '../identity/keys.ts';

let folder: string;
let keysFile: string;
const mongodb = 'mongodb+srv://user:secret@db.example/';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'production-'));
  keysFile = join(folder, 'keys.json');
  await writeFile(keysFile, JSON.stringify(await keysOf('citizen')), { mode: 0o600 });
});

afterAll(() => rm(folder, { recursive: true }));

/** Keys with which no access token is signed, and of the internal signing keys those of some processes. */
async function keysOf(...signers: readonly InternalSigner[]) {
  const { accessTokenSigningKey: _, internalSigningKeys, ...keys } = await generateKeys();
  const own = signers.map((name) => [name, internalSigningKeys[name]]);
  return { ...keys, internalSigningKeys: Object.fromEntries(own) };
}

/** The mistakes reported for these settings in production; empty if it may start. */
function mistakesOf(environment: Record<string, string>, here: 'citizen'[] = ['citizen']): string {
  const common = { NODE_ENV: 'production', MONGODB_URI: mongodb, KEYS_FILE: keysFile };
  return thrownBy(() => readConfiguration({ ...common, ...environment }, here));
}

function thrownBy(read: () => unknown): string {
  try {
    read();
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

  test('must be configured, and reached over TLS, for a command that opens databases', () => {
    const command = (MONGODB_URI: string) =>
      thrownBy(() =>
        readConfiguration({ NODE_ENV: 'production', MONGODB_URI, KEYS_FILE: keysFile }, [], {
          opensDatabases: true,
        }),
      );

    expect(command('')).toMatch(/^ {2}MONGODB_URI: must be set in production/);
    expect(command('mongodb://db.example')).toMatch(/^ {2}MONGODB_URI: is without TLS/);
    expect(command(mongodb)).toBe('');
  });

  const accept = 'or accept it: ACCEPTED_RISKS=mongodb-without-tls';
  const without = `  MONGODB_URI: is without TLS: add tls=true, ${accept}`;
  const contradictory = `  MONGODB_URI: contradicts itself about TLS: write tls=true once, ${accept}`;
  const unchecked = (option: string) =>
    `  MONGODB_URI: has TLS that proves nothing: leave out ${option}, ${accept}`;

  test.each([
    ['mongodb://a.example,b.example/?replicaSet=a', without],
    ['mongodb://localhost,b.example/?replicaSet=a', without],
    ['mongodb://localhost.example/', without],
    ['mongodb://user:p%40ss@a.example/x?tls=false', without],
    ['mongodb+srv://a.example/?ssl=false', without],
    ['mongodb://a.example/?tls=0', without],
    ['mongodb://a.example/?replicaSet=a#&tls=true', without],
    [
      'mongodb://a.example/?tls=true&tlsAllowInvalidCertificates=true',
      unchecked('tlsallowinvalidcertificates'),
    ],
    [
      'mongodb+srv://a.example/?tlsAllowInvalidHostnames=true',
      unchecked('tlsallowinvalidhostnames'),
    ],
    [
      'mongodb://a.example/?ssl=true&TLSALLOWINVALIDHOSTNAMES=TRUE',
      unchecked('tlsallowinvalidhostnames'),
    ],
    [
      'mongodb://a.example/?tls=true&%54lsAllowInvalidHostnames=tr%75e',
      unchecked('tlsallowinvalidhostnames'),
    ],
    [
      'mongodb://a.example/?tls=true&tlsAllowInvalidHostnames=false&tlsAllowInvalidHostnames=true',
      unchecked('tlsallowinvalidhostnames'),
    ],
    ['mongodb://a.example/?TLS=TRUE&tlsInsecure=true', unchecked('tlsinsecure')],
    ['mongodb://a.example/?tls=true&tlsInsecure=1', unchecked('tlsinsecure')],
    [
      'mongodb://a.example/?tls=true&tlsDisableCertificateRevocationCheck=true',
      unchecked('tlsdisablecertificaterevocationcheck'),
    ],
    ['mongodb://a.example/?tls=true&rejectUnauthorized=false', unchecked('rejectunauthorized')],
    ['mongodb://a.example/?tls=true&checkServerIdentity=x', unchecked('checkserveridentity')],
    ['mongodb://a.example/?tls=true&ciphers=aNULL', unchecked('ciphers')],
    ['mongodb://a.example/?tls=true&tls=false', contradictory],
    ['mongodb://a.example/?tls=false&tls=true', contradictory],
    ['mongodb://a.example/?tls=true&ssl=false', contradictory],
    ['mongodb+srv://a.example/?SSL=true&TLS=false', contradictory],
    ['mongodb://a.example/?tls=true&ssl=true', ''],
    ['mongodb://a.example/?tls=true&tlsAllowInvalidHostnames=false&tlsInsecure=false', ''],
    ['mongodb://a.example/?tls=true&tlsCAFile=%2Fca.pem', ''],
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

describe('certificates', () => {
  test('are checked by every client, without exception', () => {
    const off = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    const mistake =
      '  NODE_TLS_REJECT_UNAUTHORIZED: turns off the check of every certificate: leave it out';

    expect(mistakesOf(off)).toBe(mistake);
    expect(mistakesOf({ ...off, ACCEPTED_RISKS: 'mongodb-without-tls,http-addresses' })).toBe(
      mistake,
    );
    expect(mistakesOf({ ...off, NODE_ENV: 'development' })).toBe('');
    expect(mistakesOf({ NODE_TLS_REJECT_UNAUTHORIZED: '1' })).toBe('');
  });

  test.each([
    ['smtp://mail.example/?requireTLS=false', 'requireTLS'],
    ['smtp://mail.example/?ignoreTLS=true', 'ignoreTLS'],
    ['smtp://mail.example/?opportunisticTLS=true', 'opportunisticTLS'],
    ['smtps://mail.example/?secure=false', 'secure'],
    ['smtps://mail.example/?tls.rejectUnauthorized=false', 'tls.rejectUnauthorized'],
    ['smtps://mail.example/?tls.ciphers=aNULL', 'tls.ciphers'],
    ['smtp://user:secret@mail.example:587', null],
    ['smtps://mail.example/?requireTLS=true&tls.rejectUnauthorized=true', null],
    ['smtp://localhost:25/?ignoreTLS=true', null],
    ['outbox', null],
  ])('are checked of the mail server: %s', (SMTP_URL, option) => {
    const mistake = `  SMTP_URL: weakens TLS: leave out ${option}, or accept it: ACCEPTED_RISKS=smtp-without-tls`;
    const mail = { SMTP_URL, MAIL_FROM: 'bilgi@a.example' };

    expect(mistakesOf(mail)).toBe(option === null ? '' : mistake);
    expect(mistakesOf({ ...mail, ACCEPTED_RISKS: 'smtp-without-tls' })).toBe('');
    expect(mistakesOf({ ...mail, NODE_ENV: 'development' })).toBe('');
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
    const { accessTokenSigningKey } = await generateKeys();
    const keys = { ...(await keysOf('citizen')), accessTokenSigningKey };
    await writeFile(file, JSON.stringify(keys, null, 2), { mode: 0o600 });

    expect(mistakesOf({ KEYS_FILE: file })).toBe(
      '  KEYS_FILE: holds accessTokenSigningKey, with which anybody can be signed in: take it out of the file, or accept it: ACCEPTED_RISKS=signing-key',
    );
    expect(mistakesOf({ KEYS_FILE: file, ACCEPTED_RISKS: 'signing-key' })).toBe('');
  });

  test('must not contain signing keys of other processes', async () => {
    const file = join(folder, 'of-others.json');
    await writeFile(file, JSON.stringify(await keysOf('citizen', 'gateway')), { mode: 0o600 });
    const mistakesAs = (...parts: [here: SubgraphName[], parts?: { isGateway: boolean }]) => {
      const environment = { NODE_ENV: 'production', MONGODB_URI: mongodb, KEYS_FILE: file };
      return thrownBy(() => readConfiguration(environment, ...parts));
    };

    expect(mistakesOf({ KEYS_FILE: file })).toBe(
      '  KEYS_FILE: holds signing keys of other processes: leave only citizen in internalSigningKeys, or accept it: ACCEPTED_RISKS=signing-keys-of-others',
    );
    expect(mistakesOf({ KEYS_FILE: file, ACCEPTED_RISKS: 'signing-keys-of-others' })).toBe('');
    // A gateway, with a subgraph in its process or without; a command is no part of the graph.
    expect(mistakesAs(['citizen'], { isGateway: true })).toBe('');
    expect(mistakesAs([], { isGateway: true })).toContain('leave only gateway in');
    expect(mistakesAs([])).toBe('');
  });
});

test('all mistakes are reported together, without any secret', async () => {
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
    'KEYS_FILE',
  ]);
  expect(mistakes).not.toContain('secret');
});
