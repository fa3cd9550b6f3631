export default async function globalTeardown(): Promise<void> {
  await globalThis.stopTestMongoDB?.();
  globalThis.stopTestMongoDB = undefined;
}
