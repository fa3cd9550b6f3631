import { readFileSync, statSync } from 'node:fs';

/** Risks that production refuses unless ACCEPTED_RISKS names them. */
export const risks = [
  'http-addresses',
  'mongodb-without-tls',
  'readable-keys',
  'smtp-without-tls',
  'signing-key',
  'signing-keys-of-others',
] as const;
type Risk = (typeof risks)[number];

type Environment = Readonly<Record<string, string | undefined>>;

interface ProductionContext {
  /** Every setting as given; none is empty. */
  environment: Environment;
  /** The settings with addresses of services that receive secrets or are trusted. */
  addresses: readonly string[];
  keysFile: string;
  /** Whether this process opens databases. */
  needsMongoDB: boolean;
  /** The parts of the graph that this process is, by the names of their keys; none for a command. */
  signers: readonly string[];
}

/** A mistake in a setting. */
interface Mistake {
  setting: string;
  message: string;
}

/**
 * The settings that are not safe enough for production, except for accepted risks. Addresses on
 * this machine (`localhost`, `127.0.0.1`, `[::1]`) need no TLS.
 */
export function mistakesInProduction(context: ProductionContext): Mistake[] {
  const { environment, addresses, keysFile, needsMongoDB, signers } = context;
  const accepted = new Set(environment['ACCEPTED_RISKS']?.split(',').map((risk) => risk.trim()));
  const unlessAccepted = (risk: Risk, mistakes: Mistake[]) =>
    accepted.has(risk)
      ? []
      : mistakes.map(({ setting, message }) => ({
          setting,
          message: `${message}, or accept it: ACCEPTED_RISKS=${risk}`,
        }));
  return [
    ...uncheckedCertificates(environment),
    ...(needsMongoDB ? withoutMongoDB(environment) : []),
    ...(needsMongoDB ? unlessAccepted('mongodb-without-tls', mongodbInClear(environment)) : []),
    ...unlessAccepted('http-addresses', inClear(environment, addresses)),
    ...unlessAccepted('smtp-without-tls', smtpInClear(environment)),
    ...unlessAccepted('readable-keys', readableKeys(keysFile)),
    ...unlessAccepted('signing-key', signingKey(keysFile)),
    ...unlessAccepted('signing-keys-of-others', signingKeysOfOthers(keysFile, signers)),
  ];
}

function withoutMongoDB({ MONGODB_URI }: Environment): Mistake[] {
  if (MONGODB_URI !== undefined) return [];
  const message =
    'must be set in production: the MongoDB that is started without it lets in anyone';
  return [{ setting: 'MONGODB_URI', message }];
}

/** Node's own variable: with it, the clients of MongoDB, HTTP and SMTP accept any certificate. */
function uncheckedCertificates({ NODE_TLS_REJECT_UNAUTHORIZED: given }: Environment): Mistake[] {
  if (given !== '0') return [];
  const message = 'turns off the check of every certificate: leave it out';
  return [{ setting: 'NODE_TLS_REJECT_UNAUTHORIZED', message }];
}

const uriForm = /^(mongodb(?:\+srv)?):\/\/(?:[^@/]*@)?([^/?#]*)[^?#]*\??([^#]*)/;

/** Options of a connection string that accept what TLS would refuse, unless they are false. */
const allowing = /^tls(?:allow|disable|insecure)/;

/** Options of Node's TLS that the driver passes on, and that no connection string needs. */
const ofNode = new Set([
  'allowpartialtrustchain',
  'checkserveridentity',
  'ciphers',
  'mindhsize',
  'pskcallback',
  'rejectunauthorized',
  'securecontext',
  'secureprotocol',
]);

function mongodbInClear({ MONGODB_URI = '' }: Environment): Mistake[] {
  const [, scheme, hosts = '', query = ''] = uriForm.exec(MONGODB_URI) ?? [];
  if (scheme === undefined || hosts.split(',').every(isThisMachine)) return [];
  // The driver ignores the case of names.
  const options = [...new URLSearchParams(query)].map(
    ([name, value]) => [name.toLowerCase(), value.toLowerCase()] as const,
  );
  const given = options.filter(([name]) => name === 'tls' || name === 'ssl');
  const isOn = given.length > 0 ? isTrue(given[0]) : scheme === 'mongodb+srv';
  const isContradictory = given.some((one) => isTrue(one) !== isOn);
  const weakening = options.find(
    ([name, value]) => ofNode.has(name) || (allowing.test(name) && value !== 'false'),
  );
  const refuse = (message: string) => [{ setting: 'MONGODB_URI', message }];
  if (isContradictory) return refuse('contradicts itself about TLS: write tls=true once');
  if (!isOn) return refuse('is without TLS: add tls=true');
  return weakening ? refuse(`has TLS that proves nothing: leave out ${weakening[0]}`) : [];
}

const isTrue = (option: readonly [name: string, value: string] | undefined) =>
  option?.[1] === 'true';

/** The values of options in a mail server's URL that do not weaken its TLS. */
const safeMail: Readonly<Record<string, string>> = {
  ignoretls: 'false',
  opportunistictls: 'false',
  requiretls: 'true',
  secure: 'true',
  'tls.rejectunauthorized': 'true',
};

/** A mail server on another machine must offer TLS, but the options of its address can waive that. */
function smtpInClear({ SMTP_URL = '' }: Environment): Mistake[] {
  const { protocol, host, searchParams } = URL.parse(SMTP_URL) ?? {};
  if (!protocol?.startsWith('smtp') || isThisMachine(host ?? '')) return [];
  const weakening = [...(searchParams ?? [])].find(([given, value]) => {
    const name = given.toLowerCase();
    const safe = safeMail[name];
    return safe === undefined ? ofNode.has(name.replace(/^tls\./, '')) : value !== safe;
  });
  if (!weakening) return [];
  return [{ setting: 'SMTP_URL', message: `weakens TLS: leave out ${weakening[0]}` }];
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

/** A process with the key of another part of the graph could ask and answer in its name. */
function signingKeysOfOthers(keysFile: string, signers: readonly string[]): Mistake[] {
  if (signers.length === 0) return [];
  const others = signersIn(textOf(keysFile)).filter((name) => !signers.includes(name));
  if (others.length === 0) return [];
  const message = `holds signing keys of other processes: leave only ${signers.join(', ')} in internalSigningKeys`;
  return [{ setting: 'KEYS_FILE', message }];
}

/** The names of the internal signing keys; none in a file that is not as it should be, which is reported when it is read. */
function signersIn(text: string): string[] {
  try {
    const { internalSigningKeys } = JSON.parse(text) as { internalSigningKeys?: object }; // or anything else
    return Object.keys(internalSigningKeys ?? {});
  } catch {
    return [];
  }
}

/** Empty if the file cannot be read, which is reported when it is needed. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
