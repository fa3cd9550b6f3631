import { once } from 'node:events';
import { unitIdForm } from '../lib/kit/unit-id.ts';
import { createLogger } from '../lib/platform/process/logger.ts';
import { runMain, stopOnSignals, stopRequested } from '../lib/platform/process/run.ts';
import { ConfigurationError } from '../lib/platform/process/setting.ts';
import { FollowedSubscription } from './client/follow-subscription.ts';
import { endpointOf, type GraphAnswer, GraphError } from './client/graph-error.ts';
import { configure } from './shared/configure.ts';
import { openLocalAccess, refuseInProduction } from './shared/local-access.ts';
import { readOptions } from '../lib/platform/process/read-options.ts';

const usage = `Usage: npm run --silent watch -- --unit <8 digits>
  --unit <8 digits>  the unit whose new applications are printed, with those of the units below it
  --url <address>    the graph; by default the local one
  --token <token>    an access token; by default one of an officer of the unit is made with the local key
  --after <cursor>   where to begin, as printed before; EARLIEST for all that is kept; by default now
  --help             print this`;

const query = /* GraphQL */ `
  subscription NewApplications($unitId: ID) {
    newApplications(unitId: $unitId) {
      cursor
      application {
        number
        type
        stage
        filedAt
        subject
        topic {
          name
        }
      }
      referral {
        id
        fileNumber
        state
        statutoryDate
        unit {
          id
          name
        }
      }
    }
  }
`;

const say = (line: string) => void process.stderr.write(`${line}\n`);

const options = {
  unit: { type: 'string' },
  url: { type: 'string' },
  token: { type: 'string' },
  after: { type: 'string' },
} as const;

/**
 * `npm run watch`: prints each new application of a unit as one line of JSON on standard output, until it is stopped.
 * Messages for people are on standard error.
 */
await runMain(usage, async () => {
  const { unitId, url, token, after } = readArguments();
  // The reader has enough, as in `npm run watch | head -1`.
  process.stdout.on('error', () => process.exit(0));
  const subscription = new FollowedSubscription({
    ...(await accessTo(unitId, url, token)),
    query,
    variables: { unitId },
    after,
    deliver: print,
    say,
    signal: stopRequested,
  });
  const running = subscription.run();
  const stop = async () => {
    await running;
    say(whereToContinue(subscription));
  };
  stopOnSignals([{ stop }], createLogger({ level: 'error', name: 'watch' }));
  await running.catch((error: unknown) => {
    if (!(error instanceof GraphError) || subscription.cursor === after) throw error;
    throw new GraphError(`${error.message}\n${whereToContinue(subscription)}`);
  });
});

function whereToContinue({ cursor }: FollowedSubscription): string {
  return cursor === null ? 'Nothing was received.' : `Continue with --after ${cursor}`;
}

/** Prints an event, and returns once the reader has room for the next one. An error belongs to its event. */
async function print({ data, errors, extensions }: GraphAnswer): Promise<void> {
  const found = data?.['newApplications'] ?? { cursor: extensions.cursor };
  const line = JSON.stringify(errors.length > 0 ? { ...found, errors } : found);
  if (!process.stdout.write(`${line}\n`)) {
    await once(process.stdout, 'drain', { signal: stopRequested });
  }
}

/** The graph and the tokens to send. The configuration is read only for what is not given. */
async function accessTo(unitId: string | null, url: string | undefined, given: string | undefined) {
  if (url !== undefined && given !== undefined) return withToken(endpointOf(url), given);
  refuseInProduction('give --token and --url');
  const configuration = configure();
  const endpoint = endpointOf(url ?? `http://localhost:${configuration.PORT}`);
  if (given !== undefined) return withToken(endpoint, given);
  const access = await openLocalAccess(configuration);
  const viewer = { subject: 'watch', role: 'OFFICER', unitId, citizenId: null } as const;
  return { url: endpoint, token: () => access.sign(viewer), renewsToken: true };
}

function withToken(url: string, token: string) {
  return { url, token: async () => token, renewsToken: false };
}

function readArguments() {
  const { unit, url, token, after } = readOptions(options, usage);
  if (unit === undefined && token === undefined) {
    throw new ConfigurationError(`--unit is missing.\n${usage}`);
  }
  if (unit !== undefined && !unitIdForm.test(unit)) {
    throw new ConfigurationError(`--unit must have 8 digits.\n${usage}`);
  }
  return { unitId: unit ?? null, url, token, after: after ?? null };
}
