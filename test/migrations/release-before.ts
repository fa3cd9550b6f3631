import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mongo, Types } from 'mongoose';
import type { Keys } from '../../lib/platform/identity/keys.ts';
import {
  createBusinessCalendar,
  addDays,
  localDateOf,
} from '../../subgraphs/application/calendar/index.ts';
import { datesOf } from '../../subgraphs/application/record/index.ts';
import type { ApplicationType } from '../../subgraphs/application/schema-types.ts';
import {
  formatApplicationNumber,
  createSequencePermutation,
} from '../../subgraphs/application/numbers/index.ts';
import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
import { completeNationalId, maskNationalId } from '../../lib/kit/national-id.ts';
import { databaseName } from '../../lib/federation/subgraph-database.ts';
import type { Directory } from '../../seed/seed-directory.ts';

/**
 * Databases as the release stored them before ids, numbers and files were kept from those who need not know them:
 * written by hand, as they were then, and never changed with the code. Of each kind of thing there is one at least.
 */

const migrationsOf: Readonly<Record<SubgraphName, readonly string[]>> = {
  citizen: ['0001-create-indexes'],
  application: [
    '0001-create-indexes',
    '0002-workflow',
    '0003-following-units',
    '0004-failing-notifications',
  ],
  'institution-directory': ['0001-versions'],
};

type Index = [keys: Record<string, 1 | -1>, options?: mongo.CreateIndexesOptions];

const whileAwaitingCentre = { partialFilterExpression: { awaitsCentre: true } };
const whileOpen = { partialFilterExpression: { open: true } };
const byDueDate = { state: 1, fallsOverdue: 1, statutoryDate: 1, _id: 1 } as const;
const whileUnused = { partialFilterExpression: { applicationId: null } };

/** The collections of the application subgraph with what they were found by. */
const collections: Readonly<Record<string, readonly Index[]>> = {
  applications: [
    [{ number: 1 }, { unique: true }],
    [{ citizenId: 1, filedAt: -1, _id: -1 }],
    [
      { citizenId: 1, idempotencyKey: 1 },
      { unique: true, partialFilterExpression: { idempotencyKey: { $gt: '' } } },
    ],
    [{ awaitsCentre: 1, filedAt: 1, _id: 1 }, whileAwaitingCentre],
    [{ awaitsCentre: 1, type: 1, filedAt: 1, _id: 1 }, whileAwaitingCentre],
    [{ awaitsCentre: 1, topicId: 1, filedAt: 1, _id: 1 }, whileAwaitingCentre],
    [{ awaitsCentre: 1, provinceCode: 1, filedAt: 1, _id: 1 }, whileAwaitingCentre],
    [{ awaitsCentre: 1, claimedBy: 1, filedAt: 1, _id: 1 }, whileAwaitingCentre],
    [{ aboutHeadOfUnit: 1 }, { partialFilterExpression: { aboutHeadOfUnit: true, open: true } }],
    [{ alarmOn: 1 }, { partialFilterExpression: { alarmOn: { $type: 'string' } } }],
    [{ calendarVersion: 1, _id: 1 }, whileOpen],
  ],
  referrals: [
    [{ applicationId: 1 }],
    [{ unitId: 1, open: 1, scopeVersion: 1 }],
    [{ open: 1, scopeIds: 1, ...byDueDate }, whileOpen],
    [{ open: 1, scopeIds: 1, type: 1, ...byDueDate, assignedTo: 1 }, whileOpen],
    [{ open: 1, scopeIds: 1, topicId: 1, ...byDueDate, type: 1, assignedTo: 1 }, whileOpen],
    [{ open: 1, scopeIds: 1, assignedTo: 1, ...byDueDate, type: 1, topicId: 1 }, whileOpen],
  ],
  appeals: [
    [{ applicationId: 1 }],
    [{ state: 1, _id: 1 }],
    [{ unitId: 1, state: 1, appealedAt: 1, _id: 1 }],
  ],
  attachments: [
    [{ citizenId: 1, state: 1 }, whileUnused],
    [{ state: 1, startedAt: 1 }, whileUnused],
  ],
  'attachments.files': [[{ filename: 1, uploadDate: 1 }]],
  'attachments.chunks': [[{ files_id: 1, n: 1 }, { unique: true }]],
  calendar: [],
  contents: [],
  events: [],
  leaveDays: [[{ date: 1, removedIn: 1 }, { unique: true }]],
  notifications: [
    [{ applicationId: 1, version: 1, position: 1 }, { unique: true }],
    [{ state: 1, channel: 1, dueAt: 1 }, { partialFilterExpression: { state: 'PENDING' } }],
    [
      { lastFailedAt: -1 },
      { partialFilterExpression: { state: 'PENDING', lastFailedAt: { $type: 'date' } } },
    ],
    [{ state: 1 }, { partialFilterExpression: { state: 'FAILED' } }],
    [{ settledAt: 1 }, { expireAfterSeconds: 90 * 86_400 }],
  ],
  numberSequences: [],
  outboxMessages: [[{ sentAt: -1, _id: -1 }], [{ sentAt: 1 }, { expireAfterSeconds: 90 * 86_400 }]],
  scopeRepairs: [],
  timelines: [],
};

/** Long enough ago for all that has happened since, and not so long that a date has passed. */
const now = Date.now();
const daysAgo = (days: number) => new Date(now - days * 86_400_000);

const calendar = createBusinessCalendar();
const numberKey = randomBytes(32);

/** What was derived of the one secret that a keys file had. */
function keyedHash(keys: Keys, purpose: string, value: string): string {
  const secret = Buffer.from(keys.secrets.versions['1'] ?? '', 'base64');
  const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  return createHmac('sha256', key).update(value).digest('base64url');
}

export interface StoredCitizen {
  id: Types.ObjectId;
  nationalId: string;
  phone: string;
}

/** An entry of a timeline, and what else it led to. */
interface Entry {
  daysAgo: number;
  event: string;
  actor?: string;
  unitId?: string;
  referralId?: Types.ObjectId;
  officer?: string;
  note?: string;
  public?: boolean;
}

interface Referral extends Record<string, unknown> {
  _id: Types.ObjectId;
  unitId: string;
  state: string;
  open: boolean;
}

export type ReleaseBefore = Awaited<ReturnType<typeof writeReleaseBefore>>;

/** Writes all of it into databases that do not exist yet, and tells what there is. */
export async function writeReleaseBefore(
  { mongodb, keys }: { mongodb: { uri: string; databasePrefix: string }; keys: Keys },
  directory: Directory,
  photo: Uint8Array,
) {
  const client = await mongo.MongoClient.connect(mongodb.uri);
  const database = (name: SubgraphName) => client.db(databaseName(mongodb.databasePrefix, name));
  const stored = database('application');
  try {
    for (const [name, migrated] of Object.entries(migrationsOf)) {
      const records = migrated.map((migrationName) => ({ migrationName }));
      // One for each subgraph.
      await database(name as SubgraphName)
        .collection('migrations')
        .insertMany(records);
    }
    const scopeOf = await writeDirectory(database('institution-directory'), directory);
    for (const [name, indexes] of Object.entries(collections)) {
      await stored.createCollection(name);
      for (const [index, options] of indexes) {
        await stored.collection(name).createIndex(index, options ?? {});
      }
    }
    await database('citizen')
      .collection('citizens')
      .createIndex({ nationalIdHash: 1 }, { unique: true });
    return await writeCases({ database, keys, scopeOf, directory, photo });
  } finally {
    await client.close();
  }
}

/** @returns the units above each, the unit itself first. */
async function writeDirectory(database: mongo.Db, { provinces, topics, units }: Directory) {
  type Keyed = { _id: string };
  await database.collection<Keyed>('provinces').insertMany(provinces.map((one) => ({ ...one })));
  await database.collection<Keyed>('topics').insertMany(topics.map((one) => ({ ...one })));
  await database
    .collection<Keyed>('units')
    .insertMany(
      units.map((unit, index) => ({ ...unit, version: index + 1, linkVersion: index + 1 })),
    );
  const version = units.length;
  await database.collection<Keyed>('versions').insertOne({ _id: 'directory', version } as Keyed);
  await database
    .collection<Keyed>('seeds')
    .insertOne({ _id: 'directory', complete: true } as Keyed);
  await database.collection('followers').createIndex({ seenAt: 1 }, { expireAfterSeconds: 60 });
  const parents = new Map(units.map(({ _id, parentId }) => [_id, parentId]));
  return (unitId: string) => {
    const scopeIds: string[] = [];
    for (let id: string | null = unitId; id !== null; id = parents.get(id) ?? null) {
      scopeIds.push(id);
    }
    return { scopeIds, scopeVersion: version };
  };
}

interface Writing {
  database: (name: SubgraphName) => mongo.Db;
  keys: Keys;
  scopeOf: (unitId: string) => { scopeIds: string[]; scopeVersion: number };
  directory: Directory;
  photo: Uint8Array;
}

async function writeCases({ database, keys, scopeOf, directory, photo }: Writing) {
  const stored = database('application');
  const [unit, other] = directory.units.filter(({ kind }) => kind === 'DISTRICT_DIRECTORATE');
  const topicId = directory.topics[0]?._id ?? '';
  if (!unit || !other || unit.parentId === null) throw new Error('there are some');
  const year = Number(localDateOf(daysAgo(6)).slice(0, 4));
  const permutation = createSequencePermutation(numberKey, year);
  let sequence = 0;

  /** `isFirst`: on record since before the second hash was kept there. */
  async function citizen(digits: number, phone: string, isFirst = false): Promise<StoredCitizen> {
    const nationalId = completeNationalId(String(digits));
    const _id = new Types.ObjectId();
    await database('citizen')
      .collection('citizens')
      .insertOne({
        _id,
        nationalIdHash: keyedHash(keys, 'citizen/national-id', nationalId),
        applicantHash: isFirst ? null : keyedHash(keys, 'application/applicant', nationalId),
        maskedNationalId: maskNationalId(nationalId),
        name: 'Ayşe',
        surname: 'Yılmaz',
        mobilePhone: phone,
        email: null,
      });
    return { id: _id, nationalId, phone };
  }

  function referral(unitId: string, state: string, fields: Record<string, unknown> = {}): Referral {
    return {
      _id: new Types.ObjectId(),
      unitId,
      state,
      open: ['PENDING', 'IN_PROGRESS', 'AWAITING_APPROVAL', 'AWAITING_CITIZEN'].includes(state),
      referredAt: daysAgo(5),
      closedAt: null,
      forwardedFrom: null,
      reason: null,
      assignedTo: null,
      draft: null,
      replies: [],
      raisedToUnitId: null,
      ...fields,
      ...scopeOf(unitId),
    };
  }

  /** Filed six days ago. Of each entry there is an event, and of each public move a message that was sent. */
  async function application(
    of: StoredCitizen,
    {
      type = 'REQUEST',
      referrals = [],
      entries = [],
      files = [],
      ...fields
    }: Record<string, unknown> & {
      type?: ApplicationType;
      referrals?: Referral[];
      entries?: Entry[];
      files?: Types.ObjectId[];
    },
  ) {
    const _id = new Types.ObjectId();
    const filedAt = daysAgo(6);
    const number = formatApplicationNumber({ year, sequence, permutation });
    sequence += 1;
    const dates = datesOf(type, filedAt, calendar);
    const filed: Entry = { daysAgo: 6, event: 'FILED', actor: 'CITIZEN' };
    const timeline = [filed, ...entries].map((entry) => ({
      at: daysAgo(entry.daysAgo),
      event: entry.event,
      actor: entry.actor ?? 'OFFICER',
      unitId: entry.unitId ?? null,
      referralId: entry.referralId ?? null,
      officer: entry.officer ?? null,
      note: entry.note ?? null,
      public: entry.public ?? true,
    }));
    // One move a day.
    const moves = [...Map.groupBy(timeline, ({ at }) => at.getTime()).values()];
    const document = {
      _id,
      number,
      type,
      topicId,
      provinceCode: '34',
      districtCode: null,
      meantUnitId: null,
      aboutHeadOfUnit: false,
      citizenId: of.id,
      applicantHash: keyedHash(keys, 'application/applicant', of.nationalId),
      identityHidden: false,
      answerChannel: 'SMS',
      idempotencyKey: null,
      attachments: files.map((id, index) => ({
        id,
        name: `foto-${index}.jpg`,
        contentType: 'image/jpeg',
        bytes: photo.length,
      })),
      attachmentsWithheld: false,
      filedAt,
      ...dates,
      calendarVersion: 0,
      pauses: [],
      extendedOn: null,
      interimRepliedOn: null,
      awaitingCitizenSince: null,
      stage: 'RECEIVED',
      open: true,
      awaitsCentre: false,
      alarmOn: addDays(dates.targetDate, 1),
      targetPassedTold: false,
      statutoryPassedTold: false,
      claimedAt: null,
      claimedBy: null,
      answeredAt: null,
      rating: null,
      refusalReason: null,
      withdrawnAt: null,
      referrals: referrals.map(({ _id: id, unitId, state }) => ({ id, unitId, state })),
      version: moves.length,
      ...fields,
    };
    await stored.collection('contents').insertOne({
      _id,
      subject: 'Yol bakımı',
      text: 'Sokağımızdaki yolun onarılmasını arz ederim.',
      redactedSubject: null,
      redactedText: null,
      supplements: [],
    });
    await stored.collection('timelines').insertOne({ _id, entries: timeline });
    for (const made of referrals) {
      const { statutoryDate } = document;
      const ofApplication = { type, topicId, statutoryDate, fallsOverdue: made.open };
      await stored
        .collection('referrals')
        .insertOne({ ...made, applicationId: _id, ...ofApplication });
    }
    for (const [index, told] of moves.entries()) {
      const version = index + 1;
      await stored.collection('events').insertMany(
        told.map(({ at, event, referralId, unitId, public: isPublic }) => ({
          _id: new Types.ObjectId(),
          at,
          event,
          applicationId: _id,
          version,
          type,
          topicId,
          referralId,
          unitId,
          public: isPublic,
        })),
      );
      const position = told.findIndex((entry) => entry.public);
      const step = told[position];
      if (step) await notify({ document, of, version, position, ...step });
    }
    for (const id of files) await attachment(of, _id, id);
    await stored.collection('applications').insertOne(document);
    const held = files.map((id) => ({ id }));
    return { id: _id, number, referrals, files: held, ...dates };
  }

  /** A message that was kept in the outbox, as its recipient would have got it. */
  async function notify(of: {
    document: { _id: Types.ObjectId; number: string };
    of: StoredCitizen;
    version: number;
    position: number;
    at: Date;
    event: string;
  }) {
    const _id = new Types.ObjectId();
    const { document, version, position, at, event } = of;
    await stored.collection('notifications').insertOne({
      _id,
      applicationId: document._id,
      citizenId: of.of.id,
      number: document.number,
      channel: 'SMS',
      event,
      version,
      position,
      createdAt: at,
      state: 'SENT',
      attempts: 1,
      dueAt: at,
      lease: null,
      settledAt: at,
      lastError: null,
      lastFailedAt: null,
    });
    await stored.collection('outboxMessages').insertOne({
      _id,
      channel: 'SMS',
      to: of.of.phone,
      subject: null,
      text: `${document.number} sayılı başvurunuz alındı. Ayrıntılar için giriş yapınız.`,
      sentAt: at,
    });
  }

  /** A photograph; null where no application has it. */
  async function attachment(
    of: StoredCitizen,
    applicationId: Types.ObjectId | null,
    _id = new Types.ObjectId(),
  ) {
    await stored.collection('attachments').insertOne({
      _id,
      citizenId: of.id,
      state: 'STORED',
      startedAt: new Date(),
      name: 'foto.jpg',
      contentType: 'image/jpeg',
      bytes: photo.length,
      applicationId,
    });
    await stored.collection('attachments.files').insertOne({
      _id,
      length: photo.length,
      chunkSize: 261_120,
      uploadDate: new Date(),
      filename: _id.toHexString(),
    });
    await stored.collection('attachments.chunks').insertOne({
      _id: new Types.ObjectId(),
      files_id: _id,
      n: 0,
      data: new mongo.Binary(photo),
    });
    return _id;
  }

  await stored.collection<{ _id: string }>('calendar').insertOne({
    _id: 'calendar',
    version: 0,
    halfDaysAreBusinessDays: true,
    changedAt: daysAgo(30),
  } as { _id: string });
  const citizenWithHash = await citizen(100_000_001, '+905551112233');
  const firstCitizen = await citizen(100_000_002, '+905554445566', true);
  const of = { unitId: unit._id };
  const reason = 'Görev alanımızda değildir.';
  const replied = {
    kind: 'FINAL',
    outcome: 'REFUSED',
    text: 'Talep yerinde görülmemiştir.',
    repliedAt: daysAgo(3),
    draftId: new Types.ObjectId(),
    draftedBy: 'officer-1',
    approvedBy: 'officer-2',
  };

  const working = referral(unit._id, 'IN_PROGRESS', { assignedTo: 'officer-1' });
  const worked = await application(citizenWithHash, {
    idempotencyKey: 'filed-before',
    stage: 'IN_PROGRESS',
    referrals: [working],
    files: [new Types.ObjectId()],
    entries: [
      { daysAgo: 5, event: 'REFERRED', actor: 'EVALUATOR', ...of, referralId: working._id },
      { daysAgo: 4, event: 'ACCEPTED', ...of, referralId: working._id, officer: 'officer-1' },
    ],
  });

  const pending = referral(unit._id, 'PENDING');
  const hidden = await application(firstCitizen, {
    type: 'COMPLAINT',
    identityHidden: true,
    stage: 'REFERRED',
    referrals: [pending],
    files: [new Types.ObjectId()],
    entries: [
      { daysAgo: 5, event: 'REFERRED', actor: 'EVALUATOR', ...of, referralId: pending._id },
    ],
  });

  const forwarded = referral(unit._id, 'FORWARDED', { closedAt: daysAgo(4), reason });
  const next = referral(other._id, 'IN_PROGRESS', {
    referredAt: daysAgo(4),
    forwardedFrom: forwarded._id,
  });
  const history = { pauses: [], extended: true };
  const passedOn = await application(firstCitizen, {
    type: 'INFORMATION_REQUEST',
    stage: 'IN_PROGRESS',
    extendedOn: localDateOf(daysAgo(2)),
    statutoryDate: datesOf('INFORMATION_REQUEST', daysAgo(6), calendar, history).statutoryDate,
    referrals: [forwarded, next],
    entries: [
      { daysAgo: 5, event: 'REFERRED', actor: 'EVALUATOR', ...of, referralId: forwarded._id },
      { daysAgo: 4, event: 'FORWARDED', ...of, referralId: forwarded._id, note: reason },
      { daysAgo: 4, event: 'REFERRED', unitId: other._id, referralId: next._id },
      { daysAgo: 3, event: 'ACCEPTED', unitId: other._id, referralId: next._id },
      { daysAgo: 2, event: 'EXTENDED', unitId: other._id, referralId: next._id, note: reason },
    ],
  });

  const answering = referral(unit._id, 'ANSWERED', { closedAt: daysAgo(3), replies: [replied] });
  const appealed = await application(citizenWithHash, {
    stage: 'ANSWERED',
    open: false,
    alarmOn: null,
    answeredAt: daysAgo(3),
    rating: { score: 1, solved: false, ratedAt: daysAgo(2) },
    referrals: [answering],
    entries: [
      { daysAgo: 5, event: 'REFERRED', actor: 'EVALUATOR', ...of, referralId: answering._id },
      { daysAgo: 4, event: 'REPLY_DRAFTED', ...of, referralId: answering._id, public: false },
      { daysAgo: 3, event: 'REPLIED', ...of, referralId: answering._id, officer: 'officer-2' },
      { daysAgo: 2, event: 'RATED', actor: 'CITIZEN', note: '1/5, çözülmedi' },
      { daysAgo: 1, event: 'APPEALED', actor: 'CITIZEN', unitId: unit.parentId },
    ],
  });
  await stored.collection('appeals').insertOne({
    _id: new Types.ObjectId(),
    applicationId: appealed.id,
    referralId: answering._id,
    kind: 'APPEAL',
    state: 'PENDING',
    unitId: unit.parentId,
    text: 'Verilen cevabı kabul etmiyorum, itiraz ederim.',
    appealedAt: daysAgo(1),
    decisionText: null,
    decidedBy: null,
    decidedAt: null,
  });

  const returned = referral(unit._id, 'RETURNED', { closedAt: daysAgo(4), reason });
  const givenBack = await application(citizenWithHash, {
    stage: 'UNDER_EVALUATION',
    awaitsCentre: true,
    referrals: [returned],
    entries: [
      { daysAgo: 5, event: 'REFERRED', actor: 'EVALUATOR', ...of, referralId: returned._id },
      { daysAgo: 4, event: 'RETURNED', ...of, referralId: returned._id, note: reason },
    ],
  });

  const received = await application(firstCitizen, { awaitsCentre: true });
  // Its message was not sent yet.
  await stored.collection('outboxMessages').deleteMany({ text: { $regex: received.number } });
  await stored
    .collection('notifications')
    .updateMany(
      { applicationId: received.id },
      { $set: { state: 'PENDING', attempts: 0, settledAt: null } },
    );

  const upload = await attachment(citizenWithHash, null);
  await stored.collection<{ _id: number }>('numberSequences').insertOne({
    _id: year,
    key: new mongo.Binary(numberKey),
    next: 1_000,
  } as { _id: number });
  const lastVersion = directory.units.length;
  await stored
    .collection<{ _id: string }>('scopeRepairs')
    .insertOne({ _id: 'referrals', version: lastVersion, sweptTo: new Date() } as { _id: string });

  return {
    unit,
    other,
    citizen: citizenWithHash,
    firstCitizen,
    applications: { worked, hidden, passedOn, appealed, givenBack, received },
    upload,
  };
}
