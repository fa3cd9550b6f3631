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

onceInTheSuite('two units that forward an application to each other', () => {
  const reason = 'Konu diğer birimin görev alanındadır.';
  const stranger = async () => {
    const { _id } = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
    return { id: _id, person: await personOf(graph, { role: 'OFFICER', unitId: _id }) };
  };

  /** Forwards it from one unit to the next until that is refused. @returns the refusal, and the number of forwards. */
  async function forwardedInCircles(number: string) {
    const officers = new Map([
      [unit._id, officer],
      [other._id, await personOf(graph, { role: 'OFFICER', unitId: other._id })],
    ]);
    for (let forwards = 0; ; forwards += 1) {
      const { referrals } = await evaluator.do<Standing>(operations.standing, { number });
      const open = referrals.find(({ state }) => state === 'PENDING');
      const from = open?.unit.id ?? '';
      const unitId = from === unit._id ? other._id : unit._id;
      const person = officers.get(from);
      const { errors = [] } =
        (await person?.ask(operations.forward, {
          referralId: open?.id,
          unitId,
          reason,
        })) ?? {};
      const [refused] = errors;
      if (refused) return { forwards, refused, referralId: open?.id ?? '', person };
    }
  }

  it('need the centre for the second return, with the chain shown', async () => {
    const { number } = await referral({ state: 'PENDING' });

    const { forwards, refused } = await forwardedInCircles(number);

    const [one, two] = [unit._id, other._id];
    expect({ forwards, ...refused }).toMatchObject({
      forwards: 3,
      message: `The unit ${one} has passed the application on 2 times. Return it to the centre, which decides.`,
      extensions: {
        code: 'BAD_USER_INPUT',
        field: 'unitId',
        reason: 'CONFLICT',
        chain: [one, two, one, two],
      },
    });
  });

  it('may still forward it to another one, which cannot return it to either', async () => {
    const { number } = await referral({ state: 'PENDING' });
    const { person, referralId } = await forwardedInCircles(number);
    const third = await stranger();
    await person?.do(operations.forward, { referralId, unitId: third.id, reason });

    const { referrals } = await evaluator.do<Standing>(operations.standing, { number });
    const open = referrals.find(({ state }) => state === 'PENDING');
    for (const unitId of [unit._id, other._id]) {
      const move = { referralId: open?.id, unitId, reason };
      expect(await third.person.refused(operations.forward, move)).toMatchObject({
        reason: 'CONFLICT',
        chain: [unit._id, other._id, unit._id, other._id, third.id],
      });
    }
  });

  it('begin anew once the centre has referred it', async () => {
    const { number } = await referral({ state: 'PENDING' });
    const { person, referralId } = await forwardedInCircles(number);
    await person?.do(operations.return, { referralId, reason });
    await evaluator.do(operations.refer, { number, unitIds: [unit._id] });

    expect(await forwardedInCircles(number)).toMatchObject({
      forwards: 3,
      refused: { extensions: { chain: [unit._id, other._id, unit._id, other._id] } },
    });
  });

  it('get the chain for each of several referrals, too', async () => {
    const { number } = await referral({ state: 'PENDING' });
    const { person, referralId } = await forwardedInCircles(number);
    const forwardAll = `mutation($referralIds: [ID!]!, $unitId: ID!, $reason: String!) {
      forwardReferrals(referralIds: $referralIds, unitId: $unitId, reason: $reason) {
        error { code field reason chain } } }`;

    const move = { referralIds: [referralId], unitId: unit._id, reason };
    expect(await person?.do(forwardAll, move)).toEqual([
      {
        error: {
          code: 'BAD_USER_INPUT',
          field: 'unitId',
          reason: 'CONFLICT',
          chain: [unit._id, other._id, unit._id, other._id],
        },
      },
    ]);
  });
});
