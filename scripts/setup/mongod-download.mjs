import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NODE, ROOT } from './paths.mjs';
import { run, step } from './progress.mjs';

const CHILD = fileURLToPath(new URL('mongod-download-child.mjs', import.meta.url));
const FIRST_BYTES_WITHIN_MS = 30_000;

/**
 * Downloads a MongoDB that is current for this platform by mongodb-memory-server-core and answers
 * its path. An interrupted download is resumed. Where the site cannot be reached it fails after
 * about seven seconds, or thirty where a firewall swallows the attempt.
 */
export async function downloadMongod(folder) {
  return step('Downloading MongoDB', async (report) => {
    const silence = new AbortController();
    const timer = setTimeout(() => silence.abort(), FIRST_BYTES_WITHIN_MS);
    const onOutput = (text) => {
      const [progress] = /[\d.]+% \([\d.]+mb \/ (?!0mb)[^)]*\)/.exec(text) ?? [];
      if (progress === undefined) return;
      clearTimeout(timer);
      report(() => progress.replaceAll('mb', ' MB').replace(' /', ' of'));
    };
    // Unless it is told to, the library does not verify the site's certificate.
    const env = { npm_config_strict_ssl: 'true', ...process.env };
    try {
      const options = { cwd: ROOT, env, onOutput, signal: silence.signal };
      const stdout = await run(NODE, [CHILD, folder], options);
      return own(JSON.parse(stdout.trim().split('\n').at(-1) ?? '').path, folder);
    } catch (error) {
      throw new Error(`MongoDB could not be downloaded: ${reason(error)}.`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  });
}

/** The library may find a copy in the user's cache, which is not ours to move. */
function own(path, folder) {
  if (path.startsWith(folder)) return path;
  const copy = join(folder, 'mongod');
  copyFileSync(path, copy);
  return copy;
}

function reason(error) {
  if (error.name === 'AbortError') return 'its site does not answer';
  return error.message.trim().split('\n').at(-1);
}
