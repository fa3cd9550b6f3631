import { type mongo, Types } from 'mongoose';
import type { Logger } from 'pino';
import type { Keys } from '../../lib/platform/identity/keys.ts';
import { defaultSeed } from '../../seed/applications/demonstration.ts';
import { seed } from '../../seed/seed.ts';
import { seedDirectory } from '../../seed/seed-directory.ts';
import {
  type ApplicationDocument,
  applicationModel,
  type ContentDocument,
  contentModel,
  newApplication,
  newReferral,
  project,
  type ReferralDocument,
  referralModel,
  type ReplyRecord,
  createTrackingCodes,
  type TrackingCodes,
  trackingKeyOf,
  type TimelineEntryRecord,
  timelineModel,
} from '../../subgraphs/application/record/index.ts';
import { createBusinessCalendar } from '../../subgraphs/application/calendar/index.ts';
import { applicantHash } from '../../lib/kit/applicant-hash.ts';
import { storedData as applicationStoredData } from '../../subgraphs/application/migrations/index.ts';
import {
  formatApplicationNumber,
  createSequencePermutation,
} from '../../subgraphs/application/numbers/index.ts';
import { recordRepair } from '../../subgraphs/application/worklists/index.ts';
import {
  type CitizenDocument,
  citizenModel,
  nationalIdHashes,
  newCitizen,
} from '../../subgraphs/citizen/citizens/index.ts';
import { storedData as citizenStoredData } from '../../subgraphs/citizen/migrations.ts';
import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
import { completeNationalId } from '../../lib/kit/national-id.ts';
import type { StoredData } from '../../lib/mongodb/migrations.ts';
import { databaseName, openSubgraphDatabase } from '../../lib/federation/subgraph-database.ts';
import {
  type UnitRecord,
  committedVersion,
} from '../../subgraphs/institution-directory/units/index.ts';
import { storedData as directoryStoredData } from '../../subgraphs/institution-directory/migrations.ts';
import { background } from '../../lib/kit/background.ts';
import { localDateOf } from '../../lib/kit/local-date.ts';
import { scopeOf } from '../../lib/kit/unit-lineage.ts';
import { testDirectory, testTree } from './per-worker/directory.ts';
import {
  addIdle,
  empty,
  hashOfDirectory,
  type IdleDatabases,
} from './per-worker/idle-databases.ts';

const held = { calendar: createBusinessCalendar(), version: 0 };
const permutation = createSequencePermutation(new Uint8Array(32).fill(7), 2026);

export interface TestCitizen {
  id: string;
  nationalId: string;
  document: CitizenDocument;
}

export interface TestReferral extends Partial<Omit<ReferralDocument, 'unitId' | 'replies'>> {
  unit: Pick<UnitRecord, '_id'>;
  replies?: Omit<ReplyRecord, 'draftId'>[];
}

export interface TestApplication {
  citizen: TestCitizen;
  fields?: Partial<ApplicationDocument>;
  content?: Partial<ContentDocument>;
  referrals?: TestReferral[];
  timeline?: Partial<TimelineEntryRecord>[];
}

/** An application as it is stored, and its referrals' ids in its order. */
export interface StoredApplication extends ApplicationDocument {
  referralIds: string[];
}

interface TestDataOptions {
  mongodb: { uri: string; databasePrefix: string };
  keys: Keys;
  logger: Logger;
  /**
   * The number of applications of the demonstration data, with the whole directory, instead of an
   * empty database with the small one.
   */
  demonstration?: number | undefined;
  /** Databases of an earlier graph to use; null for new ones that are left to another graph in the end. */
  idle?: IdleDatabases | null | undefined;
}

/** The databases of one test graph, with a small directory in them and makers for other data. */
export interface TestData {
  readonly databases: Databases;
  readonly directory: typeof testDirectory;
  citizen(fields?: Partial<CitizenDocument>): Promise<TestCitizen>;
  /**
   * Stored as the workflow stores it: stage and dates follow from the other fields. Passed dates
   * have been reported, unless the fields say that they have not.
   */
  application(made: TestApplication): Promise<StoredApplication>;
  /** The tracking code of the application. */
  trackingCode(made: ApplicationDocument): string;
  /** The first unit of the test directory with these fields. */
  unit(fields: Partial<UnitRecord>): UnitRecord;
  /** A subgraph's database by the subgraph's name, for checks that only MongoDB can answer. */
  database(name: SubgraphName): mongo.Db;
  drop(): Promise<void>;
  /** Leaves the databases to another graph, unless their directory was changed. */
  release(): Promise<void>;
}

/** The state of the makers. */
interface Making {
  readonly databases: Databases;
  readonly keys: Keys;
  readonly trackingCodes: TrackingCodes;
  /** The version of the directory. */
  readonly version: number;
  /** How many citizens and applications were made. */
  sequence: number;
}

export async function openTestData(options: TestDataOptions): Promise<TestData> {
  const { mongodb, keys } = options;
  const databases = await openDatabases(options);
  const directory = await fill(databases, options);
  const version = await versionOf(databases);
  const trackingCodes = createTrackingCodes(trackingKeyOf(keys));
  const making: Making = { databases, keys, trackingCodes, version, sequence: 0 };
  return {
    databases,
    directory: testDirectory,
    citizen: (fields) => makeCitizen(making, fields),
    application: (made) => makeApplication(making, made),
    trackingCode: (made) => trackingCodes.codeOf(made) ?? '',
    unit: unitWith,
    database: (name) =>
      databases.citizen.connection.getClient().db(databaseName(mongodb.databasePrefix, name)),
    drop: () => drop(databases),
    release: () => release(databases, { mongodb, directory }),
  };
}

type Databases = Awaited<ReturnType<typeof openDatabases>>;

async function openDatabases(options: TestDataOptions) {
  const open = (name: SubgraphName, stored: StoredData) =>
    openSubgraphDatabase(name, options, stored);
  const databases = {
    citizen: open('citizen', citizenStoredData),
    application: open('application', applicationStoredData),
    directory: open('institution-directory', directoryStoredData),
  };
  await Promise.all(Object.values(databases).map(({ migrated }) => migrated));
  return databases;
}

/**
 * Writes the data with which a graph starts.
 * @returns the hash of the small directory, if the databases can be used by another graph.
 */
async function fill(databases: Databases, options: TestDataOptions): Promise<string | null> {
  const { demonstration: applications, idle } = options;
  let directory: string | null = null;
  if (idle) ({ directory } = idle);
  else if (applications === undefined) {
    await seedDirectory(databases.directory.connection, testDirectory);
    if (idle === null) directory = await hashOfDirectory(dbOf(databases.directory));
  } else {
    await seed({
      ...options,
      applications,
      seed: defaultSeed,
      provinceCodes: [],
      say: () => {},
    });
  }
  await recordRepair(databases.application.connection, { version: await versionOf(databases) });
  return directory;
}

/** The version of the directory. */
const versionOf = ({ directory }: Databases) => committedVersion(directory.connection, background);

function dbOf({ connection }: Databases['directory']): mongo.Db {
  if (!connection.db) throw new Error('It is connected.');
  return connection.db;
}

async function release(
  databases: Databases,
  { mongodb, directory }: Pick<TestDataOptions, 'mongodb'> & { directory: string | null },
): Promise<void> {
  const { uri, databasePrefix: prefix } = mongodb;
  if (directory === null || (await hashOfDirectory(dbOf(databases.directory))) !== directory) {
    return drop(databases);
  }
  for (const database of Object.values(databases)) {
    await empty(dbOf(database));
    await database.stop();
  }
  addIdle(uri, { prefix, directory });
}

async function drop(databases: Databases): Promise<void> {
  await Promise.all(
    Object.values(databases).map(async (database) => {
      await database.connection.dropDatabase();
      await database.stop();
    }),
  );
}

async function makeCitizen(
  making: Making,
  fields: Partial<CitizenDocument> = {},
): Promise<TestCitizen> {
  const { databases, keys } = making;
  making.sequence += 1;
  const nationalId = completeNationalId(String(100_000_000 + making.sequence));
  const document: CitizenDocument = {
    ...newCitizen(
      {
        nationalId,
        name: 'Ayşe',
        surname: 'Yılmaz',
        mobilePhone: '+905551112233',
        email: 'ayse@example.org',
      },
      nationalIdHashes(keys),
    ),
    ...fields,
  };
  await citizenModel(databases.citizen.connection).create(document);
  return { id: document.publicId, nationalId, document };
}

async function makeApplication(making: Making, made: TestApplication): Promise<StoredApplication> {
  const { connection } = making.databases.application;
  const document = documentOf(making, made);
  const { _id, filedAt } = document;
  const referrals = (made.referrals ?? []).map((one) => referralOf(making, one, document));
  const { targetPassedTold, statutoryPassedTold } = made.fields ?? {};
  const today = localDateOf(new Date());
  document.targetPassedTold = targetPassedTold ?? document.targetDate < today;
  document.statutoryPassedTold = statutoryPassedTold ?? document.statutoryDate < today;
  project(document, referrals, held, filedAt);
  Object.assign(document, made.fields);
  await contentModel(connection).create({
    _id,
    subject: 'Yol bakımı',
    text: 'Sokağımızdaki yolun onarılmasını arz ederim.',
    redactedSubject: null,
    redactedText: null,
    supplements: [],
    ...made.content,
  });
  await referralModel(connection).insertMany(referrals);
  const entries = (made.timeline ?? []).map((entry) => entryOf(entry, filedAt));
  await timelineModel(connection).create({ _id, entries });
  // Last, since a job that finds it needs the rest.
  await applicationModel(connection).create(document);
  return { ...document, referralIds: referrals.map(({ publicId }) => publicId) };
}

function documentOf(making: Making, { citizen, fields }: TestApplication): ApplicationDocument {
  const { keys, trackingCodes } = making;
  making.sequence += 1;
  const { sequence } = making;
  return newApplication(
    {
      _id: new Types.ObjectId(),
      number: formatApplicationNumber({ year: 2026, sequence, permutation }),
      type: 'REQUEST',
      topicId: testDirectory.topics[0]?._id ?? '',
      provinceCode: '34',
      citizenId: citizen.id,
      applicantHash: applicantHash(keys).of(citizen.nationalId),
      tracking: { keyVersion: trackingCodes.keyVersion, counter: 0 },
      filedAt: new Date('2026-11-02T09:00:00Z'),
      ...fields,
    },
    held,
  );
}

function referralOf(
  { version }: Making,
  { unit, replies = [], ...fields }: TestReferral,
  document: ApplicationDocument,
): ReferralDocument {
  return newReferral(
    {
      _id: new Types.ObjectId(),
      unitId: unit._id,
      state: 'IN_PROGRESS',
      referredAt: new Date(document.filedAt.getTime() + 86_400_000),
      scopeIds: scopeOf(unit._id, testTree),
      scopeVersion: version,
      replies: replies.map((reply) => ({ draftId: null, ...reply })),
      ...fields,
    },
    document,
  );
}

const entryOf = (entry: Partial<TimelineEntryRecord>, filedAt: Date): TimelineEntryRecord => ({
  at: filedAt,
  event: 'FILED',
  actor: 'CITIZEN',
  unitId: null,
  referralId: null,
  officer: null,
  note: null,
  public: true,
  ...entry,
});

function unitWith(fields: Partial<UnitRecord>): UnitRecord {
  const found = testDirectory.units.find((candidate) =>
    Object.entries(fields).every(([key, value]) => candidate[key as keyof UnitRecord] === value),
  );
  if (!found) throw new Error(`The test directory has no unit ${JSON.stringify(fields)}.`);
  return found;
}
