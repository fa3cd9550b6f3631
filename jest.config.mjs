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

/** What works beside requests, and what people do to each other: the same, whatever carries the operations. */
const once = [
  'attachments/sweeping',
  'calendar/dates-follow-leave-days',
  'calendar/leave-days',
  'casework/passed-dates',
  'institution-directory/changes-of-units',
  'institution-directory/moving-units',
  'institution-directory/two-administrators',
  'notifications/servers',
  'casework/about-head',
  'casework/appeals-of-moved-units',
  'casework/closed-units',
  'casework/random-units',
  'casework/random-work',
  'casework/successors-with-a-part',
  'worklists/scope-repair',
].map((name) => `<rootDir>/test/${name}\\.test\\.ts$`);

const graphTests = (transport) => ({
  ...common,
  displayName: transport,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  setupFilesAfterEnv: ['<rootDir>/test/support/watch-received-ids.ts'],
  globals: { TRANSPORT: transport },
  ...(transport === 'http' && {
    testPathIgnorePatterns: [...common.testPathIgnorePatterns, ...once],
  }),
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
