/** The whole suite runs once on each transport; unit tests, which start no graph, run once. */
const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  // Nothing is transformed: files are loaded by Node itself.
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
  // A graph starts within seconds; on a machine that is busy with other work it may take longer.
  testTimeout: 60_000,
  // Every core: by default one is left idle, and here there may be but two.
  maxWorkers: '100%',
  // What a file has loaded is never given back: a worker that holds so much is replaced after its file.
  workerIdleMemoryLimit: '1GB',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/{apps,gateway,lib,subgraphs,seed,scripts}/**/*.test.ts'],
    },
    graphTests('in-process'),
    graphTests('http'),
  ],
};
