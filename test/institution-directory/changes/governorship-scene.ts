import { afterAll, beforeAll } from '@jest/globals';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { type Person, personOf } from '../../support/person.ts';
import { type ChangedUnit, unitOperations } from './unit-operations.ts';

/** Two administrators and a governorship, on a separate graph for each file that imports this. */

/** Units are made, renamed, moved and closed. Each test has units of its own. */

export let graph: TestGraph;
export let admin: Person;
export let second: Person;
export let governorship: { id: string; name: string };

beforeAll(async () => {
  graph = await startGraph();
  admin = await personOf(graph, { role: 'ADMIN', subject: 'administrator' });
  second = await personOf(graph, { role: 'ADMIN', subject: 'second administrator' });
  const { _id, name } = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
  governorship = { id: _id, name };
});

afterAll(() => graph?.stop());

export const path = ['Cumhurbaşkanlığı', 'İçişleri Bakanlığı', 'İstanbul Valiliği'];

export const make = (name: string, input: Record<string, unknown> = {}) =>
  admin.do<ChangedUnit>(unitOperations.create, {
    input: { name, kind: 'PROVINCIAL_DIRECTORATE', parentId: governorship.id, ...input },
  });

export const read = (id: string) => admin.do<ChangedUnit | null>(unitOperations.read, { id });

export async function versionNow(): Promise<number> {
  const { version } = await make('Sayaç Müdürlüğü');
  return version;
}
