import { mongo } from 'mongoose';
import { newApplication, newEntry, project } from '../../subgraphs/application/record/index.ts';
import { createBusinessCalendar } from '../../subgraphs/application/calendar/index.ts';
import { eventsOf } from '../../subgraphs/application/events/index.ts';
import type { FileApplicationInput } from '../../subgraphs/application/schema-types.ts';
import { notificationOf } from '../../subgraphs/application/notifications/index.ts';
import { authenticate, client, collections } from './common.ts';
import { nextNumber } from './numbers.ts';
import { serve } from './serve.ts';

const calendar = { calendar: createBusinessCalendar(), version: 0 };

/** The minimal durable filing: node:http, the driver, and the same documents in one transaction, without validation. */
serve(async (variables, authorization) => {
  const { input } = variables as { input: FileApplicationInput }; // what the load sends
  const viewer = await authenticate(authorization);
  const citizenId = viewer?.citizenId ?? '';
  const citizen = await collections.citizens.findOne({ publicId: citizenId });
  const filedAt = new Date();
  const application = newApplication(
    {
      _id: new mongo.ObjectId(),
      number: await nextNumber(filedAt),
      type: input.type,
      topicId: input.topicId,
      provinceCode: input.provinceCode,
      districtCode: input.districtCode ?? null,
      citizenId,
      tracking: { keyVersion: 1, counter: 0 },
      applicantHash: citizen?.applicantHash ?? '',
      answerChannel: input.answerChannel,
      idempotencyKey: input.idempotencyKey,
      filedAt,
    },
    calendar,
  );
  project(application, [], calendar, filedAt);
  const entries = [newEntry({ at: filedAt, event: 'FILED', actor: 'CITIZEN', public: true })];
  const { _id, number, type, stage, targetDate, statutoryDate } = application;
  const { subject, text } = input;
  const content = { _id, subject, text, redactedSubject: null, redactedText: null };
  const message = notificationOf(application, entries);
  await client.withSession((session) =>
    session.withTransaction(
      async () => {
        await collections.applications.insertOne(application, { session });
        await collections.contents.insertOne({ ...content, supplements: [] }, { session });
        await collections.timelines.insertOne({ _id, entries }, { session });
        await collections.events.insertMany(eventsOf(application, entries), { session });
        if (message) await collections.notifications.insertOne(message, { session });
      },
      { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } },
    ),
  );
  return {
    data: {
      fileApplication: {
        number,
        type,
        stage,
        filedAt: filedAt.toISOString(),
        targetDate,
        statutoryDate,
      },
    },
  };
});
