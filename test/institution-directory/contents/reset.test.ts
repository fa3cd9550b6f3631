import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildDirectory } from '../../../seed/directory/build-directory.ts';
import { resetDirectory } from '../../../seed/seed-directory.ts';
import { readContents } from '../../../subgraphs/institution-directory/contents/index.ts';
import { operations } from '../../casework/operations.ts';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { type Person, personOf } from '../../support/person.ts';
import { until } from '../../support/wait.ts';
import { wrongField } from '../../support/wrong-field.ts';

/** The directory of a running graph is replaced by another one. */

let graph: TestGraph;
let evaluator: Person;
let officer: Person;

beforeAll(async () => {
  graph = await startGraph();
  evaluator = await personOf(graph, { role: 'EVALUATOR' });
  const { _id: unitId } = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
  officer = await personOf(graph, { role: 'OFFICER', unitId });
});

afterAll(() => graph?.stop());

const governorshipOf = (provinceCode: string) =>
  graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode })._id;

const connection = () => graph.data.databases.directory.connection;

const seen = `query ($id: ID!) { administrativeUnit(id: $id) { name } }`;
const inbox = `query ($unitId: ID!) { unitInbox(unitId: $unitId) { nodes { id } } }`;

test('units that are gone are gone everywhere, those that come back come back, and officers go on', async () => {
  const gone = governorshipOf('54');
  const unitId = governorshipOf('34');
  const citizen = await graph.data.citizen();
  /** Refers another application each time: a process that has not read the change yet may still do it. */
  async function refer() {
    const { number } = await graph.data.application({ citizen });
    return evaluator.ask(operations.refer, { number, unitIds: [gone] });
  }

  await resetDirectory(connection(), buildDirectory({ provinceCodes: ['34', '69'] }));

  await until(
    async () => (await evaluator.ask(seen, { id: gone })).data,
    (data) => data?.['administrativeUnit'] === null,
  );
  expect(await evaluator.do('{ provinces { code } }')).toEqual([{ code: '34' }, { code: '69' }]);
  const refused = await until(
    refer,
    ({ errors }) => errors[0]?.extensions['code'] === 'BAD_USER_INPUT',
  );
  expect(refused.errors.map(({ extensions }) => extensions)).toEqual([
    wrongField('unitIds[0]', 'UNKNOWN'),
  ]);
  const read = await until(
    () => officer.ask(inbox, { unitId }),
    ({ errors }) => errors.length === 0,
  );
  expect(read.data).toEqual({ unitInbox: { nodes: [] } });

  await resetDirectory(connection(), graph.data.directory);

  const referred = await until(refer, ({ errors }) => errors.length === 0);
  expect(referred.errors).toEqual([]);
  expect(await evaluator.do(seen, { id: gone })).toEqual({ name: 'Sakarya Valiliği' });
});

test('a directory that is the same is not written: nobody reads anything again', async () => {
  const before = await readContents(connection());

  await resetDirectory(connection(), graph.data.directory);

  expect(await readContents(connection())).toEqual(before);
});
