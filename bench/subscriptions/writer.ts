import { setTimeout as delay } from 'node:timers/promises';
import { createConnection, mongo } from 'mongoose';
import { createBusinessCalendar } from '../../subgraphs/application/calendar/index.ts';
import { actOnApplication, Desk } from '../../subgraphs/application/casework/index.ts';
import { eventsOf } from '../../subgraphs/application/events/index.ts';
import { contentOf, newCase, timelineOf } from '../../subgraphs/application/filing/index.ts';
import type {
  ApplicationDocument,
  ReferralDocument,
  TimelineEntryRecord,
} from '../../subgraphs/application/record/index.ts';
import type { UnitProjection } from '../../subgraphs/application/units/index.ts';
import { readUnits } from '../../subgraphs/institution-directory/units/index.ts';
import { databaseName } from '../../lib/federation/subgraph-database.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import { projectionOf } from '../../seed/applications/routing.ts';
import { answerBench } from './worker.ts';

/**
 * Refers applications to units, in a process of its own: by the rules of the workflow, and with the documents and
 * transactions of the graph, except for the message to the applicant, whose sending would be other work of the graph.
 */

const held = { calendar: createBusinessCalendar(), version: 0 };
const evaluator: SignedInViewer = {
  subject: 'bench-evaluator',
  role: 'EVALUATOR',
  citizenId: null,
  unitId: null,
};

/** A referral that was written. */
interface WrittenReferral {
  applicationId: string;
  /** As in `Referral.id`. */
  referralId: string;
  unitId: string;
}

interface Move {
  application: ApplicationDocument;
  referrals: readonly ReferralDocument[];
  entries: readonly TimelineEntryRecord[];
}

interface Connected {
  client: mongo.MongoClient;
  database: mongo.Db;
  units: UnitProjection;
  citizenIds: readonly string[];
}

let connected: Connected | null = null;
/** Filed, and not referred yet. */
const filed: ApplicationDocument[] = [];
let lastNumber = 0;

function requireConnected(): Connected {
  if (!connected) throw new Error('Not connected.');
  return connected;
}

const batchSize = 1_000;
/** No generated number begins like this. */
const firstNumber = 9_900_000_000;

/** A batch of applications as they are filed. */
function newCases(citizenIds: readonly string[], count: number) {
  return Array.from({ length: count }, () => {
    lastNumber += 1;
    return newCase(
      {
        input: {
          type: 'REQUEST',
          topicId: 'sokak-kaldirim',
          provinceCode: '34',
          answerChannel: 'SMS',
        },
        words: {
          subject: 'Kaldırımda çukur',
          text: 'Sokağımızdaki kaldırımda büyük bir çukur var, onarılmasını arz ederim.',
        },
        attachmentIds: [],
        assigned: {
          _id: new mongo.ObjectId(),
          number: String(firstNumber + lastNumber),
          citizenId: citizenIds[lastNumber % citizenIds.length] ?? '',
          applicantHash: '',
          tracking: { keyVersion: 1, counter: 0 },
          idempotencyKey: `bench-${lastNumber}`,
          filedAt: new Date(),
        },
      },
      held,
    );
  });
}

function refer(application: ApplicationDocument, unitId: string, units: UnitProjection): Move {
  const desk = new Desk(
    { application, referrals: [], appeals: [] },
    { actor: evaluator, now: new Date(), calendar: () => held, units },
  );
  if (!actOnApplication(desk, evaluator, 'REFER', { unitIds: [unitId] })) {
    throw new Error('An application that was just filed cannot be referred.');
  }
  return desk;
}

/** Writes referrals in one transaction. */
async function commit({ client, database }: Connected, moves: readonly Move[]): Promise<void> {
  await client.withSession((session) =>
    session.withTransaction(
      async () => {
        await database.collection('applications').bulkWrite(
          moves.map(({ application }) => ({
            replaceOne: { filter: { _id: application._id }, replacement: application },
          })),
          { session },
        );
        const referrals = moves.flatMap((move) => move.referrals);
        await database.collection('referrals').insertMany(referrals, { session });
        await database.collection<{ entries: unknown[] }>('timelines').bulkWrite(
          moves.map(({ application: { _id }, entries }) => ({
            updateOne: { filter: { _id }, update: { $push: { entries: { $each: [...entries] } } } },
          })),
          { session },
        );
        const events = moves.flatMap(({ application, entries }) => eventsOf(application, entries));
        await database.collection('events').insertMany(events, { session });
      },
      { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } },
    ),
  );
}

interface WriteTask {
  /** Each referral goes to the next of them. */
  unitIds: readonly string[];
  count: number;
  /** Referrals per second, each in a transaction of its own; null for as fast as possible. */
  perSecond: number | null;
}

/** Where it is to be as fast as possible: how many share a transaction, and how many transactions run at once. */
const burst = { size: 50, atOnce: 4 };

async function writeEach(moves: readonly Move[], perSecond: number): Promise<void> {
  const all = requireConnected();
  const start = performance.now();
  const written: Promise<void>[] = [];
  for (const [index, move] of moves.entries()) {
    const early = start + (index * 1_000) / perSecond - performance.now();
    if (early > 1) await delay(early);
    written.push(commit(all, [move]));
  }
  await Promise.all(written);
}

async function writeBursts(moves: readonly Move[]): Promise<void> {
  const all = requireConnected();
  let next = 0;
  await Promise.all(
    Array.from({ length: burst.atOnce }, async () => {
      while (next < moves.length) {
        const first = next;
        next += burst.size;
        await commit(all, moves.slice(first, next));
      }
    }),
  );
}

interface ConnectTask {
  uri: string;
  databasePrefix: string;
}

const handlers = {
  async connect({ uri, databasePrefix }: ConnectTask): Promise<void> {
    const client = new mongo.MongoClient(uri);
    const databaseOf = (name: Parameters<typeof databaseName>[1]) =>
      client.db(databaseName(databasePrefix, name));
    const citizens = await databaseOf('citizen')
      .collection<{ publicId: string }>('citizens')
      .find({}, { projection: { publicId: 1 } })
      .limit(batchSize)
      .toArray();
    connected = {
      client,
      database: databaseOf('application'),
      units: projectionOf(
        await unitsIn(uri, databaseName(databasePrefix, 'institution-directory')),
      ),
      citizenIds: citizens.map(({ publicId }) => publicId),
    };
  },
  /** Files applications, which are then referred one after the other. */
  async file({ count }: { count: number }): Promise<void> {
    const { database, citizenIds } = requireConnected();
    for (let left = count; left > 0; left -= batchSize) {
      const cases = newCases(citizenIds, Math.min(left, batchSize));
      const applications = cases.map(({ application }) => application);
      await database.collection('applications').insertMany(applications);
      await database.collection('contents').insertMany(cases.map(contentOf));
      await database.collection('timelines').insertMany(cases.map(timelineOf));
      filed.push(...applications);
    }
  },
  async write({ unitIds, count, perSecond }: WriteTask): Promise<WrittenReferral[]> {
    const { units } = requireConnected();
    const moves = filed
      .splice(0, count)
      .map((application, index) =>
        refer(application, unitIds[index % unitIds.length] ?? '', units),
      );
    await (perSecond === null ? writeBursts(moves) : writeEach(moves, perSecond));
    return moves.map(({ application, referrals }) => ({
      applicationId: application._id.toHexString(),
      referralId: referrals[0]?.publicId ?? '',
      unitId: referrals[0]?.unitId ?? '',
    }));
  },
};

async function unitsIn(uri: string, database: string) {
  const connection = await createConnection(uri, { dbName: database }).asPromise();
  try {
    return await readUnits(connection);
  } finally {
    await connection.close();
  }
}

export type Writer = typeof handlers;

answerBench(handlers);
