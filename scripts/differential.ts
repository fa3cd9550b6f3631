import { parseArgs } from 'node:util';
import { differentialRun, openDifferential } from '../test/differential/differential-run.ts';
import { executions } from '../test/differential/compare.ts';
import { runMain } from '../lib/platform/process/run.ts';

/**
 * `npm run differential -- [--operations 10000] [--seed 1] [--transport http]`: executes random operations repeatedly
 * through the gateway over each transport, and with graphql on one schema without federation. Exits with 1 and the
 * smallest operation found for which the two differ.
 */
await runMain(async () => {
  const { values } = parseArgs({
    options: {
      operations: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      transport: { type: 'string' },
    },
  });
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
