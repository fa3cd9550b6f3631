import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeys, loadKeys } from './keys.ts';
import { keyOf, type Secrets } from '../../kit/versioned-keys.ts';

const secret = Buffer.alloc(32, 7).toString('base64');
const newer = Buffer.alloc(32, 8).toString('base64');

let folder: string;
let others: object;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keys-'));
  const { secrets: _, ...rest } = await generateKeys();
  others = rest;
});

afterAll(() => rm(folder, { recursive: true }));

/** The keys of a file with these secrets. */
async function load(secrets: object) {
  const file = join(folder, 'keys.json');
  await writeFile(file, JSON.stringify({ ...others, ...secrets }), { mode: 0o600 });
  return loadKeys(file, { production: true });
}

describe('the secrets of a keys file', () => {
  test('of a file with a single one are version 1, with unchanged keys', async () => {
    const keys = await load({ secret });

    expect(keys.secrets).toEqual({ current: 1, versions: { 1: secret } });
    const key = keyOf(keys, 'citizen/national-id');
    expect(key.of(1)?.toString('hex')).toBe(
      '72b6c317d872e6fffa8b981f8fd826460b26b05a0cf2560aba36fb354568ca73',
    );
  });

  test('are by version, the current one first', async () => {
    const keys = await load({
      secrets: { current: 2, versions: { 1: secret, 2: newer, 7: 'QUJD'.repeat(12) } },
    });

    const key = keyOf(keys, 'application/cursor');
    expect(key).toMatchObject({ current: 2, versions: [2, 1, 7] });
    expect(key.of(3)).toBeNull();
  });

  test.each<[string, object, string]>([
    ['none', {}, 'secrets: or else `secret` must be given'],
    [
      'both forms',
      { secret, secrets: { current: 1, versions: { 1: secret } } },
      'secrets: or else',
    ],
    [
      'a missing current version',
      { secrets: { current: 2, versions: { 1: secret } } },
      'secrets.current: version 2 is not among the versions',
    ],
    [
      'one twice',
      { secrets: { current: 1, versions: { 1: secret, 2: secret } } },
      'secrets.versions: two versions have the same secret',
    ],
    [
      'a short one',
      { secrets: { current: 1, versions: { 1: 'QUJD' } } },
      'secrets.versions.1: under 32 bytes',
    ],
    [
      'a version that is not a number',
      { secrets: { current: 1, versions: { 1: secret, old: newer } } },
      'secrets.versions.old: ',
    ],
    [
      'too many',
      {
        secrets: {
          current: 1,
          versions: Object.fromEntries(
            Array.from({ length: 11 }, (_, index) => [
              index + 1,
              Buffer.alloc(32, index).toString('base64'),
            ]),
          ),
        },
      },
      'secrets.versions: more than 10',
    ],
  ])('are refused: %s', async (_, secrets, mistake) => {
    await expect(load(secrets)).rejects.toThrow(mistake);
  });
});

test('the keys of each purpose and version are distinct', () => {
  const secrets: Secrets = { current: 2, versions: { 1: secret, 2: newer } };
  const purposes = [
    'citizen/national-id',
    'application/applicant',
    'application/cursor',
    'institution-directory/cursor',
  ];
  const keys = purposes.flatMap((purpose) =>
    [1, 2].map((version) => keyOf({ secrets }, purpose).of(version)?.toString('hex')),
  );

  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).not.toContain(undefined);
});

describe('a keys file that is older than a subgraph', () => {
  async function older({ production, isLocal }: { production: boolean; isLocal: boolean }) {
    const keys = await generateKeys();
    const { analytics: _, ...internalSigningKeys } = keys.internalSigningKeys;
    const { accessTokenSigningKey, ...rest } = keys;
    const before = {
      ...rest,
      ...(isLocal && { accessTokenSigningKey }),
      internalKeys: { keys: keys.internalKeys.keys.filter(({ kid }) => kid !== 'analytics') },
      internalSigningKeys,
    };
    const file = join(folder, `older-${production}-${isLocal}.json`);
    await writeFile(file, JSON.stringify(before), { mode: 0o600 });
    const loaded = await loadKeys(file, { production });
    return { before, loaded, again: await loadKeys(file, { production }) };
  }

  test('gets the keys of the subgraph, once, where it was generated locally', async () => {
    const { before, loaded, again } = await older({ production: false, isLocal: true });

    expect(loaded.secrets).toEqual(before.secrets);
    expect(loaded.internalSigningKeys.analytics?.kid).toBe('analytics');
    expect(loaded.internalKeys.keys.map(({ kid }) => kid)).toContain('analytics');
    expect(loaded.internalSigningKeys.gateway).toEqual(before.internalSigningKeys.gateway);
    expect(again).toEqual(loaded);
  });

  test.each([
    { production: true, isLocal: true },
    { production: false, isLocal: false },
  ])('is left alone otherwise: %j', async (how) => {
    const { loaded } = await older(how);

    expect(loaded.internalSigningKeys.analytics).toBeUndefined();
    expect(loaded.internalKeys.keys.map(({ kid }) => kid)).not.toContain('analytics');
  });
});

test('a keys file of a later release may have keys of processes that are not known, and is left as it is', async () => {
  const keys = await generateKeys();
  const { analytics } = keys.internalSigningKeys;
  const publicKey = keys.internalKeys.keys.find(({ kid }) => kid === 'analytics');
  const text = JSON.stringify({
    ...keys,
    internalKeys: { keys: [...keys.internalKeys.keys, { ...publicKey, kid: 'later' }] },
    internalSigningKeys: { ...keys.internalSigningKeys, later: { ...analytics, kid: 'later' } },
  });
  const file = join(folder, 'later.json');
  await writeFile(file, text, { mode: 0o600 });

  const loaded = await loadKeys(file, { production: false });

  expect(loaded.internalSigningKeys).toEqual(keys.internalSigningKeys);
  expect(await readFile(file, 'utf8')).toBe(text);
});
