/**
 * A process of its own, since the library prints its progress to stdout and cannot be stopped.
 * Prints `{ "path": … }` in its last line.
 */
import { readFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { MongoBinaryDownload } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownload.js';
import { MONGODB_SHA256, sha256Of } from './hashes.mjs';

const [downloadDir] = process.argv.slice(2);
/** The newest that the library knows, then one that is also built for older platforms. */
const VERSIONS = [undefined, '7.0.14'];

/** An archive that is not what it should be: no other version is tried in its place. */
class WrongArchive extends Error {}

/** Takes the place of the library's own check, by MD5, between downloading an archive and unpacking it. */
MongoBinaryDownload.prototype.makeMD5check = async function checkSha256(md5Url, archive) {
  const name = basename(archive);
  const expected = MONGODB_SHA256[name] ?? (await publishedHash(this, md5Url));
  if (sha256Of(archive) === expected) return true;
  rmSync(archive, { force: true });
  throw new WrongArchive(`${name} is not the expected one (its SHA-256 differs)`);
};

/** What MongoDB's site says beside the archive. */
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
    // What an interrupted set-up has unpacked may be half of it.
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
