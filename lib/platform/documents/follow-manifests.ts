import { readFile, stat } from 'node:fs/promises';
import type { Logger } from 'pino';
import { createOutage } from '../../kit/outage.ts';
import { repeat, type Repeated } from '../../kit/repeat.ts';
import type { Stoppable } from '../process/run.ts';
import { type Manifest, ManifestError, type ManifestFile, readManifests } from './manifest.ts';

/** The source of the trusted documents. */
export interface ManifestSource extends Stoppable {
  /**
   * Calls `take` with the current manifest and with each later one, one at a time. Resolves when
   * the first one was passed on. To be called once.
   */
  follow(take: TakeManifest): Promise<void>;
  /** Whether the files have changed to a state that cannot be used. */
  readonly isStale: boolean;
}

type TakeManifest = (manifest: Manifest) => Promise<void>;

const usuallyEveryMs = 1_000;

/** The limit for all files together; every process keeps their texts in memory, and for a moment twice. */
export const maxManifestBytes = 8_000_000;

/**
 * Reads the manifests at the given paths, and again within about a second after one of them has changed. After the
 * first read, an unreadable state is logged and the latest valid one stays in force, so that a file that is being
 * replaced, or was replaced by something else, removes no operation.
 * @throws ManifestError when they cannot be read at the start.
 */
export async function followManifests(
  paths: readonly string[],
  logger: Logger,
  everyMs = usuallyEveryMs,
): Promise<ManifestSource> {
  const state = await stateOf(paths);
  const manifest = readManifests(await readFiles(paths));
  return new FollowedManifests({ paths, logger, everyMs }, { state, manifest });
}

interface FollowingOptions {
  readonly paths: readonly string[];
  readonly logger: Logger;
  readonly everyMs: number;
}

class FollowedManifests implements ManifestSource {
  readonly #options: FollowingOptions;
  /** The state of the files at the last read. */
  #state: string;
  #manifest: Manifest;
  /** Why the present state of the files cannot be used. */
  #mistake: string | null = null;
  #watching: Repeated | null = null;
  #isStopped = false;

  constructor(options: FollowingOptions, first: { state: string; manifest: Manifest }) {
    this.#options = options;
    this.#state = first.state;
    this.#manifest = first.manifest;
  }

  async follow(take: TakeManifest): Promise<void> {
    await take(this.#manifest);
    if (this.#isStopped) return;
    const { logger, everyMs } = this.#options;
    this.#watching = repeat({
      run: async () => {
        if (await this.#readAgain()) await take(this.#manifest);
      },
      everyMs,
      after: Promise.resolve(),
      outage: createOutage({
        began: (err) => logger.error({ err }, 'the trusted documents could not be loaded'),
      }),
      keepsProcess: false,
    });
  }

  get isStale(): boolean {
    return this.#mistake !== null;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#watching?.stop();
  }

  /** @returns whether there is another manifest. */
  async #readAgain(): Promise<boolean> {
    const { paths, logger } = this.#options;
    // Reads the state first: if a file changes while it is read, the next poll sees a different state.
    const found = await stateOf(paths);
    if (found === this.#state) return false;
    try {
      const files = await readFiles(paths);
      this.#state = found; // an error in these texts persists until a file changes
      this.#manifest = readManifests(files);
      this.#mistake = null;
      return true;
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error;
      if (error.message !== this.#mistake) {
        logger.error({ reason: error.message }, 'the trusted documents stay as they were');
      }
      this.#mistake = error.message;
      return false;
    }
  }
}

/** A fingerprint of the state of the files. It also changes when a link leads elsewhere. */
async function stateOf(paths: readonly string[]): Promise<string> {
  const states = paths.map(async (path) => {
    try {
      const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
      return [dev, ino, size, mtimeNs, ctimeNs].join();
    } catch {
      return 'unreadable';
    }
  });
  return (await Promise.all(states)).join(' ');
}

async function readFiles(paths: readonly string[]): Promise<ManifestFile[]> {
  const files: ManifestFile[] = [];
  let bytes = 0;
  for (const path of paths) {
    try {
      bytes += (await stat(path)).size;
      if (bytes > maxManifestBytes) throw new Error(`${maxManifestBytes} bytes is the limit`);
      files.push({ path, text: await readFile(path, 'utf8') });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ManifestError(`The trusted documents cannot be read:\n  ${path}: ${reason}`);
    }
  }
  return files;
}
