import { startEphemeralMongoDB } from '../../lib/mongodb/embedded/embedded-mongodb.ts';

/** One replica set for all test files; each uses databases of its own in it. */
export default async function globalSetup(): Promise<void> {
  if (process.env['TEST_MONGODB_URI']) return; // both transports are set up in one run: the first started it
  const mongodb = await startEphemeralMongoDB();
  process.env['TEST_MONGODB_URI'] = mongodb.uri;
  globalThis.stopTestMongoDB = () => mongodb.stop();
}

declare global {
  var stopTestMongoDB: (() => Promise<void>) | undefined;
}
