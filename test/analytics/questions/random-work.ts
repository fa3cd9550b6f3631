import * as fc from 'fast-check';
import { localDateOf } from '../../../lib/kit/local-date.ts';
import { draftOf } from '../../casework/drafts.ts';
import { appealOf, operations, type Standing } from '../../casework/operations.ts';
import { act, type Actor, at, rounds, type Staff } from '../../casework/random-acts.ts';
import { changeByTwo } from '../../institution-directory/changes/unit-operations.ts';
import type { SignedInViewer } from '../../../lib/kit/viewer.ts';
import type { TestGraph } from '../../support/graph.ts';
import { personOf } from '../../support/person.ts';
import { until } from '../../support/wait.ts';
import { moveAnswerBack } from './move-back.ts';

const seed = 20_261_129;

interface Unit {
  _id: string;
  parentId: string;
}

/** The people who act, and three units: the last is closed, and the second takes over from it and is moved. */
interface Crew {
  readonly graph: TestGraph;
  readonly citizens: readonly Actor[];
  readonly evaluators: readonly Actor[];
  readonly officers: readonly Actor[];
  /** Of the units above. */
  readonly superiors: readonly Actor[];
  readonly administrators: readonly [Actor, Actor];
  readonly unitIds: readonly [string, string, string];
  /** The unit below which the second one is moved. */
  readonly elsewhere: string;
}

/**
 * People file some applications, and do at random what they may, so that every kind of fact occurs. Some applications are
 * answered again after an upheld appeal. Halfway, a unit that has referrals is closed, and another one is moved.
 */
export async function actAtRandom(graph: TestGraph): Promise<void> {
  const crew = await crewOf(graph);
  const numbers: string[] = [];
  for (let filing = 0; filing < 12; filing += 1) numbers.push(await file(crew, filing));
  await answerAgain(crew);
  await object(crew);
  let staff = staffOf(crew, crew.unitIds);
  for (const some of fc.sample(rounds, { seed, numRuns: 2 })) {
    for (const round of some) {
      const standings = await Promise.all(
        numbers.map((number) =>
          at(crew.evaluators, 0).do<Standing>(operations.standing, { number }),
        ),
      );
      await Promise.all(round.map((action) => act(action, standings, staff)));
    }
    if (staff.unitIds.length < 3) continue;
    await reorganize(crew);
    staff = staffOf(crew, crew.unitIds.slice(0, 2));
  }
}

async function crewOf(graph: TestGraph): Promise<Crew> {
  const { data } = graph;
  const actor = async (viewer: Partial<SignedInViewer>): Promise<Actor> => ({
    ...(await personOf(graph, viewer)),
    unitId: viewer.unitId ?? null,
  });
  const stored = data.database('institution-directory').collection<Unit>('units');
  const units = await stored
    .find({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34', status: 'ACTIVE' })
    .limit(3)
    .toArray();
  const [one, two, three] = units.map(({ _id }) => _id);
  const elsewhere = await stored.findOne({ kind: 'DISTRICT_GOVERNORSHIP', provinceCode: '54' });
  if (!one || !two || !three || !elsewhere) throw new Error('the directory has these units');
  const unitIds = [one, two, three] as const;
  const above = new Set([...units.map(({ parentId }) => parentId), elsewhere._id]);
  const all = (subjects: readonly string[], of: (subject: string) => Promise<Actor>) =>
    Promise.all(subjects.map(of));
  return {
    graph,
    unitIds,
    elsewhere: elsewhere._id,
    citizens: await all(['c1', 'c2'], async (subject) =>
      actor({ role: 'CITIZEN', subject, citizenId: (await data.citizen()).id }),
    ),
    evaluators: await all(['e1', 'e2'], (subject) => actor({ role: 'EVALUATOR', subject })),
    officers: await Promise.all(
      unitIds.flatMap((unitId, index) =>
        [`o${index}a`, `o${index}b`].map((subject) => actor({ role: 'OFFICER', subject, unitId })),
      ),
    ),
    superiors: await all([...above], (unitId) =>
      actor({ role: 'OFFICER', subject: `superior-${unitId}`, unitId }),
    ),
    administrators: [
      await actor({ role: 'ADMIN', subject: 'a1' }),
      await actor({ role: 'ADMIN', subject: 'a2' }),
    ],
  };
}

/** Those who act at random, without the officers of other units. */
const staffOf = (
  { citizens, evaluators, officers, superiors }: Crew,
  unitIds: readonly string[],
): Staff => ({
  people: [
    ...citizens,
    ...evaluators,
    ...officers.filter(({ unitId }) => unitId !== null && unitIds.includes(unitId)),
    ...superiors,
  ],
  unitIds,
});

async function file({ citizens }: Crew, filing: number): Promise<string> {
  const input = {
    type: at(['REQUEST', 'COMPLAINT', 'INFORMATION_REQUEST'], filing),
    topicId: 'sokak-kaldirim',
    subject: 'Yol bakımı',
    text: 'Sokağımızdaki yolun onarılmasını arz ederim.',
    provinceCode: '34',
    answerChannel: 'SMS',
    idempotencyKey: `random-${filing}`,
  };
  return (await at(citizens, filing).do<Standing>(operations.file, { input })).number;
}

/** Brings the last referral of an application, which is pending, to its answer. */
async function answer(crew: Crew, number: string, outcome: string): Promise<void> {
  const { referrals } = await standingOf(crew, number);
  const { id: referralId, unit } = referrals.at(-1) ?? { id: '', unit: { id: '' } };
  const [drafter, approver] = crew.officers.filter(({ unitId }) => unitId === unit.id);
  if (!drafter || !approver) throw new Error('the unit has two officers');
  const text = 'Başvurunuz incelenmiş ve gereği yapılmıştır.';
  await drafter.do(operations.accept, { referralId });
  await drafter.do(operations.draft, { referralId, kind: 'FINAL', outcome, text });
  await approver.do(operations.approve, await draftOf(approver, number, referralId));
}

const standingOf = ({ evaluators }: Crew, number: string) =>
  at(evaluators, 0).do<Standing>(operations.standing, { number });

/** As if it had been filed so long ago that its first answer is late, or would be without an interim reply. */
async function fileEarlier({ graph }: Crew, number: string, hasReply: boolean): Promise<void> {
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
  const database = graph.data.database('application');
  const filed = await database
    .collection('applications')
    .findOneAndUpdate(
      { number },
      { $set: { filedAt: ago(100), ...(hasReply && { interimRepliedOn: localDateOf(ago(90)) }) } },
    );
  if (!filed) throw new Error('It has been filed.');
  await database
    .collection('timelines')
    .updateOne({ _id: filed._id }, { $set: { 'entries.0.at': ago(100) } });
}

/** Else the report would be a move between those of people, who would be told of a conflict. */
async function untilPassedDatesAreReported({ graph }: Crew, number: string): Promise<void> {
  const applications = graph.data
    .database('application')
    .collection<{ number: string; alarmOn: string | null }>('applications');
  const today = localDateOf(new Date());
  await until(
    () => applications.findOne({ number }),
    (found) => found !== null && (found.alarmOn === null || found.alarmOn > today),
  );
}

/**
 * Upheld appeals, after which the unit answers anew, passes the application on, or does nothing. The last is against the
 * answer to an information request whose time was extended.
 */
async function answerAgain(crew: Crew): Promise<void> {
  const { citizens, evaluators, officers, unitIds } = crew;
  const [one, two] = unitIds;
  const superior = await superiorOf(crew);
  for (const [index, ending] of ['anew', 'passed on', 'open'].entries()) {
    const filing = 100 + 2 * index; // by the first citizen
    const number = await file(crew, filing);
    if (ending !== 'open') await fileEarlier(crew, number, ending === 'passed on');
    const given = await at(evaluators, 0).do<Standing>(operations.refer, {
      number,
      unitIds: [one],
    });
    if (ending === 'open') {
      const referralId = given.referrals[0]?.id;
      await at(officers, 0).do(operations.extend, { referralId, reason: 'Belgeler arşivde.' });
    } else {
      await untilPassedDatesAreReported(crew, number);
    }
    await answer(crew, number, 'REFUSED');
    const citizen = at(citizens, filing);
    const text = 'Verilen cevaba itiraz ediyorum.';
    await citizen.do(operations.appeal, { number, text });
    const appeal = { ...(await appealOf(citizen, number)), decision: 'UPHELD', text };
    const { referrals } = await superior.do<Standing>(operations.decideAppeal, appeal);
    if (ending === 'passed on') {
      const referralId = referrals.at(-1)?.id;
      await at(officers, 0).do(operations.forward, { referralId, unitId: two, reason: text });
    }
    if (ending === 'anew') await moveAnswerBack(crew.graph, number);
    if (ending !== 'open') await answer(crew, number, 'GRANTED');
  }
}

/** Above the first unit. */
async function superiorOf({ graph, superiors, unitIds: [one] }: Crew): Promise<Actor> {
  const unit = await graph.data
    .database('institution-directory')
    .collection<Unit>('units')
    .findOne({ _id: one });
  const superior = superiors.find(({ unitId }) => unitId === unit?.parentId);
  if (!superior) throw new Error('the unit above has an officer');
  return superior;
}

/** As if the pending appeal had been made long ago. A note follows, for what follows changes. */
async function makeOverdue(crew: Crew, number: string): Promise<void> {
  const { graph, officers } = crew;
  const { referrals } = await standingOf(crew, number);
  const database = graph.data.database('application');
  const application = await database.collection('applications').findOne({ number });
  const targetDate = localDateOf(new Date(Date.now() - 3 * 86_400_000));
  await database
    .collection('appeals')
    .updateOne({ applicationId: application?._id, state: 'PENDING' }, { $set: { targetDate } });
  const note = { referralId: referrals[0]?.id, text: 'İtiraz dosyası arşivden istendi.' };
  await at(officers, 0).do(operations.note, note);
}

/** Objections to the answers to information requests: one is dismissed, and nobody decides about the other in time. */
async function object(crew: Crew): Promise<void> {
  const { citizens, evaluators, unitIds } = crew;
  const superior = await superiorOf(crew);
  for (const [filing, isDecided] of [
    [302, true],
    [308, false],
  ] as const) {
    const number = await file(crew, filing);
    await at(evaluators, 0).do(operations.refer, { number, unitIds: unitIds.slice(0, 1) });
    await answer(crew, number, 'PARTLY_GRANTED');
    const citizen = at(citizens, filing);
    const text = 'Verilen cevaba itiraz ediyorum.';
    await citizen.do(operations.appeal, { number, text });
    if (!isDecided) {
      await makeOverdue(crew, number);
      continue;
    }
    const appeal = { ...(await appealOf(citizen, number)), decision: 'DISMISSED', text };
    await superior.do(operations.decideAppeal, appeal);
  }
}

/** Closes the last unit, which has a referral that is pending and one that was accepted, and moves its successor. */
async function reorganize(crew: Crew): Promise<void> {
  const { graph, administrators, evaluators, officers, unitIds, elsewhere } = crew;
  const [, successorId, unitId] = unitIds;
  for (const filing of [200, 201]) {
    const number = await file(crew, filing);
    const { referrals } = await at(evaluators, 0).do<Standing>(operations.refer, {
      number,
      unitIds: [unitId],
    });
    if (filing === 201)
      await at(officers, 4).do(operations.accept, { referralId: referrals[0]?.id });
  }
  await changeByTwo(...administrators, { unitId, successorId });
  await changeByTwo(...administrators, { unitId: successorId, parentId: elsewhere });
  const stored = graph.data.database('application').collection('referrals');
  await until(
    () => stored.countDocuments({ unitId, open: true }),
    (left) => left === 0,
  );
}
