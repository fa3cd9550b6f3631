import { mongo, Types } from 'mongoose';
import { localDateOf } from '../../lib/kit/local-date.ts';
import { datesOf } from '../../subgraphs/application/record/index.ts';
import {
  calendar,
  daysBefore,
  numberKey,
  openRecords,
  type Records,
  type StoredCitizen,
  type Writing,
} from './records-of-release-before.ts';

/** Writes what people had done at that release, as it was stored then, and returns a list of it. */
export async function writeCases(writing: Writing) {
  const records = openRecords(writing);
  const { unit, other } = records;
  await writeState(records, writing);
  const citizen = await records.citizen(100_000_001, '+905551112233');
  const firstCitizen = await records.citizen(100_000_002, '+905554445566', true);
  const applications = {
    worked: await writeWorked(records, citizen),
    hidden: await writeHidden(records, firstCitizen),
    passedOn: await writePassedOn(records, firstCitizen),
    appealed: await writeAppealed(records, citizen),
    upheld: await writeUpheld(records, citizen),
    givenBack: await writeGivenBack(records, citizen),
    received: await writeReceived(records, firstCitizen),
  };
  const upload = await records.attachment(citizen, null);
  return { unit, other, citizen, firstCitizen, applications, upload };
}

/** The documents of which there is one, or one a year. */
async function writeState({ stored, year }: Records, { directory }: Writing): Promise<void> {
  await stored.collection<{ _id: string }>('calendar').insertOne({
    _id: 'calendar',
    version: 0,
    halfDaysAreBusinessDays: true,
    changedAt: daysBefore(30),
  } as { _id: string });
  await stored.collection<{ _id: number }>('numberSequences').insertOne({
    _id: year,
    key: new mongo.Binary(numberKey),
    next: 1_000,
  } as { _id: number });
  await stored.collection<{ _id: string }>('scopeRepairs').insertOne({
    _id: 'referrals',
    version: directory.units.length,
    sweptTo: new Date(),
  } as { _id: string });
}

const reason = 'Görev alanımızda değildir.';

async function writeWorked(records: Records, of: StoredCitizen) {
  const { unit } = records;
  const at = { unitId: unit._id };
  const working = records.referral(unit._id, 'IN_PROGRESS', { assignedTo: 'officer-1' });
  return records.application(of, {
    idempotencyKey: 'filed-before',
    stage: 'IN_PROGRESS',
    referrals: [working],
    files: [new Types.ObjectId()],
    entries: [
      { daysAgo: 5, event: 'REFERRED', actor: 'EVALUATOR', ...at, referralId: working._id },
      { daysAgo: 4, event: 'ACCEPTED', ...at, referralId: working._id, officer: 'officer-1' },
    ],
  });
}

async function writeHidden(records: Records, of: StoredCitizen) {
  const { unit } = records;
  const at = { unitId: unit._id };
  const pending = records.referral(unit._id, 'PENDING');
  return records.application(of, {
    type: 'COMPLAINT',
    identityHidden: true,
    stage: 'REFERRED',
    referrals: [pending],
    files: [new Types.ObjectId()],
    entries: [
      { daysAgo: 5, event: 'REFERRED', actor: 'EVALUATOR', ...at, referralId: pending._id },
    ],
  });
}

async function writePassedOn(records: Records, of: StoredCitizen) {
  const { unit, other } = records;
  const at = { unitId: unit._id };
  const forwarded = records.referral(unit._id, 'FORWARDED', { closedAt: daysBefore(4), reason });
  const next = records.referral(other._id, 'IN_PROGRESS', {
    referredAt: daysBefore(4),
    forwardedFrom: forwarded._id,
  });
  const history = { pauses: [], extended: true };
  return records.application(of, {
    type: 'INFORMATION_REQUEST',
    stage: 'IN_PROGRESS',
    extendedOn: localDateOf(daysBefore(2)),
    statutoryDate: datesOf('INFORMATION_REQUEST', daysBefore(6), calendar, history).statutoryDate,
    referrals: [forwarded, next],
    entries: [
      { daysAgo: 5, event: 'REFERRED', actor: 'EVALUATOR', ...at, referralId: forwarded._id },
      { daysAgo: 4, event: 'FORWARDED', ...at, referralId: forwarded._id, note: reason },
      { daysAgo: 4, event: 'REFERRED', unitId: other._id, referralId: next._id },
      { daysAgo: 3, event: 'ACCEPTED', unitId: other._id, referralId: next._id },
      { daysAgo: 2, event: 'EXTENDED', unitId: other._id, referralId: next._id, note: reason },
    ],
  });
}

async function writeAppealed(records: Records, of: StoredCitizen) {
  const { stored, unit, above } = records;
  const at = { unitId: unit._id };
  const replied = {
    kind: 'FINAL',
    outcome: 'REFUSED',
    text: 'Talep yerinde görülmemiştir.',
    repliedAt: daysBefore(3),
    draftId: new Types.ObjectId(),
    draftedBy: 'officer-1',
    approvedBy: 'officer-2',
  };
  const answering = records.referral(unit._id, 'ANSWERED', {
    closedAt: daysBefore(3),
    replies: [replied],
  });
  const appealed = await records.application(of, {
    stage: 'ANSWERED',
    open: false,
    alarmOn: null,
    answeredAt: daysBefore(3),
    rating: { score: 1, solved: false, ratedAt: daysBefore(2) },
    referrals: [answering],
    entries: [
      { daysAgo: 5, event: 'REFERRED', actor: 'EVALUATOR', ...at, referralId: answering._id },
      { daysAgo: 4, event: 'REPLY_DRAFTED', ...at, referralId: answering._id, public: false },
      { daysAgo: 3, event: 'REPLIED', ...at, referralId: answering._id, officer: 'officer-2' },
      { daysAgo: 2, event: 'RATED', actor: 'CITIZEN', note: '1/5, çözülmedi' },
      { daysAgo: 1, event: 'APPEALED', actor: 'CITIZEN', unitId: above },
    ],
  });
  await stored.collection('appeals').insertOne({
    _id: new Types.ObjectId(),
    applicationId: appealed.id,
    referralId: answering._id,
    kind: 'APPEAL',
    state: 'PENDING',
    unitId: above,
    text: 'Verilen cevabı kabul etmiyorum, itiraz ederim.',
    appealedAt: daysBefore(1),
    decisionText: null,
    decidedBy: null,
    decidedAt: null,
  });
  return appealed;
}

/** At that release the dates still ran on from the filing. */
async function writeUpheld(records: Records, of: StoredCitizen) {
  const { stored, unit, above } = records;
  const at = { unitId: unit._id };
  const decidedAt = daysBefore(1);
  const answered = records.referral(unit._id, 'ANSWERED', {
    closedAt: daysBefore(4),
    replies: [
      {
        kind: 'FINAL',
        outcome: 'REFUSED',
        text: 'Talep yerinde görülmemiştir.',
        repliedAt: daysBefore(4),
        draftId: new Types.ObjectId(),
        draftedBy: 'officer-1',
        approvedBy: 'officer-2',
      },
    ],
  });
  const again = records.referral(unit._id, 'PENDING', { referredAt: decidedAt });
  const upheld = await records.application(of, {
    stage: 'REFERRED',
    rating: { score: 2, solved: false, ratedAt: daysBefore(3) },
    referrals: [answered, again],
    entries: [
      { daysAgo: 5, event: 'REFERRED', actor: 'EVALUATOR', ...at, referralId: answered._id },
      { daysAgo: 4, event: 'REPLIED', ...at, referralId: answered._id, officer: 'officer-2' },
      { daysAgo: 3, event: 'RATED', actor: 'CITIZEN', note: '2/5, çözülmedi' },
      { daysAgo: 2, event: 'APPEALED', actor: 'CITIZEN', unitId: above },
      { daysAgo: 1, event: 'APPEAL_UPHELD', unitId: above, officer: 'superior' },
      { daysAgo: 1, event: 'REFERRED', ...at, referralId: again._id },
    ],
  });
  await stored.collection('appeals').insertOne({
    _id: new Types.ObjectId(),
    applicationId: upheld.id,
    referralId: answered._id,
    kind: 'APPEAL',
    state: 'UPHELD',
    unitId: above,
    text: 'Verilen cevabı kabul etmiyorum, itiraz ederim.',
    appealedAt: daysBefore(2),
    decisionText: 'Talep yeniden incelensin.',
    decidedBy: 'superior',
    decidedAt,
  });
  return { ...upheld, ...datesOf('REQUEST', decidedAt, calendar) };
}

async function writeGivenBack(records: Records, of: StoredCitizen) {
  const { unit } = records;
  const at = { unitId: unit._id };
  const returned = records.referral(unit._id, 'RETURNED', { closedAt: daysBefore(4), reason });
  return records.application(of, {
    stage: 'UNDER_EVALUATION',
    awaitsCentre: true,
    referrals: [returned],
    entries: [
      { daysAgo: 5, event: 'REFERRED', actor: 'EVALUATOR', ...at, referralId: returned._id },
      { daysAgo: 4, event: 'RETURNED', ...at, referralId: returned._id, note: reason },
    ],
  });
}

async function writeReceived(records: Records, of: StoredCitizen) {
  const { stored } = records;
  const received = await records.application(of, { awaitsCentre: true });
  // Its message was not sent yet.
  await stored.collection('outboxMessages').deleteMany({ text: { $regex: received.number } });
  await stored
    .collection('notifications')
    .updateMany(
      { applicationId: received.id },
      { $set: { state: 'PENDING', attempts: 0, settledAt: null } },
    );
  return received;
}
