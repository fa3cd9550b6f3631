import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { parseTrustedProxies, type TrustedProxies } from '../http/client-address.ts';
import {
  type AdmissionOptions,
  defaultQueueTimeoutMs,
  parseConcurrency,
} from '../operations/admission.ts';
import { defaultHttpLimits, type HttpLimits } from '../http/http-limits.ts';
import { type SubgraphName, subgraphNames } from '../../kit/subgraph-names.ts';
import { anonymous, type BudgetName, type Budgets, budgetsSetting } from '../operations/budgets.ts';
import { mistakesInProduction, risks } from './production.ts';
import type { SchemaExposure } from '../errors/schema-exposure.ts';
import { isClientRole, roles } from '../../kit/viewer.ts';

const projectRoot = resolve(import.meta.dirname, '../../..');

/** From the least to the most, both included. */
function wholeNumber(min: number, max?: number) {
  const range = max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
  const error = `must be a whole number ${range}`;
  const number = z.coerce.number({ error }).int({ error }).min(min, { error });
  return max === undefined ? number : number.max(max, { error });
}
/** Those whose operations come from clients. */
const clientRoles: readonly BudgetName[] = [anonymous, ...roles.filter(isClientRole)];
const listOf = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const httpUrl = z.url({ protocol: /^https?$/ });
const urlOrOutbox = (protocol: RegExp, error: string) =>
  z.union([z.literal('outbox'), z.url({ protocol, error })]);
/** One address, with or without a name, and nothing that would be read as another. */
const mailFromForm = /^(?:[^\s<>@,;]+@[^\s<>@,;]+|[^<>@,;:"\\\p{Cc}]+ <[^\s<>@,;]+@[^\s<>@,;]+>)$/u;

/** The variable that holds a subgraph's address: `INSTITUTION_DIRECTORY_URL`. */
export const addressVariable = (name: SubgraphName) =>
  `${name.toUpperCase().replaceAll('-', '_')}_URL`;

/**
 * Every setting, read from the environment: its form, its default, and what it is for. The README's
 * table is made from this list.
 */
export const settings = {
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
  HOST: { schema: z.string().min(1).default('127.0.0.1'), about: 'address to listen on' },
  PORT: {
    schema: wholeNumber(0, 65_535).default(4000),
    about: 'port to listen on, of a subgraph server by default its own (above); 0 takes a free one',
  },
  MONITORING_PORT: {
    schema: wholeNumber(0, 65_535).optional(),
    about: 'port for `/health` and `/metrics` alone; without it they are on PORT',
  },
  LOG_LEVEL: {
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    about: 'least severity that is logged',
  },
  LOCAL_DIRECTORY: {
    schema: z.string().min(1).default('.local'),
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
  KEYS_FILE: {
    schema: z.string().min(1).optional(),
    about: 'secrets and keys; by default `keys.json` in LOCAL_DIRECTORY, made on the first start',
  },
  ACCESS_TOKEN_ISSUER: {
    schema: z.string().min(1).default('citizen-applications'),
    about: '`iss` of the access tokens accepted',
  },
  ACCESS_TOKEN_AUDIENCE: {
    schema: z.string().min(1).default('citizen-applications-graph'),
    about: '`aud` of the access tokens accepted',
  },
  ACCESS_TOKEN_JWKS_URL: {
    schema: httpUrl.optional(),
    about: 'public keys of the access tokens; by default those in the keys file',
  },
  ACCESS_TOKEN_MAX_SECONDS: {
    schema: wholeNumber(60, 30 * 86_400).default(86_400),
    about: 'for how long an access token may be valid in all, from `iat` to `exp`',
  },
  ACCESS_TOKEN_DENY_LIST: {
    schema: z
      .string()
      .min(1)
      .refine((text) => !/^https?:/.test(text) || URL.canParse(text), 'is no address')
      .optional(),
    about: 'file or address of the ids (`jti`) of access tokens to refuse (see below)',
  },
  SUBGRAPH_ACCEPTS_ACCESS_TOKENS: {
    schema: flag.default(false),
    about: 'whether a subgraph server also takes the client’s own token (for another router)',
  },
  SUBGRAPH_ANSWERS_ANYONE: {
    schema: flag.default(false),
    about: 'whether a subgraph server also answers requests without a token (for another router)',
  },
  CORS_ORIGINS: {
    schema: z
      .string()
      .default('')
      .transform((list) =>
        list
          .split(',')
          .map((origin) => origin.trim())
          .filter(Boolean),
      ),
    about: 'comma-separated origins of web clients; `*` for any',
  },
  GRAPHIQL: {
    schema: flag.optional(),
    about: 'whether GraphiQL is served at `/`; by default not in production',
  },
  INTROSPECTION: {
    schema: flag.optional(),
    about: 'whether the schema can be asked for; by default not in production',
  },
  FIELD_SUGGESTIONS: {
    schema: flag.optional(),
    about: 'whether errors suggest names (`Did you mean …?`); by default not in production',
  },
  MAX_BODY_BYTES: {
    schema: wholeNumber(1_000).default(500_000),
    about: 'largest body of a GraphQL request; uploads have a limit of their own',
  },
  TRUST_PROXY: {
    schema: z
      .string()
      .default('')
      .refine((text) => parseTrustedProxies(text) !== undefined, {
        error: 'must be a number of proxies up to 9, or addresses and ranges such as 10.0.0.0/8',
      }),
    about:
      'proxies whose `x-forwarded-for` is believed: how many, or addresses, ranges, `loopback`, `linklocal`, `uniquelocal`',
  },
  MAX_CONNECTIONS: {
    schema: wholeNumber(1).default(defaultHttpLimits.maxConnections),
    about: 'most connections at once',
  },
  MAX_CONNECTIONS_PER_ADDRESS: {
    schema: wholeNumber(1).default(defaultHttpLimits.maxConnectionsPerAddress),
    about:
      'most of them from one address; behind a trusted proxy, most requests at once (not for subgraph servers)',
  },
  HEADERS_TIMEOUT_MS: {
    schema: wholeNumber(100).default(defaultHttpLimits.headersTimeoutMs),
    about: 'how long the headers of a request may take to arrive',
  },
  BODY_TIMEOUT_MS: {
    schema: wholeNumber(100).default(defaultHttpLimits.bodyTimeoutMs),
    about: 'how long its body may take then; uploads have limits of their own',
  },
  IDLE_TIMEOUT_MS: {
    schema: wholeNumber(100).default(defaultHttpLimits.idleTimeoutMs),
    about: 'how long a connection is kept without a request',
  },
  ANSWER_TIMEOUT_MS: {
    schema: wholeNumber(100).default(defaultHttpLimits.answerTimeoutMs),
    about: 'how long a client may take nothing of an answer before it is cut off',
  },
  OPERATION_MEMORY_MB: {
    schema: wholeNumber(1).default(48),
    about: 'how much a process remembers of operations: texts, plans, compiled forms',
  },
  COMPILED_EXECUTION: {
    schema: flag.default(true),
    about:
      'whether operations are compiled; `false` leaves all to Apollo’s and graphql’s executors',
  },
  PLANNING_THREADS: {
    schema: wholeNumber(0, 4).default(1),
    about: 'threads that plan large operations; 0 plans all in the thread that answers',
  },
  TRUSTED_DOCUMENTS: {
    schema: z.string().default('').transform(listOf),
    about:
      'comma-separated files with the documents that clients may ask for by their ids (see above)',
  },
  TRUSTED_DOCUMENTS_ONLY: {
    schema: z
      .string()
      .default('')
      .transform(listOf)
      .pipe(z.array(z.enum(clientRoles))),
    about: 'comma-separated roles, or `ANONYMOUS`, for whom nothing but those is executed',
  },
  DEMAND_CONTROL: {
    schema: z.enum(['enforce', 'measure']).default('enforce'),
    about: 'whether operations that cost too much are refused, or their costs only measured',
  },
  DEMAND_BUDGETS: {
    schema: budgetsSetting,
    about: 'costs that differ from the default, by role, as JSON (see above)',
  },
  OPERATION_TIMEOUT_MS: {
    schema: wholeNumber(100).default(15_000),
    about: 'how long an operation may take; a change that has begun is carried through',
  },
  MAX_OPERATIONS: {
    schema: z
      .string()
      .default('')
      .refine((text) => parseConcurrency(text) !== undefined, {
        error: 'must be like `CITIZEN=256,anonymous=64`',
      }),
    about:
      'most operations of a role at once, as `CITIZEN=256,anonymous=64`; those not named as usual (see below)',
  },
  OPERATION_QUEUE_TIMEOUT_MS: {
    schema: wholeNumber(0).default(defaultQueueTimeoutMs),
    about: 'how long an operation waits where its role has the most already',
  },
  SUBGRAPH_TIMEOUT_MS: {
    schema: wholeNumber(100).default(10_000),
    about: 'how long the gateway waits for a subgraph server',
  },
  HALF_DAYS_ARE_BUSINESS_DAYS: {
    schema: flag.default(true),
    about: 'whether the eves of bayrams and 28 October count as business days (see below)',
  },
  SMTP_URL: {
    schema: urlOrOutbox(
      /^smtps?$/,
      'must begin with smtp:// or smtps://, or be `outbox`',
    ).optional(),
    about: 'mail server, `smtp://user:password@host:port`; `outbox` keeps mail here (see below)',
  },
  MAIL_FROM: {
    schema: z.string().regex(mailFromForm, 'must be `address` or `Name <address>`').optional(),
    about: 'who e-mails are from, `address` or `Name <address>`; needed with a mail server',
  },
  SMS_URL: {
    schema: urlOrOutbox(
      /^https?$/,
      'must begin with http:// or https://, or be `outbox`',
    ).optional(),
    about: 'SMS service that text messages are posted to; `outbox` keeps them here (see below)',
  },
  SMS_TOKEN: {
    schema: z
      .string()
      .regex(/^[\x21-\x7e]+$/, 'must be visible ASCII characters')
      .optional(),
    about: 'bearer token of the SMS service',
  },
  PUBLIC_URL: {
    schema: httpUrl.optional(),
    about: 'where applicants sign in, for messages to name; without it they only say so',
  },
  SEED_APPLICATIONS: {
    schema: wholeNumber(0).default(20_000),
    about: 'applications seeded when the database is empty; 0 seeds nothing',
  },
} as const;

type SettingValues = {
  [Name in keyof typeof settings]: z.output<(typeof settings)[Name]['schema']>;
};

type OptionalSetting =
  | 'MONGODB_URI'
  | 'KEYS_FILE'
  | 'ACCESS_TOKEN_JWKS_URL'
  | 'DEMAND_BUDGETS'
  | 'PUBLIC_URL'
  | 'MONITORING_PORT';
type ExposureSetting = 'GRAPHIQL' | 'INTROSPECTION' | 'FIELD_SUGGESTIONS';
type MessageSetting = 'SMTP_URL' | 'MAIL_FROM' | 'SMS_URL' | 'SMS_TOKEN';

export interface Configuration extends Omit<
  SettingValues,
  | OptionalSetting
  | MessageSetting
  | ExposureSetting
  | 'ACCESS_TOKEN_DENY_LIST'
  | 'ACCEPTED_RISKS'
  | 'LOCAL_DIRECTORY'
  | 'TRUSTED_DOCUMENTS'
  | 'TRUSTED_DOCUMENTS_ONLY'
> {
  MONGODB_URI?: string | undefined;
  ACCESS_TOKEN_JWKS_URL?: string | undefined;
  DEMAND_BUDGETS?: Budgets | undefined;
  PUBLIC_URL?: string | undefined;
  /** Where the ids of denied access tokens are; null where none are denied. */
  deniedTokens: URL | null;
  MONITORING_PORT?: number | undefined;
  /** The files with trusted documents, and for whom nothing else is executed. */
  trustedDocuments: { files: readonly string[]; requiredFor: readonly BudgetName[] };
  /** Whether GraphiQL is served. */
  graphiql: boolean;
  exposure: SchemaExposure;
  /** Null where e-mails go to the local outbox. */
  mail: { url: string; from: string } | null;
  /** Null where text messages go to the local outbox. */
  sms: { url: string; token: string | undefined } | null;
  production: boolean;
  trustProxy: TrustedProxies | null;
  httpLimits: Partial<HttpLimits>;
  concurrency: Partial<AdmissionOptions>;
  localDirectory: string;
  keysFile: string;
  /** The subgraphs that run in this process. */
  here: readonly SubgraphName[];
  /** Addresses of subgraphs that run elsewhere. */
  subgraphUrls: Partial<Record<SubgraphName, string>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The address of a list that may be a file, too. */
const addressOf = (text: string) =>
  /^https?:/.test(text) ? new URL(text) : pathToFileURL(resolve(projectRoot, text));

const isServer = (url: string | undefined): url is string => url !== undefined && url !== 'outbox';

/** What the process that runs a subgraph needs beyond the form of each setting. */
const needs: readonly {
  subgraph: SubgraphName;
  setting: keyof typeof settings;
  lacking(environment: Environment): boolean;
  message: string;
}[] = [
  ...(['SMTP_URL', 'SMS_URL'] as const).map((setting) => ({
    subgraph: 'application' as const,
    setting,
    lacking: (environment: Environment) =>
      environment['NODE_ENV'] === 'production' && environment[setting] === undefined,
    message: 'must be set in production, if only to `outbox`',
  })),
  {
    subgraph: 'application',
    setting: 'MAIL_FROM',
    lacking: ({ SMTP_URL, MAIL_FROM }) => isServer(SMTP_URL) && MAIL_FROM === undefined,
    message: 'must be set where SMTP_URL names a server',
  },
];

/** Whom something secret is told, or who is believed, apart from the subgraphs. */
const secretAddresses = [
  'ACCESS_TOKEN_JWKS_URL',
  'ACCESS_TOKEN_DENY_LIST',
  'SMS_URL',
] as const satisfies (keyof typeof settings)[];

function keysFileOf({ KEYS_FILE, LOCAL_DIRECTORY = '.local' }: Environment): string {
  return resolve(projectRoot, KEYS_FILE ?? resolve(projectRoot, LOCAL_DIRECTORY, 'keys.json'));
}

/** Names every mistake at once. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** The subgraphs that have no address. */
export const withoutAddress = (environment: NodeJS.ProcessEnv = process.env) =>
  subgraphNames.filter((name) => !environment[addressVariable(name)]);

/**
 * Reads and checks the whole configuration. Empty variables count as absent. `here` names the subgraphs
 * that this process is to run.
 * @throws ConfigurationError that lists everything wrong with it.
 */
export function readConfiguration(
  environment: NodeJS.ProcessEnv = process.env,
  here: readonly SubgraphName[] = [],
): Configuration {
  const addresses = Object.fromEntries(
    subgraphNames.map((name) => [addressVariable(name), httpUrl.optional()]),
  );
  const schema = z.object({
    ...(Object.fromEntries(
      Object.entries(settings).map(([name, setting]) => [name, setting.schema]),
    ) as { [Name in keyof typeof settings]: (typeof settings)[Name]['schema'] }), // fromEntries forgets the keys
    ...addresses,
  });
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(present);
  const keysFile = keysFileOf(present);
  const lacking = [
    ...(present['TRUSTED_DOCUMENTS_ONLY'] && !present['TRUSTED_DOCUMENTS']
      ? [{ setting: 'TRUSTED_DOCUMENTS', message: 'must be set where TRUSTED_DOCUMENTS_ONLY is' }]
      : []),
    ...needs.filter((need) => here.includes(need.subgraph) && need.lacking(present)),
    ...(present['NODE_ENV'] === 'production'
      ? mistakesInProduction({
          environment: present,
          addresses: [...secretAddresses, ...Object.keys(addresses)],
          keysFile,
          needsMongoDB: here.length > 0,
        })
      : []),
  ];
  if (!parsed.success || lacking.length > 0) {
    const mistakes = [
      ...(parsed.error?.issues ?? []).map(
        (issue) => `  ${String(issue.path[0])}: ${issue.message}`,
      ),
      ...lacking.map(({ setting, message }) => `  ${setting}: ${message}`),
    ];
    throw new ConfigurationError(`The configuration is wrong:\n${mistakes.join('\n')}`);
  }
  const {
    LOCAL_DIRECTORY,
    KEYS_FILE: _,
    ACCESS_TOKEN_DENY_LIST: denyList,
    TRUSTED_DOCUMENTS: files,
    TRUSTED_DOCUMENTS_ONLY: requiredFor,
    ...others
  } = parsed.data;
  const { SMTP_URL, MAIL_FROM, SMS_URL, SMS_TOKEN, ...further } = others;
  const { GRAPHIQL, INTROSPECTION, FIELD_SUGGESTIONS, ...values } = further;
  const localDirectory = resolve(projectRoot, LOCAL_DIRECTORY);
  const production = values.NODE_ENV === 'production';
  return {
    ...values,
    trustedDocuments: { files: files.map((file) => resolve(projectRoot, file)), requiredFor },
    deniedTokens: denyList === undefined ? null : addressOf(denyList),
    mail: isServer(SMTP_URL) && MAIL_FROM !== undefined ? { url: SMTP_URL, from: MAIL_FROM } : null,
    sms: isServer(SMS_URL) ? { url: SMS_URL, token: SMS_TOKEN } : null,
    here,
    production,
    graphiql: GRAPHIQL ?? !production,
    exposure: {
      introspection: INTROSPECTION ?? !production,
      suggestions: FIELD_SUGGESTIONS ?? !production,
    },
    trustProxy: parseTrustedProxies(values.TRUST_PROXY) ?? null,
    concurrency: {
      limits: parseConcurrency(values.MAX_OPERATIONS) ?? {},
      queueTimeoutMs: values.OPERATION_QUEUE_TIMEOUT_MS,
    },
    httpLimits: {
      headersTimeoutMs: values.HEADERS_TIMEOUT_MS,
      bodyTimeoutMs: values.BODY_TIMEOUT_MS,
      idleTimeoutMs: values.IDLE_TIMEOUT_MS,
      answerTimeoutMs: values.ANSWER_TIMEOUT_MS,
      maxConnections: values.MAX_CONNECTIONS,
      maxConnectionsPerAddress: values.MAX_CONNECTIONS_PER_ADDRESS,
    },
    localDirectory,
    keysFile,
    subgraphUrls: Object.fromEntries(
      subgraphNames.flatMap((name) => {
        const url: unknown = parsed.data[addressVariable(name) as keyof typeof parsed.data];
        return typeof url === 'string' ? [[name, url]] : [];
      }),
    ),
  };
}
