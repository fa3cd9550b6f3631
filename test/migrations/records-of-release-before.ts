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
import type { Directory } from '../../seed/seed-directory.ts';

/** Long enough ago for everything that follows, and recent enough that no date has passed. */
const now = Date.now();
export const daysAgo = (days: number) => new Date(now - days * 86_400_000);

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
export function openRecords({ database, keys, scopeOf, directory, photo }: Writing) {
  const stored = database('application');
  const [unit, other] = directory.units.filter(({ kind }) => kind === 'DISTRICT_DIRECTORATE');
  const topicId = directory.topics[0]?._id ?? '';
  if (!unit || !other || unit.parentId === null) throw new Error('there are some');
  const year = Number(localDateOf(daysAgo(6)).slice(0, 4));
  const permutation = createSequencePermutation(numberKey, year);
  let sequence = 0;

  /** `isFirst`: on record since before the second hash was stored there. */
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

  /** Filed six days ago. Each entry has an event, and each public move a message that was sent. */
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
    for (const [index, entriesOfMove] of moves.entries()) {
      const version = index + 1;
      await stored.collection('events').insertMany(
        entriesOfMove.map(({ at, event, referralId, unitId, public: isPublic }) => ({
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
      const position = entriesOfMove.findIndex((entry) => entry.public);
      const step = entriesOfMove[position];
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

  /** A photograph; null if no application has it. */
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

  return {
    stored,
    unit,
    above: unit.parentId,
    other,
    year,
    citizen,
    referral,
    application,
    attachment,
  };
}
