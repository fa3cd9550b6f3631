import { expect, it } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import type { ApplicationDocument } from '../../subgraphs/application/record/index.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { justPast } from '../calendar/operations.ts';
import { appealOf, operations } from './operations.ts';
import { daysAgo } from '../support/days.ts';
import { graph, applicant, citizen, unit, other, now } from './unit-scene.ts';
import { wrongField } from '../support/wrong-field.ts';

const text = 'Cevabı kabul etmiyorum, yeniden incelensin.';

onceInTheSuite('after the answers of two units, the citizen', () => {
  const reply = (outcome: 'GRANTED' | 'REFUSED', repliedAt: Date) => ({
    state: 'ANSWERED' as const,
    closedAt: repliedAt,
    replies: [{ kind: 'FINAL' as const, outcome, text: 'Cevap.', repliedAt }],
  });
  /** The first unit granted it, the second refused it. */
  const bothAnswered = (at: Date, type: ApplicationDocument['type']) =>
    graph.data.application({
      citizen: applicant,
      fields: { type, answeredAt: at },
      referrals: [
        { unit, ...reply('GRANTED', at) },
        { unit: other, ...reply('REFUSED', at) },
      ],
    });
  const appeals = /* GraphQL */ `
    query ($number: String!) {
      application(number: $number) {
        appeals {
          kind
          unit {
            id
          }
        }
      }
    }
  `;

  it('appeals against each answer, one after the other', async () => {
    const { number } = await bothAnswered(now(), 'INFORMATION_REQUEST');
    const superiors = await Promise.all(
      [other, unit].map(({ parentId }) =>
        personOf(graph, { role: 'OFFICER', unitId: parentId, subject: 'superior' }),
      ),
    );

    for (const superior of superiors) {
      await citizen.do(operations.appeal, { number, text });
      expect(await citizen.refused(operations.appeal, { number, text })).toMatchObject({
        requirement: 'NOT_APPEALED',
      });
      const dismissal = {
        ...(await appealOf(citizen, number)),
        decision: 'DISMISSED',
        text,
      };
      await superior.do(operations.decideAppeal, dismissal);
    }

    expect(await citizen.do(appeals, { number })).toEqual({
      appeals: [
        { kind: 'OBJECTION', unit: { id: other.parentId } },
        { kind: 'APPEAL', unit: { id: unit.parentId } },
      ],
    });
    expect(await citizen.refused(operations.appeal, { number, text })).toMatchObject({
      code: 'CONFLICT',
      requirement: 'NOT_APPEALED',
    });
  });

  it('has time to appeal against the other answer after the pending appeal is decided', async () => {
    const { number, referrals, _id } = await bothAnswered(daysAgo(40), 'REQUEST');
    const decide = (decidedAt: Date) =>
      graph.data
        .database('application')
        .collection('appeals')
        .insertOne({
          applicationId: _id,
          referralId: referrals[1]?.id,
          kind: 'APPEAL',
          state: 'DISMISSED',
          unitId: other.parentId,
          text,
          appealedAt: daysAgo(39),
          targetDate: '2032-12-31',
          calendarVersion: 0,
          decisionText: text,
          decidedBy: 'superior',
          decidedAt,
        });
    expect(await citizen.refused(operations.appeal, { number, text })).toMatchObject({
      requirement: 'APPEAL_IN_TIME',
    });

    await decide(daysAgo(30));

    await citizen.do(operations.appeal, { number, text });
    expect(await citizen.do(appeals, { number })).toMatchObject({
      appeals: [{ unit: { id: other.parentId } }, { unit: { id: unit.parentId } }],
    });
  });

  const against = /* GraphQL */ `
    mutation ($number: String!, $text: String!, $referralId: ID) {
      appealApplication(number: $number, text: $text, referralId: $referralId) {
        appeals {
          kind
          unit {
            id
          }
        }
      }
    }
  `;

  it('names the answer that the appeal is against', async () => {
    const { number, referralIds } = await bothAnswered(now(), 'INFORMATION_REQUEST');
    const appealTo = (referralId: unknown) => ({ number, text, referralId });
    for (const none of ['x', newId('referral')]) {
      expect(await citizen.refused(against, appealTo(none))).toMatchObject(
        wrongField('referralId', 'UNKNOWN'),
      );
    }

    expect(await citizen.do(against, appealTo(referralIds[0]))).toEqual({
      appeals: [{ kind: 'APPEAL', unit: { id: unit.parentId } }],
    });
  });

  it('cannot appeal against a referral without an answer', async () => {
    const { number, referralIds } = await graph.data.application({
      citizen: applicant,
      referrals: [
        { unit, state: 'FORWARDED' },
        { unit: other, state: 'ANSWERED' },
      ],
    });
    const referralId = referralIds[0];
    expect(await citizen.refused(against, { number, text, referralId })).toMatchObject({
      code: 'CONFLICT',
      stage: 'ANSWERED',
    });
  });

  it.each([
    ['APPEAL_IN_TIME', justPast(15), 'OBJECTION'],
    ['NOT_RATED_AS_SOLVED', 0, 'APPEAL'],
  ] as const)('gets %s for one of the answers alone', async (requirement, days, ruledOut) => {
    const { number, referralIds } = await bothAnswered(daysAgo(days), 'INFORMATION_REQUEST');
    const [granted, refused] = referralIds;
    if (ruledOut === 'APPEAL') {
      await citizen.do(operations.rate, { number, score: 5, solved: true });
    }
    const [no, yes] = ruledOut === 'APPEAL' ? [granted, refused] : [refused, granted];

    expect(await citizen.refused(against, { number, text, referralId: no })).toMatchObject({
      code: 'CONFLICT',
      requirement,
    });
    await citizen.do(against, { number, text, referralId: yes });
  });

  it('can still appeal after the term to object to the other answer has expired', async () => {
    const { number } = await bothAnswered(daysAgo(justPast(15)), 'INFORMATION_REQUEST');

    await citizen.do(operations.appeal, { number, text });

    expect(await citizen.do(appeals, { number })).toEqual({
      appeals: [{ kind: 'APPEAL', unit: { id: unit.parentId } }],
    });
  });
});
