import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Downloads, caches and data of this clone; not under version control. */
export const LOCAL = join(ROOT, '.local');

export const PACKAGE_LOCK = join(ROOT, 'package-lock.json');

/** npm's list of what it has installed. */
export const NODE_MODULES_LOCK = join(ROOT, 'node_modules/.package-lock.json');

/** The pinned Node, on which npm's scripts run. */
export const NODE = join(
  ROOT,
  'node_modules',
  process.platform === 'win32' ? 'node/bin/node.exe' : '.bin/node',
);
