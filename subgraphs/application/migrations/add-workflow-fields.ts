import type { Connection } from 'mongoose';
import { literally } from './literally.ts';

/** The fields that applications and referrals lacked before work on them was possible. */
export async function addWorkflowFields(connection: Connection): Promise<void> {
  await addFieldsOfApplications(connection);
  await addFieldsOfReferrals(connection);
  await connection
    .collection('contents')
    .updateMany(
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
  await connection.collection('applications').updateMany({ open: { $exists: false } }, [
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
  await connection
    .collection('referrals')
    .aggregate([
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
