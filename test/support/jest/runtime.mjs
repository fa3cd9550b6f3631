import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { testFile } from './test-file.mjs';

const { default: JestRuntime } = createRequire(import.meta.url)('jest-runtime');

/**
 * Loads test files as Node does. Jest's own runtime gives each file a context of its own and loads
 * everything into it again, which took longer than half of the tests. Here the tested code, and the
 * packages that it needs, are loaded once in each worker. Files in `test/`, where tests keep their
 * state, are loaded again for each test file, except `test/support/per-worker/`: it holds what is
 * expensive to build and never changes.
 */
export default class NativeRuntime extends JestRuntime {
  #config;
  #environment;
  #number = (files += 1);

  constructor(config, environment, ...others) {
    super(config, environment, ...others);
    this.#config = config;
    this.#environment = environment;
  }

  unstable_shouldLoadAsEsm(path) {
    return path.endsWith('.ts') || super.unstable_shouldLoadAsEsm(path);
  }

  async unstable_importModule(path) {
    testFile.environment = this.#environment;
    testFile.config = this.#config;
    Object.assign(globalThis, this.#config.globals);
    return import(`${pathToFileURL(path).href}?file=${this.#number}`);
  }
}

let files = 0;

const tests = new URL('../../', import.meta.url).href;
const perWorker = new URL('../per-worker/', import.meta.url).href;
const globals = new URL('globals.mjs', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@jest/globals') return { url: globals, shortCircuit: true };
    const resolved = next(specifier, context);
    const [query] = /\?file=\d+$/.exec(context.parentURL ?? '') ?? [];
    const isLoadedAgain =
      resolved.url.startsWith(tests) &&
      !resolved.url.startsWith(perWorker) &&
      !resolved.url.includes('?');
    return query && isLoadedAgain ? { ...resolved, url: resolved.url + query } : resolved;
  },
});
