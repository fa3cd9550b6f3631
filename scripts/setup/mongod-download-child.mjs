/**
 * A separate process, since the library prints its progress to stdout and cannot be cancelled. Prints `{ "path": … }`
 * in its last line.
 */
import { readFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { MongoBinaryDownload } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownload.js';
import { MONGODB_SHA256, sha256Of } from './hashes.mjs';

const [downloadDir] = process.argv.slice(2);
/** The newest version that the library knows, then one that is also built for older platforms. */
const VERSIONS = [undefined, '7.0.14'];

/** An archive with the wrong hash: no other version is tried instead. */
class WrongArchive extends Error {}

/** Replaces the library's own MD5 check, between downloading and unpacking an archive. */
MongoBinaryDownload.prototype.makeMD5check = async function checkSha256(md5Url, archive) {
  const name = basename(archive);
  const expected = MONGODB_SHA256[name] ?? (await publishedHash(this, md5Url));
  if (sha256Of(archive) === expected) return true;
  rmSync(archive, { force: true });
  throw new WrongArchive(`${name} is not the expected one (its SHA-256 differs)`);
};

/** The hash that MongoDB's site publishes beside the archive. */
async function publishedHash(download, md5Url) {
  const path = await download.download(md5Url.replace(/\.md5$/, '.sha256'));
  const [hash] = /^[0-9a-f]{64}\b/.exec(readFileSync(path, 'utf8')) ?? [];
  rmSync(path, { force: true });
  if (hash === undefined) throw new WrongArchive('its site publishes no SHA-256 for it');
  return hash;
}

async function getPath([version, ...others]) {
  const download = new MongoBinaryDownload({ downloadDir, version });
  try {
    // An interrupted setup may have unpacked only a part.
    rmSync(await download.getPath(), { force: true });
    return await download.getMongodPath();
  } catch (error) {
    const isNotBuilt = error.code === undefined || error.code === 'Status: 403';
    if (isNotBuilt && !(error instanceof WrongArchive) && others.length > 0) return getPath(others);
    throw error;
  }
}

try {
  process.stdout.write(`\n${JSON.stringify({ path: await getPath(VERSIONS) })}\n`);
} catch (error) {
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}
