import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { type mongo, Types } from 'mongoose';
import { addDays, localDateOf } from '../../lib/kit/local-date.ts';
import type { Keys } from '../../lib/platform/identity/keys.ts';
import { createBusinessCalendar } from '../../subgraphs/application/calendar/index.ts';
import { datesOf } from '../../subgraphs/application/record/index.ts';
import type { ApplicationType } from '../../subgraphs/application/schema-types.ts';
import {
  formatApplicationNumber,
  createSequencePermutation,
} from '../../subgraphs/application/numbers/index.ts';
import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
import { completeNationalId, maskNationalId } from '../../lib/kit/national-id.ts';
import type { Directory } from '../../seed/seed-directory.ts';
import type { UnitRecord } from '../../subgraphs/institution-directory/units/index.ts';
import { daysAgo } from '../support/days.ts';
import { writeAttachment } from './attachment-of-release-before.ts';

/** Long enough ago for everything that follows, and recent enough that no date has passed. */
const now = Date.now();
/** The same instant for the same number of days, since it identifies a move. */
export const daysBefore = (days: number) => daysAgo(days, now);

export const calendar = createBusinessCalendar();
export const numberKey = randomBytes(32);

/** Derived from the only secret of the keys file. */
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

/** An entry of a timeline, with its event and message. */
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

export interface Writing {
  database: (name: SubgraphName) => mongo.Db;
  keys: Keys;
  scopeOf: (unitId: string) => { scopeIds: string[]; scopeVersion: number };
  directory: Directory;
  photo: Uint8Array;
}

/** Writers of a citizen, a referral, an application and an attachment as they were stored then. */
export interface Records {
  readonly stored: mongo.Db;
  readonly unit: UnitRecord;
  /** The id of the unit above `unit`. */
  readonly above: string;
  readonly other: UnitRecord;
  /** The year in which the applications are filed. */
  readonly year: number;
  /** `isFirst`: on record since before the second hash was stored there. */
  citizen(digits: number, phone: string, isFirst?: boolean): Promise<StoredCitizen>;
  referral(unitId: string, state: string, fields?: Record<string, unknown>): Referral;
  /** Filed six days ago. Each entry has an event, and each public move a message that was sent. */
  application(of: StoredCitizen, filing: Filing): Promise<FiledApplication>;
  /** A photograph; null if no application has it. */
  attachment(of: StoredCitizen, applicationId: Types.ObjectId | null): Promise<Types.ObjectId>;
}

/** What distinguishes an application from one that was just filed. */
type Filing = Record<string, unknown> & {
  type?: ApplicationType;
  referrals?: Referral[];
  entries?: Entry[];
  files?: Types.ObjectId[];
};

interface FiledApplication {
  id: Types.ObjectId;
  number: string;
  referrals: Referral[];
  files: { id: Types.ObjectId }[];
  /** The dates at filing or after an upheld appeal; the stored ones may differ. */
  targetDate: string;
  statutoryDate: string;
}

/** The inputs of all writers. */
interface Archive extends Writing {
  readonly stored: mongo.Db;
  readonly topicId: string;
  readonly year: number;
  /** @returns the next application number of the year. */
  nextNumber(): string;
}

export function openRecords(writing: Writing): Records {
  const { database, directory } = writing;
  const stored = database('application');
  const [unit, other] = directory.units.filter(({ kind }) => kind === 'DISTRICT_DIRECTORATE');
  if (!unit || !other || unit.parentId === null)
    throw new Error('The directory has too few units.');
  const topicId = directory.topics[0]?._id ?? '';
  const year = Number(localDateOf(daysBefore(6)).slice(0, 4));
  const archive = { ...writing, stored, topicId, year, nextNumber: numbersOf(year) };
  return {
    stored,
    unit,
    above: unit.parentId,
    other,
    year,
    citizen: (digits, phone, isFirst = false) => writeCitizen(archive, digits, phone, isFirst),
    referral: (unitId, state, fields = {}) => referralOf(archive, unitId, state, fields),
    application: (of, filing) => writeApplication(archive, of, filing),
    attachment: (of, applicationId) =>
      writeAttachment(archive, of, applicationId, new Types.ObjectId()),
  };
}

function numbersOf(year: number): () => string {
  const permutation = createSequencePermutation(numberKey, year);
  let sequence = 0;
  return () => {
    sequence += 1;
    return formatApplicationNumber({ year, sequence: sequence - 1, permutation });
  };
}

async function writeCitizen(
  { database, keys }: Archive,
  digits: number,
  phone: string,
  isFirst: boolean,
): Promise<StoredCitizen> {
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

function referralOf(
  { scopeOf }: Archive,
  unitId: string,
  state: string,
  fields: Record<string, unknown>,
): Referral {
  return {
    _id: new Types.ObjectId(),
    unitId,
    state,
    open: ['PENDING', 'IN_PROGRESS', 'AWAITING_APPROVAL', 'AWAITING_CITIZEN'].includes(state),
    referredAt: daysBefore(5),
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

async function writeApplication(
  archive: Archive,
  of: StoredCitizen,
  filing: Filing,
): Promise<FiledApplication> {
  const { stored } = archive;
  const { referrals = [], files = [] } = filing;
  const timeline = timelineOf(filing.entries ?? []);
  // One move a day.
  const moves = [...Map.groupBy(timeline, ({ at }) => at.getTime()).values()];
  const document = documentOf(archive, of, filing, moves.length);
  const { _id, number } = document;
  await stored.collection('contents').insertOne({
    _id,
    subject: 'Yol bakımı',
    text: 'Sokağımızdaki yolun onarılmasını arz ederim.',
    redactedSubject: null,
    redactedText: null,
    supplements: [],
  });
  await stored.collection('timelines').insertOne({ _id, entries: timeline });
  for (const made of referrals) await writeReferral(archive, document, made);
  for (const [index, entries] of moves.entries()) {
    await writeMove(archive, { document, of, entries, version: index + 1 });
  }
  for (const id of files) await writeAttachment(archive, of, _id, id);
  await stored.collection('applications').insertOne(document);
  const held = files.map((id) => ({ id }));
  const dates = datesOf(document.type, document.filedAt, calendar);
  return { id: _id, number, referrals, files: held, ...dates };
}

const timelineOf = (entries: readonly Entry[]) =>
  [{ daysAgo: 6, event: 'FILED', actor: 'CITIZEN' }, ...entries].map((entry: Entry) => ({
    at: daysBefore(entry.daysAgo),
    event: entry.event,
    actor: entry.actor ?? 'OFFICER',
    unitId: entry.unitId ?? null,
    referralId: entry.referralId ?? null,
    officer: entry.officer ?? null,
    note: entry.note ?? null,
    public: entry.public ?? true,
  }));

type StoredEntry = ReturnType<typeof timelineOf>[number];

function documentOf(
  { keys, photo, topicId, nextNumber }: Archive,
  of: StoredCitizen,
  { type = 'REQUEST', referrals = [], entries: _entries, files = [], ...fields }: Filing,
  version: number,
) {
  const filedAt = daysBefore(6);
  const dates = datesOf(type, filedAt, calendar);
  const filed = { _id: new Types.ObjectId(), number: nextNumber(), type, topicId };
  return {
    ...filed,
    ...whereAndHow,
    citizenId: of.id,
    applicantHash: keyedHash(keys, 'application/applicant', of.nationalId),
    attachments: files.map((id, index) => ({
      id,
      name: `foto-${index}.jpg`,
      contentType: 'image/jpeg',
      bytes: photo.length,
    })),
    filedAt,
    ...dates,
    alarmOn: addDays(dates.targetDate, 1),
    ...untouched,
    referrals: referrals.map(({ _id: id, unitId, state }) => ({ id, unitId, state })),
    version,
    ...fields,
  };
}

type StoredDocument = ReturnType<typeof documentOf>;

const whereAndHow = {
  provinceCode: '34',
  districtCode: null,
  meantUnitId: null,
  aboutHeadOfUnit: false,
  identityHidden: false,
  answerChannel: 'SMS',
  idempotencyKey: null,
  attachmentsWithheld: false,
};

/** The fields that work on an application changes, as they were right after filing. */
const untouched = {
  calendarVersion: 0,
  pauses: [],
  extendedOn: null,
  interimRepliedOn: null,
  awaitingCitizenSince: null,
  stage: 'RECEIVED',
  open: true,
  awaitsCentre: false,
  targetPassedTold: false,
  statutoryPassedTold: false,
  claimedAt: null,
  claimedBy: null,
  answeredAt: null,
  rating: null,
  refusalReason: null,
  withdrawnAt: null,
};

async function writeReferral({ stored }: Archive, document: StoredDocument, made: Referral) {
  const { _id: applicationId, type, topicId, statutoryDate } = document;
  const ofApplication = { applicationId, type, topicId, statutoryDate, fallsOverdue: made.open };
  await stored.collection('referrals').insertOne({ ...made, ...ofApplication });
}

interface Move {
  document: StoredDocument;
  of: StoredCitizen;
  entries: readonly StoredEntry[];
  version: number;
}

async function writeMove(archive: Archive, move: Move): Promise<void> {
  const { document, entries, version } = move;
  const { _id: applicationId, type, topicId } = document;
  await archive.stored.collection('events').insertMany(
    entries.map(({ at, event, referralId, unitId, public: isPublic }) => ({
      _id: new Types.ObjectId(),
      at,
      event,
      applicationId,
      version,
      type,
      topicId,
      referralId,
      unitId,
      public: isPublic,
    })),
  );
  const position = entries.findIndex((entry) => entry.public);
  const step = entries[position];
  if (step) await writeMessage(archive, move, position, step);
}

/** A message that was kept in the outbox, as its recipient would have got it. */
async function writeMessage(
  { stored }: Archive,
  { document, of, version }: Move,
  position: number,
  { at, event }: StoredEntry,
): Promise<void> {
  const _id = new Types.ObjectId();
  await stored.collection('notifications').insertOne({
    _id,
    applicationId: document._id,
    citizenId: of.id,
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
    to: of.phone,
    subject: null,
    text: `${document.number} sayılı başvurunuz alındı. Ayrıntılar için giriş yapınız.`,
    sentAt: at,
  });
}
