import { afterAll, beforeAll, expect } from '@jest/globals';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { type Person, personOf } from '../../support/person.ts';
import {
  type ChangedUnit,
  type Proposed,
  proposalOperations,
  type ToBeChanged,
  unitOperations,
} from './unit-operations.ts';

/**
 * Two administrators, two ministries, two governorships and a municipality, on a separate graph for
 * each file that imports this.
 */

/**
 * Changes that one administrator cannot make alone, and that two make together. Each test has units
 * of its own.
 */

export let graph: TestGraph;
export let admin: Person;
export let second: Person;
/** The Ministry of the Interior and another one, by their ids. */
export let ministries: { interior: string; other: string };
export let governorships: { istanbul: string; sakarya: string };
export let municipality: string;

beforeAll(async () => {
  graph = await startGraph();
  admin = await personOf(graph, { role: 'ADMIN', subject: 'administrator' });
  second = await personOf(graph, { role: 'ADMIN', subject: 'second administrator' });
  const { unit } = graph.data;
  const governorship = (provinceCode: string) => unit({ kind: 'GOVERNORSHIP', provinceCode });
  const istanbul = governorship('34');
  governorships = { istanbul: istanbul._id, sakarya: governorship('54')._id };
  const other = graph.data.directory.units.find(
    ({ kind, _id }) => kind === 'MINISTRY' && _id !== istanbul.parentId,
  );
  ministries = { interior: istanbul.parentId ?? '', other: other?._id ?? '' };
  municipality = unit({ kind: 'METROPOLITAN_MUNICIPALITY', provinceCode: '34' })._id;
});

afterAll(() => graph?.stop());

export const reason = 'Teşkilat değişikliği.';

export const make = (name: string, input: Record<string, unknown> = {}, by = admin) =>
  by.do<ChangedUnit>(unitOperations.create, {
    input: { name, kind: 'DEPARTMENT', parentId: governorships.istanbul, ...input },
  });

export const read = (id: string) => admin.do<ChangedUnit>(unitOperations.read, { id });

export const propose = (change: ToBeChanged, by = admin) =>
  by.do<Proposed>(proposalOperations.propose, { input: { ...change, reason } });

/** The answer that one administrator gets, and whether anything has changed. */
export async function tryAlone(
  operation: 'move' | 'close',
  variables: { id: string; parentId?: string; successorId?: string },
) {
  const before = await read(variables.id);
  const { errors } = await admin.ask(unitOperations[operation], variables);
  const after = await read(variables.id);
  const found = errors.map(({ message, extensions }) => ({ message, ...extensions }));
  return { errors: found, isUnchanged: after.version === before.version };
}

export const refused = {
  errors: [
    {
      message: expect.stringMatching(/proposeUnitChange.*approveUnitChange/),
      code: 'FORBIDDEN',
      requirement: 'SECOND_ADMINISTRATOR',
    },
  ],
  isUnchanged: true,
};

export const changesOf = /* GraphQL */ `
  query ($unitId: ID!, $first: Int, $after: String) {
    directoryChanges(unitId: $unitId, first: $first, after: $after) {
      nodes {
        id
        kind
        state
        unit {
          id
        }
        reason
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export interface Changes {
  nodes: { id: string; kind: string; state: string; unit: { id: string }; reason: string | null }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}
