import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addressVariable } from '../../../configuration/configuration.ts';
import { addDays, localDateOf } from '../../../lib/kit/local-date.ts';
import { createBusinessCalendar } from '../../../subgraphs/application/calendar/index.ts';
import { draftOf } from '../../casework/drafts.ts';
import { operations, type Standing } from '../../casework/operations.ts';
import {
  changeByTwo,
  type ChangedUnit,
  unitOperations,
} from '../../institution-directory/changes/unit-operations.ts';
import { openLine } from '../../support/cuttable-line.ts';
import { file, numberOf } from '../../support/filing.ts';
import { freePort } from '../../support/free-port.ts';
import { overHttp, startGraph, type TestGraph } from '../../support/graph.ts';
import { type Person, personOf } from '../../support/person.ts';
import {
  openProcesses,
  type Processes,
  type StartedProcess,
  untilReady,
} from '../../support/processes.ts';
import { until } from '../../support/wait.ts';
import { verify } from './copy-requests.ts';

/**
 * Analytics in a process of its own that is killed again and again while it builds and follows what people do: they file,
 * refer, answer, forward and withdraw, units are made, moved and closed, and leave days are added.
 */

const kills = 10;
/** Applications whose lives begin between two kills. */
const livesEach = 6;
/** The fewest acts between two kills: a kill may come after any of them. */
const actsEach = 15;
/** Turns of the event loop between changes that are sent and a kill: as long as they take to be written. */
const mostTurns = 2_000;

overHttp('a process of analytics that is killed', () => {
  let graph: TestGraph;
  let processes: Processes;
  let port: number;
  let citizen: Person;
  let citizenToken: string;
  let evaluator: Person;
  let officers: readonly [Person, Person];
  let administrators: readonly [Person, Person];
  let unitId: string;
  let otherUnitId: string;
  let random: () => number;
  let acts = 0;
  let line: Awaited<ReturnType<typeof openLine>>;
  let onFacts = () => {};

  beforeAll(async () => {
    graph = await startGraph();
    processes = await openProcesses();
    await writeFile(join(processes.localDirectory, 'keys.json'), JSON.stringify(graph.keys));
    port = await freePort();
    const { server } = graph.servers.get('application') ?? {};
    line = await openLine(new URL(`${server?.listeningOrigin}/graphql`), (bytes) => {
      if (bytes.includes('"changedFacts"') && !bytes.includes('"applications":[]')) onFacts();
    });
    const { id: citizenId } = await graph.data.citizen();
    citizenToken = await graph.token({ role: 'CITIZEN', citizenId });
    citizen = await personOf(graph, { role: 'CITIZEN', citizenId });
    evaluator = await personOf(graph, { role: 'EVALUATOR' });
    unitId = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' })._id;
    otherUnitId = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '54' })._id;
    officers = [
      await personOf(graph, { role: 'OFFICER', subject: 'o1', unitId }),
      await personOf(graph, { role: 'OFFICER', subject: 'o2', unitId }),
    ];
    administrators = [
      await personOf(graph, { role: 'ADMIN', subject: 'a1' }),
      await personOf(graph, { role: 'ADMIN', subject: 'a2' }),
    ];
    random = seeded(Number(process.env['FAULTS_SEED'] ?? Date.now()));
  });
  afterAll(async () => {
    await processes?.stop();
    await line?.stop();
    await graph?.stop();
  });

  /** The same numbers for the same seed, which a failure shows. */
  function seeded(seed: number): () => number {
    process.stdout.write(`FAULTS_SEED=${seed}\n`);
    let state = seed >>> 0;
    return () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
  }

  const below = (limit: number) => Math.floor(random() * limit);

  const start = (): StartedProcess =>
    processes.start(['apps/subgraph.ts', 'analytics'], {
      ...Object.fromEntries(
        [...graph.servers].map(([name, { server }]) => [
          addressVariable(name),
          `${server.listeningOrigin}/graphql`,
        ]),
      ),
      [addressVariable('application')]: line.url,
      MONGODB_URI: graph.mongodb.uri,
      DATABASE_PREFIX: graph.mongodb.databasePrefix,
      PORT: String(port),
      // The test waits for it, while other tests run.
      ANALYTICS_NICENESS: '0',
    });

  /** Counts an act once it is acknowledged. */
  async function act<Result>(done: Promise<Result>): Promise<Result> {
    const result = await done;
    acts += 1;
    return result;
  }

  /** One application, up to any point of its life. */
  async function live(ending: number): Promise<void> {
    const number = numberOf(await act(file(graph, citizenToken)));
    if (ending === 0) {
      await act(citizen.do(operations.withdraw, { number }));
      return;
    }
    const { referrals } = await act(
      evaluator.do<Standing>(operations.refer, { number, unitIds: [unitId] }),
    );
    const referralId = referrals[0]?.id;
    const [one, other] = officers;
    if (ending === 1) return;
    await act(one.do(operations.accept, { referralId }));
    if (ending === 2) {
      const reason = 'Konu birimimizin görev alanına girmemektedir.';
      await act(one.do(operations.forward, { referralId, unitId: otherUnitId, reason }));
      return;
    }
    const text = 'Başvurunuz incelenmiş ve gereği yapılmıştır.';
    const draft = { referralId, kind: 'FINAL', outcome: 'GRANTED', text };
    await act(one.do(operations.draft, draft));
    await act(other.do(operations.approve, await draftOf(other, number)));
    if (ending === 3) return;
    await act(citizen.do(operations.rate, { number, score: 4, solved: true }));
  }

  /** A unit is made, moved and closed, and a leave day moves dates. */
  async function reorganize(round: number): Promise<void> {
    const [one, other] = administrators;
    const { parentId } = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
    const elsewhere = graph.data.unit({ kind: 'DISTRICT_GOVERNORSHIP', provinceCode: '54' })._id;
    const input = { name: `Kurulan Birim ${round}`, kind: 'DEPARTMENT', parentId };
    const made = await act(one.do<ChangedUnit>(unitOperations.create, { input }));
    await act(changeByTwo(one, other, { unitId: made.id, parentId: elsewhere }));
    if (round % 2 === 0) {
      await act(changeByTwo(other, one, { unitId: made.id, successorId: otherUnitId }));
    }
    const calendar = createBusinessCalendar();
    const date = calendar.nextBusinessDayFrom(addDays(localDateOf(new Date()), 3 + 3 * round));
    const query =
      'mutation ($date: Date!) { addLeaveDay(date: $date, name: "İdari izin") { date } }';
    await act(one.do(query, { date }));
  }

  /** Resolves when the process has been sent changed applications as often as this. */
  async function changesSent(times: number): Promise<void> {
    const sent = Promise.withResolvers<void>();
    let left = times;
    onFacts = () => {
      left -= 1;
      if (left === 0) sent.resolve();
    };
    await sent.promise;
  }

  /** Waits for a moment that the round's numbers choose. */
  async function moment(
    analytics: StartedProcess,
    round: number,
    working: Promise<unknown>,
  ): Promise<void> {
    const before = acts;
    const place = below(actsEach);
    const times = 1 + below(2);
    const turns = below(mostTurns);
    // At first it may not even have begun to build.
    if (round % 5 === 0) return untilActs(before + place);
    await untilReady(await analytics.address());
    if (round % 5 === 1) return untilActs(before + place);
    // While it writes what has changed.
    await Promise.race([changesSent(times), working]);
    for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
  }

  async function untilActs(number: number): Promise<void> {
    await until(
      () => acts,
      (done) => done >= number,
    );
  }

  test('misses nothing and has nothing twice', async () => {
    let analytics = start();
    for (let round = 0; round < kills; round += 1) {
      const endings = Array.from({ length: livesEach }, () => below(5));
      // People wait until it follows: then it is sent what they do in several parts.
      const follows = round % 5 > 1 ? analytics.address().then(untilReady) : null;
      const working = Promise.resolve(follows).then(() =>
        Promise.all([...endings.map(live), reorganize(round)]),
      );
      await Promise.all([moment(analytics, round, working).then(() => analytics.kill()), working]);
      analytics = start();
    }
    await untilReady(await analytics.address());

    const copied = {
      mongodb: graph.mongodb,
      settings: { analyticsDirectory: join(processes.localDirectory, 'analytics') },
    };
    expect(await verify(copied)).toEqual({ applications: kills * livesEach, differences: [] });
    expect(analytics.said.err).toBe('');
  });
});
