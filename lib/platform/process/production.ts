import { readFileSync, statSync } from 'node:fs';

/** Risks that production refuses unless ACCEPTED_RISKS names them. */
export const risks = [
  'http-addresses',
  'mongodb-without-tls',
  'readable-keys',
  'signing-key',
] as const;
export type Risk = (typeof risks)[number];

type Environment = Readonly<Record<string, string | undefined>>;

export interface ProductionContext {
  /** Every setting as given; none is empty. */
  environment: Environment;
  /** The settings with addresses of services that receive secrets or are trusted. */
  addresses: readonly string[];
  keysFile: string;
  /** Whether this process runs a subgraph, and so needs MongoDB. */
  needsMongoDB: boolean;
}

/** A mistake in a setting. */
export interface Mistake {
  setting: string;
  message: string;
}

/**
 * The settings that are not safe enough for production, except for accepted risks. Addresses on this machine
 * (`localhost`, `127.0.0.1`, `[::1]`) need no TLS.
 */
export function mistakesInProduction(context: ProductionContext): Mistake[] {
  const { environment, addresses, keysFile, needsMongoDB } = context;
  const accepted = new Set(environment['ACCEPTED_RISKS']?.split(',').map((risk) => risk.trim()));
  const unlessAccepted = (risk: Risk, mistakes: Mistake[]) =>
    accepted.has(risk)
      ? []
      : mistakes.map(({ setting, message }) => ({
          setting,
          message: `${message}, or accept it: ACCEPTED_RISKS=${risk}`,
        }));
  return [
    ...(needsMongoDB ? withoutMongoDB(environment) : []),
    ...(needsMongoDB ? unlessAccepted('mongodb-without-tls', mongodbInClear(environment)) : []),
    ...unlessAccepted('http-addresses', inClear(environment, addresses)),
    ...unlessAccepted('readable-keys', readableKeys(keysFile)),
    ...unlessAccepted('signing-key', signingKey(keysFile)),
  ];
}

function withoutMongoDB({ MONGODB_URI }: Environment): Mistake[] {
  if (MONGODB_URI !== undefined) return [];
  const message =
    'must be set in production: the MongoDB that is started without it lets in anyone';
  return [{ setting: 'MONGODB_URI', message }];
}

const uriForm = /^(mongodb(?:\+srv)?):\/\/(?:[^@/]*@)?([^/?]*)[^?]*\??(.*)$/;

function mongodbInClear({ MONGODB_URI = '' }: Environment): Mistake[] {
  const [, scheme, hosts = '', query = ''] = uriForm.exec(MONGODB_URI) ?? [];
  if (scheme === undefined || hosts.split(',').every(isThisMachine)) return [];
  const options = new URLSearchParams(query.toLowerCase());
  const given = options.get('tls') ?? options.get('ssl');
  const isOn = given === null ? scheme === 'mongodb+srv' : given === 'true';
  const isUnchecked = ['tlsinsecure', 'tlsallowinvalidcertificates'].some(
    (option) => options.get(option) === 'true',
  );
  if (isOn && !isUnchecked) return [];
  return [
    {
      setting: 'MONGODB_URI',
      message: isOn
        ? 'has TLS that proves nothing: leave out what allows invalid certificates'
        : 'is without TLS: add tls=true',
    },
  ];
}

function inClear(environment: Environment, addresses: readonly string[]): Mistake[] {
  return addresses.flatMap((setting) => {
    const { protocol, host } = URL.parse(environment[setting] ?? '') ?? {};
    if (protocol !== 'http:' || isThisMachine(host ?? '')) return [];
    return [{ setting, message: 'is without TLS: begin it with https://' }];
  });
}

const isThisMachine = (host: string) =>
  /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i.test(host);

function readableKeys(keysFile: string): Mistake[] {
  const mode = modeOf(keysFile);
  if (mode === null || (mode & 0o077) === 0) return [];
  const message = `can be read or changed by others than its owner (mode ${mode.toString(8)}): make it 600`;
  return [{ setting: 'KEYS_FILE', message }];
}

/** Null if the file does not exist, which is reported when it is read, and where file modes have no meaning. */
function modeOf(file: string): number | null {
  if (process.platform === 'win32') return null;
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats ? stats.mode & 0o777 : null;
}

function signingKey(keysFile: string): Mistake[] {
  if (!/"accessTokenSigningKey"\s*:\s*\{/.test(textOf(keysFile))) return [];
  const message =
    'holds accessTokenSigningKey, with which anybody can be signed in: take it out of the file';
  return [{ setting: 'KEYS_FILE', message }];
}

/** Empty if the file cannot be read, which is reported when it is needed. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
