import { expect, test } from '@jest/globals';
import { daysBetween } from '../../lib/kit/local-date.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { draftOf } from '../casework/drafts.ts';
import { operations, type Standing } from '../casework/operations.ts';
import { checkStored } from '../casework/stored.ts';
import {
  applicant,
  approver,
  byReferral,
  citizen,
  type Clock,
  clockFor,
  database,
  evaluator,
  forward,
  goOn,
  graph,
  next,
  officer,
  other,
  reason,
  referred,
  unit,
} from './passed-on-scene.ts';

/** What a unit that has passed an application on still sees of it: nothing that comes later. */

/** All fields that show the time or the units. */
const frozen = ({ stage: _stage, ...clock }: Clock) => clock;

const nobody = { responsibleUnit: null, responsibleUnits: [] };

onceInTheSuite('a unit that has passed it on', () => {
  test('sees version and dates of that moment, no responsible unit, and the current stage', async () => {
    const { number, referralId } = await referred();
    const before = await clockFor(officer, number);
    expect(before.responsibleUnits).toEqual([{ id: unit._id }]);

    const nextId = await forward(officer, number, referralId, other);
    const then = await clockFor(officer, number);
    const live = await clockFor(evaluator, number);
    expect(then).toEqual({ ...live, ...nobody });
    expect(then).toEqual({ ...before, ...nobody, version: before.version + 1 });
    await goOn(number, nextId);

    const after = await clockFor(officer, number);
    const now = await clockFor(evaluator, number);
    expect(after).toEqual({ ...then, stage: 'ANSWERED', remainingBusinessDays: null });
    expect(now.version).toBe(then.version + 4);
    expect(daysBetween(then.statutoryDate, now.statutoryDate)).toBeGreaterThan(0);
    expect(now.responsibleUnits).toEqual([{ id: other._id }]);
    expect(await officer.do(byReferral, { id: referralId })).toEqual({
      state: 'FORWARDED',
      targetDate: then.targetDate,
      statutoryDate: then.statutoryDate,
      overdue: false,
      application: after,
    });
    await checkStored(database(), number);
  });

  test('sees the current state again when it comes back, and afterwards that of the last passing', async () => {
    const { number, referralId } = await referred();
    const nextId = await forward(officer, number, referralId, other);
    const first = await clockFor(officer, number);
    const back = await forward(next, number, nextId, unit);

    expect(await clockFor(officer, number)).toEqual(await clockFor(evaluator, number));
    const again = await forward(officer, number, back, other);
    const second = await clockFor(officer, number);
    await goOn(number, again);

    expect(second.version).toBe(first.version + 2);
    expect(frozen(await clockFor(officer, number))).toEqual({
      ...frozen(second),
      remainingBusinessDays: null,
    });
    // The unit above both has it all the time.
    const superior = await personOf(graph, { role: 'OFFICER', unitId: other.parentId });
    expect(await clockFor(superior, number)).toEqual(await clockFor(evaluator, number));
  });

  test('sees the moment when it returned it, not when that was settled', async () => {
    const { number, referralId } = await referred();
    await officer.do(operations.return, { referralId, reason });
    const then = await clockFor(officer, number);
    await evaluator.do(operations.claim, { number });

    await evaluator.do(operations.refer, { number, unitIds: [other._id] });

    expect(await clockFor(officer, number)).toEqual({ ...then, stage: 'REFERRED' });
    await checkStored(database(), number);
  });

  test('sees the moment when it was cancelled', async () => {
    const { number, referralId } = await referred();
    await evaluator.do(operations.claim, { number });
    await evaluator.do(operations.refer, { number, unitIds: [other._id] });
    await evaluator.do(operations.cancel, { referralId, reason });
    const then = await clockFor(officer, number);
    const { referrals } = await evaluator.do<Standing>(operations.standing, { number });

    await goOn(number, referrals[1]?.id ?? '');

    expect(then).toMatchObject({ ...nobody, version: 5 });
    expect(frozen(await clockFor(officer, number))).toEqual({
      ...frozen(then),
      remainingBusinessDays: null,
    });
  });

  test('sees that the applicant has withdrawn it, and nothing later', async () => {
    const { number } = await referred();

    await citizen.do(operations.withdraw, { number });

    expect(await clockFor(officer, number)).toMatchObject({
      ...nobody,
      stage: 'WITHDRAWN',
      version: 3,
      overdue: false,
      remainingBusinessDays: null,
    });
  });

  test('does not see that it has become overdue since, nor for how long it was', async () => {
    const filedAt = new Date(Date.now() - 60 * 86_400_000);
    const made = await graph.data.application({
      citizen: applicant,
      fields: { filedAt },
      referrals: [{ unit, state: 'FORWARDED' }, { unit: other }],
    });

    expect(await clockFor(evaluator, made.number)).toMatchObject({ overdue: true });
    expect(await clockFor(officer, made.number)).toMatchObject({
      overdue: false,
      remainingBusinessDays: 14,
    });
  });

  test('still sees that it was overdue, whatever happens later', async () => {
    const filedAt = new Date(Date.now() - 60 * 86_400_000);
    const made = await graph.data.application({
      citizen: applicant,
      fields: { filedAt, type: 'INFORMATION_REQUEST' },
      referrals: [{ unit, state: 'PENDING' }],
    });
    const { number } = made;
    const referralId = made.referralIds[0] ?? '';
    const { remainingBusinessDays } = await clockFor(officer, number);
    const nextId = await forward(officer, number, referralId, other);
    const then = await clockFor(officer, number);
    await next.do(operations.accept, { referralId: nextId });
    const draft = { kind: 'FINAL', outcome: 'GRANTED', text: 'Talebiniz yerine getirilmiştir.' };
    await next.do(operations.draft, { referralId: nextId, ...draft });
    await approver.do(operations.approve, await draftOf(approver, number, nextId));

    expect(then).toMatchObject({ overdue: true, remainingBusinessDays });
    expect(await clockFor(evaluator, number)).toMatchObject({ stage: 'ANSWERED', overdue: false });
    expect(await clockFor(officer, number)).toMatchObject({ stage: 'ANSWERED', overdue: true });
  });

  test('does not see that an appeal was upheld, nor the dates of the new answer', async () => {
    const made = await graph.data.application({
      citizen: applicant,
      fields: { filedAt: new Date(Date.now() - 40 * 86_400_000) },
      referrals: [{ unit, state: 'PENDING' }],
    });
    const { number } = made;
    const nextId = await forward(officer, number, made.referralIds[0] ?? '', other);
    const then = await clockFor(officer, number);
    await next.do(operations.accept, { referralId: nextId });
    const draft = { kind: 'FINAL', outcome: 'REFUSED', text: 'Talep yerinde görülmemiştir.' };
    await next.do(operations.draft, { referralId: nextId, ...draft });
    await approver.do(operations.approve, await draftOf(approver, number, nextId));
    const text = 'Verilen cevabı kabul etmiyorum, itiraz ederim.';
    await citizen.do(operations.appeal, { number, text });
    const superior = await personOf(graph, {
      role: 'OFFICER',
      unitId: other.parentId,
      subject: 'superior',
    });
    const upheld = { referralId: nextId, decision: 'UPHELD', text };
    await superior.do(operations.decideAppeal, upheld);

    const earlier =
      'query ($number: String!) { application(number: $number) { earlierAnswers { overdue } } }';
    expect(await officer.do(earlier, { number })).toEqual({ earlierAnswers: [] });
    expect(await next.do(earlier, { number })).toEqual({ earlierAnswers: [{ overdue: true }] });
    expect(await clockFor(officer, number)).toEqual({ ...then, stage: 'REFERRED' });
    expect(await clockFor(next, number)).toMatchObject({
      overdue: false,
      remainingBusinessDays: 14,
    });
  });

  test('goes on seeing its extension, which the new answer after an upheld appeal does not have', async () => {
    const [own, anew] = ['Belgeler arşivdedir.', 'Ek inceleme gerekir.'];
    const { number, referralId } = await referred();
    await officer.do(operations.accept, { referralId });
    await officer.do(operations.extend, { referralId, reason: own });
    const nextId = await forward(officer, number, referralId, other);
    await next.do(operations.accept, { referralId: nextId });
    const draft = { kind: 'FINAL', outcome: 'REFUSED', text: 'Talep yerinde görülmemiştir.' };
    await next.do(operations.draft, { referralId: nextId, ...draft });
    await approver.do(operations.approve, await draftOf(approver, number, nextId));
    const query =
      'query ($number: String!) { application(number: $number) { extension { reason } type } }';
    const extensions = async () => {
      const seen = [];
      for (const person of [officer, next, citizen, evaluator]) {
        const { extension } = await person.do<{ extension: { reason: string } | null }>(query, {
          number,
        });
        seen.push(extension?.reason ?? null);
      }
      return seen;
    };
    expect(await extensions()).toEqual([own, own, own, own]);

    const text = 'Verilen cevabı kabul etmiyorum, itiraz ederim.';
    await citizen.do(operations.appeal, { number, text });
    const superior = await personOf(graph, {
      role: 'OFFICER',
      unitId: other.parentId,
      subject: 'superior',
    });
    const upheld = { referralId: nextId, decision: 'UPHELD', text };
    const { referrals } = await superior.do<Standing>(operations.decideAppeal, upheld);
    expect(await extensions()).toEqual([own, null, null, null]);

    const again = referrals.find(({ state }) => state === 'PENDING')?.id;
    await next.do(operations.accept, { referralId: again });
    await next.do(operations.extend, { referralId: again, reason: anew });
    expect(await extensions()).toEqual([own, anew, anew, anew]);
  });

  test('finds it in no list of pending work', async () => {
    const { number, referralId } = await referred();
    const nextId = await forward(officer, number, referralId, other);
    await goOn(number, nextId);
    await citizen.do(operations.appeal, {
      number,
      text: 'Verilen cevabı kabul etmiyorum, itiraz ederim.',
    });
    const lists = `query ($unitId: ID!) {
      inbox: unitInbox(unitId: $unitId, first: 100) { nodes { id } counts { count } }
      overdue: unitInbox(unitId: $unitId, first: 100, filter: { dueBefore: "2032-01-01" }) { nodes { id } }
      unitAppeals(unitId: $unitId, states: [PENDING, UPHELD, DISMISSED]) { nodes { id } }
    }`;
    const ofOfficer = await officer.ask(lists, { unitId: unit._id });

    expect(ofOfficer.errors).toEqual([]);
    expect(JSON.stringify(ofOfficer.data)).not.toContain(referralId);
    expect(ofOfficer.data).toMatchObject({ unitAppeals: { nodes: [] } });
  });
});

onceInTheSuite('an action that is refused to a unit that has passed it on', () => {
  /** All actions that such an officer may try, with any version. */
  async function refusals(referralId: string, versions: readonly unknown[]) {
    const note = `mutation ($referralId: ID!, $expectedVersion: Int) {
      addNote(referralId: $referralId, text: "Not.", expectedVersion: $expectedVersion) { id } }`;
    const decide = `mutation ($referralId: ID!, $expectedVersion: Int) {
      decideAppeal(referralId: $referralId, decision: UPHELD, text: "Verilen cevap yerinde değildir.",
        expectedVersion: $expectedVersion) { version } }`;
    const accept = `mutation ($referralIds: [ID!]!) { acceptReferrals(referralIds: $referralIds) {
      error { code message state availableActions version requirement } } }`;
    const answers = [];
    for (const operation of [note, decide]) {
      for (const expectedVersion of versions) {
        const { data, errors } = await officer.ask(operation, { referralId, expectedVersion });
        answers.push({ data, errors });
      }
    }
    const { data, errors } = await officer.ask(accept, { referralIds: [referralId] });
    return [...answers, { data, errors }];
  }

  test('names the version of that moment, and stays the same whatever happens later', async () => {
    const { number, referralId } = await referred();
    const nextId = await forward(officer, number, referralId, other);
    const { version } = await clockFor(officer, number);
    const versions = [null, version - 1, version, ...[1, 2, 3, 4].map((more) => version + more)];

    const before = await refusals(referralId, versions);
    await goOn(number, nextId);
    const after = await refusals(referralId, versions);

    expect(after).toEqual(before);
    const conflict = { code: 'CONFLICT', state: 'FORWARDED', availableActions: [], version };
    expect(before[0]).toMatchObject({ errors: [{ extensions: conflict }] });
    expect(before[1]).toMatchObject({
      errors: [{ message: `The application now has version ${version}.`, extensions: conflict }],
    });
    expect(before.at(-1)).toMatchObject({ data: { acceptReferrals: [{ error: conflict }] } });
  });
});
