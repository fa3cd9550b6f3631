import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { portSettingsOf } from '../lib/messaging/settings.ts';
import { readConfiguration, withoutAddress } from './configuration.ts';

const mail = { SMTP_URL: 'smtp://user:secret@mail.example', MAIL_FROM: 'bilgi@a.example' };

/** The settings that production requires for every part of the graph. */
const production = {
  NODE_ENV: 'production',
  MONGODB_URI: 'mongodb://localhost/?replicaSet=a',
  KEYS_FILE: '/no/such/file',
};

/** The error message for an invalid configuration. */
function mistakesOf(...given: Parameters<typeof readConfiguration>): string {
  try {
    readConfiguration(...given);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  throw new Error('the configuration was accepted');
}

describe('messages to applicants', () => {
  const outbox = { mail: null, sms: null };

  test('go to the configured servers', () => {
    const sms = {
      SMS_URL: 'https://sms.example/v1?x=1',
      SMS_TOKEN: 't',
      PUBLIC_URL: 'https://a.b/',
    };

    const configuration = readConfiguration({ ...mail, ...sms }, ['application']);

    expect(portSettingsOf(configuration)).toEqual({
      mail: { url: mail.SMTP_URL, from: mail.MAIL_FROM },
      sms: { url: sms.SMS_URL, token: 't' },
    });
    expect(configuration.PUBLIC_URL).toBe('https://a.b/');
  });

  test.each([{}, { SMTP_URL: 'outbox', SMS_URL: 'outbox', ...production }])(
    'go to the local outbox with %j',
    (environment) => {
      expect(portSettingsOf(readConfiguration(environment, ['application']))).toEqual(outbox);
    },
  );

  test('require servers in production, in the application subgraph', () => {
    const needed = 'must be set in production, if only to `outbox`';

    expect(mistakesOf(production, ['application'])).toBe(
      `The configuration is wrong:\n  SMTP_URL: ${needed}\n  SMS_URL: ${needed}`,
    );
    expect(portSettingsOf(readConfiguration(production, ['citizen']))).toEqual(outbox);
  });

  test('require a sender for a mail server', () => {
    const environment = { SMTP_URL: mail.SMTP_URL, PORT: 'many' };

    expect(mistakesOf(environment, ['application'])).toMatch(
      /PORT: .*\n {2}MAIL_FROM: must be set where SMTP_URL names a server$/,
    );
  });

  test.each([
    ['SMTP_URL', 'http://secret@mail', 'must begin with smtp:// or smtps://, or be `outbox`'],
    ['SMS_URL', 'smtp://secret@sms', 'must begin with http:// or https://, or be `outbox`'],
    ['SMS_TOKEN', 'secret\n', 'must be visible ASCII characters'],
    ['MAIL_FROM', 'secret@a.example, b@c.example', 'must be `address` or `Name <address>`'],
    ['MAIL_FROM', 'Secret\r\nBcc: x <a@b.example>', 'must be `address` or `Name <address>`'],
    ['PUBLIC_URL', 'javascript:secret', 'Invalid URL'],
  ])('are refused with %s %j, and the error does not reveal it', (name, value, message) => {
    expect(mistakesOf({ ...mail, [name]: value }, ['application'])).toBe(
      `The configuration is wrong:\n  ${name}: ${message}`,
    );
  });

  test.each(['bilgi@a.example', 'Başvuru Merkezi <bilgi@a.example>'])(
    'are sent from %s if configured',
    (from) => {
      expect(portSettingsOf(readConfiguration({ ...mail, MAIL_FROM: from })).mail?.from).toBe(from);
    },
  );
});

test('proxies are trusted as TRUST_PROXY says, and limits are those given', () => {
  const environment = { TRUST_PROXY: 'loopback, 10.0.0.0/8', MAX_CONNECTIONS: '7' };
  const { trustProxy, httpLimits } = readConfiguration(environment);

  expect(['127.0.0.1', '10.1.1.1', '11.1.1.1'].map((address) => trustProxy?.(address, 0))).toEqual([
    true,
    true,
    false,
  ]);
  expect(httpLimits).toMatchObject({ maxConnections: 7, maxConnectionsPerAddress: 200 });
  expect(readConfiguration({}).trustProxy).toBeNull();
  expect(mistakesOf({ TRUST_PROXY: 'everybody', BODY_TIMEOUT_MS: '0' })).toBe(
    'The configuration is wrong:\n' +
      '  TRUST_PROXY: must be a number of proxies up to 9, or addresses and ranges such as 10.0.0.0/8\n' +
      '  BODY_TIMEOUT_MS: must be a whole number of at least 100',
  );
});

test('how far analytics gives way is from not at all to the most', () => {
  const niceness = (value?: string) =>
    readConfiguration({ ANALYTICS_NICENESS: value }).ANALYTICS_NICENESS;
  expect([niceness(), niceness('0'), niceness('19')]).toEqual([10, 0, 19]);
  for (const value of ['-1', '20', '1.5', 'low']) {
    expect(mistakesOf({ ANALYTICS_NICENESS: value }, ['analytics'])).toBe(
      'The configuration is wrong:\n  ANALYTICS_NICENESS: must be a whole number from 0 to 19',
    );
  }
});

test('trusted documents are read from files, and required for roles of clients', () => {
  const environment = {
    TRUSTED_DOCUMENTS: '/a/web.json, manifests/phone.json',
    TRUSTED_DOCUMENTS_ONLY: 'ANONYMOUS,CITIZEN',
  };

  expect(readConfiguration(environment).trustedDocuments).toEqual({
    files: ['/a/web.json', resolve(import.meta.dirname, '../manifests/phone.json')],
    requiredFor: ['ANONYMOUS', 'CITIZEN'],
  });
  expect(readConfiguration({}).trustedDocuments).toEqual({ files: [], requiredFor: [] });
  for (const role of ['SERVICE', 'citizen', 'EVERYBODY']) {
    expect(mistakesOf({ ...environment, TRUSTED_DOCUMENTS_ONLY: role })).toContain(
      '  TRUSTED_DOCUMENTS_ONLY: ',
    );
  }
  expect(mistakesOf({ TRUSTED_DOCUMENTS_ONLY: 'CITIZEN' })).toBe(
    'The configuration is wrong:\n  TRUSTED_DOCUMENTS: must be set where TRUSTED_DOCUMENTS_ONLY is',
  );
});

describe('exposure of the schema', () => {
  const shownWith = (environment: NodeJS.ProcessEnv) => {
    const { graphiql, exposure } = readConfiguration(environment, ['citizen']);
    return { graphiql, ...exposure };
  };
  const everything = { graphiql: true, introspection: true, suggestions: true };
  const nothing = { graphiql: false, introspection: false, suggestions: false };

  test('is everything, in production nothing', () => {
    expect(shownWith({})).toEqual(everything);
    expect(shownWith(production)).toEqual(nothing);
  });

  test.each([
    ['GRAPHIQL', 'graphiql'],
    ['INTROSPECTION', 'introspection'],
    ['FIELD_SUGGESTIONS', 'suggestions'],
  ])('can be set for each part: %s', (name, part) => {
    expect(shownWith({ [name]: 'false' })).toEqual({ ...everything, [part]: false });
    expect(shownWith({ ...production, [name]: 'true' })).toEqual({
      ...nothing,
      [part]: true,
    });
    expect(mistakesOf({ [name]: 'perhaps' })).toContain(`  ${name}: `);
  });
});

describe('pages that may ask', () => {
  const originsWith = (environment: Parameters<typeof readConfiguration>[0]) =>
    readConfiguration(environment, ['citizen']).corsOrigins;

  test('are those of this machine, in production none', () => {
    expect(originsWith({})).toEqual(['localhost']);
    expect(originsWith(production)).toEqual([]);
  });

  test('are those of the origins given', () => {
    const CORS_ORIGINS = 'https://a.example, https://b.example:8443';
    const expected = ['https://a.example', 'https://b.example:8443'];
    expect(originsWith({ CORS_ORIGINS })).toEqual(expected);
    expect(originsWith({ ...production, CORS_ORIGINS })).toEqual(expected);
    expect(mistakesOf({ CORS_ORIGINS: 'https://a.example/page' })).toContain('  CORS_ORIGINS: ');
  });
});

test('the subgraphs without an address run in this process', () => {
  const url = 'http://127.0.0.1:4001/graphql';

  expect(withoutAddress({ CITIZEN_URL: url, APPLICATION_URL: '' })).toEqual([
    'institution-directory',
    'application',
    'analytics',
  ]);
  // A gateway alone has no MongoDB, which analytics needs.
  const others = { CITIZEN_URL: url, APPLICATION_URL: url, INSTITUTION_DIRECTORY_URL: url };
  expect(withoutAddress(others)).toEqual([]);
});

describe('the time between readiness and the port, on a signal', () => {
  const delayIn = (environment: NodeJS.ProcessEnv) =>
    readConfiguration(environment, ['citizen']).shutdownDelayMs;

  test('is five seconds in production, and none elsewhere', () => {
    expect([delayIn(production), delayIn({})]).toEqual([5_000, 0]);
  });

  test('is set in milliseconds', () => {
    expect(delayIn({ ...production, SHUTDOWN_DELAY_MS: '250' })).toBe(250);
  });
});

describe('files and folders', () => {
  const paths = (environment: NodeJS.ProcessEnv) => {
    const { localDirectory, analyticsDirectory, keysFile, deniedTokens } =
      readConfiguration(environment);
    return { localDirectory, analyticsDirectory, keysFile, deniedTokens: deniedTokens?.href };
  };
  const inProject = (path: string) => resolve(import.meta.dirname, '..', path);

  test('are in the local directory by default', () => {
    expect(paths({})).toEqual({
      localDirectory: inProject('.local'),
      analyticsDirectory: inProject('.local/analytics'),
      keysFile: inProject('.local/keys.json'),
    });
    expect(paths({ LOCAL_DIRECTORY: '/var/graph' })).toEqual({
      localDirectory: '/var/graph',
      analyticsDirectory: '/var/graph/analytics',
      keysFile: '/var/graph/keys.json',
    });
  });

  test('are found from the folder of the project, where they are relative', () => {
    const environment = {
      LOCAL_DIRECTORY: 'local',
      ANALYTICS_DIRECTORY: 'copy',
      KEYS_FILE: 'secrets/keys.json',
      ACCESS_TOKEN_DENY_LIST: 'denied.txt',
    };
    expect(paths(environment)).toEqual({
      localDirectory: inProject('local'),
      analyticsDirectory: inProject('copy'),
      keysFile: inProject('secrets/keys.json'),
      deniedTokens: pathToFileURL(inProject('denied.txt')).href,
    });
    const list = 'https://issuer.example/denied';
    expect(paths({ ACCESS_TOKEN_DENY_LIST: list }).deniedTokens).toBe(list);
  });
});
