import { expect, test } from '@jest/globals';
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
