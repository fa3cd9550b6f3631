import { beforeAll, expect, it } from '@jest/globals';
import { onceInTheSuite } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { operations, type Standing } from './operations.ts';
import {
  graph,
  applicant,
  citizen,
  evaluator,
  officer,
  unit,
  other,
  referral,
} from './unit-scene.ts';

onceInTheSuite('a referral that was forwarded and forwarded again', () => {
  const link = 'id state unit { id }';
  const chain = `${link} forwardedFrom { ${link} forwardedFrom { ${link} forwardedFrom { id } } }`;
  const read = `query($number: String!) {
    application(number: $number) { referrals { ${chain} } } }`;
  const inbox = `query($unitId: ID!) { unitInbox(unitId: $unitId) { nodes { ${chain} } } }`;
  interface Link {
    id: string;
    state: string;
    unit: { id: string };
    forwardedFrom: Link | null;
  }
  let units: string[];
  let officers: Person[];

  beforeAll(async () => {
    const last = graph.data.unit({ kind: 'DISTRICT_GOVERNORSHIP', provinceCode: '69' });
    units = [unit._id, other._id, last._id];
    officers = await Promise.all(
      units.map((unitId) => personOf(graph, { role: 'OFFICER', unitId })),
    );
  });

  /**
   * @returns the three, as read by a viewer who sees all of them, in the order in which they were
   * made.
   */
  async function forwardedTwice(): Promise<{ number: string; links: Link[] }> {
    const { number, referralId } = await referral({ state: 'PENDING' }, { type: 'COMPLAINT' });
    const ids = [referralId];
    for (const [index, unitId] of units.slice(1).entries()) {
      const reason = 'Konu başka birimin görev alanındadır.';
      await officers[index]?.do(operations.forward, { referralId: ids.at(-1), unitId, reason });
      const { referrals } = await evaluator.do<Standing>(operations.standing, { number });
      ids.push(referrals.at(-1)?.id ?? '');
    }
    const links: Link[] = [];
    for (const [index, id] of ids.entries()) {
      const state = index < 2 ? 'FORWARDED' : 'PENDING';
      const forwardedFrom = links.at(-1) ?? null;
      links.push({ id, state, unit: { id: units[index] ?? '' }, forwardedFrom });
    }
    return { number, links };
  }

  it('shows its predecessors to the citizen, the centre and the unit that has it', async () => {
    const { number, links } = await forwardedTwice();

    for (const person of [citizen, evaluator, officers[2]]) {
      expect(await person?.do(read, { number })).toEqual({ referrals: links });
    }
    expect(await officers[2]?.do(inbox, { unitId: units[2] })).toMatchObject({
      nodes: expect.arrayContaining(links.slice(2)),
    });
  });

  it('shows a unit that has passed it on only what that unit may see', async () => {
    const { number, links } = await forwardedTwice();

    expect(await officers[1]?.do(read, { number })).toEqual({
      referrals: [{ ...links[1], forwardedFrom: null }],
    });
  });

  it('is not the predecessor of a referral that the centre made separately', async () => {
    const { number } = await referral({ state: 'RETURNED' });
    await evaluator.do(operations.refer, { number, unitIds: [other._id] });

    const { referrals } = await citizen.do<{ referrals: Link[] }>(read, { number });

    expect(referrals.map(({ forwardedFrom }) => forwardedFrom)).toEqual([null, null]);
  });
});

onceInTheSuite('forwardReferral', () => {
  it('by the lead makes the next unit the lead', async () => {
    const third = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
    const { number, referralIds } = await graph.data.application({
      citizen: applicant,
      referrals: [{ unit }, { unit: other }],
    });

    await officer.do(operations.forward, {
      referralId: referralIds[0],
      unitId: third._id,
      reason: 'Görev alanımızda değildir.',
    });

    const { responsibleUnits } = await evaluator.do<Standing>(operations.standing, { number });
    expect(responsibleUnits).toEqual([{ id: third._id }, { id: other._id }]);
  });
});
