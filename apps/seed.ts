import { ConfigurationError } from '../lib/platform/process/setting.ts';
import { configure } from './shared/configure.ts';
import { loadKeys } from '../lib/platform/identity/keys.ts';
import { obtainMongoDB, requireAnswer } from '../lib/platform/process/mongodb.ts';
import { runMain } from '../lib/platform/process/run.ts';
import { defaultSeed } from '../seed/applications/demonstration.ts';
import { seedInWorker, type SeedTask } from '../seed/seed-in-worker.ts';
import { readOptions } from '../lib/platform/process/read-options.ts';

const usage = `Usage: npm run seed -- [--applications N] [--seed S] [--drop [--force]]
  --applications N  how many applications; by default SEED_APPLICATIONS
  --seed S          a whole number; the same one gives the same data; by default ${defaultSeed}
  --drop            delete the demonstration data first; refused if the databases hold anything else
  --force           with --drop: delete whatever they hold
  --help            print this`;

const options = {
  applications: { type: 'string' },
  seed: { type: 'string' },
  drop: { type: 'boolean' },
  force: { type: 'boolean' },
} as const;

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** `npm run seed`: fills the databases with the directory and demonstration data. */
await runMain(usage, async () => {
  const configuration = configure();
  const { applications, seedNumber, drop } = readArguments(configuration.SEED_APPLICATIONS);
  if (configuration.production) {
    throw new ConfigurationError('Demonstration data cannot be seeded in production.');
  }
  const keys = await loadKeys(configuration.keysFile, configuration);
  const mongodb = await obtainMongoDB(configuration, say);
  try {
    await requireAnswer(mongodb.uri);
    await seedInWorker(
      {
        mongodb: { uri: mongodb.uri, databasePrefix: configuration.DATABASE_PREFIX },
        keys,
        applications,
        seed: seedNumber,
        provinceCodes: configuration.SEED_PROVINCES,
        drop,
        onlyWhenEmpty: false,
      },
      { say },
    );
    say('Seeded.');
  } finally {
    await mongodb.stop();
  }
});

function readArguments(defaultApplications: number) {
  const values = readOptions(options, usage);
  return {
    applications: wholeNumber('applications', values.applications, defaultApplications),
    seedNumber: wholeNumber('seed', values.seed, defaultSeed),
    drop: dropOf(values),
  };
}

function dropOf({
  drop = false,
  force = false,
}: {
  drop?: boolean;
  force?: boolean;
}): SeedTask['drop'] {
  if (force && !drop) throw new ConfigurationError(`--force goes with --drop.\n${usage}`);
  if (!drop) return undefined;
  return force ? 'everything' : 'seeded';
}

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (/^\d{1,9}$/.test(text)) return value;
  throw new ConfigurationError(
    `--${name} must be a whole number of at most nine digits.\n${usage}`,
  );
}
