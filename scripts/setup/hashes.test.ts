import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MONGODB_SHA256, NODE_SHA256, NODE_VERSION, sha256Of } from './hashes.mjs';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const known = NODE_SHA256[`${process.platform}-${process.arch}`];
const isKnownPlatform = known !== undefined;

test('the hashes of Node are those of the version that is installed', async () => {
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  }; // of this project

  expect(dependencies['node']).toBe(NODE_VERSION);
  const installed = sha256Of(join(root, 'node_modules/node/bin/node'));
  expect(installed).toBe(known ?? installed);
  expect(sha256Of(join(root, 'no such file'))).toBeUndefined();
});

/** A clone whose dependencies are installed, except that its Node is a different one. */
test('dependencies with an unknown Node do not count as installed', async () => {
  const clone = await mkdtemp(join(tmpdir(), 'hashes-test-'));
  try {
    const packages = JSON.stringify({ packages: { '': {} } });
    await cp(import.meta.dirname, join(clone, 'scripts/setup'), { recursive: true });
    await mkdir(join(clone, 'node_modules/.bin'), { recursive: true });
    await writeFile(join(clone, 'package-lock.json'), packages);
    await writeFile(join(clone, 'node_modules/.package-lock.json'), packages);
    const node = join(clone, 'node_modules/.bin/node');
    const ask = `import('${join(clone, 'scripts/setup/dependencies.mjs')}').then((step) => console.log(step.isDone()))`;
    const isDone = async () => (await run(process.execPath, ['-e', ask])).stdout.trim();

    await symlink(join(root, 'node_modules/node/bin/node'), node);
    expect(await isDone()).toBe('true');
    await rm(node);
    await writeFile(node, '#!/bin/sh\necho v24.21.0\n', { mode: 0o755 });
    expect(await isDone()).toBe(isKnownPlatform ? 'false' : 'true');
  } finally {
    await rm(clone, { recursive: true, force: true });
  }
});

/** The download of set-up, against a site of ours in place of MongoDB's. */
describe('a downloaded mongod', () => {
  const program = '#!/bin/sh\necho "db version v8.2.6"\n';
  const pinned = 'mongodb-linux-x86_64-ubuntu2404-8.2.6.tgz';
  const unpinned = 'mongodb-linux-x86_64-debian12-8.2.6.tgz';
  let folder: string;
  let archive: Buffer;
  let site: Server;
  let published: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hashes-test-'));
    await mkdir(join(folder, 'mongodb/bin'), { recursive: true });
    await writeFile(join(folder, 'mongodb/bin/mongod'), program);
    await chmod(join(folder, 'mongodb/bin/mongod'), 0o755);
    await run('tar', ['-czf', 'archive.tgz', 'mongodb'], { cwd: folder });
    archive = await readFile(join(folder, 'archive.tgz'));
    site = createServer(({ url = '' }, response) => {
      if (url.endsWith('.tgz')) response.end(archive);
      else {
        const status = url.endsWith('.sha256') ? 200 : 404;
        response.writeHead(status, { 'content-length': published.length }).end(published);
      }
    }).listen(0, '127.0.0.1');
    await once(site, 'listening');
  });

  afterAll(async () => {
    site?.close();
    await rm(folder, { recursive: true, force: true });
  });

  beforeEach(() => {
    published = `${createHash('sha256').update(archive).digest('hex')}  archive.tgz\n`;
  });

  /** @returns the output, and the files left in the folder. */
  async function download(name: string) {
    const target = await mkdtemp(join(folder, 'download-'));
    const { port } = site.address() as AddressInfo; // of a TCP server
    const env = {
      ...process.env,
      MONGOMS_DOWNLOAD_URL: `http://127.0.0.1:${port}/linux/${name}`,
      MONGOMS_USE_HTTP: 'true',
    };
    const child = join(root, 'scripts/setup/mongod-download-child.mjs');
    const said = await run(process.execPath, [child, target], { env }).catch(
      (error: { stdout: string; stderr: string }) => error, // the form of the error of a child that fails
    );
    return { said, left: await readdir(target) };
  }

  test('is accepted by the hash that its site publishes', async () => {
    const { said } = await download(unpinned);
    const { path } = JSON.parse(said.stdout.trim().split('\n').at(-1) ?? '') as { path: string };
    expect(await readFile(path, 'utf8')).toBe(program);
  });

  test.each([
    ['by the hash that its site publishes', unpinned, () => `${'0'.repeat(64)}  archive.tgz\n`],
    ['for want of a hash', unpinned, () => 'not found'],
    ['by the hash that is known, whatever its site publishes', pinned, () => published],
  ])('is refused and removed %s', async (_what, name, says) => {
    expect(MONGODB_SHA256[pinned]).toMatch(/^[0-9a-f]{64}$/);
    published = says();
    const { said, left } = await download(name);
    expect(said.stderr).toMatch(/SHA-256/);
    expect(said.stdout).not.toContain('"path"');
    expect(left.filter((file) => file.endsWith('mongod'))).toEqual([]);
  });
});
