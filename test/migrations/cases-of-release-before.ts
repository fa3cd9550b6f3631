import { mongo, Types } from 'mongoose';
import { localDateOf } from '../../subgraphs/application/calendar/index.ts';
import { datesOf } from '../../subgraphs/application/record/index.ts';
import {
  calendar,
  daysAgo,
  numberKey,
  openRecords,
  type Writing,
} from './records-of-release-before.ts';

/** Writes what people had done at that release, as it was stored then, and returns a list of it. */
export async function writeCases(writing: Writing) {
  const { directory } = writing;
  const { stored, unit, above, other, year, citizen, referral, application, attachment } =
    openRecords(writing);
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
