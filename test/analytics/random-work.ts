import * as fc from 'fast-check';
import { operations, type Standing } from '../casework/operations.ts';
import { act, type Actor, at, rounds, type Staff } from '../casework/random-acts.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import type { TestGraph } from '../support/graph.ts';
import { personOf } from '../support/person.ts';

const seed = 20_261_129;

/** People file some applications, and do at random what they may, so that every kind of fact occurs. */
export async function actAtRandom(graph: TestGraph): Promise<void> {
  const { data } = graph;
  const actor = async (viewer: Partial<SignedInViewer>): Promise<Actor> => ({
    ...(await personOf(graph, viewer)),
    unitId: viewer.unitId ?? null,
  });
  const units = await data
    .database('institution-directory')
    .collection<{ _id: string }>('units')
    .find({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34', status: 'ACTIVE' })
    .limit(3)
    .toArray();
  const unitIds = units.map(({ _id }) => _id);
  const citizens = await Promise.all(
    ['c1', 'c2'].map(async (subject) =>
      actor({ role: 'CITIZEN', subject, citizenId: (await data.citizen()).id }),
    ),
  );
  const evaluators = await Promise.all(
    ['e1', 'e2'].map((subject) => actor({ role: 'EVALUATOR', subject })),
  );
  const officers = await Promise.all(
    unitIds.flatMap((unitId, index) =>
      [`o${index}a`, `o${index}b`].map((subject) => actor({ role: 'OFFICER', subject, unitId })),
    ),
  );
  const staff: Staff = { people: [...citizens, ...evaluators, ...officers], unitIds };
  const numbers: string[] = [];
  for (let filing = 0; filing < 12; filing += 1) {
    const input = {
      type: at(['REQUEST', 'COMPLAINT', 'INFORMATION_REQUEST'], filing),
      topicId: 'sokak-kaldirim',
      subject: 'Yol bakımı',
      text: 'Sokağımızdaki yolun onarılmasını arz ederim.',
      provinceCode: '34',
      answerChannel: 'SMS',
      idempotencyKey: `random-${filing}`,
    };
    const { number } = await at(citizens, filing).do<Standing>(operations.file, { input });
    numbers.push(number);
  }
  for (const some of fc.sample(rounds, { seed, numRuns: 2 })) {
    for (const round of some) {
      const standings = await Promise.all(
        numbers.map((number) => at(evaluators, 0).do<Standing>(operations.standing, { number })),
      );
      await Promise.all(round.map((action) => act(action, standings, staff)));
    }
  }
}
