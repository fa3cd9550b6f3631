import type { Migration } from '../../database/migrations.ts';

/**
 * Only ever added to: what has run somewhere is history. The directory is read whole and by `_id`
 * alone, and needs no further index.
 */
export const migrations: readonly Migration[] = [];
