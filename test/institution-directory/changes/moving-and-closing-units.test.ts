import { expect, test } from '@jest/globals';
import { onceInTheSuite } from '../../support/graph.ts';
import {
  changeByTwo,
  type ChangedUnit,
  type Proposed,
  proposalOperations,
  unitOperations,
} from './unit-operations.ts';
import { admin, second, governorship, path, make, read } from './governorship-scene.ts';
import { wrongField } from '../../support/wrong-field.ts';

onceInTheSuite('moveUnit', () => {
  test('returns the unit at its new place, with everything below it', async () => {
    const parent = await make('Eski Üst');
    const moved = await make('Taşınan Müdürlük', { parentId: parent.id });
    const below = await make('Taşınan Şube', { parentId: moved.id });

    const answer = await admin.do<ChangedUnit>(unitOperations.move, {
      id: moved.id,
      parentId: governorship.id,
      expectedVersion: moved.version,
    });

    expect(answer).toEqual({
      ...moved,
      parent: { id: governorship.id },
      path: [...path, 'Taşınan Müdürlük'],
      version: below.version + 1,
    });
    expect(await read(below.id)).toEqual({
      ...below,
      path: [...path, 'Taşınan Müdürlük', 'Taşınan Şube'],
    });
  });

  test('to its current place changes nothing', async () => {
    const made = await make('Yerinde Müdürlük');
    const move = { id: made.id, parentId: governorship.id };

    expect(await admin.do(unitOperations.move, move)).toEqual(made);
  });

  test('refuses what is malformed, unknown, closed, or below the unit itself', async () => {
    const moved = await make('Dönen Müdürlük');
    const below = await make('Dönen Şube', { parentId: moved.id });
    const closed = await make('Kapanan Müdürlük');
    await changeByTwo(admin, second, { unitId: closed.id, successorId: governorship.id });
    const refusedTo = (parentId: string) =>
      admin.refused(unitOperations.move, { id: moved.id, parentId });
    const bad = (reason: string) => wrongField('parentId', reason);

    expect(await refusedTo('1234567')).toEqual(bad('FORMAT'));
    expect(await refusedTo('99999999')).toEqual(bad('UNKNOWN'));
    expect(await refusedTo(closed.id)).toEqual(bad('CLOSED'));
    expect(await refusedTo(moved.id)).toEqual(bad('CONFLICT'));
    expect(await refusedTo(below.id)).toEqual(bad('CONFLICT'));
    expect(
      await admin.refused(unitOperations.move, { id: '99999999', parentId: moved.id }),
    ).toEqual({ code: 'NOT_FOUND' });
    expect(
      await admin.refused(unitOperations.move, {
        id: moved.id,
        parentId: (await make('Başka Müdürlük')).id,
        expectedVersion: 1,
      }),
    ).toEqual({ code: 'CONFLICT', version: moved.version, status: 'ACTIVE' });
    expect(await read(moved.id)).toEqual(moved);
  });

  test('of two concurrent moves that would put two units below each other one is refused', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = await Promise.all([make('Bir'), make('Öteki')]);

      const proposals = [
        { unitId: one.id, parentId: other.id },
        { unitId: other.id, parentId: one.id },
      ].map((change) => ({ ...change, reason: 'Teşkilat değişikliği.' }));
      const proposed = await Promise.all(
        proposals.map((input) => admin.do<Proposed>(proposalOperations.propose, { input })),
      );

      const answers = await Promise.all(
        proposed.map(({ id }) => second.ask(proposalOperations.approve, { id })),
      );

      expect(answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions))).toEqual([
        expect.objectContaining({ code: 'CONFLICT', state: 'PROPOSED' }),
      ]);
      const paths = await Promise.all([one.id, other.id].map(read));
      expect(new Set(paths.map((unit) => unit?.path.length))).toEqual(new Set([4, 5]));
    }
  });

  test('refuses a tree deeper than a path can show', async () => {
    let deepest = await make('Derin 1');
    const top = deepest;
    // Three lie above the first, so 32 above the thirtieth.
    for (let level = 2; level <= 30; level += 1) {
      deepest = await make(`Derin ${level}`, { parentId: deepest.id });
    }
    const parent = await make('Üst');
    const tooDeep = (field: string) => ({ code: 'LIMIT_EXCEEDED', field, limit: 32 });

    expect(deepest.path).toHaveLength(33);
    expect(
      await admin.refused(unitOperations.create, {
        input: { name: 'Derin 31', kind: 'DEPARTMENT', parentId: deepest.id },
      }),
    ).toEqual(tooDeep('input.parentId'));
    expect(await admin.refused(unitOperations.move, { id: top.id, parentId: parent.id })).toEqual(
      tooDeep('parentId'),
    );
  });
});

onceInTheSuite('closeUnit', () => {
  test('returns the closed unit with its successor; its record is kept', async () => {
    const closed = await make('Kapanan');
    const successor = await make('Devralan');

    const answer = await second.do<ChangedUnit>(unitOperations.close, {
      id: closed.id,
      successorId: successor.id,
      expectedVersion: closed.version,
    });

    expect(answer).toEqual({
      ...closed,
      status: 'CLOSED',
      successor: { id: successor.id },
      version: successor.version + 1,
    });
    expect(await read(closed.id)).toEqual(answer);
    const gone = { code: 'CONFLICT', version: answer.version, status: 'CLOSED' };
    const { id } = closed;
    expect(await admin.refused(unitOperations.rename, { id, name: 'Ad' })).toEqual(gone);
    expect(await admin.refused(unitOperations.move, { id, parentId: successor.id })).toEqual(gone);
    const other = await make('Başka');
    expect(await admin.refused(unitOperations.close, { id, successorId: other.id })).toEqual(gone);
    expect(
      await admin.refused(unitOperations.create, {
        input: { name: 'Ad', kind: 'DEPARTMENT', parentId: id },
      }),
    ).toEqual(wrongField('input.parentId', 'CLOSED'));
  });

  test('refuses a successor that is malformed, unknown, closed or the unit itself', async () => {
    const unit = await make('Açık Kalan');
    const closed = await make('Önce Kapanan');
    await second.do(unitOperations.close, { id: closed.id, successorId: unit.id });
    const refusedFor = (successorId: string) =>
      admin.refused(unitOperations.close, { id: unit.id, successorId });
    const bad = (reason: string) => wrongField('successorId', reason);

    expect(await refusedFor('')).toEqual(bad('FORMAT'));
    expect(await refusedFor('99999999')).toEqual(bad('UNKNOWN'));
    expect(await refusedFor(closed.id)).toEqual(bad('CLOSED'));
    expect(await refusedFor(unit.id)).toEqual(bad('CONFLICT'));
    expect(await read(unit.id)).toEqual(unit);
  });

  test('refuses while active units lie below, and not after they are closed or moved away', async () => {
    const unit = await make('Dolu Müdürlük');
    const first = await make('Alt 1', { parentId: unit.id });
    const other = await make('Alt 2', { parentId: unit.id });
    const close = { id: unit.id, successorId: governorship.id };

    expect(await admin.refused(unitOperations.close, close)).toEqual({
      code: 'CONFLICT',
      activeChildren: 2,
      version: unit.version,
      status: 'ACTIVE',
    });
    await second.do(unitOperations.close, { id: first.id, successorId: other.id });
    await admin.do(unitOperations.move, { id: other.id, parentId: governorship.id });
    const { id: unitId } = unit;
    expect(
      await changeByTwo(admin, second, { unitId, successorId: governorship.id }),
    ).toMatchObject({ status: 'CLOSED' });
  });

  test('of two units that are closed concurrently in favour of each other one is refused', async () => {
    const [one, other] = await Promise.all([make('Birinci'), make('İkinci')]);

    const answers = await Promise.all([
      second.ask(unitOperations.close, { id: one.id, successorId: other.id }),
      second.ask(unitOperations.close, { id: other.id, successorId: one.id }),
    ]);

    expect(answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions))).toEqual([
      wrongField('successorId', 'CLOSED'),
    ]);
  });

  test('of a concurrent closing and creation below one is refused', async () => {
    const [unit, successor] = [await make('Kapanacak'), await make('Devralan')];

    const answers = await Promise.all([
      second.ask(unitOperations.close, { id: unit.id, successorId: successor.id }),
      admin.ask(unitOperations.create, {
        input: { name: 'Alt', kind: 'DEPARTMENT', parentId: unit.id },
      }),
    ]);

    expect(answers.flatMap(({ errors }) => errors)).toHaveLength(1);
  });
});
