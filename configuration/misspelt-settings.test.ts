import { expect, test } from '@jest/globals';
import { ConfigurationError } from '../lib/platform/process/setting.ts';
import { readConfiguration, settings } from './configuration.ts';
import { findMisspelt } from './misspelt-settings.ts';

test.each([
  ['MAX_CONECTIONS', 'MAX_CONNECTIONS'],
  ['SEED_APPLICATION', 'SEED_APPLICATIONS'],
  ['TRUSTED_DOCUMENT_ONLY', 'TRUSTED_DOCUMENTS_ONLY'],
  ['ACCEPTED_RIKSS', 'ACCEPTED_RISKS'],
  ['MONGODB_URL', 'MONGODB_URI'],
  ['APLICATION_URL', 'APPLICATION_URL'],
  ['PROT', 'PORT'],
])('%s is taken for a slip of %s', (given, meant) => {
  expect(readConfiguration({ [given]: '1' }).misspelt).toEqual([{ given, meant }]);
});

test('settings, and the usual variables of other programs, are not', () => {
  const others =
    `PATH HOME USER LANG SHELL PWD TERM HOSTNAME LOGNAME NODE_PATH NODE_OPTIONS SMTP_HOST POSTGRES_URL
    REDIS_URL KUBERNETES_PORT KUBERNETES_SERVICE_HOST npm_config_yes INIT_CWD POD_IP`.split(/\s+/);

  expect(findMisspelt([...Object.keys(settings), ...others], Object.keys(settings))).toEqual([]);
});

const production = {
  NODE_ENV: 'production',
  MONGODB_URI: 'mongodb://localhost/?replicaSet=a',
  KEYS_FILE: '/no/such/file',
};
const outbox = { SMTP_URL: 'outbox', SMS_URL: 'outbox' };

test.each([
  [
    'in place of the database that production requires',
    { ...production, ...outbox, MONGODB_URI: '', MONGODB_URL: production.MONGODB_URI },
    'MONGODB_URI: must be set in production: the MongoDB that is started without it lets in anyone',
    'MONGODB_URL is not a setting. Did you mean MONGODB_URI?',
  ],
  [
    'in place of the mail server',
    { ...production, SMTP_ULR: 'outbox', SMS_URL: outbox.SMS_URL },
    'SMTP_URL: must be set in production, if only to `outbox`',
    'SMTP_ULR is not a setting. Did you mean SMTP_URL?',
  ],
  [
    'beside another mistake',
    { PORT: '-1', MAX_CONECTIONS: '7' },
    'PORT: must be a whole number from 0 to 65535',
    'MAX_CONECTIONS is not a setting. Did you mean MAX_CONNECTIONS?',
  ],
])('slips are named where the configuration is refused: %s', (_, environment, mistake, named) => {
  expect(() => readConfiguration(environment, ['application'])).toThrow(
    new ConfigurationError(`The configuration is wrong:\n  ${mistake}\n${named}`),
  );
});
