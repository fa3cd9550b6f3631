import { z } from 'zod';
import {
  commaSeparated,
  type SettingGroup,
  type ValuesOf,
  wholeNumber,
} from '../process/setting.ts';
import { parseTrustedProxies, type TrustedProxies } from './client-address.ts';
import { isOrigin, localhost } from './cors.ts';
import { defaultHttpLimits, type HttpLimits } from './http-limits.ts';

/** The address of a server, the proxies it trusts, and its time and connection limits. */
export const httpSettings = {
  HOST: { schema: z.string().min(1).default('127.0.0.1'), about: 'address to listen on' },
  PORT: {
    schema: wholeNumber(0, 65_535).default(4000),
    about:
      'port to listen on; for a subgraph server by default its own (above); 0 selects a free one',
  },
  MONITORING_PORT: {
    schema: wholeNumber(0, 65_535).optional(),
    about: 'port for `/health` and `/metrics` alone; without it they are on PORT',
  },
  CORS_ORIGINS: {
    schema: z
      .string()
      .transform(commaSeparated)
      .refine((origins) => origins.every(isOrigin), {
        error: 'must be origins such as https://example.org, without a path',
      })
      .optional(),
    about:
      'comma-separated origins of web clients; `localhost` for any port of this machine, which is the default outside production; `*` for any',
  },
  MAX_BODY_BYTES: {
    schema: wholeNumber(1_000).default(500_000),
    about: 'maximum body size of a GraphQL request; uploads have their own limit',
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
    about: 'maximum number of concurrent connections',
  },
  MAX_CONNECTIONS_PER_ADDRESS: {
    schema: wholeNumber(1).default(defaultHttpLimits.maxConnectionsPerAddress),
    about:
      'maximum of these per address; behind a trusted proxy, of concurrent requests (not for subgraph servers)',
  },
  HEADERS_TIMEOUT_MS: {
    schema: wholeNumber(100).default(defaultHttpLimits.headersTimeoutMs),
    about: 'how long the headers of a request may take to arrive',
  },
  BODY_TIMEOUT_MS: {
    schema: wholeNumber(100).default(defaultHttpLimits.bodyTimeoutMs),
    about: 'how long its body may take after that; uploads have their own limits',
  },
  IDLE_TIMEOUT_MS: {
    schema: wholeNumber(100).default(defaultHttpLimits.idleTimeoutMs),
    about: 'how long a connection is kept without a request',
  },
  ANSWER_TIMEOUT_MS: {
    schema: wholeNumber(100).default(defaultHttpLimits.answerTimeoutMs),
    about: 'how long a client may read nothing of a response before it is cut off',
  },
} as const satisfies SettingGroup;

type HttpValues = ValuesOf<typeof httpSettings>;

/** The origins whose pages may ask: by default those of this machine, in production none. */
export const corsOriginsOf = (
  { CORS_ORIGINS }: Pick<HttpValues, 'CORS_ORIGINS'>,
  { production }: { production: boolean },
): readonly string[] => CORS_ORIGINS ?? (production ? [] : [localhost]);

/** The proxies whose `x-forwarded-for` is believed; null for none. */
export const trustedProxiesOf = ({
  TRUST_PROXY,
}: Pick<HttpValues, 'TRUST_PROXY'>): TrustedProxies | null =>
  parseTrustedProxies(TRUST_PROXY) ?? null;

/** The limits of a server as configured. */
export const httpLimitsOf = (values: HttpValues): Partial<HttpLimits> => ({
  headersTimeoutMs: values.HEADERS_TIMEOUT_MS,
  bodyTimeoutMs: values.BODY_TIMEOUT_MS,
  idleTimeoutMs: values.IDLE_TIMEOUT_MS,
  answerTimeoutMs: values.ANSWER_TIMEOUT_MS,
  maxConnections: values.MAX_CONNECTIONS,
  maxConnectionsPerAddress: values.MAX_CONNECTIONS_PER_ADDRESS,
});
