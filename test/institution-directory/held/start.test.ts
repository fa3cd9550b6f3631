import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { buildDirectory } from '../../../seed/directory/build-directory.ts';
import { resetDirectory } from '../../../seed/seed-directory.ts';
import { readContents } from '../../../subgraphs/institution-directory/contents/index.ts';
import { generateKeys } from '../../../lib/platform/identity/keys.ts';
import { createLogger } from '../../../lib/platform/process/logger.ts';
import { followDirectory } from '../../../subgraphs/institution-directory/held/index.ts';
import { openTestData, type TestData } from '../../support/data.ts';
import { writeUnits } from '../../support/write-units.ts';

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

test('a reset is read once, whenever the next change comes', async () => {
  const database = data.databases.directory;
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
  const held = followDirectory(database, log);
  await held.ready;
  const changed = data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
  const unitsRead = () =>
    lines.filter((line) => line.includes('the directory is in memory')).length;

  await resetDirectory(database.connection, buildDirectory({ provinceCodes: ['34', '54'] }));
  const { version } = await readContents(database.connection);
  await held.reached(version);
  // This change follows the reset in the stream: once it is in memory, nothing of the reset is to come.
  await writeUnits(data, [{ ...changed, name: 'Son' }]);
  await held.reached(version + 1);
  await held.stop();

  expect(unitsRead()).toBe(2);
});

test('the directory is read at once, without waiting for a change', async () => {
  const database = data.databases.directory;
  const client = database.connection.getClient();
  const ended: string[] = [];
  // Cursors of tests before this one may still be closing.
  client.on('commandSucceeded', ({ commandName }) => {
    if (commandName !== 'killCursors') ended.push(commandName);
  });

  const held = followDirectory(database, logger);
  await held.ready;
  await held.stop();

  // The first reading is no older than the start ("ping"), and comes before anything of the stream ("getMore").
  expect(ended.slice(0, 3)).toEqual(['hello', 'ping', 'find']);
});
