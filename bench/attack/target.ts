import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Keys } from '../../lib/platform/identity/keys.ts';
import { loadKeys } from '../../lib/platform/identity/keys.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { demonstration } from '../../seed/applications/demonstration.ts';
import { withDatabases } from '../../seed/open-databases.ts';
import { referralModel } from '../../subgraphs/application/record/index.ts';
import { citizenModel } from '../../subgraphs/citizen/citizens/index.ts';
import { directoryModels } from '../../subgraphs/institution-directory/units/index.ts';
import { settingOver, startGraph } from '../contenders.ts';
import { inDatabaseOf, untilAllIsReported } from '../settle.ts';
import { readAsks } from '../compare-answers.ts';
import { benchDirectory, type DataSet, keysFile, prepare, tokenFor } from '../data.ts';
import { inspect, type InspectedProcess } from '../memory/inspected-process.ts';
import { pidOfMongod } from '../pid-of-mongod.ts';
import { postGraphql } from '../post-graphql.ts';
import { cpuSeconds, freePort, type Started, untilRight } from '../processes.ts';
import { type Ask, bodyOf, isRight, loadNamed } from '../query.ts';
import { differentWords } from './different-words.ts';
import { type Attacker, mostReferrals, type Subjects } from './hostile-operation.ts';
import { slowDown, storePersisted, uploadAs } from './prepare-attack.ts';
import { send, type Target } from './send.ts';

/** A graph that enforces its budgets, as production starts it, and the objects of the attacks. */
export interface AttackedGraph extends Started {
  readonly data: DataSet;
  readonly subjects: Subjects;
  readonly inspected: InspectedProcess;
  /** The queries of well-behaved citizens. */
  readonly asks: readonly Ask[];
  /** CPU time of the graph and of MongoDB so far. */
  cpuSeconds(): Promise<number>;
  /** A viewer who has not sent anything yet. */
  newcomer(attacker: Attacker): Promise<Target>;
  /** The same, from citizens used in rotation: each has room for a few uploads only. */
  uploader(): Promise<Target>;
  /** Resolves when every uploaded file has been cleaned. */
  untilCleaned(): Promise<void>;
  /** Resolves when no export runs: those of clients who have left end a moment later. */
  untilExported(): Promise<void>;
  /** As many access tokens, each of a different viewer. */
  tokens(attacker: Attacker, count: number): Promise<string[]>;
}

const need = { applications: 30_000, writtenBy: 'attack', asked: 'status' } as const;
const ministryOfTheInterior = '75451710';

/** Citizens who upload files in rotation, with room for 20 each. */
const mostUploaders = 300;
/** The interval at which the database is asked whether files have been cleaned. */
const checkMs = 200;

/** How many applications the attacking citizen has filed. */
const filed = 100;

export async function startAttacked(
  uri: string,
  say: (line: string) => void,
): Promise<AttackedGraph> {
  const data = await prepare(uri, need, say);
  const keys = await loadKeys(keysFile(), { production: false });
  const inspectorPort = await freePort();
  const { env } = settingOver(uri, data.databasePrefix);
  const graph = await startGraph(
    {
      env: {
        ...env,
        DEMAND_CONTROL: 'enforce',
        // Each request can come from another address.
        TRUST_PROXY: 'loopback',
        ANALYTICS: 'process',
        ANALYTICS_DIRECTORY: resolve(benchDirectory(), 'analytics', 'attack'),
      },
    },
    undefined,
    [`--inspect=127.0.0.1:${inspectorPort}`],
  );
  const asks = readAsks({ data });
  await untilStatusIsRight(graph, asks[0]);
  await untilCopied(graph, await tokenFor({ subject: 'analyst', role: 'ANALYST' }, keys));
  // What a graph does on its own at first is not what it does while nobody asks.
  await inDatabaseOf(uri, data, untilAllIsReported);
  const inspected = await inspect(inspectorPort);
  const mongodPid = await pidOfMongod(uri);
  const [citizenId = '', ...uploaders] = await attackingCitizens(uri, data, keys);
  const known = await subjectsIn(uri, data, keys);
  const unprepared: Omit<AttackedGraph, 'subjects'> = {
    ...graph,
    ...attackers({ url: graph.url, citizenId, uploaders, keys }),
    untilCleaned: () => untilCleaned(uri, data, keys),
    untilExported: () => untilExported(graph),
    data,
    inspected,
    asks,
    async cpuSeconds() {
      return (await inspected.cpuSeconds()) + (cpuSeconds([mongodPid]) ?? 0);
    },
  };
  await fileMany(unprepared, known);
  const attachmentId = await uploadAs(await unprepared.newcomer('CITIZEN'));
  const attacked: AttackedGraph = { ...unprepared, subjects: { ...known, attachmentId } };
  await slowDown(attacked);
  await storePersisted(await attacked.newcomer('anonymous'));
  return attacked;
}

async function untilStatusIsRight(graph: Started, ask: Ask | undefined): Promise<void> {
  if (!ask) throw new Error('There is nobody to ask for a status.');
  const load = loadNamed('status');
  await untilRight(
    { title: 'the graph', hasEnded: graph.hasEnded },
    () => postGraphql(graph, { body: bodyOf(load, ask), token: ask.token }),
    (answer) => isRight(load, answer),
  );
}

async function untilCopied(graph: Started, token: string): Promise<void> {
  const body = JSON.stringify({ query: '{ applications(first: 0) { totalCount } }' });
  await untilRight(
    { title: 'analytics', hasEnded: graph.hasEnded },
    () => postGraphql(graph, { body, token }),
    (answer) => !answer.includes('"errors"'),
  );
}

/** Creates the attackers, each with a token of its own. */
function attackers({
  url,
  citizenId,
  uploaders,
  keys,
}: {
  url: string;
  citizenId: string;
  uploaders: readonly string[];
  keys: Keys;
}): Pick<AttackedGraph, 'newcomer' | 'uploader' | 'tokens'> {
  let newcomers = 0;
  const tokenOf = (role: Exclude<Attacker, 'anonymous'>, subject: string, as = citizenId) =>
    tokenFor(
      {
        subject,
        role,
        citizenId: role === 'CITIZEN' ? as : null,
        unitId: role === 'OFFICER' ? ministryOfTheInterior : null,
      },
      keys,
    );
  const nextAddress = () => {
    newcomers += 1;
    return `10.${newcomers >> 16}.${(newcomers >> 8) & 255}.${newcomers & 255}`;
  };
  return {
    async newcomer(attacker) {
      const address = nextAddress();
      const token =
        attacker === 'anonymous' ? null : await tokenOf(attacker, `attacker-${newcomers}`);
      return { url, token, address };
    },
    async uploader() {
      const address = nextAddress();
      const as = uploaders[newcomers % uploaders.length];
      return { url, token: await tokenOf('CITIZEN', `attacker-${newcomers}`, as), address };
    },
    async tokens(attacker, count) {
      if (attacker === 'anonymous') return [];
      return Promise.all(
        Array.from({ length: count }, (_, index) => tokenOf(attacker, `one-of-many-${index}`)),
      );
    },
  };
}

/** Creates data for the attacking citizen. */
async function fileMany(
  { newcomer }: Pick<AttackedGraph, 'newcomer'>,
  subjects: Pick<Subjects, 'topicId'>,
): Promise<void> {
  const query =
    'mutation ($input: FileApplicationInput!) { fileApplication(input: $input) { number } }';
  for (let index = 0; index < filed; index += 1) {
    const input = {
      type: 'REQUEST',
      topicId: subjects.topicId,
      subject: `Kaldırımda çukur ${index}`,
      text: differentWords(400, 280 * index),
      provinceCode: '34',
      answerChannel: 'SMS',
      idempotencyKey: `words-${index}`,
    };
    const request = { body: { query, variables: { input } } };
    const { outcome } = await send(await newcomer('CITIZEN'), request, 'whole');
    if (outcome?.refused !== null || outcome.body.includes('"errors"')) {
      throw new Error(`Nothing was filed: ${outcome?.body}`);
    }
  }
}

const openData = <Result>(
  uri: string,
  { databasePrefix }: DataSet,
  keys: Keys,
  work: Parameters<typeof withDatabases<Result>>[1],
) => {
  const logger = createLogger({ level: 'warn', name: 'bench' });
  return withDatabases<Result>({ mongodb: { uri, databasePrefix }, keys, logger }, work);
};

/** The attacking citizen, and those who upload files; what earlier runs left unused is discarded, to make room. */
const attackingCitizens = (uri: string, data: DataSet, keys: Keys) =>
  openData(uri, data, keys, async ({ citizen, application }) => {
    await application.connection
      .collection('attachments')
      .updateMany(
        { applicationId: null, state: 'STORED' },
        { $set: { state: 'DISCARDED', place: null } },
      );
    const citizens = citizenModel(citizen.connection);
    const found = await citizens
      .find({}, { publicId: 1 })
      .limit(mostUploaders + 1)
      .lean();
    if (found.length < 2) throw new Error('There are too few citizens.');
    return found.map(({ publicId }) => publicId);
  });

const untilCleaned = (uri: string, data: DataSet, keys: Keys) =>
  openData(uri, data, keys, async ({ application }) => {
    const attachments = application.connection.collection('attachments');
    const isWaiting = { state: 'STORED', cleaned: null };
    while (await attachments.findOne(isWaiting)) await delay(checkMs);
  });

async function untilExported({ url }: Started): Promise<void> {
  const runs = /^analytics_exports_running [1-9]/m;
  while (runs.test(await (await fetch(`${url}/metrics`)).text())) await delay(checkMs);
}

/** An unassigned application number. */
const slowedNumber = '2500000004';

const subjectsIn = (
  uri: string,
  data: DataSet,
  keys: Keys,
): Promise<Omit<Subjects, 'attachmentId'>> =>
  openData(uri, data, keys, async ({ directory, application }) => {
    const { units } = directoryModels(directory.connection);
    const [largest] = await units.aggregate<{ _id: string }>([
      { $group: { _id: '$parentId', children: { $sum: 1 } } },
      { $match: { _id: { $ne: null } } },
      { $sort: { children: -1, _id: 1 } },
      { $limit: 1 },
    ]);
    const leaf = await units.findOne({ kind: 'DISTRICT_DIRECTORATE' }).sort({ _id: 1 }).lean();
    if (!largest || !leaf) throw new Error('There is no directory.');
    // An earlier run has made some timelines longer than units do.
    const open = await referralModel(application.connection).aggregate<{ publicId: string }>([
      { $match: { open: true, scopeIds: ministryOfTheInterior } },
      {
        $lookup: {
          from: 'timelines',
          localField: 'applicationId',
          foreignField: '_id',
          as: 'timelines',
        },
      },
      { $set: { length: { $size: { $first: '$timelines.entries' } } } },
      { $sort: { length: 1, _id: 1 } },
      { $limit: mostReferrals },
      { $project: { publicId: 1 } },
    ]);
    if (open.length < mostReferrals) throw new Error('There are too few referrals to be changed.');
    return {
      rootId: ministryOfTheInterior,
      unitId: largest._id,
      leafId: leaf._id,
      topicId: 'sokak-kaldirim',
      number: demonstration.firstApplicationNumber,
      trackingCode: demonstration.firstTrackingCode,
      slowedNumber,
      referralIds: open.map(({ publicId }) => publicId),
    };
  });
