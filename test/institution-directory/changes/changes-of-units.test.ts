import { expect, test } from '@jest/globals';
import { onceInTheSuite } from '../../support/graph.ts';
import { personOf } from '../../support/person.ts';
import {
  changeByTwo,
  type ChangedUnit,
  proposalOperations,
  unitOperations,
} from './unit-operations.ts';
import {
  graph,
  admin,
  second,
  ministries,
  governorships,
  make,
  propose,
  type Changes,
  changesOf,
} from './administrators-scene.ts';

onceInTheSuite('the officers of the units concerned', () => {
  const officerOf = (unitId: string) => personOf(graph, { role: 'OFFICER', unitId });
  const listOf = async (unitId: string) => {
    const officer = await officerOf(unitId);
    const { nodes } = await officer.do<Changes>(changesOf, { unitId });
    return nodes.map(({ kind, state, unit }) => [kind, state, unit.id]);
  };

  test('see proposals and changes, of whichever side they are', async () => {
    const [from, to] = [await make('Eski Üst'), await make('Yeni Üst')];
    const moved = await make('Taşınan', { parentId: from.id });
    const below = await make('Alt', { parentId: moved.id });
    const created = (unit: ChangedUnit) => ['CREATE', 'DONE', unit.id];

    const { id } = await propose({ unitId: moved.id, parentId: to.id });
    const proposed = ['MOVE', 'PROPOSED', moved.id];
    expect(await listOf(to.id)).toEqual([proposed, created(to)]);
    await second.do(proposalOperations.approve, { id });

    const done = ['MOVE', 'DONE', moved.id];
    expect(await listOf(to.id)).toEqual([done, created(to)]);
    expect(await listOf(from.id)).toEqual([done, created(moved), created(from)]);
    expect(await listOf(moved.id)).toEqual([done, created(below), created(moved)]);
    // What hangs below is visible to others, too.
    expect(await listOf(below.id)).toEqual([done, created(below)]);
  });

  test('see who was shown their inbox also once it lies elsewhere, and not what was before it lay there', async () => {
    const [opened, aside] = [await make('Açılan'), await make('Yandaki')];
    const below = await make('Alt', { parentId: opened.id });
    const parentId = governorships.sakarya;
    await changeByTwo(admin, second, { unitId: opened.id, parentId });
    await admin.do(unitOperations.move, { id: below.id, parentId });
    await changeByTwo(admin, second, { unitId: below.id, parentId: aside.id });
    const later = await make('Sonraki', { parentId: opened.id });

    const entry = ['MOVE', 'DONE', opened.id];
    expect(await listOf(below.id)).toContainEqual(entry);
    expect(await listOf(later.id)).not.toContainEqual(entry);

    const { nodes } = await admin.do<Changes>(changesOf, { unitId: opened.id });
    const id = nodes.find(({ kind }) => kind === 'MOVE')?.id;
    const isFoundBy = async (unitId: string) =>
      (await (await officerOf(unitId)).do('query ($id: ID!) { node(id: $id) { id } }', { id })) !==
      null;
    // The officers of the unit above may ask for the record of the one that was moved there.
    expect(await Promise.all([below, aside, opened].map((unit) => isFoundBy(unit.id)))).toEqual([
      true,
      true,
      true,
    ]);
    expect(await isFoundBy(later.id)).toBe(false);
  });

  test('see whose officers act for their unit after a closing', async () => {
    const [closed, successor] = [await make('Kapanan'), await make('Devralan')];
    const below = await make('Alt', { parentId: successor.id });
    await second.do(unitOperations.close, { id: closed.id, successorId: successor.id });

    const entry = ['CLOSE', 'DONE', closed.id];
    for (const unitId of [closed.id, successor.id, below.id]) {
      expect([unitId, (await listOf(unitId))[0]]).toEqual([unitId, entry]);
    }
    // The officers of the closed unit act for the successor.
    const officer = await officerOf(closed.id);
    const { nodes } = await officer.do<Changes>(changesOf, { unitId: below.id });
    expect(nodes[0]).toMatchObject({ kind: 'CLOSE', unit: { id: closed.id } });
  });

  test('see a new name, page by page, and not who decided', async () => {
    const { id: unitId } = await make('Bir Ad');
    await admin.do(unitOperations.rename, { id: unitId, name: 'Başka Ad' });
    const officer = await officerOf(unitId);

    const first = await officer.do<Changes>(changesOf, { unitId, first: 1 });
    const after = first.pageInfo.endCursor;
    const next = await officer.do<Changes>(changesOf, { unitId, first: 1, after });

    expect([first, next].map(({ nodes }) => nodes.map(({ kind }) => kind))).toEqual([
      ['RENAME'],
      ['CREATE'],
    ]);
    expect([first, next].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false]);
    expect(await officer.refused(changesOf, { unitId, after: 'x' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'after',
    });
    const who = `{ directoryChanges(unitId: "${unitId}") { nodes { by } } }`;
    expect(await officer.refused(who)).toEqual({ code: 'FORBIDDEN' });
  });

  test('see nothing of other units', async () => {
    const { id: unitId } = await make('Başkasının');
    const officer = await officerOf(governorships.sakarya);
    for (const id of [unitId, ministries.interior, '99999999']) {
      const refusal = await officer.refused(changesOf, { unitId: id });
      expect([id, refusal]).toEqual([id, { code: 'NOT_FOUND' }]);
    }
    expect(await officer.refused(changesOf, { unitId: 'x' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'unitId',
    });
    const evaluator = await personOf(graph, { role: 'EVALUATOR' });
    expect(await evaluator.refused(changesOf, { unitId })).toEqual({ code: 'FORBIDDEN' });
  });
});
