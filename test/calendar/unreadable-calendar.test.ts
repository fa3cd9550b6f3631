import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type AnotherGraph, startGraph, type TestGraph } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import { fileApplication, leaveDays } from './operations.ts';

/** A calendar with an invalid day: a process that starts cannot determine the business days. */

let graph: TestGraph;
let other: AnotherGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

test('until the calendar can be read, nothing is dated by a guess, and everything else is answered', async () => {
  const applicant = await graph.data.citizen();
  const unit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  const { number } = await graph.data.application({ citizen: applicant, referrals: [{ unit }] });
  const token = await graph.token({ role: 'CITIZEN', citizenId: applicant.id });
  const officer = await graph.token({ role: 'OFFICER', unitId: unit._id });
  const days = graph.data.database('application').collection('leaveDays');
  const wrong = { date: '2050-01-03', removedIn: null };
  await days.insertOne({ ...wrong, name: 'x', addedIn: 0, addedAt: new Date(), addedBy: 'x' });
  other = await graph.another({ awaitReady: false });
  const checks = async () => {
    const response = await fetch(`${other.url}/health/ready`);
    const { checks } = (await response.json()) as { checks: { name: string; ok: boolean }[] }; // the form of the endpoint
    return checks.filter(({ ok }) => !ok).map(({ name }) => name);
  };
  await until(checks, (missing) => missing.length === 1);
  const away = (...path: string[]) => ({
    message: 'The calendar cannot be reached at the moment. Try again later.',
    path,
    extensions: { code: 'UNAVAILABLE' },
  });

  const read = await other.client.ask(
    /* GraphQL */ `
      query ($number: String!) {
        application(number: $number) {
          stage
          targetDate
          overdue
          remainingBusinessDays
          referrals {
            id
            availableActions
          }
        }
        leaveDays {
          date
        }
      }
    `,
    { variables: { number }, token: officer },
  );
  const { application } = read.data as { application: { referrals: { id: string }[] } }; // the form of the query
  const moved = await other.client.ask(
    'mutation ($id: ID!) { addNote(referralId: $id, text: "Not.") { state } }',
    { variables: { id: application.referrals[0]?.id }, token: officer },
  );
  const input = {
    type: 'REQUEST',
    topicId: graph.data.directory.topics[0]?._id,
    subject: 'Sokak lambaları',
    text: 'Sokağımızdaki lambalar üç haftadır yanmıyor.',
    provinceCode: '34',
    answerChannel: 'SMS',
    idempotencyKey: 'one',
  };
  const file = () => other.client.ask(fileApplication, { variables: { input }, token });
  const filed = await file();
  const missing = await checks();
  // The process that had read it before continues with its copy.
  const here = await graph.client.ask(leaveDays);
  await days.deleteOne(wrong);
  const after = await until(file, ({ errors }) => errors.length === 0);

  expect(read.data).toEqual({
    application: {
      stage: 'IN_PROGRESS',
      targetDate: '2026-11-20',
      overdue: expect.any(Boolean),
      remainingBusinessDays: null,
      referrals: [{ id: expect.any(String), availableActions: expect.arrayContaining(['RETURN']) }],
    },
    leaveDays: null,
  });
  expect(new Set(read.errors)).toEqual(
    new Set([away('application', 'remainingBusinessDays'), away('leaveDays')]),
  );
  expect(moved).toMatchObject({ data: { addNote: null }, errors: [away('addNote')] });
  expect(filed).toMatchObject({
    data: { fileApplication: null },
    errors: [away('fileApplication')],
  });
  expect(missing).toEqual(['application: calendar']);
  expect(here).toMatchObject({ data: { leaveDays: [] }, errors: [] });
  expect(after.data).toMatchObject({ fileApplication: { number: expect.any(String) } });
});
