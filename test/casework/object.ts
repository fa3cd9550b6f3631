import { appealModel } from '../../subgraphs/application/record/index.ts';
import type { TestGraph } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { draftOf } from './drafts.ts';
import { operations } from './operations.ts';

/** Refuses an information request that a unit has accepted, and has the citizen object to that. */
export async function refuseAndObject(
  graph: TestGraph,
  { number, unitId, citizenId }: { number: string; unitId: string; citizenId: string },
): Promise<void> {
  const [drafter, approver] = await Promise.all(
    ['drafter', 'approver'].map((subject) => personOf(graph, { role: 'OFFICER', subject, unitId })),
  );
  if (!drafter || !approver) throw new Error('there are two');
  const evaluator = await personOf(graph, { role: 'EVALUATOR' });
  const text = 'İstenen belge verilemez.';
  const { referralId } = await draftOf(evaluator, number);
  await drafter.do(operations.draft, { referralId, kind: 'FINAL', outcome: 'REFUSED', text });
  await approver.do(operations.approve, await draftOf(approver, number, referralId));
  const citizen = await personOf(graph, { role: 'CITIZEN', citizenId });
  await citizen.do(operations.appeal, { number, text });
}

/** The day by which the only appeal is to be decided. */
export async function dateOfAppeal({ data }: TestGraph): Promise<string | undefined> {
  const appeal = await appealModel(data.databases.application.connection).findOne({}).lean();
  return appeal?.targetDate;
}

/** Waits until another calendar has moved that day. */
export const untilAppealIsRedated = (graph: TestGraph, date: string | undefined) =>
  until(
    () => dateOfAppeal(graph),
    (moved) => moved !== date,
  );
