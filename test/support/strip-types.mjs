import { createHash } from 'node:crypto';
import { stripTypeScriptTypes } from 'node:module';

/**
 * Jest's transform: Node's own type stripping, so that a test runs exactly the code that production
 * runs. Positions do not move, hence no source map.
 */
export default {
  process(source, path) {
    return {
      code: path.endsWith('.ts') ? stripTypeScriptTypes(source, { mode: 'strip' }) : source,
    };
  },
  getCacheKey(source, path) {
    return createHash('sha256')
      .update(process.version)
      .update('\0')
      .update(path)
      .update('\0')
      .update(source)
      .digest('hex');
  },
};
