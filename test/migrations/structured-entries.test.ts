import { afterAll, beforeAll, expect } from '@jest/globals';
import { Types } from 'mongoose';
import { newId } from '../../lib/kit/public-id.ts';
import { migrations } from '../../subgraphs/application/migrations/index.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { personOf } from '../support/person.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

const query = /* GraphQL */ `
  query ($number: String!) {
    application(number: $number) {
      timeline {
        note
        automaticReason
        rating {
          score
          solved
        }
        attachment {
          id
        }
      }
    }
  }
`;

interface Seen {
  timeline: {
    note: string | null;
    automaticReason: string | null;
    rating: { score: number; solved: boolean } | null;
    attachment: { id: string } | null;
  }[];
}

test('entries of earlier releases say what the system wrote into notes, and keep what people wrote', async () => {
  const citizen = await graph.data.citizen();
  const filedAt = new Date('2026-10-01T09:00:00Z');
  const at = (hours: number) => new Date(filedAt.getTime() + 3_600_000 * hours);
  const attachment = { id: new Types.ObjectId(), publicId: newId('attachment') };
  const file = { name: 'a.pdf', contentType: 'application/pdf', bytes: 1 };
  const closed = 'Birim kapandı; başvuru, görevlerini devralan birime geçti.';
  const unit = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
  const unitId = unit._id;
  const evaluator = await personOf(graph, { role: 'EVALUATOR' });
  const ofUnit = { unitId, public: true } as const;
  const internal = { public: false, actor: 'EVALUATOR', officer: 'evaluator-1' } as const;
  const { number, _id } = await graph.data.application({
    citizen,
    fields: { filedAt, attachments: [{ ...attachment, ...file }] },
    referrals: [{ unit, state: 'FORWARDED', reason: closed }],
    timeline: [
      { at: filedAt, event: 'FILED', public: true },
      { at: at(1), event: 'FORWARDED', ...ofUnit, actor: null, note: closed },
      { at: at(2), event: 'FORWARDED', ...ofUnit, actor: 'OFFICER', note: closed },
      { at: at(3), event: 'ATTACHMENT_WITHHELD', ...internal, note: 'ek-1: Adı\nyazıyor.' },
      { at: at(4), event: 'ATTACHMENT_RELEASED', ...internal, note: 'ek-1' },
      { at: at(5), event: 'RATED', public: true, actor: 'CITIZEN', note: '4/5, çözüldü' },
      { at: at(6), event: 'NOTE_ADDED', ...ofUnit, public: false, note: '4/5, çözüldü' },
    ],
  });
  const applications = graph.data.database('application').collection('applications');
  await applications.updateOne({ _id }, { $unset: { publicEventAt: 1 } });

  const names = ['0013-structured-entries', '0014-public-events'];
  for (const { up } of migrations.filter(({ name }) => names.includes(name))) {
    await up(graph.data.databases.application.connection, graph.keys);
  }

  const { timeline } = await evaluator.do<Seen>(query, { number });
  const said = timeline.map(({ note, automaticReason, rating, attachment: file }) => ({
    note,
    ...(automaticReason !== null && { automaticReason }),
    ...(rating && { rating: [rating.score, rating.solved] }),
    ...(file && { attachment: file.id }),
  }));
  expect(said).toEqual([
    { note: null },
    { note: null, automaticReason: 'UNIT_CLOSED' },
    { note: closed },
    { note: 'Adı\nyazıyor.', attachment: attachment.publicId },
    { note: null, attachment: attachment.publicId },
    { note: null, rating: [4, true] },
    { note: '4/5, çözüldü' },
  ]);
  expect(await applications.findOne({ _id })).toMatchObject({ publicEventAt: at(5) });
  const referral = await graph.data
    .database('application')
    .collection('referrals')
    .findOne({ applicationId: _id });
  expect(referral?.['reason']).toBeNull();
});
