import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import {
  exportDirectory,
  openStore,
  type Store,
  temporaryDirectory,
} from '../../../subgraphs/analytics/database/index.ts';
import { addDays, localDateOf } from '../../../lib/kit/local-date.ts';
import { createBusinessCalendar } from '../../../subgraphs/application/calendar/index.ts';
import {
  eventModel,
  stateId,
  streamStateModel,
} from '../../../subgraphs/application/events/index.ts';
import { applicationModel } from '../../../subgraphs/application/record/index.ts';
import { dateOfAppeal, refuseAndObject, untilAppealIsRedated } from '../../casework/object.ts';
import { operations } from '../../casework/operations.ts';
import {
  changeByTwo,
  type ChangedUnit,
  unitOperations,
} from '../../institution-directory/changes/unit-operations.ts';
import { file, numberOf } from '../../support/filing.ts';
import { overHttp, startGraph, type TestGraph } from '../../support/graph.ts';
import { type Person, personOf } from '../../support/person.ts';
import { until } from '../../support/wait.ts';
import { pathOf, rebuild, verify } from './copy-requests.ts';
import { rows, textOf } from './stored-rows.ts';

/** The copy of facts in a process that is stopped and started again. */

const applicants = { name: 'Zübeyde Sultan', surname: 'Kırkpınaroğlu' };
const words = {
  subject: 'Köşedeki çınarın dalları',
  text: 'Çınarın kuruyan dalları kaldırıma düşüyor, budanmasını arz ederim.',
  officer: 'officer-with-a-long-name',
};

overHttp('the copy of facts', () => {
  let graph: TestGraph;
  let citizen: Awaited<ReturnType<TestGraph['data']['citizen']>>;
  let citizenToken: string;
  let evaluator: Person;
  let officer: Person;
  let admin: Person;
  let second: Person;
  let unitId: string;
  let number: string;
  const logged: string[] = [];

  beforeAll(async () => {
    const write = (line: string) => void logged.push(line);
    const logger = pino({ level: 'error', name: 'test' }, { write });
    graph = await startGraph({ analytics: true, logger });
    citizen = await graph.data.citizen(applicants);
    citizenToken = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
    unitId = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' })._id;
    evaluator = await personOf(graph, { role: 'EVALUATOR', subject: 'evaluator-1' });
    officer = await personOf(graph, { role: 'OFFICER', subject: words.officer, unitId });
    admin = await personOf(graph, { role: 'ADMIN', subject: 'admin-1' });
    second = await personOf(graph, { role: 'ADMIN', subject: 'admin-2' });
    number = await fileAndAccept();
  });
  afterAll(() => graph?.stop());

  /** An application that a unit has accepted. */
  async function fileAndAccept(type = 'REQUEST'): Promise<string> {
    const { subject, text } = words;
    const filed = numberOf(await file(graph, citizenToken, { subject, text, type }));
    const { referrals } = await evaluator.do<{ referrals: { id: string }[] }>(operations.refer, {
      number: filed,
      unitIds: [unitId],
    });
    await officer.do(operations.accept, { referralId: referrals[0]?.id });
    return filed;
  }

  const agrees = async () => expect((await verify(graph)).differences).toEqual([]);

  /** What the process that runs now says of the copy. */
  async function metric(name: 'built' | 'builds_total' | 'damages_total'): Promise<number> {
    const { server } = graph.servers.get('analytics') ?? {};
    const metrics = await (await fetch(`${server?.listeningOrigin}/metrics`)).text();
    return Number(new RegExp(`^analytics_${name} (\\d+)$`, 'm').exec(metrics)?.[1]);
  }

  /** How often it was built from nothing. */
  const builds = () => metric('builds_total');

  /** Does something while analytics is stopped. */
  async function whileStopped<Result>(work: () => Promise<Result>): Promise<Result> {
    await graph.servers.get('analytics')?.stop();
    try {
      return await work();
    } finally {
      await graph.restart('analytics');
    }
  }

  const inFile = <Result>(work: (store: Store) => Promise<Result>) =>
    whileStopped(async () => {
      const store = await openStore({ path: pathOf(graph), threads: 1, memoryMb: 128 });
      try {
        return await work(store);
      } finally {
        await store.close();
      }
    });

  test('has the facts of what was done', async () => {
    await agrees();
    const stored = await applicationModel(graph.data.databases.application.connection)
      .findOne({ number })
      .lean();
    const found = await inFile(async (store) => ({
      applications: await rows(store, 'SELECT * EXCLUDE (id, person) FROM applications'),
      steps: await rows(store, 'SELECT kind, unit, referral, stage FROM steps ORDER BY place'),
      referrals: await rows(store, 'SELECT unit, state, responsible, accepted_on FROM referrals'),
    }));

    const unit = Number(unitId);
    const today = found.applications[0]?.['filed_on'];
    expect(found).toEqual({
      applications: [
        expect.objectContaining({
          type: 'REQUEST',
          stage: 'IN_PROGRESS',
          province: '34',
          unit,
          target_date: stored?.targetDate,
          statutory_date: stored?.statutoryDate,
          answered_on: null,
          referrals: 1,
          record_key: expect.any(Number),
        }),
      ],
      steps: [
        { kind: 'FILED', unit: null, referral: null, stage: 'RECEIVED' },
        { kind: 'REFERRED', unit, referral: 0, stage: 'REFERRED' },
        { kind: 'ACCEPTED', unit, referral: 0, stage: 'IN_PROGRESS' },
      ],
      referrals: [{ unit, state: 'IN_PROGRESS', responsible: true, accepted_on: today }],
    });
  });

  test('catches up with what happened while it was stopped, and follows the calendar', async () => {
    const stored = applicationModel(graph.data.databases.application.connection);
    const before = await stored.findOne({ number }).lean();
    const asked = await fileAndAccept('INFORMATION_REQUEST');
    await refuseAndObject(graph, { number: asked, unitId, citizenId: citizen.id });
    const due = await dateOfAppeal(graph);
    await agrees();
    const date = createBusinessCalendar().nextBusinessDayFrom(addDays(localDateOf(new Date()), 3));
    await whileStopped(async () => {
      await fileAndAccept();
      const query =
        'mutation ($date: Date!) { addLeaveDay(date: $date, name: "İdari izin") { date } }';
      await admin.do(query, { date });
      await until(
        () => stored.findOne({ number }).lean(),
        (application) => application?.targetDate !== before?.targetDate,
      );
      await untilAppealIsRedated(graph, due);
    });
    await agrees();
    expect(await builds()).toBe(0);
    const calendar = await inFile((store) =>
      rows(store, `SELECT business FROM business_days WHERE day = DATE '${date}'`),
    );
    expect(calendar).toEqual([{ business: false }]);
  });

  test('has the forms of units between the days on which they were valid', async () => {
    const parentId = graph.data.unit({ kind: 'DISTRICT_GOVERNORSHIP', provinceCode: '34' })._id;
    const input = { name: 'Kurulan Birim', kind: 'DEPARTMENT', parentId };
    const made = await admin.do<ChangedUnit>(unitOperations.create, { input });
    await changeByTwo(admin, second, { unitId: made.id, successorId: unitId });
    await agrees();
    const forms = await inFile((store) =>
      rows(store, `SELECT * FROM unit_forms WHERE unit = ${Number(made.id)}`),
    );
    expect(forms).toEqual([
      expect.objectContaining({
        name: 'Kurulan Birim',
        status: 'CLOSED',
        successor: Number(unitId),
        valid_from: expect.stringMatching(/^20/),
        valid_until: '9999-12-31',
      }),
    ]);
  });

  test('differs where it was changed, and is right again once it is built anew', async () => {
    await inFile(async ({ writer }) => {
      await writer.run(`UPDATE applications SET stage = 'ANSWERED'`);
      await writer.run('DELETE FROM steps WHERE place = 2');
      await writer.run('DELETE FROM business_days WHERE ordinal = 100');
      await writer.run('DELETE FROM unit_scopes WHERE distance = 2');
      await writer.run(`INSERT INTO applications (app, id) VALUES (999, uuid())`);
    });
    const { differences } = await verify(graph);
    expect([...new Set(differences.map(({ table }) => table))].toSorted()).toEqual([
      'applications',
      'business_days',
      'steps',
      'unit_scopes',
    ]);
    expect(await builds()).toBe(0);
    await rebuild(graph);
    await agrees();
    expect(await builds()).toBe(1);
  });

  test('is set aside and built anew when the file is damaged', async () => {
    const path = pathOf(graph);
    await whileStopped(async () => {
      const bytes = await readFile(path);
      bytes.fill(0xa5, 4_096, bytes.length);
      await writeFile(path, bytes);
    });
    await agrees();
    expect(existsSync(`${path}.damaged`)).toBe(true);
    const lines = logged.filter((line) => line.includes('damaged'));
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({
        msg: 'the copy of facts was damaged; it is built anew',
        aside: `${path}.damaged`,
      }),
    ]);
  });

  test('is set aside when a question finds the file damaged, too', async () => {
    const path = pathOf(graph);
    const headers = 3 * 4_096;
    await whileStopped(() => rm(`${path}.damaged`));
    const analyst = await personOf(graph, { role: 'ANALYST' });
    // The process has opened the file, and not yet read the rows of applications.
    await until(
      () => metric('built'),
      (built) => built === 1,
    );
    const opened = await open(path, 'r+');
    const { size } = await opened.stat();
    await opened.write(Buffer.alloc(size - headers, 0xa5), 0, null, headers);
    await opened.close();
    const question = '{ applicationStatistics(groupBy: [TYPE, STAGE]) { totalCount } }';
    expect(await analyst.refused(question)).toMatchObject({ code: 'UNAVAILABLE' });
    await agrees();
    expect(existsSync(`${path}.damaged`)).toBe(true);
    expect(await metric('damages_total')).toBe(1);
    expect(await builds()).toBe(1);
  });

  test('is built anew when its position has expired', async () => {
    const { connection } = graph.data.databases.application;
    await whileStopped(async () => {
      await fileAndAccept();
      const events = eventModel(connection);
      const last = await until(
        () => events.findOne().sort({ _id: -1 }).lean(),
        (event) => event?.position !== undefined,
      );
      // As if everything up to there had been deleted because of its age.
      await streamStateModel(connection).updateOne(
        { _id: stateId },
        { $max: { keptAfter: last?.position } },
      );
    });
    await agrees();
    expect(await builds()).toBe(1);
  });

  test('says how far it is while it is being built, whatever is asked', async () => {
    const analyst = await personOf(graph, { role: 'ANALYST' });
    const question = '{ applicationStatistics(groupBy: [TYPE]) { totalCount } }';
    const questions = [
      question,
      '{ referralStatistics(groupBy: [TYPE]) { totalCount } }',
      '{ applications { totalCount } }',
      '{ publishedStatistics(groupBy: [TYPE]) { groupCount } }',
    ];
    const { totalCount } = await analyst.do<{ totalCount: number }>(question);
    await graph.servers.get('application')?.stop();
    const underWay = Array.from({ length: 10 }, () => analyst.ask(question));
    const rebuilt = rebuild(graph);
    await until(
      () => analyst.ask(question),
      (answer) => answer.errors.length > 0,
    );
    const building = { code: 'UNAVAILABLE', progress: { applications: 0 } };
    for (const each of questions) expect(await analyst.refused(each)).toMatchObject(building);
    const response = await askForExport({ columns: ['type'] });
    expect([response.status, await response.json()]).toMatchObject([
      503,
      { errors: [{ extensions: building }] },
    ]);
    const codes = (await Promise.all(underWay)).flatMap((answer) =>
      answer.errors.map(({ extensions }) => extensions['code']),
    );
    expect(codes.filter((code) => code !== 'UNAVAILABLE')).toEqual([]);
    await graph.restart('application');
    await rebuilt;
    expect(await analyst.do<{ totalCount: number }>(question)).toEqual({ totalCount });
  });

  const personal = () => [
    ...Object.values(applicants),
    ...Object.values(words),
    citizen.nationalId,
    citizen.id,
    number,
    'evaluator-1',
  ];
  const planted = 'Planted Kırkpınaroğlu';
  const plant = 'INSERT INTO topics (topic, name) VALUES ($1, $1)';

  test('has nothing by which people can be found', async () => {
    const found = await inFile(async (store) => {
      const whole = await textOf(store);
      await store.writer.run(plant, [planted]);
      const withPlanted = await textOf(store);
      await store.writer.run('DELETE FROM topics WHERE topic = $1', [planted]);
      return {
        personal: personal().filter((text) => whole.includes(text)),
        planted: withPlanted.includes(planted),
      };
    });
    expect(found).toEqual({ personal: [], planted: true });
    expect(await filesWith(personal())).toEqual([]);
  });

  test('has nothing of them in its other files either, while it is open and after it was killed', async () => {
    const left = join(temporaryDirectory(pathOf(graph)), 'left.tmp');
    await whileStopped(async () => {
      await mkdir(dirname(left), { recursive: true });
      await writeFile(left, planted);
      expect(await filesWith([planted])).toEqual(['.tmp/left.tmp']);
    });
    // What DuckDB has not yet taken into its file is in its log.
    await fileAndAccept();
    await agrees();
    expect(await filesWith(['IN_PROGRESS'])).toContain('.wal');
    const analyst = await personOf(graph, { role: 'ANALYST' });
    await analyst.do('{ applicationStatistics(groupBy: [TOPIC, UNIT]) { groups { applicants } } }');
    const exported = await askForExport({ columns: ['type', 'unitName'], format: 'PARQUET' });
    expect((await exported.arrayBuffer()).byteLength).toBeGreaterThan(0);
    await until(
      () => readdir(exportDirectory(pathOf(graph))),
      (left) => left.length === 0,
    );
    expect(await filesWith([...personal(), planted])).toEqual([]);
    const inLog = await inFile(async (store) => {
      await store.writer.run(plant, [planted]);
      const names = await filesWith([planted]);
      await store.writer.run('DELETE FROM topics WHERE topic = $1', [planted]);
      return names;
    });
    expect(inLog).toEqual(['.wal']);
  });

  async function askForExport(body: object): Promise<Response> {
    const token = await graph.token({ role: 'ANALYST' });
    return fetch(`${graph.url}/export`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
  }

  /** The files of the copy, by the ends of their names, that have one of these texts. */
  async function filesWith(texts: readonly string[]): Promise<string[]> {
    const path = pathOf(graph);
    const names = await readdir(dirname(path), { recursive: true, withFileTypes: true });
    const files = names
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((file) => file.startsWith(path) && !file.startsWith(`${path}.damaged`));
    const contents = await Promise.all(
      files.map(async (file) => [file, await readFile(file)] as const),
    );
    return contents
      .filter(([, bytes]) => texts.some((text) => bytes.includes(text)))
      .map(([file]) => file.slice(path.length));
  }
});
