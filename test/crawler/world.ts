import type { GraphQLSchema } from 'graphql';
import { clientSchemaOf } from '../support/client-schema.ts';
import type { TestGraph } from '../support/graph.ts';
import { cleaned } from '../support/uploads.ts';
import { until } from '../support/wait.ts';
import type { Asker, Case, Facts, FactsOfEvent } from './facts.ts';
import type { Pools } from './question.ts';
import { answering } from './world/answering.ts';
import { type Canaries, createCanaries } from './world/canaries.ts';
import { baseText, CaseMaker, type Download } from './world/case-maker.ts';
import { deciding } from './world/deciding.ts';
import { moving } from './world/moving.ts';
import { leaveDay, openPeople } from './world/people.ts';

export interface World {
  readonly askers: readonly Asker[];
  readonly schema: GraphQLSchema;
  readonly pools: Pools;
  readonly downloads: readonly Download[];
  facts(): Facts;
  asker(name: string): Asker;
  /** Reads the current state of an application. */
  refresh(label: string): Promise<Case>;
}

const unusedNumber = '2500000004';

/**
 * Applications of every kind in every state, made through the API as people make them, with a
 * unique word in each place where a person can write one.
 */
export async function openWorld(graph: TestGraph): Promise<World> {
  const words = createCanaries();
  const people = await openPeople(graph, words);
  const maker = new CaseMaker(graph, people, words);
  for (const make of [...answering, ...deciding, ...moving]) await make(maker);
  await maker.attach(null, people.c2, 'photo.jpg');
  for (const { id, label } of maker.downloads) if (label !== null) await cleaned(graph, id);

  for (const { label } of maker.filed) await maker.refresh(label);
  const times = [...maker.known.values()].map(({ facts }) => facts.filedAt);
  if (new Set(times).size < times.length) throw new Error('two were filed at once');
  addFileNumbers(words, [...maker.known.values()]);

  const events = await until(
    () => maker.events(),
    (found) => isWhole(found, [...maker.known.values()]),
  );
  const { g, p1, p2, d, m, s, n, x } = people.units;
  const parentOf = parentsAmong(graph, [
    [s, p1],
    [n, p1],
    [x, p2],
  ]);
  const { askers, citizens } = people.register;
  const all = [...maker.known.values()];
  const referrals = all.flatMap(({ facts }) => facts.referrals);

  return {
    askers,
    downloads: maker.downloads,
    schema: await clientSchemaOf(graph),
    pools: {
      numbers: [...all.map(({ number }) => number), unusedNumber],
      referralIds: referrals.map(({ id }) => id),
      fileNumbers: referrals.map(({ fileNumber }) => fileNumber),
      unitIds: [g, p1, p2, d, m, s, n, x],
      nodeIds: [...all.map(nodeIdsOf), citizens.map(({ id }) => id), [g, n, '00000000']],
      citizenIds: citizens.map(({ id }) => id),
      tracked: all.map(({ number, trackingCode }) => ({ number, trackingCode })),
      texts: [{ subject: 'Sokak lambaları', text: baseText }],
    },
    facts: () => ({
      cases: [...maker.known.values()],
      events,
      citizens,
      leaveDays: [{ ...leaveDay, addedBy: people.admin.subject }],
      canaries: words.canaries,
      parentOf,
      successorOf: new Map([[n, s]]),
    }),
    asker(name) {
      const found = askers.find((asker) => asker.name === name);
      if (!found) throw new Error(`nobody is called ${name}`);
      return found;
    },
    refresh: (label) => maker.refresh(label),
  };
}

/** File numbers are known inside the unit of their referral. */
function addFileNumbers(words: Canaries, cases: readonly Case[]): void {
  for (const { label, facts } of cases) {
    for (const { fileNumber, unit } of facts.referrals) {
      words.add(fileNumber, { kind: 'INSIDE', label, unitId: unit.id });
    }
  }
}

/** The unit above each, those that were added included. */
const parentsAmong = (graph: TestGraph, added: readonly [string, string][]) =>
  new Map<string, string | null>([
    ...graph.data.directory.units.map(({ _id, parentId }) => [_id, parentId] as const),
    ...added,
  ]);

/** The ids of everything that belongs to an application. */
const nodeIdsOf = ({ facts }: Case): string[] => [
  facts.id,
  ...[facts.timeline, facts.supplements, facts.attachments, facts.appeals, facts.referrals]
    .flat()
    .map(({ id }) => id),
  ...facts.referrals.flatMap(({ draft, replies }) => [
    ...(draft ? [draft.id] : []),
    ...replies.map(({ id }) => id),
  ]),
];

/** Whether the last entry of each timeline that was made by an act has become an event. */
function isWhole(events: readonly FactsOfEvent[], cases: readonly Case[]): boolean {
  const last = new Map(events.map(({ application, at }) => [application.number, at]));
  return cases.every(({ number, facts }) => {
    const at = last.get(number);
    return at === undefined || at === facts.timeline.at(-1)?.at;
  });
}
