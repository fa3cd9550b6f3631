import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addressVariable } from '../../configuration/configuration.ts';
import { operations } from '../casework/operations.ts';
import { file, numberOf } from '../support/filing.ts';
import { freePort } from '../support/free-port.ts';
import { overHttp, startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import {
  openProcesses,
  type Processes,
  type StartedProcess,
  untilReady,
} from '../support/processes.ts';
import { verify } from './copy-requests.ts';

/** Analytics in a process of its own that is killed again and again while it follows and while it builds. */

overHttp('a process of analytics that is killed', () => {
  let graph: TestGraph;
  let processes: Processes;
  let port: number;
  let citizenToken: string;
  let evaluator: Person;
  let unitId: string;
  let random: () => number;

  beforeAll(async () => {
    graph = await startGraph();
    processes = await openProcesses();
    await writeFile(join(processes.localDirectory, 'keys.json'), JSON.stringify(graph.keys));
    port = await freePort();
    const { id } = await graph.data.citizen();
    citizenToken = await graph.token({ role: 'CITIZEN', citizenId: id });
    evaluator = await personOf(graph, { role: 'EVALUATOR' });
    unitId = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' })._id;
    random = seeded(Number(process.env['FAULTS_SEED'] ?? Date.now()));
  });
  afterAll(async () => {
    await processes?.stop();
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

  const start = (): StartedProcess =>
    processes.start(['apps/subgraph.ts', 'analytics'], {
      ...Object.fromEntries(
        [...graph.servers].map(([name, { server }]) => [
          addressVariable(name),
          `${server.listeningOrigin}/graphql`,
        ]),
      ),
      MONGODB_URI: graph.mongodb.uri,
      DATABASE_PREFIX: graph.mongodb.databasePrefix,
      PORT: String(port),
    });

  async function work(): Promise<void> {
    const number = numberOf(await file(graph, citizenToken));
    await evaluator.do(operations.refer, { number, unitIds: [unitId] });
  }

  test('misses nothing and has nothing twice', async () => {
    let analytics = start();
    const copied = {
      mongodb: graph.mongodb,
      settings: { analyticsDirectory: join(processes.localDirectory, 'analytics') },
    };
    for (let kills = 0; kills < 6; kills += 1) {
      // At first it may not even have begun to build.
      if (kills % 2 === 1) await untilReady(await analytics.address());
      const working = Promise.all(Array.from({ length: 15 }, work));
      await new Promise((resolve) => void setTimeout(resolve, random() * 1_500));
      await analytics.kill();
      await working;
      analytics = start();
    }
    await untilReady(await analytics.address());

    expect(await verify(copied)).toEqual({ applications: 90, differences: [] });
    expect(analytics.said.err).toBe('');
  });
});
