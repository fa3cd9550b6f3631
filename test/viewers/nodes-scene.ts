import { afterAll, beforeAll } from '@jest/globals';
import { draftOf } from '../casework/drafts.ts';
import { operations, type Standing } from '../casework/operations.ts';
import { openTown, type Town } from '../casework/town.ts';
import { png } from '../support/files.ts';
import { filingInput } from '../support/filing.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { upload } from '../support/uploads.ts';
import { until } from '../support/wait.ts';

/**
 * Applications with everything that can have an id, and people who see all of it, a part or nothing; a separate graph for
 * each file that imports this.
 */

export let graph: TestGraph;
export let town: Town;
export let citizenId: string;
/** The applicant of a hidden application, of one that was answered, and of one that was forwarded. */
export let numbers: readonly string[];
export let referralIds: readonly string[];
export let unitIds: readonly string[];
export let people: Readonly<
  Record<
    'applicant' | 'stranger' | 'evaluator' | 'officer' | 'colleague' | 'next' | 'outsider',
    Person
  > &
    Record<'analyst' | 'admin' | 'nobody', Person>
>;

beforeAll(async () => {
  graph = await startGraph({ analytics: true });
  town = await openTown(graph);
  unitIds = [await town.make('Birinci'), await town.make('İkinci'), await town.make('Üçüncü')];
  people = await openPeople();
  const hidden = await hiddenApplication();
  const answered = await answeredApplication();
  const forwarded = await forwardedApplication();
  numbers = [hidden, answered, forwarded].map(({ number }) => number);
  referralIds = [hidden, answered, forwarded].flatMap(({ referrals }) =>
    referrals.map(({ id }) => id),
  );
  await messagesKept();
});

afterAll(() => graph?.stop());

async function openPeople(): Promise<typeof people> {
  const [first = '', second = '', third = ''] = unitIds;
  ({ id: citizenId } = await graph.data.citizen());
  const { id: another } = await graph.data.citizen();
  return {
    applicant: await personOf(graph, { role: 'CITIZEN', citizenId, subject: 'applicant' }),
    stranger: await personOf(graph, { role: 'CITIZEN', citizenId: another, subject: 'stranger' }),
    evaluator: town.evaluator,
    officer: await town.officerOf(first, 'officer'),
    colleague: await town.officerOf(first, 'colleague'),
    next: await town.officerOf(second, 'next'),
    outsider: await town.officerOf(third, 'outsider'),
    analyst: await personOf(graph, { role: 'ANALYST' }),
    admin: town.admin,
    nobody: {
      subject: '',
      ask: (query, variables = {}) => graph.client.ask(query, { variables }),
      do: () => Promise.reject(new Error('nobody has a token')),
      refused: () => Promise.reject(new Error('nobody has a token')),
    },
  };
}

async function refer(fields: object, index = 0): Promise<Standing> {
  const input = { ...filingInput(graph), ...fields };
  const { number } = await people.applicant.do<Standing>(operations.file, { input });
  return people.evaluator.do<Standing>(operations.refer, { number, unitIds: [unitIds[index]] });
}

/** With an attachment, a supplement, an interim reply, a note and a draft. */
async function hiddenApplication(): Promise<Standing> {
  const { officer, colleague, applicant } = people;
  const token = await graph.token({ role: 'CITIZEN', citizenId });
  const { body } = await upload(graph.url, token, { content: png, name: 'a.png' });
  const { id } = body as { id: string }; // the attachment that was stored
  const referred = await refer({ type: 'COMPLAINT', hideIdentity: true, attachmentIds: [id] });
  const { number, referrals } = referred;
  const referralId = referrals[0]?.id;
  await officer.do(operations.accept, { referralId });
  await officer.do(operations.requestClarification, { referralId, question: 'Hangi sokak?' });
  await applicant.do(operations.supplement, { number, text: 'Çarşı Sokak.' });
  const interim = { kind: 'INTERIM', text: 'İnceleme sürmektedir, bilgi verilecektir.' };
  await officer.do(operations.draft, { referralId, ...interim });
  await colleague.do(operations.approve, await draftOf(colleague, number, referralId));
  await officer.do(operations.note, { referralId, text: 'Yerinde bakılacak.' });
  await officer.do(operations.draft, { referralId, ...interim });
  return referred;
}

/** With a final reply and an appeal. */
async function answeredApplication(): Promise<Standing> {
  const referred = await refer({});
  const { number, referrals } = referred;
  await town.answer(number, referrals[0]?.id, unitIds[0] ?? '');
  const text = 'Cevap sorunumuzu çözmedi, tekrar incelenmesini isterim.';
  await people.applicant.do(operations.appeal, { number, text });
  return referred;
}

/** Forwarded by the first unit to the second one, which has answered. */
async function forwardedApplication(): Promise<Standing> {
  const { number, referrals } = await refer({});
  const [, unitId = ''] = unitIds;
  await people.officer.do(operations.accept, { referralId: referrals[0]?.id });
  const reason = 'Diğer birimin görevidir.';
  await people.officer.do(operations.forward, { referralId: referrals[0]?.id, unitId, reason });
  const forwarded = await town.standing(number);
  await town.answer(number, forwarded.referrals[1]?.id, unitId);
  return forwarded;
}

/** Resolves when no message to an applicant is on its way. */
export const messagesKept = () =>
  until(
    () => people.admin.do<{ waiting: number }>('{ notificationBacklog { waiting } }'),
    ({ waiting }) => waiting === 0,
  );

/** The ids of all changes of the units that a person may list. */
export async function changeIdsFor(person: Person): Promise<Set<string>> {
  const query =
    'query ($unitId: ID!) { directoryChanges(unitId: $unitId, first: 100) { nodes { id } } }';
  const units = [...unitIds, town.parentId];
  const answers = await Promise.all(units.map((unitId) => person.ask(query, { unitId })));
  return new Set(
    answers.flatMap(({ data }) => {
      const page = data?.['directoryChanges'] as { nodes: { id: string }[] } | null; // the query selects it
      return page?.nodes.map(({ id }) => id) ?? [];
    }),
  );
}
