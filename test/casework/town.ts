import {
  changeByTwo,
  type ChangedUnit,
  unitOperations,
} from '../institution-directory/unit-operations.ts';
import type { TestGraph } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { draftOf } from './drafts.ts';
import { operations, type Standing } from './operations.ts';
import { checkStored } from './stored.ts';

export type Town = Awaited<ReturnType<typeof openTown>>;

/** Units that a test makes, moves and closes, and the people who work with them. */
export async function openTown(graph: TestGraph) {
  const admin = await personOf(graph, { role: 'ADMIN', subject: 'administrator' });
  const second = await personOf(graph, { role: 'ADMIN', subject: 'second administrator' });
  const evaluator = await personOf(graph, { role: 'EVALUATOR', subject: 'evaluator-1' });
  const { id: citizenId } = await graph.data.citizen();
  const citizen = await personOf(graph, { role: 'CITIZEN', citizenId, subject: 'ayse' });
  const topicId = graph.data.directory.topics[0]?._id ?? '';
  /** The parent of the units that are made without another parent. */
  const parentId = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' })._id;

  const officerOf = (unitId: string, subject = 'officer-1') =>
    personOf(graph, { role: 'OFFICER', unitId, subject });

  const standing = (number: string) => evaluator.do<Standing>(operations.standing, { number });

  return {
    admin,
    evaluator,
    citizen,
    parentId,
    officerOf,
    standing,

    async make(name: string, input: Record<string, unknown> = {}): Promise<string> {
      const { id } = await admin.do<ChangedUnit>(unitOperations.create, {
        input: { name, kind: 'DEPARTMENT', parentId, ...input },
      });
      return id;
    },

    close: (unitId: string, successorId: string) =>
      changeByTwo(admin, second, { unitId, successorId }),

    move: (unitId: string, parentId: string) => changeByTwo(admin, second, { unitId, parentId }),

    /** Files an application and refers it. */
    async referTo(unitIds: string[], input: Record<string, unknown> = {}): Promise<Standing> {
      const { number } = await citizen.do<Standing>(operations.file, {
        input: {
          type: 'REQUEST',
          topicId,
          subject: 'Sokak lambaları yanmıyor',
          text: 'Sokağımızdaki lambalar üç haftadır yanmıyor, gereğini arz ederim.',
          provinceCode: '34',
          answerChannel: 'SMS',
          idempotencyKey: crypto.randomUUID(),
          ...input,
        },
      });
      return evaluator.do<Standing>(operations.refer, { number, unitIds });
    },

    /** Two officers of a unit bring a pending referral to its answer. */
    async answer(number: string, referralId: string | undefined, unitId: string): Promise<void> {
      const drafter = await officerOf(unitId, 'drafter');
      const approver = await officerOf(unitId, 'approver');
      const text = 'Lambaların yenilenmesi programa alınmıştır.';
      await drafter.do(operations.accept, { referralId });
      await drafter.do(operations.draft, { referralId, kind: 'FINAL', outcome: 'REFUSED', text });
      await approver.do(operations.approve, await draftOf(approver, number, referralId));
    },

    /** Waits until these units, which must be all closed ones, have no open referral. */
    async leftBy(number: string, ...unitIds: string[]): Promise<Standing> {
      await until(
        () => standing(number),
        ({ referrals }) =>
          referrals.every(({ unit, state }) => !unitIds.includes(unit.id) || state === 'FORWARDED'),
      );
      await checkStored(graph.data.database('application'), number);
      // Read again: an answer read during the transfer may mix the states before and after it.
      return standing(number);
    },
  };
}

export const referralsOf = ({ referrals }: Standing) =>
  referrals.map(({ unit, state }) => [unit.id, state]);
