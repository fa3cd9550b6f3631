import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
import {
  above,
  appeal,
  cleaned,
  entry,
  event,
  filed,
  id,
  lately,
  longAgo,
  message,
  noon,
  other,
  referred,
  summary,
  unit,
  worked,
  workedOn,
} from './old-forms.ts';

/**
 * Documents in the forms of earlier releases, with fixed ids, moments and dates, written by hand. They import nothing of
 * the code that stores documents today, and a document is never changed: the outcomes of the migrations are recorded for
 * it. A later migration gets documents of its own, in the form that it finds.
 */

/** Applications of the first release, one of them given back to the centre. */
const first = {
  applications: [
    filed(10, { stage: 'UNDER_EVALUATION', referrals: [summary(110, 'RETURNED')] }),
    filed(11, { stage: 'ANSWERED', referrals: [summary(111, 'ANSWERED')] }),
  ],
  referrals: [
    referred(110, id(10), { state: 'RETURNED', closedAt: noon('2026-02-05') }),
    referred(111, id(11), { state: 'ANSWERED', closedAt: noon('2026-02-06') }),
  ],
  timelines: [
    { _id: id(10), entries: [entry('2026-02-02', 'FILED'), entry('2026-02-03', 'REFERRED')] },
    { _id: id(11), entries: [entry('2026-02-02', 'FILED')] },
  ],
  contents: [{ _id: id(10), subject: 'Yol bakımı', text: 'Yolun onarılmasını arz ederim.' }],
};

const extended = { type: 'INFORMATION_REQUEST', extendedOn: '2026-02-11' };

/** Applications that a unit has passed on: one whose dates have moved since, one overdue, one paused at that moment. */
const passedOn = {
  applications: [
    worked(20, {
      ...extended,
      pauses: [
        { from: '2026-02-03', to: '2026-02-05' },
        { from: '2026-02-12', to: '2026-02-18' },
      ],
      targetDate: '2026-03-02',
      statutoryDate: '2026-03-31',
      referrals: [summary(120, 'FORWARDED'), summary(121, 'IN_PROGRESS', other)],
      version: 6,
    }),
    worked(21, {
      statutoryDate: '2026-02-05',
      referrals: [summary(122, 'CANCELLED'), summary(123, 'PENDING', other)],
    }),
    worked(22, {
      interimRepliedOn: '2026-02-05',
      pauses: [{ from: '2026-02-06', to: '2026-02-17' }],
      referrals: [summary(124, 'FORWARDED'), summary(125, 'PENDING', other)],
    }),
  ],
  referrals: [
    workedOn(120, id(20), { state: 'FORWARDED', closedAt: noon('2026-02-09') }),
    workedOn(121, id(20), { state: 'IN_PROGRESS', unitId: other, open: true }),
    workedOn(122, id(21), { state: 'CANCELLED', closedAt: noon('2026-02-09') }),
    workedOn(123, id(21), { unitId: other, open: true }),
    workedOn(124, id(22), { state: 'FORWARDED', closedAt: noon('2026-02-10') }),
    workedOn(125, id(22), { unitId: other, open: true }),
  ],
  timelines: [
    {
      _id: id(20),
      entries: [
        entry('2026-02-02', 'FILED'),
        entry('2026-02-03', 'REFERRED', { unitId: unit, referralId: id(120) }),
        entry('2026-02-09', 'FORWARDED', { unitId: unit, referralId: id(120) }),
        entry('2026-02-09', 'REFERRED', { unitId: other, referralId: id(121) }),
        entry('2026-02-11', 'EXTENDED', { unitId: other, referralId: id(121) }),
      ],
    },
    { _id: id(21), entries: [] },
    {
      _id: id(22),
      entries: [
        entry('2026-02-02', 'FILED'),
        entry('2026-02-05', 'INTERIM_REPLIED', { unitId: unit, referralId: id(124) }),
        entry('2026-02-10', 'FORWARDED', {
          actor: null,
          unitId: unit,
          referralId: id(124),
          note: 'Birim kapandı; başvuru, görevlerini devralan birime geçti.',
        }),
      ],
    },
  ],
};

const upheld = { state: 'UPHELD', decisionText: 'Yeniden incelensin.', decidedBy: 'superior' };

/** Applications whose answers were contested, with the clocks of a single answer. */
const contested = {
  applications: [
    // Answered late although a reply had met the date; since then paused and replied to again, open.
    worked(30, {
      pauses: [
        { from: '2026-02-10', to: '2026-02-12' },
        { from: '2026-04-07', to: '2026-04-09' },
      ],
      interimRepliedOn: '2026-02-27',
      targetPassedTold: true,
      rating: { score: 2, solved: false, ratedAt: noon('2026-03-07') },
      referrals: [summary(130, 'ANSWERED'), summary(131, 'IN_PROGRESS')],
      version: 12,
    }),
    // Upheld twice, then answered for good.
    worked(31, {
      ...extended,
      extendedOn: '2026-03-25',
      stage: 'ANSWERED',
      open: false,
      alarmOn: null,
      answeredAt: noon('2026-06-03'),
      rating: { score: 4, solved: true, ratedAt: noon('2026-06-04') },
      referrals: [summary(132, 'ANSWERED'), summary(133, 'ANSWERED'), summary(134, 'ANSWERED')],
      version: 14,
    }),
    worked(32, {
      stage: 'ANSWERED',
      open: false,
      answeredAt: noon('2026-02-20'),
      referrals: [summary(135, 'ANSWERED')],
    }),
  ],
  referrals: [
    workedOn(130, id(30), { state: 'ANSWERED', closedAt: noon('2026-03-06') }),
    workedOn(131, id(30), { state: 'IN_PROGRESS', open: true, referredAt: noon('2026-04-01') }),
    ...[132, 133, 134].map((number) =>
      workedOn(number, id(31), { state: 'ANSWERED', closedAt: noon('2026-06-03') }),
    ),
    workedOn(135, id(32), { state: 'ANSWERED', closedAt: noon('2026-02-20') }),
  ],
  timelines: [
    {
      _id: id(30),
      entries: [
        entry('2026-02-02', 'FILED'),
        entry('2026-02-03', 'REFERRED'),
        entry('2026-02-27', 'INTERIM_REPLIED'),
        entry('2026-03-03', 'TARGET_PASSED', { public: false }),
        entry('2026-03-06', 'REPLIED'),
        entry('2026-03-07', 'RATED', { actor: 'CITIZEN', note: '2/5, çözülmedi' }),
        entry('2026-03-09', 'APPEALED', { actor: 'CITIZEN' }),
        entry('2026-04-01', 'APPEAL_UPHELD'),
        entry('2026-04-01', 'REFERRED', { referralId: id(131) }),
        entry('2026-04-14', 'INTERIM_REPLIED'),
      ],
    },
    {
      _id: id(31),
      entries: [
        entry('2026-02-02', 'FILED'),
        entry('2026-02-12', 'REPLIED'),
        entry('2026-02-16', 'APPEALED', { actor: 'CITIZEN' }),
        entry('2026-03-16', 'APPEAL_UPHELD'),
        entry('2026-03-25', 'EXTENDED'),
        entry('2026-04-10', 'STATUTORY_PASSED', { public: false }),
        entry('2026-05-04', 'REPLIED'),
        entry('2026-05-05', 'APPEALED', { actor: 'CITIZEN' }),
        entry('2026-05-20', 'APPEAL_UPHELD'),
        entry('2026-06-03', 'REPLIED'),
        entry('2026-06-04', 'RATED', { actor: 'CITIZEN', note: '4/5, çözüldü' }),
      ],
    },
  ],
  appeals: [
    appeal(230, id(30), { ...upheld, decidedAt: noon('2026-04-01') }),
    appeal(231, id(31), {
      ...upheld,
      kind: 'OBJECTION',
      appealedAt: noon('2026-02-16'),
      decidedAt: noon('2026-03-16'),
    }),
    appeal(232, id(31), {
      ...upheld,
      appealedAt: noon('2026-05-05'),
      decidedAt: noon('2026-05-20'),
    }),
    appeal(233, id(32), { kind: 'OBJECTION', appealedAt: noon('2026-02-23') }),
  ],
};

/** Ended in other ways, with a file that was withheld, and officers who have acted. */
const others = {
  applications: [
    worked(40, {
      stage: 'NOT_PROCESSED',
      open: false,
      alarmOn: null,
      refusalReason: 'NO_CONCRETE_FACT',
    }),
    worked(41, {
      attachments: [
        { id: id(300), name: 'foto.jpg', contentType: 'image/jpeg', bytes: 1_234 },
        { id: id(301), name: 'belge.pdf', contentType: 'application/pdf', bytes: 567 },
      ],
      referrals: [summary(140, 'AWAITING_APPROVAL')],
    }),
    worked(42, { stage: 'WITHDRAWN', open: false, withdrawnAt: noon('2026-02-04') }),
  ],
  referrals: [
    workedOn(140, id(41), {
      state: 'AWAITING_APPROVAL',
      open: true,
      reason: 'Başvuru, hakkında olduğu birimin üstündeki birime geçti.',
      draft: {
        id: id(400),
        kind: 'FINAL',
        outcome: 'GRANTED',
        text: 'Yol onarılacaktır.',
        draftedBy: 'ali',
        draftedAt: noon('2026-02-06'),
        rejectionReason: null,
      },
      replies: [
        {
          kind: 'INTERIM',
          outcome: null,
          text: 'İnceleniyor.',
          repliedAt: noon('2026-02-05'),
          draftId: id(401),
          draftedBy: 'ali',
          approvedBy: 'veli',
        },
        { kind: 'INTERIM', outcome: null, text: 'İnceleniyor.', repliedAt: noon('2026-02-06') },
      ],
    }),
  ],
  timelines: [
    {
      _id: id(40),
      entries: [
        entry('2026-02-02', 'FILED'),
        entry('2026-02-04', 'REFUSED', { actor: 'EVALUATOR' }),
        entry('2026-02-10', 'REDACTED', { actor: 'EVALUATOR' }),
      ],
    },
    {
      _id: id(41),
      entries: [
        entry('2026-02-02', 'FILED'),
        entry('2026-02-03', 'ATTACHMENT_WITHHELD', { note: 'ek-2: Başkasının belgesi.' }),
        entry('2026-02-04', 'ATTACHMENT_RELEASED', { note: 'ek-2' }),
        entry(longAgo, 'NOTE_ADDED', { unitId: unit, officer: 'gone', public: false }),
        entry(new Date(lately.getTime() - 86_400_000), 'NOTE_ADDED', {
          unitId: unit,
          officer: 'ali',
          public: false,
        }),
        entry(lately, 'ACCEPTED', { unitId: unit, officer: 'ali' }),
        entry(lately, 'NOTE_ADDED', { unitId: other, officer: 'veli', public: false }),
      ],
    },
  ],
  attachments: [
    {
      _id: id(300),
      citizenId: id(1),
      state: 'STORED',
      startedAt: noon('2026-02-01'),
      name: 'foto.jpg',
      contentType: 'image/jpeg',
      bytes: 1_234,
      applicationId: id(41),
    },
    cleaned(302, { cleanedBy: 3, cleaned: { copy: null, refusal: 'TOO_LARGE', warnings: [] } }),
    cleaned(303, { cleanedBy: 3, cleaned: { copy: null, refusal: 'DAMAGED', warnings: [] } }),
    cleaned(304, { cleanedBy: 0, cleaned: null, cleaningAttempts: 3 }),
  ],
};

/** Whatever else is stored beside applications. */
const beside = {
  calendar: [
    { _id: 'calendar', version: 2, halfDaysAreBusinessDays: false, changedAt: noon('2026-01-05') },
  ],
  leaveDays: [
    { _id: id(500), date: '2026-02-13', name: 'Kar', addedIn: 1, removedIn: null },
    { _id: id(501), date: '2026-02-16', name: 'Kar', addedIn: 1, removedIn: 2 },
    { _id: id(502), date: '2026-02-17', name: 'Kar', addedIn: 3, removedIn: null },
  ],
  notifications: [
    message(600, {}),
    message(601, {
      event: 'REFERRED',
      state: 'PENDING',
      lastError: 'the port is closed',
      settledAt: null,
    }),
  ],
  outboxMessages: [
    {
      _id: id(610),
      channel: 'SMS',
      to: '+905551112233',
      subject: null,
      text: '2600000041 sayılı başvurunuz alındı.',
      sentAt: noon('2026-02-02'),
    },
    {
      _id: id(611),
      channel: 'EMAIL',
      to: 'ayse@ornek.com.tr',
      subject: '2600000041 sayılı başvurunuz',
      text: '2600000041 sayılı başvurunuz alındı.',
      sentAt: noon('2026-02-02'),
    },
  ],
  events: [
    event(700, longAgo, {}),
    event(701, lately, {}),
    event(702, lately, { applicationId: id(999), unitId: null }),
  ],
};

type Documents = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** All documents of a subgraph's database, by collection. */
export const oldDocuments: Readonly<Record<SubgraphName, Documents>> = {
  analytics: {},
  citizen: {
    citizens: [
      {
        _id: id(1),
        nationalIdHash: 'hash',
        applicantHash: 'hash',
        maskedNationalId: '100******46',
        name: 'Ayşe',
        surname: 'Yılmaz',
        mobilePhone: '+905551112233',
        email: null,
      },
    ],
  },
  application: {
    ...beside,
    applications: [
      ...first.applications,
      ...passedOn.applications,
      ...contested.applications,
      ...others.applications,
    ],
    referrals: [
      ...first.referrals,
      ...passedOn.referrals,
      ...contested.referrals,
      ...others.referrals,
    ],
    timelines: [
      ...first.timelines,
      ...passedOn.timelines,
      ...contested.timelines,
      ...others.timelines,
    ],
    contents: first.contents,
    appeals: contested.appeals,
    attachments: others.attachments,
  },
  'institution-directory': {
    units: [
      { _id: above, version: 1 },
      { _id: unit, version: 1 },
      { _id: other, version: 1 },
    ],
  },
};
