import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { TestCitizen } from '../support/data.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { dates, leaveDays, removeLeaveDay } from './operations.ts';

/**
 * A citizen and an administrator, on a separate graph for each file that imports this. No test
 * leaves days of leave behind.
 */

export let graph: TestGraph;
export let applicant: TestCitizen;
export let citizen: Person;
export let admin: Person;

beforeAll(async () => {
  graph = await startGraph();
  applicant = await graph.data.citizen();
  citizen = await personOf(graph, { role: 'CITIZEN', citizenId: applicant.id });
  admin = await personOf(graph, { role: 'ADMIN', subject: 'admin-1' });
});

/** Each test begins without days of leave. */
afterEach(async () => {
  const left = await admin.do<{ date: string }[]>(leaveDays);
  for (const { date } of left) await admin.do(removeLeaveDay, { date });
});

afterAll(() => graph?.stop());

export const name = 'İdari izin';
export const anyone = (query: string) => graph.client.ask(query);
export const datesSeen = (number: string) => citizen.do(dates, { number });

export const filed = (key: string) => ({
  input: {
    type: 'INFORMATION_REQUEST',
    topicId: graph.data.directory.topics[0]?._id,
    subject: 'Toplantı tutanakları',
    text: 'Meclis toplantısının tutanaklarını istiyorum.',
    provinceCode: '34',
    answerChannel: 'SMS',
    idempotencyKey: key,
  },
});
