import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Caches compiled modules between starts, which saves a third of a second of work on each start but the first.
 * Preloaded with `--import`, since the cache does not affect modules that are already loading. A read-only folder is
 * not an error.
 */
enableCompileCache(fileURLToPath(new URL('../../../.local/compile-cache', import.meta.url)));
