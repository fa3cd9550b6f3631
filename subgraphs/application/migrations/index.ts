import type { Connection } from 'mongoose';
import { indexesOf } from '../../../lib/mongodb/indexes.ts';
import type { StoredData } from '../../../lib/mongodb/migrations.ts';
import { crockfordAlphabet } from '../../../lib/kit/crockford.ts';
import {
  appealModel,
  applicationModel,
  attachmentModel,
  collectUnitOfficers,
  contentModel,
  referralModel,
  timelineModel,
  unitOfficerModel,
} from '../record/index.ts';
import { attachmentBuckets, createAttachmentBucket } from '../attachments/index.ts';
import { calendarStateModel, leaveDayModel } from '../calendar/index.ts';
import { recordEarlierPassings } from './earlier-passings.ts';
import { createStreamState, eventModel, streamStateModel } from '../events/index.ts';
import { addClosingTimes } from './add-closing-times.ts';
import { completeEvents } from './complete-events.ts';
import { dateAppeals, setEarlierAnswersApart } from './earlier-answers.ts';
import { giveApplicationPublicIds } from './give-public-ids.ts';
import {
  type OutboxMessageDocument,
  outboxMessageModel,
} from '../../../lib/messaging/outbox-message.model.ts';
import { maskAddress, maskNumber, notificationModel } from '../notifications/index.ts';
import { numberSequenceModel } from '../numbers/index.ts';
import { recordPublicEvents, structureEntries } from './structured-entries.ts';
import { trackingFailureModel } from '../tracking/index.ts';
import { scopeRepairModel } from '../worklists/index.ts';

export const migrations: StoredData['migrations'] = [
  {
    name: '0001-create-indexes',
    up: async (connection) => {
      await applicationModel(connection).createCollection();
      await referralModel(connection).createCollection();
    },
  },
  {
    name: '0002-workflow',
    up: async (connection) => {
      const collections = [
        appealModel,
        attachmentModel,
        calendarStateModel,
        contentModel,
        eventModel,
        leaveDayModel,
        notificationModel,
        numberSequenceModel,
        outboxMessageModel,
        timelineModel,
      ];
      // Collections that a transaction writes to are created in advance, not in the transaction.
      for (const model of collections) await model(connection).createCollection();
      await createAttachmentBucket(connection);
      await addWorkflowFields(connection);
    },
  },
  {
    name: '0003-following-units',
    up: async () => {}, // it created indexes
  },
  {
    name: '0004-failing-notifications',
    up: async (connection) => {
      // The moment of those failures was not stored. Any later attempt is more recent.
      await notificationModel(connection).collection.updateMany(
        { state: 'PENDING', lastError: { $type: 'string' }, lastFailedAt: { $exists: false } },
        [{ $set: { lastFailedAt: '$createdAt' } }],
      );
    },
  },
  {
    name: '0005-tracking-codes',
    up: async (connection) => {
      // Made with the first key, whichever is in force: their applicants read them when they are signed in.
      await applicationModel(connection).collection.updateMany(
        { tracking: { $exists: false } },
        { $set: { tracking: { keyVersion: 1, counter: 0 } } },
      );
      await maskOutbox(connection);
      await trackingFailureModel(connection).createCollection();
    },
  },
  {
    name: '0006-file-numbers',
    up: async (connection) => {
      await referralModel(connection).collection.updateMany({ fileNumber: { $exists: false } }, [
        { $set: { fileNumber: randomFileNumber } },
      ]);
    },
  },
  {
    name: '0007-cleaned-attachments',
    up: async (connection) => {
      // Until a job has cleaned them, units get none of the existing attachments.
      await attachmentModel(connection).collection.updateMany({ cleanedBy: { $exists: false } }, [
        {
          $set: {
            ...literally({ cleanedBy: 0, cleaned: null, cleaning: null, cleaningAttempts: 0 }),
            ...literally({ copyIds: [] }),
          },
        },
      ]);
      await createAttachmentBucket(connection, attachmentBuckets.copies);
    },
  },
  { name: '0008-earlier-passings', up: recordEarlierPassings },
  { name: '0009-public-ids', up: giveApplicationPublicIds },
  {
    name: '0010-events',
    up: async (connection) => {
      await completeEvents(connection);
      await createStreamState(connection);
    },
  },
  {
    name: '0011-reported-steps',
    up: async (connection) => {
      // Each message of an earlier release reports one step, and none joins it.
      await notificationModel(connection).collection.updateMany({ events: { $exists: false } }, [
        { $set: { events: ['$event'], mergesUntil: null } },
      ]);
    },
  },
  {
    name: '0012-clocks-of-new-answers',
    up: async (connection) => {
      await dateAppeals(connection);
      await setEarlierAnswersApart(connection);
    },
  },
  { name: '0013-structured-entries', up: structureEntries },
  { name: '0014-public-events', up: recordPublicEvents },
  { name: '0015-closing-times', up: addClosingTimes },
  {
    name: '0016-unit-officers',
    up: async (connection) => {
      await unitOfficerModel(connection).createCollection();
      await collectUnitOfficers(connection);
    },
  },
];

/**
 * Every model of this subgraph, whether it declares indexes yet or not. The indexes of the attachment buckets are
 * created by the migrations: MongoDB prescribes them.
 */
const models = [
  appealModel,
  applicationModel,
  attachmentModel,
  calendarStateModel,
  contentModel,
  eventModel,
  leaveDayModel,
  notificationModel,
  numberSequenceModel,
  outboxMessageModel,
  referralModel,
  scopeRepairModel,
  streamStateModel,
  timelineModel,
  trackingFailureModel,
  unitOfficerModel,
] as const;

export const storedData: StoredData = {
  migrations,
  indexes: (connection) => models.map((model) => indexesOf(model(connection))),
};

/** Drawn by MongoDB for each document, in the form of `newFileNumber`. */
const randomSymbol = {
  $substrBytes: [
    crockfordAlphabet,
    { $toInt: { $floor: { $multiply: [{ $rand: {} }, crockfordAlphabet.length] } } },
    1,
  ],
};
const randomGroup = [randomSymbol, randomSymbol, randomSymbol];
const randomFileNumber = { $concat: [...randomGroup, '-', ...randomGroup, '-', ...randomGroup] };

/** The fields that applications and referrals lacked before work on them was possible. */
async function addWorkflowFields(connection: Connection): Promise<void> {
  await addFieldsOfApplications(connection);
  await addFieldsOfReferrals(connection);
  await contentModel(connection).collection.updateMany(
    { supplements: { $exists: false } },
    { $set: { redactedSubject: null, supplements: [] } },
  );
}

async function addFieldsOfApplications(connection: Connection): Promise<void> {
  const openStages = [
    'RECEIVED',
    'UNDER_EVALUATION',
    'REFERRED',
    'IN_PROGRESS',
    'AWAITING_APPROVAL',
    'AWAITING_CITIZEN',
  ];
  await applicationModel(connection).collection.updateMany({ open: { $exists: false } }, [
    {
      $set: {
        ...literally({ meantUnitId: null, aboutHeadOfUnit: false, answerChannel: 'SMS' }),
        ...literally({ idempotencyKey: null, attachments: [], attachmentsWithheld: false }),
        // Lower than any calendar's version: the dates are recomputed as soon as a process follows a calendar.
        ...literally({ calendarVersion: -1, pauses: [], extendedOn: null, claimedBy: null }),
        ...literally({ targetPassedTold: false, statutoryPassedTold: false, rating: null }),
        open: { $in: ['$stage', openStages] },
        awaitsCentre: {
          $or: [
            { $in: ['$stage', ['RECEIVED', 'UNDER_EVALUATION']] },
            {
              $and: [
                { $in: ['$stage', openStages] },
                { $in: ['RETURNED', { $ifNull: ['$referrals.state', []] }] },
              ],
            },
          ],
        },
        alarmOn: null,
        answeredAt: null,
      },
    },
  ]);
}

async function addFieldsOfReferrals(connection: Connection): Promise<void> {
  const openStates = ['PENDING', 'IN_PROGRESS', 'AWAITING_APPROVAL', 'AWAITING_CITIZEN'];
  await referralModel(connection)
    .collection.aggregate([
      { $match: { open: { $exists: false } } },
      {
        $lookup: {
          from: 'applications',
          localField: 'applicationId',
          foreignField: '_id',
          as: 'of',
        },
      },
      { $set: { of: { $first: '$of' } } },
      {
        $project: {
          open: { $in: ['$state', openStates] },
          ...literally({
            assignedTo: null,
            draft: null,
            raisedToUnitId: null,
            fallsOverdue: false,
          }),
          // Repaired like the scope of a unit that has moved.
          scopeIds: ['$unitId'],
          ...literally({ scopeVersion: 0 }),
          type: '$of.type',
          topicId: '$of.topicId',
          statutoryDate: '$of.statutoryDate',
        },
      },
      { $merge: { into: 'referrals', whenMatched: 'merge', whenNotMatched: 'discard' } },
    ])
    .toArray();
}

/** Masks stored messages that still name addresses and numbers. */
async function maskOutbox(connection: Connection): Promise<void> {
  const messages = outboxMessageModel(connection).collection;
  const mask = (text: string) =>
    text.replaceAll(/\b\d{10}(?= sayılı)/g, (number) => maskNumber(number));
  // Every masked address has three stars.
  const unmasked = messages.find<OutboxMessageDocument>({ to: { $not: /\*\*\*/ } });
  for await (const { _id, channel, to, subject, text } of unmasked) {
    const $set = {
      to: maskAddress(channel, to),
      subject: subject === null ? null : mask(subject),
      text: mask(text),
    };
    await messages.updateOne({ _id }, { $set });
  }
}

/** As literals, in an expression. */
const literally = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { $literal: value }]));
