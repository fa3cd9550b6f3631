/** The whole suite runs once on each transport; unit tests, which start no graph, run once. */
const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  // No transforms: Node itself loads the files.
  transform: {},
  runtime: '<rootDir>/test/support/jest/runtime.mjs',
  modulePathIgnorePatterns: ['<rootDir>/.local/', '<rootDir>/bench/node_modules/'],
  testPathIgnorePatterns: ['/node_modules/'],
};

const graphTests = (transport) => ({
  ...common,
  displayName: transport,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  setupFilesAfterEnv: ['<rootDir>/test/support/watch-received-ids.ts'],
  globals: { TRANSPORT: transport },
});

export default {
  // Only ends what hangs: no test may depend on speed, and a machine with other work is several times slower.
  testTimeout: 300_000,
  // Uses every core: by default one is left idle, and there may be only two.
  maxWorkers: '100%',
  // A worker never releases the modules that a test file has loaded: one that uses this much memory is replaced after
  // its file.
  workerIdleMemoryLimit: '1GB',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/{apps,bench,configuration,gateway,lib,subgraphs,seed,scripts}/**/*.test.ts',
      ],
    },
    graphTests('in-process'),
    graphTests('http'),
  ],
};
