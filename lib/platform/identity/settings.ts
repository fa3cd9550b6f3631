import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import {
  type Environment,
  flag,
  httpUrl,
  projectPath,
  type SettingGroup,
  type ValuesOf,
  wholeNumber,
} from '../process/setting.ts';
import { localDirectoryOf } from '../process/settings.ts';

/** The maximum validity of an access token unless configured: a day, the same as for tokens from `npm run token`. */
export const defaultMaxSeconds = 24 * 60 * 60;

/** The conditions under which tokens are accepted. */
export const identitySettings = {
  KEYS_FILE: {
    schema: z.string().min(1).optional(),
    about:
      'secrets and keys; by default `keys.json` in LOCAL_DIRECTORY, generated on the first start',
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
    needsTls: true,
  },
  ACCESS_TOKEN_MAX_SECONDS: {
    schema: wholeNumber(60, 30 * 86_400).default(defaultMaxSeconds),
    about: 'maximum validity of an access token, from `iat` to `exp`',
  },
  ACCESS_TOKEN_DENY_LIST: {
    schema: z
      .string()
      .min(1)
      .refine((text) => !/^https?:/.test(text) || URL.canParse(text), 'is not a valid URL')
      .optional(),
    about: 'file or address of the ids (`jti`) of access tokens to refuse (see below)',
    needsTls: true,
  },
  SUBGRAPH_ACCEPTS_ACCESS_TOKENS: {
    schema: flag.default(false),
    about: 'whether a subgraph server also takes the client’s own token (for another router)',
  },
  SUBGRAPH_ANSWERS_ANYONE: {
    schema: flag.default(false),
    about: 'whether a subgraph server also answers requests without a token (for another router)',
  },
} as const satisfies SettingGroup;

/** The path of the keys file, which is known before the settings are checked. */
export const keysFileOf = ({ KEYS_FILE, LOCAL_DIRECTORY }: Environment): string =>
  projectPath(KEYS_FILE ?? join(localDirectoryOf({ LOCAL_DIRECTORY }), 'keys.json'));

/** The address of the list of denied access token ids, which may be a file; null for none. */
export function deniedTokensOf({
  ACCESS_TOKEN_DENY_LIST: list,
}: Pick<ValuesOf<typeof identitySettings>, 'ACCESS_TOKEN_DENY_LIST'>): URL | null {
  if (list === undefined) return null;
  return /^https?:/.test(list) ? new URL(list) : pathToFileURL(projectPath(list));
}
