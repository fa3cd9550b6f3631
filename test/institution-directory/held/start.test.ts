import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { generateKeys } from '../../../lib/platform/identity/keys.ts';
import { createLogger } from '../../../lib/platform/process/logger.ts';
import { followDirectory } from '../../../subgraphs/institution-directory/held/index.ts';
import { openTestData, type TestData } from '../../support/data.ts';

const logger = createLogger({ level: 'silent', name: 'test' });
let data: TestData;

beforeAll(async () => {
  data = await openTestData({
    mongodb: {
      uri: `${process.env['TEST_MONGODB_URI']}&monitorCommands=true`,
      databasePrefix: `t${randomBytes(6).toString('hex')}`,
    },
    keys: await generateKeys(),
    logger,
  });
});

afterAll(() => data?.drop());

test('the directory is read at once, without waiting for a change', async () => {
  const database = data.databases.directory;
  const client = database.connection.getClient();
  const ended: string[] = [];
  client.on('commandSucceeded', ({ commandName }) => ended.push(commandName));

  const held = followDirectory(database, logger);
  await held.ready;
  await held.stop();

  expect(ended.slice(0, 2)).toEqual(['hello', 'find']);
});
