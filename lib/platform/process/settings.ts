import { z } from 'zod';
import { risks } from './production.ts';
import { projectPath, type SettingGroup, type ValuesOf, wholeNumber } from './setting.ts';

const usualLocalDirectory = '.local';

/** Most balancers check readiness at least every two seconds, and believe the second failure. */
const usualShutdownDelayMs = 5_000;

/** The settings of every process: how it runs, and the location of its data. */
export const processSettings = {
  NODE_ENV: {
    schema: z.enum(['development', 'test', 'production']).default('development'),
    about: '`production` requires the keys file to exist and turns off seeding',
  },
  ACCEPTED_RISKS: {
    schema: z
      .string()
      .default('')
      .transform((list) => list.split(',').map((risk) => risk.trim()))
      .pipe(z.array(z.enum(['', ...risks]))),
    about: 'comma-separated: what production would refuse to start with (see below)',
  },
  LOG_LEVEL: {
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    about: 'minimum severity that is logged',
  },
  SHUTDOWN_DELAY_MS: {
    schema: wholeNumber(0, 600_000).optional(),
    about:
      'how long requests are served after a signal to stop, while readiness is off; by default 5000 in production, otherwise 0',
  },
  LOCAL_DIRECTORY: {
    schema: z.string().min(1).default(usualLocalDirectory),
    about: 'folder for the embedded MongoDB, its data and the local keys',
  },
  MONGODB_URI: {
    schema: z
      .string()
      .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb://')
      .optional(),
    about: 'your own replica set; without it an embedded one is started',
  },
  MONGODB_PORT: {
    schema: wholeNumber(1, 65_535).default(27_217),
    about: 'port of the embedded MongoDB',
  },
  DATABASE_PREFIX: {
    schema: z
      .string()
      .regex(/^[\w-]{1,30}$/)
      .default('applications'),
    about: 'each subgraph has the database `<prefix>_<subgraph>`',
  },
} as const satisfies SettingGroup;

/** How long requests are served after a signal to stop: in production until balancers have noticed it, elsewhere not. */
export const shutdownDelayMsOf = (
  { SHUTDOWN_DELAY_MS }: Pick<ValuesOf<typeof processSettings>, 'SHUTDOWN_DELAY_MS'>,
  { production }: { production: boolean },
): number => SHUTDOWN_DELAY_MS ?? (production ? usualShutdownDelayMs : 0);

/** The folder for what this machine keeps, as an absolute path. */
export const localDirectoryOf = ({
  LOCAL_DIRECTORY = usualLocalDirectory,
}: {
  readonly LOCAL_DIRECTORY?: string | undefined;
}): string => projectPath(LOCAL_DIRECTORY);
