import { afterAll, beforeAll, expect } from '@jest/globals';
import { Types } from 'mongoose';
import type { AttachmentDocument } from '../../subgraphs/application/record/index.ts';
import { operations } from '../casework/operations.ts';
import { made } from '../support/files.ts';
import { file, numberOf } from '../support/filing.ts';
import {
  startGraph,
  type TestGraph,
  onceInTheSuite as describe,
  testOnceInTheSuite as test,
} from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { cleaned, upload } from '../support/uploads.ts';
import { until } from '../support/wait.ts';

/** Copies by earlier rules, until they are made again. */

let graph: TestGraph;
let evaluator: Person;
let citizenToken: string;
let officerToken: string;
let unitId: string;

beforeAll(async () => {
  graph = await startGraph();
  const citizen = await graph.data.citizen();
  unitId = graph.data.unit({ kind: 'DISTRICT_GOVERNORSHIP', provinceCode: '34' })._id;
  citizenToken = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
  officerToken = await graph.token({ role: 'OFFICER', unitId });
  evaluator = await personOf(graph, { role: 'EVALUATOR' });
});

afterAll(() => graph?.stop());

const attachments = () =>
  graph.data.database('application').collection<AttachmentDocument>('attachments');

async function uploaded(name: string): Promise<string> {
  const { body } = await upload(graph.url, citizenToken, { content: made('photo.jpg'), name });
  return (body as { id: string }).id; // the type of the file is accepted
}

/** A photo at a unit with a copy by earlier rules, which a process is about to clean again. */
async function referred({ hideIdentity, cleanedBy }: { hideIdentity: boolean; cleanedBy: number }) {
  const id = await uploaded('a.jpg');
  const input = { type: 'COMPLAINT', hideIdentity, attachmentIds: [id] };
  const number = numberOf(await file(graph, citizenToken, input));
  await evaluator.do(operations.refer, { number, unitIds: [unitId] });
  await cleaned(graph, id);
  const cleaning = { copyId: new Types.ObjectId(), until: new Date(Date.now() + 60 * 60_000) };
  await attachments().updateOne({ publicId: id }, { $set: { cleanedBy, cleaning } });
  return { id, number };
}

async function statusOf(id: string, token: string) {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${graph.url}/attachments/${id}`, { headers });
  const body = Buffer.from(await response.arrayBuffer()).toString('latin1');
  return response.ok
    ? response.status
    : { status: response.status, errors: (JSON.parse(body) as { errors: unknown }).errors };
}

/** The attachment as the centre and the unit see it. */
async function seenBy(number: string) {
  const fields = 'attachments { bytes withheld }';
  const centre = await evaluator.do<{ referrals: { id: string }[]; attachments: object[] }>(
    `query ($number: String!) { application(number: $number) { referrals { id } ${fields} } }`,
    { number },
  );
  const { referral } = await graph.client.data(
    `query ($id: ID!) { referral(id: $id) { application { ${fields} } } }`,
    { variables: { id: centre.referrals[0]?.id }, token: officerToken },
  );
  return { centre: centre.attachments, unit: referral };
}

const isBeingCleaned = {
  status: 503,
  errors: [
    expect.objectContaining({
      message: 'The copy for units is being made. Try again later.',
      extensions: expect.objectContaining({ code: 'UNAVAILABLE', withheld: 'BEING_CLEANED' }),
    }),
  ],
};

describe('a copy by earlier rules', () => {
  test.each([
    ['of a hidden applicant', { hideIdentity: true, cleanedBy: 1 }],
    ['that left places and devices', { hideIdentity: false, cleanedBy: 0 }],
  ])('%s is withheld from units until it is made again', async (_whose, given) => {
    const { id, number } = await referred(given);

    expect(await statusOf(id, officerToken)).toEqual(isBeingCleaned);
    expect(await statusOf(id, citizenToken)).toBe(200);
    expect(await seenBy(number)).toEqual({
      centre: [{ bytes: 7_343, withheld: 'BEING_CLEANED' }],
      unit: { application: { attachments: [{ bytes: null, withheld: 'BEING_CLEANED' }] } },
    });

    await attachments().updateOne(
      { publicId: id },
      { $set: { 'cleaning.until': new Date(0), cleanedBy: 0 } },
    );
    await uploaded('wakes the job.jpg');
    await until(
      () => attachments().findOne({ publicId: id }),
      (one) => (one?.cleanedBy ?? 0) > 0,
    );

    expect(await statusOf(id, officerToken)).toBe(200);
    expect(await seenBy(number)).toEqual({
      centre: [{ bytes: 7_343, withheld: null }],
      unit: { application: { attachments: [{ bytes: 2_373, withheld: null }] } },
    });
  });

  test('is given to a unit that knows the applicant, if only the applicant was left in it', async () => {
    const { id, number } = await referred({ hideIdentity: false, cleanedBy: 1 });

    expect(await statusOf(id, officerToken)).toBe(200);
    expect((await seenBy(number)).centre).toEqual([{ bytes: 7_343, withheld: null }]);
  });
});
