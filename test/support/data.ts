import { Types } from 'mongoose';
import type { Logger } from 'pino';
import type { Keys } from '../../lib/platform/identity/keys.ts';
import { newId } from '../../lib/kit/public-id.ts';
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
  trackingKeyOf,
  type TimelineEntryRecord,
  timelineModel,
} from '../../subgraphs/application/record/index.ts';
import { createBusinessCalendar, localDateOf } from '../../subgraphs/application/calendar/index.ts';
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
  nationalIdHash,
} from '../../subgraphs/citizen/citizens/index.ts';
import { storedData as citizenStoredData } from '../../subgraphs/citizen/migrations.ts';
import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
import { completeNationalId, maskNationalId } from '../../lib/kit/national-id.ts';
import type { StoredData } from '../../lib/mongodb/migrations.ts';
import { databaseName, openSubgraphDatabase } from '../../lib/federation/subgraph-database.ts';
import {
  type UnitRecord,
  committedVersion,
} from '../../subgraphs/institution-directory/units/index.ts';
import { storedData as directoryStoredData } from '../../subgraphs/institution-directory/migrations.ts';
import { background } from '../../lib/kit/background.ts';
import { scopeOf } from '../../lib/kit/unit-lineage.ts';
import { testDirectory, testTree } from './per-worker/directory.ts';

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

export type TestData = Awaited<ReturnType<typeof openTestData>>;

/** The databases of one test graph, with a small directory in them and makers for other data. */
export async function openTestData(options: {
  mongodb: { uri: string; databasePrefix: string };
  keys: Keys;
  logger: Logger;
  /**
   * The number of applications of the demonstration data, with the whole directory, instead of an
   * empty database with the small one.
   */
  demonstration?: number | undefined;
}) {
  const open = (name: SubgraphName, stored: StoredData) =>
    openSubgraphDatabase(name, options, stored);
  const databases = {
    citizen: open('citizen', citizenStoredData),
    application: open('application', applicationStoredData),
    directory: open('institution-directory', directoryStoredData),
  };
  await Promise.all(Object.values(databases).map(({ migrated }) => migrated));
  const directory = testDirectory;
  if (options.demonstration === undefined) {
    await seedDirectory(databases.directory.connection, directory);
  } else {
    const applications = options.demonstration;
    await seed({ ...options, applications, seed: defaultSeed, say: () => {} });
  }
  const version = await committedVersion(databases.directory.connection, background);
  await recordRepair(databases.application.connection, { version });

  const citizens = citizenModel(databases.citizen.connection);
  const { connection } = databases.application;
  const applications = applicationModel(connection);
  const trackingCodes = createTrackingCodes(trackingKeyOf(options.keys));
  let sequence = 0;

  async function citizen(fields: Partial<CitizenDocument> = {}): Promise<TestCitizen> {
    sequence += 1;
    const nationalId = completeNationalId(String(100_000_000 + sequence));
    const document: CitizenDocument = {
      _id: new Types.ObjectId(),
      publicId: newId('citizen'),
      nationalIdHash: nationalIdHash(options.keys).of(nationalId),
      applicantHash: applicantHash(options.keys).of(nationalId),
      maskedNationalId: maskNationalId(nationalId),
      name: 'Ayşe',
      surname: 'Yılmaz',
      mobilePhone: '+905551112233',
      email: 'ayse@example.org',
      ...fields,
    };
    await citizens.create(document);
    return { id: document.publicId, nationalId, document };
  }

  /**
   * Stored as the workflow stores it: stage and dates follow from the other fields. Passed dates
   * have been reported, unless the fields say that they have not.
   */
  async function application(made: TestApplication): Promise<StoredApplication> {
    sequence += 1;
    const _id = new Types.ObjectId();
    const filedAt = made.fields?.filedAt ?? new Date('2026-11-02T09:00:00Z');
    const type = made.fields?.type ?? 'REQUEST';
    const document = newApplication(
      {
        _id,
        number: formatApplicationNumber({ year: 2026, sequence, permutation }),
        type,
        topicId: directory.topics[0]?._id ?? '',
        provinceCode: '34',
        citizenId: made.citizen.id,
        applicantHash: applicantHash(options.keys).of(made.citizen.nationalId),
        tracking: { keyVersion: trackingCodes.keyVersion, counter: 0 },
        filedAt,
        ...made.fields,
      },
      held,
    );
    const referrals = (made.referrals ?? []).map(({ unit, replies = [], ...fields }) =>
      newReferral(
        {
          _id: new Types.ObjectId(),
          unitId: unit._id,
          state: 'IN_PROGRESS',
          referredAt: new Date(filedAt.getTime() + 86_400_000),
          scopeIds: scopeOf(unit._id, testTree),
          scopeVersion: version,
          replies: replies.map((reply) => ({ draftId: null, ...reply })),
          ...fields,
        },
        document,
      ),
    );
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
    await timelineModel(connection).create({
      _id,
      entries: (made.timeline ?? []).map((entry) => ({
        at: filedAt,
        event: 'FILED',
        actor: 'CITIZEN',
        unitId: null,
        referralId: null,
        officer: null,
        note: null,
        public: true,
        ...entry,
      })),
    });
    // Last, since a job that finds it needs the rest.
    await applications.create(document);
    return { ...document, referralIds: referrals.map(({ publicId }) => publicId) };
  }

  /** The first unit of the test directory with these fields. */
  function unit(fields: Partial<UnitRecord>): UnitRecord {
    const found = directory.units.find((candidate) =>
      Object.entries(fields).every(([key, value]) => candidate[key as keyof UnitRecord] === value),
    );
    if (!found) throw new Error(`The test directory has no unit ${JSON.stringify(fields)}.`);
    return found;
  }

  return {
    databases,
    directory,
    citizen,
    application,
    /** The number and tracking code of the application. */
    trackingCode: (made: ApplicationDocument) => trackingCodes.codeOf(made) ?? '',
    unit,
    /** A subgraph's database by the subgraph's name, for checks that only MongoDB can answer. */
    database: (name: SubgraphName) =>
      databases.citizen.connection
        .getClient()
        .db(databaseName(options.mongodb.databasePrefix, name)),
    async drop() {
      await Promise.all(
        Object.values(databases).map(async (database) => {
          await database.connection.dropDatabase();
          await database.stop();
        }),
      );
    },
  };
}
