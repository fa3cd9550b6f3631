import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { referralModel } from '../../subgraphs/application/record/index.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { wrongField } from '../support/wrong-field.ts';

/** Often enough that the gateway and the subgraph take the direct path. */
const times = 5;

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

async function officerWithReferral() {
  const unit = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
  const citizen = await graph.data.citizen();
  const { _id: applicationId } = await graph.data.application({ citizen, referrals: [{ unit }] });
  const { connection } = graph.data.databases.application;
  const referral = await referralModel(connection).findOne({ applicationId }).orFail();
  const officer = await personOf(graph, { role: 'OFFICER', unitId: unit._id });
  return { officer, referralId: referral.publicId };
}

const twoNotes = /* GraphQL */ `
  mutation Note($referralId: ID!, $one: String!, $two: String!) {
    one: addNote(referralId: $referralId, text: $one) {
      ...Version
    }
    two: addNote(referralId: $referralId, text: $two) {
      ...Version
    }
  }
  fragment Version on Referral {
    application {
      version
      timeline {
        note
      }
    }
  }
`;

test('a repeated mutation is executed once each time, field by field', async () => {
  const { officer, referralId } = await officerWithReferral();
  const notes: string[] = [];

  for (let time = 0; time < times; time += 1) {
    const [one, two] = [`${time}: bir`, `${time}: iki`];
    const { data, errors } = await officer.ask(twoNotes, { referralId, one, two });

    expect(errors).toEqual([]);
    const afterOne = [...notes, one];
    notes.push(one, two);
    expect(data).toEqual({
      one: seen(2 * time + 2, afterOne),
      two: seen(2 * time + 3, notes),
    });
  }
});

const seen = (version: number, notes: readonly string[]) => ({
  application: { version, timeline: notes.map((note) => ({ note })) },
});

test('a refused mutation changes nothing, also when it is repeated', async () => {
  const { officer, referralId } = await officerWithReferral();
  const note = { referralId, one: 'bir', two: '' };

  for (let time = 0; time < times; time += 1) {
    const { data, errors } = await officer.ask(twoNotes, note);

    expect(data).toEqual({ one: seen(time + 2, Array(time + 1).fill('bir')), two: null });
    expect(errors).toEqual([
      {
        message: 'text must have 1 to 2000 characters.',
        path: ['two'],
        extensions: wrongField('text', 'RANGE', { min: 1, max: 2_000 }),
      },
    ]);
  }
});
