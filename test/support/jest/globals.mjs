import { jestExpect } from '@jest/expect';
import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';
import { testFile } from './test-file.mjs';

/**
 * The module that tests import as `@jest/globals`. Tests and hooks are registered with the file
 * that is being loaded.
 */

const registering = (name) =>
  new Proxy(() => {}, {
    apply: (_target, _this, given) => testFile.environment.global[name](...given),
    get: (_target, key) => testFile.environment.global[name][key],
  });

export const afterAll = registering('afterAll');
export const afterEach = registering('afterEach');
export const beforeAll = registering('beforeAll');
export const beforeEach = registering('beforeEach');
export const describe = registering('describe');
export const it = registering('it');
export const test = registering('test');
export const expect = jestExpect;

const mocker = new ModuleMocker(globalThis);
let timers = null;

/** The part of the `jest` object that tests use. */
export const jest = {
  fn: (implementation) => mocker.fn(implementation),
  spyOn: (object, name) => mocker.spyOn(object, name),
  useFakeTimers(options) {
    timers ??= new ModernFakeTimers({ global: globalThis, config: testFile.config });
    timers.useFakeTimers(options);
  },
  useRealTimers: () => timers?.useRealTimers(),
  advanceTimersByTime: (ms) => timers?.advanceTimersByTime(ms),
  setTimeout(ms) {
    testFile.environment.global[Symbol.for('TEST_TIMEOUT_SYMBOL')] = ms;
  },
};
