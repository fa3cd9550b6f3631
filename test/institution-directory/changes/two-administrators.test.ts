import { expect, test } from '@jest/globals';
import { directoryChangeModel } from '../../../subgraphs/institution-directory/changes/index.ts';
import { onceInTheSuite } from '../../support/graph.ts';
import { personOf } from '../../support/person.ts';
import {
  changeByTwo,
  type ChangedUnit,
  type Proposed,
  proposalOperations,
  unitOperations,
} from './unit-operations.ts';
import {
  graph,
  admin,
  second,
  ministries,
  governorships,
  municipality,
  reason,
  make,
  read,
  propose,
  tryAlone,
  refused,
  changesOf,
} from './administrators-scene.ts';
import { wrongField } from '../../support/wrong-field.ts';

onceInTheSuite('one administrator alone cannot give an inbox to anyone', () => {
  test('by closing a unit in favour of the ministry under which it was made', async () => {
    const { id } = await make('Basamak', { parentId: ministries.interior });
    expect(await tryAlone('close', { id, successorId: ministries.interior })).toEqual(refused);
  });

  test('by closing a new ministry in favour of a ministry', async () => {
    const presidency = graph.data.unit({ kind: 'PRESIDENCY' })._id;
    const { id } = await make('Basamak', { kind: 'MINISTRY', parentId: presidency });
    expect(await tryAlone('close', { id, successorId: ministries.interior })).toEqual(refused);
  });

  test('by closing an institution in favour of its sibling', async () => {
    const kind = 'TOWN_MUNICIPALITY';
    const town = await make('Birinci', { kind, parentId: municipality }, second);
    const next = await make('İkinci', { kind, parentId: municipality }, second);
    expect(await tryAlone('close', { id: town.id, successorId: next.id })).toEqual(refused);
  });

  test('by putting an office beside another one, and closing either in favour of the other', async () => {
    const office = await make('Yerleşik Daire', {}, second);
    const made = await make('Basamak');
    expect(await tryAlone('close', { id: made.id, successorId: office.id })).toEqual(refused);
    expect(await tryAlone('close', { id: office.id, successorId: made.id })).toEqual(refused);
  });

  test('by closing an office in favour of one below a unit that the same administrator has made', async () => {
    const office = await make('Yerleşik Daire', {}, second);
    const above = await make('Basamak');
    const below = await make('Devralan', { parentId: above.id }, second);
    expect(await tryAlone('close', { id: office.id, successorId: below.id })).toEqual(refused);
  });

  test('by approving a move, and then closing another office in favour of what was moved', async () => {
    const office = await make('Yerleşik Daire', {}, second);
    const above = await make('Üst', {}, second);
    const moved = await make('Devralan', {}, second);
    await changeByTwo(second, admin, { unitId: moved.id, parentId: above.id });
    expect(await tryAlone('close', { id: office.id, successorId: moved.id })).toEqual(refused);
  });

  test('by moving two offices up beside each other and closing one of them', async () => {
    const kind = 'MUNICIPAL_DIRECTORATE';
    const above = await make('Üst', { kind, parentId: municipality }, second);
    const one = await make('Alt', { kind, parentId: above.id }, second);
    const other = await make('Yan', { kind, parentId: municipality }, second);
    expect(await tryAlone('close', { id: one.id, successorId: other.id })).toEqual(refused);
    await admin.do(unitOperations.move, { id: one.id, parentId: municipality });
    expect(await tryAlone('close', { id: one.id, successorId: other.id })).toEqual(refused);
  });

  test('by closing an office in favour of one of another kind or ministry, or above it', async () => {
    const office = await make('Daire', {}, second);
    const branch = await make('Şube', { kind: 'BRANCH_DIRECTORATE' }, second);
    const elsewhere = await make('Öteki', { parentId: ministries.other }, second);
    const below = await make('Alt Daire', { parentId: office.id }, second);
    expect(await tryAlone('close', { id: branch.id, successorId: office.id })).toEqual(refused);
    expect(await tryAlone('close', { id: branch.id, successorId: elsewhere.id })).toEqual(refused);
    expect(await tryAlone('close', { id: elsewhere.id, successorId: below.id })).toEqual(refused);
    expect(await tryAlone('close', { id: below.id, successorId: office.id })).toEqual(refused);
  });

  test('by moving a directorate below a branch, its parent, or to another province or ministry', async () => {
    const parent = await make('Müdürlük', { kind: 'PROVINCIAL_DIRECTORATE' });
    const moved = await make('Alt Müdürlük', { parentId: parent.id });
    const branch = await make('Şube', { kind: 'BRANCH_DIRECTORATE' });
    for (const id of [moved.id, parent.id]) {
      expect(await tryAlone('move', { id, parentId: branch.id })).toEqual(refused);
      expect(await tryAlone('move', { id, parentId: governorships.sakarya })).toEqual(refused);
      expect(await tryAlone('move', { id, parentId: ministries.other })).toEqual(refused);
    }
  });

  test('by moving a unit up and out of its ministry', async () => {
    const { id } = await make('Daire', { parentId: ministries.other });
    const parentId = graph.data.unit({ kind: 'PRESIDENCY' })._id;
    expect(await tryAlone('move', { id, parentId })).toEqual(refused);
  });
});

onceInTheSuite('one administrator alone', () => {
  test('moves a unit up within its ministry', async () => {
    const parent = await make('Üst');
    const { id } = await make('Alt', { parentId: parent.id });
    const move = { id, parentId: ministries.interior };
    expect(await admin.do(unitOperations.move, move)).toMatchObject({
      parent: { id: ministries.interior },
    });
  });

  test('closes an office in favour of one of the same kind, beside it or in its ministry', async () => {
    const office = await make('Daire', {}, second);
    const beside = await make('Yandaki', {}, second);
    const far = await make('Uzaktaki', { parentId: governorships.sakarya }, second);
    const close = (id: string, successorId: string) =>
      admin.do(unitOperations.close, { id, successorId });
    expect(await close(office.id, beside.id)).toMatchObject({ successor: { id: beside.id } });
    expect(await close(beside.id, far.id)).toMatchObject({ successor: { id: far.id } });
  });
});

onceInTheSuite('a proposal', () => {
  /** A unit, and its new parent in the proposal, which does not lie above it. */
  async function offices() {
    const [unit, aim] = [await make('Taşınan'), await make('Yeni Üst')];
    return { unit, aim, change: { unitId: unit.id, parentId: aim.id } };
  }

  test('changes nothing until another administrator approves it, and then exactly its content', async () => {
    const { unit, aim, change } = await offices();

    const proposed = await propose(change);

    expect(proposed).toEqual({
      id: expect.stringMatching(/^uch_[\w-]{22}$/),
      kind: 'MOVE',
      state: 'PROPOSED',
      unit,
      oldName: null,
      newName: null,
      oldParent: { id: governorships.istanbul },
      newParent: { id: aim.id },
      successor: null,
      by: 'administrator',
      reason,
      decidedBy: null,
      rejectionReason: null,
      version: null,
    });
    expect(await read(unit.id)).toEqual(unit);
    const { id } = proposed;
    const own = { code: 'FORBIDDEN', requirement: 'OTHER_THAN_PROPOSER' };
    expect(await admin.refused(proposalOperations.approve, { id })).toEqual(own);
    const approved = await second.do<Proposed>(proposalOperations.approve, { id });

    const version = aim.version + 1;
    const moved = { ...unit, parent: { id: aim.id }, path: [...aim.path, unit.name], version };
    const done = { state: 'DONE', decidedBy: 'second administrator', version };
    expect(approved).toEqual({ ...proposed, ...done, unit: moved });
    expect(await read(unit.id)).toEqual(moved);
    // Sent again, because its answer was lost.
    expect(await second.do(proposalOperations.approve, { id })).toEqual(approved);
  });

  test('closes a unit in favour of one for which a single administrator could not close it', async () => {
    const { unit } = await offices();
    const successorId = governorships.istanbul;
    const { id } = await propose({ unitId: unit.id, successorId });

    const { kind, unit: closed } = await second.do<Proposed>(proposalOperations.approve, { id });

    expect([kind, closed]).toMatchObject([
      'CLOSE',
      { status: 'CLOSED', successor: { id: successorId } },
    ]);
  });

  test('exists once for a unit; the same one, sent again, is returned unchanged', async () => {
    const { unit, change } = await offices();
    const proposed = await propose(change);

    expect(await propose(change)).toEqual(proposed);
    const conflict = { code: 'CONFLICT', proposalId: proposed.id };
    const others = [
      [second, change],
      [admin, { unitId: unit.id, successorId: governorships.istanbul }],
    ] as const;
    for (const [person, other] of others) {
      const input = { ...other, reason };
      expect(await person.refused(proposalOperations.propose, { input })).toEqual(conflict);
    }
    const nodes = await second.do<{ nodes: Proposed[] }>(proposalOperations.proposed);
    expect(nodes.nodes).toContainEqual(proposed);
  });

  test.each<[string, (scene: Awaited<ReturnType<typeof offices>>) => Promise<ChangedUnit>]>([
    ['the unit', ({ unit: { id } }) => admin.do(unitOperations.rename, { id, name: 'Başka Ad' })],
    ['its destination', ({ aim: { id } }) => admin.do(unitOperations.rename, { id, name: 'Şube' })],
    [
      'a unit above the destination',
      async ({ aim: { id } }) => {
        const parent = await make('Ara');
        const { id: moving } = await propose({ unitId: id, parentId: parent.id });
        const { unit } = await second.do<Proposed>(proposalOperations.approve, { id: moving });
        return unit;
      },
    ],
    [
      'the place of the unit',
      async ({ unit: { id } }) =>
        admin.do(unitOperations.move, { id, parentId: ministries.interior }),
    ],
  ])('is not approved after this has changed: %s', async (_what, alter) => {
    const scene = await offices();
    const { id } = await propose(scene.change);
    const altered = await alter(scene);
    const before = await read(scene.unit.id);

    expect(await second.refused(proposalOperations.approve, { id })).toEqual({
      code: 'CONFLICT',
      state: 'PROPOSED',
      unitId: altered.id,
      version: altered.version,
    });
    expect(await read(scene.unit.id)).toEqual(before);
  });

  test('is rejected by another administrator, with a reason, and withdrawn by its author alone', async () => {
    const ofOthers = { code: 'FORBIDDEN', requirement: 'PROPOSER' };
    const own = { code: 'FORBIDDEN', requirement: 'OTHER_THAN_PROPOSER' };
    const { change } = await offices();
    const rejected = await propose(change);
    const rejection = { id: rejected.id, reason: 'Gerekçesi yetersiz.' };
    expect(await admin.refused(proposalOperations.reject, rejection)).toEqual(own);
    const answer = await second.do(proposalOperations.reject, rejection);
    expect(answer).toEqual({
      ...rejected,
      state: 'REJECTED',
      decidedBy: 'second administrator',
      rejectionReason: 'Gerekçesi yetersiz.',
    });
    expect(await second.do(proposalOperations.reject, rejection)).toEqual(answer);

    const withdrawn = await propose(change);
    const { id } = withdrawn;
    expect(await second.refused(proposalOperations.withdraw, { id })).toEqual(ofOthers);
    expect(await admin.do(proposalOperations.withdraw, { id })).toEqual({
      ...withdrawn,
      state: 'WITHDRAWN',
      decidedBy: 'administrator',
    });

    for (const [over, state] of [
      [rejected, 'REJECTED'],
      [withdrawn, 'WITHDRAWN'],
    ] as const) {
      const refusal = await second.refused(proposalOperations.approve, { id: over.id });
      expect(refusal).toEqual({ code: 'CONFLICT', state });
    }
    expect(await second.refused(proposalOperations.reject, { id, reason })).toEqual({
      code: 'CONFLICT',
      state: 'WITHDRAWN',
    });
  });

  test('is approved once when it is approved and rejected concurrently', async () => {
    const third = await personOf(graph, { role: 'ADMIN', subject: 'third administrator' });
    const { unit, change } = await offices();
    const { id } = await propose(change);

    const [approval, rejection] = await Promise.all([
      second.ask(proposalOperations.approve, { id }),
      third.ask(proposalOperations.reject, { id, reason }),
    ]);

    const codes = [approval, rejection].map(({ errors }) => errors[0]?.extensions['code'] ?? 'OK');
    expect(new Set(codes)).toEqual(new Set(['CONFLICT', 'OK']));
    const isMoved = (await read(unit.id)).parent?.id === change.parentId;
    expect(isMoved).toBe(codes[0] === 'OK');
  });

  test('cannot be decided after it has expired, and then another one can be made', async () => {
    const { change } = await offices();
    const { id } = await propose(change);
    const changes = directoryChangeModel(graph.data.databases.directory.connection);
    await changes.updateOne({ _id: id }, { $set: { expiresAt: new Date(Date.now() - 1) } });

    const expired = { code: 'CONFLICT', state: 'EXPIRED' };
    expect(await second.refused(proposalOperations.approve, { id })).toEqual(expired);
    expect(await second.refused(proposalOperations.reject, { id, reason })).toEqual(expired);
    expect(await admin.refused(proposalOperations.withdraw, { id })).toEqual(expired);
    const { nodes } = await admin.do<{ nodes: Proposed[] }>(proposalOperations.proposed);
    expect(nodes.map((node) => node.id)).not.toContain(id);
    expect((await propose(change)).state).toBe('PROPOSED');
  });

  test('is refused where its content is impossible or missing', async () => {
    const { unit, aim } = await offices();
    const unitId = unit.id;
    const refused = (input: Record<string, unknown>) =>
      admin.refused(proposalOperations.propose, { input: { unitId, reason, ...input } });

    expect(await refused({})).toEqual(wrongField('input', 'REQUIRED'));
    expect(await refused({ parentId: aim.id, successorId: aim.id })).toEqual(
      wrongField('input', 'CONFLICT'),
    );
    expect(await refused({ parentId: 'x' })).toEqual(wrongField('input.parentId', 'FORMAT'));
    expect(await refused({ successorId: 'x' })).toEqual(wrongField('input.successorId', 'FORMAT'));
    expect(await refused({ parentId: unitId })).toEqual(wrongField('parentId', 'CONFLICT'));
    expect(await refused({ parentId: governorships.istanbul })).toEqual(
      wrongField('input.parentId', 'CONFLICT'),
    );
    expect(await refused({ parentId: aim.id, reason: 'Hı.' })).toEqual(
      wrongField('input.reason', 'RANGE', { min: 5, max: 2000 }),
    );
    expect(await refused({ unitId: 'x', parentId: aim.id })).toEqual(
      wrongField('input.unitId', 'FORMAT'),
    );
    expect(await refused({ unitId: '99999999', parentId: aim.id })).toEqual({ code: 'NOT_FOUND' });
    expect(await refused({ parentId: aim.id, expectedVersion: 1 })).toMatchObject({
      code: 'CONFLICT',
      version: unit.version,
    });
    // A change that one administrator made is not a proposal.
    const { nodes } = await admin.do<{ nodes: { id: string }[] }>(changesOf, { unitId });
    for (const id of ['uch_none', nodes[0]?.id]) {
      expect(await second.refused(proposalOperations.approve, { id })).toEqual({
        code: 'NOT_FOUND',
      });
    }
  });

  test('is limited to a hundred pending ones of each administrator', async () => {
    const { unit, change } = await offices();
    const busy = await personOf(graph, { role: 'ADMIN', subject: 'busy administrator' });
    const changes = directoryChangeModel(graph.data.databases.directory.connection);
    const { id } = await propose(change, busy);
    const waiting = await changes.findById(id).lean();
    await changes.collection.insertMany(
      Array.from({ length: 99 }, (_, index) => ({
        ...waiting,
        _id: `uch_busy${index}`,
        unitId: `busy${index}`,
      })) as never, // plain records
    );

    const input = { unitId: change.parentId, successorId: unit.id, reason };
    expect(await busy.refused(proposalOperations.propose, { input })).toEqual({
      code: 'LIMIT_EXCEEDED',
      limit: 100,
    });
    await changes.deleteMany({ by: busy.subject });
  });
});
