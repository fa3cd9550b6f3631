import { z } from 'zod';
import { gatewaySettings, servesGraphiql } from '../gateway/settings.ts';
import { federationSettings } from '../lib/federation/settings.ts';
import { type SubgraphName, subgraphNames } from '../lib/kit/subgraph-names.ts';
import type { SchemaExposure } from '../lib/platform/errors/schema-exposure.ts';
import { exposureOf, exposureSettings } from '../lib/platform/errors/settings.ts';
import type { TrustedProxies } from '../lib/platform/http/client-address.ts';
import type { HttpLimits } from '../lib/platform/http/http-limits.ts';
import {
  corsOriginsOf,
  httpLimitsOf,
  httpSettings,
  trustedProxiesOf,
} from '../lib/platform/http/settings.ts';
import { deniedTokensOf, identitySettings, keysFileOf } from '../lib/platform/identity/settings.ts';
import type { AdmissionOptions } from '../lib/platform/operations/admission.ts';
import { concurrencyOf, operationSettings } from '../lib/platform/operations/settings.ts';
import { mistakesInProduction } from '../lib/platform/process/production.ts';
import {
  ConfigurationError,
  type Environment,
  httpUrl,
  type Need,
  type Setting,
  type ValuesOf,
} from '../lib/platform/process/setting.ts';
import {
  localDirectoryOf,
  processSettings,
  shutdownDelayMsOf,
} from '../lib/platform/process/settings.ts';
import {
  type TrustedDocumentFiles,
  trustedDocumentNeeds,
  trustedDocumentsOf,
  trustedDocumentSettings,
} from '../lib/platform/documents/settings.ts';
import type { SubscriptionLimits } from '../lib/platform/subscriptions/limits.ts';
import {
  subscriptionLimitsOf,
  subscriptionSettings,
} from '../lib/platform/subscriptions/settings.ts';
import { seedSettings } from '../seed/settings.ts';
import { analyticsDirectoryOf, analyticsSettings } from '../subgraphs/analytics/settings.ts';
import { applicationNeeds, applicationSettings } from '../subgraphs/application/settings.ts';
import { describeMisspelt, findMisspelt, type Misspelt } from './misspelt-settings.ts';

/** The variable with a subgraph's address: `INSTITUTION_DIRECTORY_URL`. */
export const addressVariable = (name: SubgraphName) =>
  `${name.toUpperCase().replaceAll('-', '_')}_URL`;

/**
 * All settings of all processes, as declared by the folders that use them. A test compares the table in
 * docs/operations.md with this list.
 */
export const settings = {
  ...processSettings,
  ...httpSettings,
  ...identitySettings,
  ...exposureSettings,
  ...gatewaySettings,
  ...operationSettings,
  ...subscriptionSettings,
  ...trustedDocumentSettings,
  ...federationSettings,
  ...applicationSettings,
  ...analyticsSettings,
  ...seedSettings,
} as const;

/** Settings that the processes use in another form. */
type ReadSetting =
  | 'ACCEPTED_RISKS'
  | 'ACCESS_TOKEN_DENY_LIST'
  | 'ANALYTICS_DIRECTORY'
  | 'CORS_ORIGINS'
  | 'FIELD_SUGGESTIONS'
  | 'GRAPHIQL'
  | 'INTROSPECTION'
  | 'KEYS_FILE'
  | 'LOCAL_DIRECTORY'
  | 'SHUTDOWN_DELAY_MS'
  | 'TRUSTED_DOCUMENTS'
  | 'TRUSTED_DOCUMENTS_ONLY';

export interface Configuration extends Omit<ValuesOf<typeof settings>, ReadSetting> {
  /** The address of the list of denied access token ids; null for none. */
  deniedTokens: URL | null;
  /** The files with trusted documents, and the roles that are restricted to them. */
  trustedDocuments: TrustedDocumentFiles;
  /** Whether GraphiQL is served. */
  graphiql: boolean;
  exposure: SchemaExposure;
  production: boolean;
  corsOrigins: readonly string[];
  trustProxy: TrustedProxies | null;
  httpLimits: Partial<HttpLimits>;
  concurrency: Partial<AdmissionOptions>;
  subscriptionLimits: Partial<SubscriptionLimits>;
  /** How long requests are served after a signal to stop. */
  shutdownDelayMs: number;
  localDirectory: string;
  /** The folder of the copy of analytics. */
  analyticsDirectory: string;
  keysFile: string;
  /** Variables of the environment that have no effect, but are probably meant as settings. */
  misspelt: readonly Misspelt[];
  /** The subgraphs that run in this process. */
  here: readonly SubgraphName[];
  /** The addresses of remote subgraphs. */
  subgraphUrls: Partial<Record<SubgraphName, string>>;
}

/** Requirements beyond the form of each setting, by the subgraph that the process runs. */
const needs: Partial<Record<SubgraphName, readonly Need[]>> = { application: applicationNeeds };

/** Addresses of services that receive secrets or are trusted, apart from the subgraphs. */
const secretAddresses = Object.entries<Setting>(settings).flatMap(([name, { needsTls }]) =>
  needsTls ? [name] : [],
);

/**
 * The subgraphs without a configured address, which run where the gateway does. Analytics does so only together with
 * others: a gateway whose subgraphs are all elsewhere starts nothing.
 */
export function withoutAddress(
  environment: NodeJS.ProcessEnv = process.env,
): readonly SubgraphName[] {
  const names = subgraphNames.filter((name) => !environment[addressVariable(name)]);
  return names.some((name) => name !== 'analytics') ? names : [];
}

/** What a process is. */
interface Parts {
  /** Whether it is a gateway. */
  isGateway?: boolean;
  /** Whether it opens databases though it runs no subgraph. */
  opensDatabases?: boolean;
}

/**
 * Reads and validates the whole configuration. Empty variables count as absent. `here` names the subgraphs that this
 * process runs.
 * @throws ConfigurationError that lists all mistakes, and variables that are probably misspelt settings.
 */
export function readConfiguration(
  environment: NodeJS.ProcessEnv = process.env,
  here: readonly SubgraphName[] = [],
  { isGateway = false, opensDatabases = here.length > 0 }: Parts = {},
): Configuration {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schemaOfSettings.safeParse(present);
  const lacking = lackingIn(present, { here, isGateway, opensDatabases });
  const known = [...Object.keys(settings), ...Object.keys(addresses)];
  const misspelt = findMisspelt(Object.keys(present), known);
  if (!parsed.success || lacking.length > 0) {
    const mistakes = [
      ...(parsed.error?.issues ?? []).map(
        (issue) => `  ${String(issue.path[0])}: ${issue.message}`,
      ),
      ...lacking.map(({ setting, message }) => `  ${setting}: ${message}`),
      ...misspelt.map(describeMisspelt),
    ];
    throw new ConfigurationError(`The configuration is wrong:\n${mistakes.join('\n')}`);
  }
  return configurationOf(parsed.data, { here, keysFile: keysFileOf(present), misspelt });
}

const addresses = Object.fromEntries(
  subgraphNames.map((name) => [addressVariable(name), httpUrl.optional()]),
);

const schemaOfSettings = z.object({
  ...(Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [name, setting.schema]),
  ) as { [Name in keyof typeof settings]: (typeof settings)[Name]['schema'] }), // fromEntries forgets the keys
  ...addresses,
});

/** The conflicts between settings that are each valid. */
function lackingIn(
  environment: Environment,
  { here, isGateway, opensDatabases }: Pick<Configuration, 'here'> & Required<Parts>,
): readonly Pick<Need, 'setting' | 'message'>[] {
  return [
    ...[...trustedDocumentNeeds, ...here.flatMap((name) => needs[name] ?? [])].filter((need) =>
      need.lacking(environment),
    ),
    ...(environment['NODE_ENV'] === 'production'
      ? mistakesInProduction({
          environment,
          addresses: [...secretAddresses, ...Object.keys(addresses)],
          keysFile: keysFileOf(environment),
          needsMongoDB: opensDatabases,
          signers: [...(isGateway ? ['gateway'] : []), ...here],
        })
      : []),
  ];
}

/** The settings as the processes use them. */
function configurationOf(
  parsed: z.output<typeof schemaOfSettings>,
  read: Pick<Configuration, 'here' | 'keysFile' | 'misspelt'>,
): Configuration {
  const production = parsed.NODE_ENV === 'production';
  const localDirectory = localDirectoryOf(parsed);
  return {
    ...parsed,
    ...read,
    production,
    trustedDocuments: trustedDocumentsOf(parsed),
    deniedTokens: deniedTokensOf(parsed),
    corsOrigins: corsOriginsOf(parsed, { production }),
    graphiql: servesGraphiql(parsed, { production }),
    exposure: exposureOf(parsed, { production }),
    trustProxy: trustedProxiesOf(parsed),
    subscriptionLimits: subscriptionLimitsOf(parsed),
    concurrency: concurrencyOf(parsed),
    httpLimits: httpLimitsOf(parsed),
    shutdownDelayMs: shutdownDelayMsOf(parsed, { production }),
    localDirectory,
    analyticsDirectory: analyticsDirectoryOf(parsed, localDirectory),
    subgraphUrls: Object.fromEntries(
      subgraphNames.flatMap((name) => {
        const url: unknown = parsed[addressVariable(name) as keyof typeof parsed];
        return typeof url === 'string' ? [[name, url]] : [];
      }),
    ),
  };
}
