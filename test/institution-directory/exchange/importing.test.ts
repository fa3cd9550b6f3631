import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ClientSession } from 'mongoose';
import {
  type DirectoryFiles,
  planImport,
  writeFiles,
} from '../../../subgraphs/institution-directory/exchange/index.ts';
import { readContents } from '../../../subgraphs/institution-directory/contents/index.ts';
import { storedData } from '../../../subgraphs/institution-directory/migrations.ts';
import { openSubgraphDatabase } from '../../../lib/federation/subgraph-database.ts';
import { createLogger } from '../../../lib/platform/process/logger.ts';
import { disownDirectory, isDirectorySeeded } from '../../../seed/seed-directory.ts';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { type Person, personOf } from '../../support/person.ts';
import { until } from '../../support/wait.ts';
import { changeByTwo } from '../changes/unit-operations.ts';

/** The directory of a running graph is exported, edited and imported. */

let graph: TestGraph;
let admin: Person;

beforeAll(async () => {
  graph = await startGraph();
  admin = await personOf(graph, { role: 'ADMIN' });
});

afterAll(() => graph?.stop());

const connection = () => graph.data.databases.directory.connection;
const exported = async () => writeFiles(await readContents(connection()));
const plan = (files: DirectoryFiles) => planImport(connection(), files);

/** The database of an installation that has no directory yet. */
async function openEmptyDirectory() {
  const uri = process.env['TEST_MONGODB_URI'] ?? '';
  const mongodb = { uri, databasePrefix: `t${randomBytes(6).toString('hex')}` };
  const logger = createLogger({ level: 'silent', name: 'test' });
  const { keys } = graph;
  const database = openSubgraphDatabase(
    'institution-directory',
    { mongodb, keys, logger },
    storedData,
  );
  await database.migrated;
  return database;
}

/** The exported files with a line of one of them replaced, and others added at its end. */
async function edited(
  file: keyof DirectoryFiles,
  lines: Readonly<Record<string, string>>,
  added: readonly string[] = [],
): Promise<DirectoryFiles> {
  const files = await exported();
  const text = files[file]
    .split('\r\n')
    .map((line) => lines[line.split(',')[0] ?? ''] ?? line)
    .filter((line) => line !== 'REMOVED');
  return { ...files, [file]: [...text.filter(Boolean), ...added, ''].join('\r\n') };
}

const lineOf = (id: string, files: DirectoryFiles, file: keyof DirectoryFiles) =>
  files[file].split('\r\n').findIndex((line) => line.startsWith(`${id},`)) + 1;

const governorship = () => graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
const office = () =>
  graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34', status: 'ACTIVE' });

test('an export that is imported differs in nothing', async () => {
  expect(await plan(await exported())).toMatchObject({ isEmpty: true });
});

test('the difference is shown, and then taken in by the running graph and recorded', async () => {
  const { _id, name, parentId, districtCode, office: task } = office();
  const added = [
    '10000001,Yeni Müdürlük,PROVINCIAL_DIRECTORATE',
    governorship()._id,
    '34,,,ACTIVE,',
  ];
  const closed = [_id, name, 'DISTRICT_DIRECTORATE', parentId, '34', districtCode, task, 'CLOSED'];
  const files = await edited('units.csv', { [_id]: [...closed, '10000001'].join(',') }, [
    added.join(','),
  ]);

  const checked = await plan(files);

  expect(checked.describe()).toEqual([
    'provinces: no difference',
    'topics: no difference',
    'units: 1 new, 1 changed',
    `  ~ ${_id} ${name}: closed, succeeded by 10000001 Yeni Müdürlük`,
    '  + 10000001 Yeni Müdürlük',
  ]);
  await checked.apply();
  const query = `query ($id: ID!) { administrativeUnit(id: $id) { name status successor { id } } }`;
  const seen = await until(
    () => admin.do(query, { id: _id }),
    ({ status }) => status === 'CLOSED',
  );
  expect(seen).toEqual({ name, status: 'CLOSED', successor: { id: '10000001' } });
  const record = await admin.do(
    `query ($unitId: ID!) { directoryChanges(unitId: $unitId, first: 1) { nodes { kind by } } }`,
    { unitId: _id },
  );
  expect(record).toEqual({ nodes: [{ kind: 'CLOSE', by: 'directory import' }] });
  expect(await plan(files)).toMatchObject({ isEmpty: true });
});

test('what changes in places and topics is shown, field by field', async () => {
  const [topic] = (await readContents(connection())).topics;
  const [province] = (await readContents(connection())).provinces;
  const [district] = province?.districts ?? [];
  if (!topic || !province || !district) throw new Error('the directory has some');
  const topics = (await exported())['topics.csv'].replace(
    new RegExp(`^${topic._id},[^,]*,[^,]*,([^,]*),.*$`, 'm'),
    `${topic._id},Adı başka,Başka,$1,`,
  );
  const districts = (await exported())['districts.csv'].replace(
    `${district.code},${district.name},`,
    `${district.code},Adı başka,9`,
  );
  const checked = await plan({
    ...(await exported()),
    'topics.csv': topics,
    'districts.csv': districts,
  });

  expect(checked.describe()).toEqual([
    'provinces: 0 new, 1 changed',
    `  ~ ${province._id} ${province.name}: district ${district.code} ${district.name}: renamed to Adı başka; district ${district.code} ${district.name}: weight ${district.weight} → 9${district.weight}`,
    'topics: 0 new, 1 changed',
    `  ~ ${topic._id} ${topic.name}: renamed to Adı başka; category ${topic.category} → Başka; keywords ${topic.keywords.join('|')} → none`,
    'units: no difference',
  ]);
});

test('places and topics are taken in, too', async () => {
  const task = office().office;
  const longest = 'k'.repeat(100);
  const files = await edited('topics.csv', {}, [
    `yeni-konu,Yeni konu,Deneme,DISTRICT_OFFICE:${task},a|b`,
    `${longest},Uzun konu,Deneme,DISTRICT_OFFICE:${task},`,
  ]);

  await (await plan(files)).apply();

  const topics = await until(
    () => admin.do<{ id: string }[]>('{ topics { id name category } }'),
    (seen) => seen.some(({ id }) => id === 'yeni-konu'),
  );
  expect(topics).toContainEqual({ id: 'yeni-konu', name: 'Yeni konu', category: 'Deneme' });
  const query = 'query ($id: ID!) { node(id: $id) { __typename id } }';
  expect(await admin.do(query, { id: longest })).toEqual({ __typename: 'Topic', id: longest });
});

test('an office and a topic in other forms of Unicode are the same', async () => {
  const centre = governorship()._id;
  const files = await edited('units.csv', {}, [
    `10000004,Şube,DEPARTMENT,${centre},,,s\u0327ube\u00a0mu\u0308du\u0308r,,`,
  ]);
  const topics = `${files['topics.csv']}sube,Şube,Deneme,CENTRAL_OFFICE:ş\uff55be  müdür,\u015fu\ufb01\r\n`;
  await (await plan({ ...files, 'topics.csv': topics })).apply();

  const contents = await readContents(connection());
  expect(contents.units.find(({ _id }) => _id === '10000004')?.office).toBe('şube müdür');
  expect(contents.topics.find(({ _id }) => _id === 'sube')).toMatchObject({
    offices: [{ level: 'CENTRAL_OFFICE', office: 'şube müdür' }],
    keywords: ['şufi'],
  });
  expect(await plan({ ...files, 'topics.csv': topics })).toMatchObject({ isEmpty: true });
  const query = `query { suggestUnits(topicId: "sube", provinceCode: "34") { unit { id } } }`;
  const suggested = await until(
    () => admin.ask(query, {}),
    ({ errors }) => errors.length === 0,
  );
  expect(suggested.data).toEqual({ suggestUnits: [{ unit: { id: '10000004' } }] });
});

test('an export of a directory whose last unit of an office was closed can be imported elsewhere', async () => {
  const { _id } = governorship();
  const unit = (id: string, task: string) => `${id},Daire ${id},DEPARTMENT,${_id},,,${task},,`;
  const files = await edited('units.csv', {}, [unit('10000005', 'son'), unit('10000006', 'öteki')]);
  const topics = `${files['topics.csv']}son,Son konu,Deneme,CENTRAL_OFFICE:son,\r\n`;
  await (await plan({ ...files, 'topics.csv': topics })).apply();
  const second = await personOf(graph, { role: 'ADMIN', subject: 'second administrator' });
  const closing = { unitId: '10000005', successorId: '10000006' };
  await until(
    () => admin.ask('{ administrativeUnit(id: "10000005") { id } }'),
    ({ errors }) => errors.length === 0,
  );
  await changeByTwo(admin, second, closing);

  const elsewhere = await openEmptyDirectory();
  try {
    const moved = await planImport(elsewhere.connection, await exported());
    expect(moved.describe().slice(-1)).toEqual([
      'Warning: no active unit has the office "son" of the topic son (Son konu).',
    ]);
    await moved.apply();
    expect(writeFiles(await readContents(elsewhere.connection))).toEqual(await exported());
  } finally {
    await elsewhere.connection.dropDatabase();
    await elsewhere.stop();
  }
});

test('is refused if the directory has changed since it was checked, which is then no less the seed’s own', async () => {
  const { _id } = governorship();
  expect(await isDirectorySeeded(connection())).toBe(true);
  const added = (id: string) => [`${id},Daire ${id},DEPARTMENT,${_id},,,,,`];
  const stale = await plan(await edited('units.csv', {}, added('10000002')));
  const next = await plan(await edited('units.csv', {}, added('10000003')));
  await next.apply();
  const disown = (session: ClientSession) => disownDirectory(connection(), session);

  await expect(stale.apply(disown)).rejects.toThrow(
    'The directory was changed in the meantime: start again.',
  );
  expect(await isDirectorySeeded(connection())).toBe(true);
  await (await plan(await edited('units.csv', {}, added('10000002')))).apply(disown);
  expect(await isDirectorySeeded(connection())).toBe(false);
});

describe('nothing is imported, and each mistake has its line:', () => {
  const mistakesIn = async (files: DirectoryFiles) => {
    const before = await readContents(connection());
    const error: unknown = await plan(files).catch((reason: unknown) => reason);
    expect(await readContents(connection())).toEqual(before);
    return error instanceof Error ? error.message.split('\n').slice(1) : error;
  };

  test('in units', async () => {
    const last = (await exported())['units.csv'].trimEnd().split('\r\n').length;
    const unit = (cells: string) => cells;
    const files = await edited('units.csv', {}, [
      unit('123,Kısa,DEPARTMENT,,,,,,'),
      unit('20000001,123,OFFICE,,,,,,'),
      unit('20000001,İki kez,DEPARTMENT,,,,,,'),
      unit('20000002,Az'),
    ]);

    expect(await mistakesIn(files)).toEqual([
      `  units.csv:${last + 4}: The line has 2 cells, the header 9.`,
      `  units.csv:${last + 1}: id must be eight digits, the first not 0, not "123".`,
      `  units.csv:${last + 2}: name contains no letter.`,
      expect.stringMatching(
        new RegExp(
          `^  units.csv:${last + 2}: kind must be one of PRESIDENCY, .*, not "OFFICE"\\.$`,
        ),
      ),
      `  units.csv:${last + 3}: 20000001 is in line ${last + 2} already.`,
    ]);
  });

  test('in how units lie', async () => {
    const last = (await exported())['units.csv'].trimEnd().split('\r\n').length;
    const files = await edited('units.csv', {}, [
      '20000001,Ebeveynsiz,DEPARTMENT,99999999,,,,,',
      '20000002,Yersiz,DEPARTMENT,,99,,,,',
      '20000003,İlçesiz,DEPARTMENT,,34,0601,,,',
      '20000004,İlsiz,DEPARTMENT,,,3401,,,',
      '20000005,Halka,DEPARTMENT,20000006,,,,,',
      '20000006,Halka iki,DEPARTMENT,20000005,,,,,',
      '20000007,Kapalı,DEPARTMENT,,,,,CLOSED,',
      '20000008,Kapalı iki,DEPARTMENT,,,,,CLOSED,20000009',
      '20000009,Kapalı üç,DEPARTMENT,,,,,CLOSED,20000008',
      '20000010,Kapalının altı,DEPARTMENT,20000007,,,,,',
      '20000011,Açık,DEPARTMENT,,,,,ACTIVE,20000010',
    ]);

    expect(await mistakesIn(files)).toEqual(
      [
        'No unit has the id of the parent, 99999999.',
        'No province has the code "99".',
        'The province 34 has no district "0601".',
        'province must be given where district is.',
        'The unit lies below itself.',
        'The unit lies below itself.',
        'A closed unit needs its successor.',
        'None of the units that succeed this one is active.',
        'None of the units that succeed this one is active.',
        'The unit above, 20000007, is closed: the unit has to lie below an active one.',
        'Only a closed unit has a successor.',
      ].map((message, index) => `  units.csv:${last + 1 + index}: ${message}`),
    );
  });

  test('in places and topics', async () => {
    const files = {
      ...(await exported()),
      'provinces.csv': 'code,name,metropolitan\r\n34,İstanbul,maybe\r\n',
      'districts.csv': 'code,name,weight\r\n9901,Yok,1\r\n3401,Adalar,-1\r\n',
      'topics.csv': 'id,name,category,offices\r\nBüyük,Büyük,Deneme,NOWHERE:x\r\n',
    };

    expect(await mistakesIn(files)).toEqual([
      '  districts.csv:3: weight must be a whole number, not "-1".',
      '  provinces.csv:2: metropolitan must be one of yes, no, not "maybe".',
      '  districts.csv:2: No province has the code of 9901.',
      '  topics.csv:2: id must be lower-case letters, digits and hyphens, at least one a letter and at most 100, not "Büyük".',
      expect.stringMatching(
        /^ {2}topics\.csv:2: offices must be LEVEL:office, .*, not "NOWHERE:x"\.$/,
      ),
    ]);
  });

  test('in topics that nobody would deal with, and in texts that are too long', async () => {
    const last = (await exported())['topics.csv'].trimEnd().split('\r\n').length;
    const long = 'u'.repeat(201);
    const unknown = await edited('topics.csv', {}, ['kimsesiz,Kimsesiz,Deneme,CENTRAL_OFFICE:x,']);
    const tooLong = await edited('topics.csv', {}, [`uzun,Uzun,Deneme,CENTRAL_OFFICE:x,a|${long}`]);

    expect(await mistakesIn(unknown)).toEqual([
      `  topics.csv:${last + 1}: No unit has the office "x".`,
    ]);
    expect(await mistakesIn(tooLong)).toEqual([
      `  topics.csv:${last + 1}: keywords must have at most 200 characters each, on one line and without |.`,
    ]);
  });

  test('in ids of topics that others could not find, or would take for a unit', async () => {
    const last = (await exported())['topics.csv'].trimEnd().split('\r\n').length;
    const task = office().office;
    const ids = ['20000001', '1-2', 'a'.repeat(101)];
    const files = await edited(
      'topics.csv',
      {},
      [...ids, 'a'.repeat(100), '2b'].map((id) => `${id},Konu,Deneme,DISTRICT_OFFICE:${task},`),
    );

    expect(await mistakesIn(files)).toEqual(
      ids.map(
        (id, index) =>
          `  topics.csv:${last + 1 + index}: id must be lower-case letters, digits and hyphens, at least one a letter and at most 100, not "${id}".`,
      ),
    );
  });

  test('in offices and keywords that look like others', async () => {
    const { length } = (await exported())['units.csv'].trimEnd().split('\r\n');
    const topics = (await exported())['topics.csv'].trimEnd().split('\r\n').length;
    const task = office().office ?? '';
    const hidden = `${task.slice(0, 2)}\u200b${task.slice(2)}`;
    const units = await edited('units.csv', {}, [
      `20000030,Gizli,DEPARTMENT,${governorship()._id},,,${hidden},,`,
    ]);
    const files = {
      ...units,
      'topics.csv': `${units['topics.csv']}gizli,Gizli,Deneme,DISTRICT_OFFICE:${hidden},a\u00adb\r\n`,
    };

    expect(await mistakesIn(files)).toEqual([
      `  topics.csv:${topics + 1}: offices contains invisible characters or malformed Unicode.`,
      `  topics.csv:${topics + 1}: keywords contains invisible characters or malformed Unicode.`,
      `  units.csv:${length + 1}: office contains invisible characters or malformed Unicode.`,
    ]);
  });

  test('in the columns', async () => {
    const files = {
      ...(await exported()),
      'topics.csv': 'id,name,name,offices,colour\r\n',
      'provinces.csv': '',
    };

    expect(await mistakesIn(files)).toEqual(
      expect.arrayContaining([
        '  topics.csv:1: The column category is missing.',
        '  topics.csv:1: There is no column "colour".',
        '  topics.csv:1: The column name is there twice.',
        '  provinces.csv: The file is empty: it needs a line with the names of its columns.',
      ]),
    );
  });

  test('what applications may refer to is never removed, and a closed unit stays closed', async () => {
    const { _id, name } = governorship();
    const first = await edited('units.csv', {}, [
      `20000020,Kapanan,DEPARTMENT,${_id},,,,CLOSED,${_id}`,
    ]);
    await (await plan(first)).apply();
    const opened = await edited('units.csv', {
      '20000020': `20000020,Kapanan,DEPARTMENT,${_id},,,,ACTIVE,`,
    });
    const childless = graph.data.unit({ kind: 'DISTRICT_MUNICIPALITY', provinceCode: '34' });
    const removed = await edited('units.csv', { [childless._id]: 'REMOVED' });

    expect(await mistakesIn(opened)).toEqual([
      `  units.csv:${lineOf('20000020', opened, 'units.csv')}: The unit is closed, and cannot be opened again.`,
    ]);
    expect(await mistakesIn(removed)).toContain(
      `  units.csv: The unit ${childless._id} (${childless.name}) is missing: a unit is closed, with a successor, and stays in the file.`,
    );
    expect(name).toBe('İstanbul Valiliği');
  });
});
