import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Connection } from 'mongoose';
import { createCaseStore } from '../../subgraphs/application/casework/index.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as it } from '../support/graph.ts';
import type { Person } from '../support/person.ts';
import { draftOf } from './drafts.ts';
import { operations } from './operations.ts';
import { openTown, type Town } from './town.ts';

let graph: TestGraph;
let town: Town;
let unitId: string;
let drafter: Person;

beforeAll(async () => {
  graph = await startGraph();
  town = await openTown(graph);
  unitId = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' })._id;
  drafter = await town.officerOf(unitId, 'drafter');
});
afterAll(() => graph.stop());

/** Runs `act` once, directly before the next command that reads referrals. */
function beforeReferralsAreRead({ db }: Connection, act: () => Promise<unknown>): void {
  if (!db) throw new Error('the connection is closed');
  const { command } = db;
  db.command = async (...parameters) => {
    if (parameters[0]['find'] !== 'referrals') return command.apply(db, parameters);
    db.command = command;
    await act();
    return command.apply(db, parameters);
  };
}

it.each([
  ['withdrawn', 'IN_PROGRESS'],
  ['forwarded after that', 'FORWARDED'],
])(
  'a draft that is %s while its case is read is gone, and so is the state in which it waits',
  async (_, state) => {
    const { number, referrals } = await town.referTo([unitId]);
    const referralId = referrals[0]?.id ?? '';
    await drafter.do(operations.accept, { referralId });
    const text = 'Bu metin yeterince uzun bir metindir.';
    await drafter.do(operations.draft, { referralId, kind: 'INTERIM', outcome: null, text });
    const { connection } = graph.data.databases.application;
    const other = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '54' })._id;

    beforeReferralsAreRead(connection, async () => {
      await drafter.do(operations.withdrawReply, await draftOf(drafter, number, referralId));
      const passing = { referralId, unitId: other, reason: 'Yetkimiz yok.' };
      if (state === 'FORWARDED') await drafter.do(operations.forward, passing);
    });
    const found = await createCaseStore(connection).byNumber(number);

    const states = state === 'FORWARDED' ? [state, 'PENDING'] : [state];
    expect(found?.referrals.map((referral) => referral.state)).toEqual(states);
    expect(found?.application.referrals.map((summary) => summary.state)).toEqual(states);
    expect(found?.referrals[0]?.draft).toBeNull();
    expect(found?.application.version).toBe((await town.standing(number)).version);
  },
);
