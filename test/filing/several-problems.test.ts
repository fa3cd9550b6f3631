import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import { fileMutation, filingInput } from '../support/filing.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { wrongFields } from '../support/wrong-field.ts';
import { countStored } from './support.ts';

/** What is wrong is found in several places: here, in the directory, in the record of the citizen, among the uploads. */

let graph: TestGraph;
let person: Person;

beforeAll(async () => {
  graph = await startGraph();
  const citizen = await graph.data.citizen({ email: null });
  person = await personOf(graph, { role: 'CITIZEN', citizenId: citizen.id });
});

afterAll(() => graph?.stop());

async function refuse(fields: Record<string, unknown>) {
  const before = await countStored(graph);
  const input = { ...filingInput(graph), ...fields };
  const { data, errors } = await person.ask(fileMutation, { input });
  expect(await countStored(graph)).toEqual(before);
  return { data, errors };
}

test('everything that is wrong is refused at once, in one error', async () => {
  const { data, errors } = await refuse({
    subject: 'Yol',
    text: 'Kısa.',
    topicId: 'x',
    provinceCode: '34',
    districtCode: '5401',
    aboutHeadOfUnit: true,
    answerChannel: 'EMAIL',
    attachmentIds: [newId('attachment')],
    idempotencyKey: '',
  });

  expect(data).toEqual({ fileApplication: null });
  expect(errors).toHaveLength(1);
  expect(errors[0]?.extensions).toEqual(
    wrongFields([
      { field: 'input.subject', reason: 'RANGE', min: 5, max: 200 },
      { field: 'input.text', reason: 'RANGE', min: 20, max: 10_000 },
      { field: 'input.meantUnitId', reason: 'REQUIRED' },
      { field: 'input.topicId', reason: 'UNKNOWN' },
      { field: 'input.districtCode', reason: 'UNKNOWN' },
      { field: 'input.answerChannel', reason: 'UNKNOWN' },
      { field: 'input.attachmentIds[0]', reason: 'UNKNOWN' },
      { field: 'input.idempotencyKey', reason: 'FORMAT', min: 1, max: 100 },
    ]),
  );
  expect(errors[0]?.message).toMatch(
    /^input\.subject must have 5 to 200 characters\. input\.text must have .* ASCII characters without spaces\.$/,
  );
});

test('an unknown topic and an unknown province are both named, and nothing is said of the district', async () => {
  const { errors } = await refuse({ topicId: 'x', provinceCode: '99', districtCode: '5401' });

  expect(errors[0]?.extensions).toEqual(
    wrongFields([
      { field: 'input.topicId', reason: 'UNKNOWN' },
      { field: 'input.provinceCode', reason: 'UNKNOWN' },
    ]),
  );
});
