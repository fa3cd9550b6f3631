import { createCollections } from '../../../lib/mongodb/create-collections.ts';
import type { StoredData } from '../../../lib/mongodb/migrations.ts';
import { addClosingTimes } from './add-closing-times.ts';
import { addWorkflowFields } from './add-workflow-fields.ts';
import { createBucket } from './buckets.ts';
import { collectOfficers } from './collect-officers.ts';
import { completeEvents, createStreamState } from './complete-events.ts';
import { dateAppeals, setEarlierAnswersApart } from './earlier-answers.ts';
import { recordEarlierPassings } from './earlier-passings.ts';
import { giveApplicationPublicIds } from './give-public-ids.ts';
import { literally } from './literally.ts';
import { maskOutbox } from './mask-outbox.ts';
import { recordPublicEvents, structureEntries } from './structured-entries.ts';

/**
 * A migration that has landed is never changed, and imports nothing of the modules but the calendar: collections are
 * named, and the rules and forms by which it writes are copied (docs/decisions/0093).
 */
export const migrations: StoredData['migrations'] = [
  {
    name: '0001-create-indexes',
    up: async (connection) => {
      await createCollections(connection, ['applications', 'referrals']);
    },
  },
  {
    name: '0002-workflow',
    up: async (connection) => {
      // Collections that a transaction writes to are created in advance, not in the transaction.
      await createCollections(connection, [
        'appeals',
        'attachments',
        'calendar',
        'contents',
        'events',
        'leaveDays',
        'notifications',
        'numberSequences',
        'outboxMessages',
        'timelines',
      ]);
      await createBucket(connection, 'attachments');
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
      await connection
        .collection('notifications')
        .updateMany(
          { state: 'PENDING', lastError: { $type: 'string' }, lastFailedAt: { $exists: false } },
          [{ $set: { lastFailedAt: '$createdAt' } }],
        );
    },
  },
  {
    name: '0005-tracking-codes',
    up: async (connection) => {
      // Made with the first key, whichever is in force: their applicants read them when they are signed in.
      await connection
        .collection('applications')
        .updateMany(
          { tracking: { $exists: false } },
          { $set: { tracking: { keyVersion: 1, counter: 0 } } },
        );
      await maskOutbox(connection);
      await createCollections(connection, ['trackingFailures']);
    },
  },
  {
    name: '0006-file-numbers',
    up: async (connection) => {
      await connection
        .collection('referrals')
        .updateMany({ fileNumber: { $exists: false } }, [
          { $set: { fileNumber: randomFileNumber } },
        ]);
    },
  },
  {
    name: '0007-cleaned-attachments',
    up: async (connection) => {
      // Until a job has cleaned them, units get none of the existing attachments.
      await connection.collection('attachments').updateMany({ cleanedBy: { $exists: false } }, [
        {
          $set: {
            ...literally({ cleanedBy: 0, cleaned: null, cleaning: null, cleaningAttempts: 0 }),
            ...literally({ copyIds: [] }),
          },
        },
      ]);
      await createBucket(connection, 'attachmentCopies');
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
      await connection
        .collection('notifications')
        .updateMany({ events: { $exists: false } }, [
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
      await createCollections(connection, ['unitOfficers']);
      await collectOfficers(connection);
    },
  },
  {
    name: '0017-cleaning-attempts',
    up: async (connection) => {
      // Attempts that failed for passing reasons were counted as crashes: files that were given up are cleaned again.
      const attachments = connection.collection('attachments');
      await attachments.updateMany(
        { cleanedBy: { $gt: 0 }, 'cleaned.refusal': 'TOO_LARGE' },
        { $set: { cleanedBy: 0 } },
      );
      await attachments.updateMany(
        { cleaningAttempts: { $gt: 0 } },
        { $set: { cleaningAttempts: 0 } },
      );
    },
  },
];

/** Crockford's base32. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Drawn by MongoDB for each document. */
const randomSymbol = {
  $substrBytes: [
    alphabet,
    { $toInt: { $floor: { $multiply: [{ $rand: {} }, alphabet.length] } } },
    1,
  ],
};
const randomGroup = [randomSymbol, randomSymbol, randomSymbol];
const randomFileNumber = { $concat: [...randomGroup, '-', ...randomGroup, '-', ...randomGroup] };
