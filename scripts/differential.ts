import { differentialRun, openDifferential } from '../test/differential/differential-run.ts';
import { executions } from '../test/differential/compare.ts';
import { readOptions } from '../lib/platform/process/read-options.ts';
import { runMain } from '../lib/platform/process/run.ts';

const usage = `Usage: npm run differential -- [--operations 10000] [--seed 1] [--transport http]
  --operations N    how many random operations
  --seed N          the same one gives the same operations
  --transport NAME  in-process or http; by default both
  --help            print this`;

/**
 * `npm run differential -- [--operations 10000] [--seed 1] [--transport http]`: executes random operations repeatedly
 * through the gateway over each transport, and with graphql on one schema without federation. Exits with 1 and the
 * smallest operation found for which the two differ.
 */
await runMain(usage, async () => {
  const values = readOptions(
    {
      operations: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      transport: { type: 'string' },
    },
    usage,
  );
  const operations = Number(values.operations);
  for (const transport of ['in-process', 'http'] as const) {
    if (values.transport && values.transport !== transport) continue;
    const differential = await openDifferential(transport);
    try {
      const { executed } = await differentialRun(differential, {
        operations,
        seed: Number(values.seed),
      });
      process.stdout.write(
        `${transport}: ${operations} operations, each executed ${executions} times, without a difference ` +
          `(executions: ${JSON.stringify(executed)})\n`,
      );
    } catch (error) {
      throw new Error(differenceIn(error), { cause: error });
    } finally {
      await differential.stop();
    }
  }
});

/** The two results, below the operation that causes the difference. */
function differenceIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message}\n${cause.message}` : error.message;
}
