import { fileURLToPath } from 'node:url';
import { NODE, ROOT } from './paths.mjs';
import { run, step } from './progress.mjs';

const CHILD = fileURLToPath(new URL('mongod-download-child.mjs', import.meta.url));
const FIRST_BYTES_WITHIN_MS = 30_000;

/**
 * Downloads a current MongoDB for this platform with mongodb-memory-server-core, checks the archive by its SHA-256 (see
 * hashes.mjs), and resolves to the path of its mongod. An interrupted download is resumed. If the site is unreachable,
 * it fails after about seven seconds, or thirty if a firewall drops the packets.
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
    // By default the library does not verify the site's certificate.
    const env = { npm_config_strict_ssl: 'true', ...process.env };
    try {
      const options = { cwd: ROOT, env, onOutput, signal: silence.signal };
      const stdout = await run(NODE, [CHILD, folder], options);
      return JSON.parse(stdout.trim().split('\n').at(-1) ?? '').path;
    } catch (error) {
      throw new Error(`MongoDB could not be downloaded: ${reason(error)}.`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  });
}

function reason(error) {
  if (error.name === 'AbortError') return 'its site does not answer';
  return error.message.trim().split('\n').at(-1);
}
