import { expect, test } from '@jest/globals';
import { newId } from '../../../lib/kit/public-id.ts';
import { scopesOfRole } from '../../../lib/kit/viewer.ts';
import { onceInTheSuite } from '../../support/graph.ts';
import { type ChangedUnit, unitOperations } from './unit-operations.ts';
import {
  graph,
  admin,
  second,
  governorship,
  make,
  read,
  versionNow,
  path,
} from './governorship-scene.ts';
import { withProblem, wrongField, wrongFields } from '../../support/wrong-field.ts';

onceInTheSuite('createUnit', () => {
  test('returns the new unit, which the next query finds', async () => {
    const made = await make('  Göç Müdürlüğü ', {
      provinceCode: '34',
      districtCode: '3401',
      office: 'province:valilik',
    });

    expect(made).toEqual({
      id: expect.stringMatching(/^[1-9]\d{7}$/),
      name: 'Göç Müdürlüğü',
      kind: 'PROVINCIAL_DIRECTORATE',
      status: 'ACTIVE',
      parent: { id: governorship.id },
      path: [...path, 'Göç Müdürlüğü'],
      province: { code: '34' },
      district: { code: '3401' },
      office: 'province:valilik',
      successor: null,
      version: expect.any(Number),
    });
    expect(await read(made.id)).toEqual(made);
  });

  test('makes a root where no parent is named', async () => {
    const made = await admin.do<ChangedUnit>(unitOperations.create, {
      input: { name: 'Yeni Kök', kind: 'PRESIDENCY' },
    });

    expect(made).toMatchObject({ parent: null, path: ['Yeni Kök'], province: null, office: null });
  });

  test('stores markup as text', async () => {
    const name = '<script>alert("x")</script> {"$gt": ""}';
    expect(await make(name)).toMatchObject({ name });
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['an empty name', { name: ' ' }, { field: 'input.name', reason: 'RANGE' }],
    ['a long name', { name: 'a'.repeat(201) }, { field: 'input.name', reason: 'RANGE' }],
    [
      'a name of very many combining characters',
      { name: `a${'\u0301'.repeat(40_000)}` },
      { field: 'input.name', reason: 'RANGE' },
    ],
    [
      'a name with an invisible character',
      { name: 'Gizli\u200bBoşluk Birimi' },
      { field: 'input.name', reason: 'FORMAT' },
    ],
    [
      'a name that reads in another direction',
      { name: 'Daire \u202eısakşaB\u202c' },
      { field: 'input.name', reason: 'FORMAT' },
    ],
    ['a name without letters', { name: '---' }, { field: 'input.name', reason: 'FORMAT' }],
    ['a NUL byte', { name: 'Ad\u0000' }, { field: 'input.name', reason: 'FORMAT' }],
    ['a lone surrogate', { name: 'Ad\ud800' }, { field: 'input.name', reason: 'FORMAT' }],
    ['a name of two lines', { name: 'Ad\nSoyad' }, { field: 'input.name', reason: 'FORMAT' }],
    ['a malformed parent', { parentId: '1' }, { field: 'input.parentId', reason: 'FORMAT' }],
    [
      'an operator for a parent',
      { parentId: '{"$gt": ""}' },
      { field: 'input.parentId', reason: 'FORMAT' },
    ],
    ['an unknown parent', { parentId: '99999999' }, { field: 'input.parentId', reason: 'UNKNOWN' }],
    [
      'an unknown province',
      { provinceCode: '99' },
      { field: 'input.provinceCode', reason: 'UNKNOWN' },
    ],
    [
      'a district without its province',
      { districtCode: '3401' },
      { field: 'input.provinceCode', reason: 'REQUIRED' },
    ],
    [
      'a district of another province',
      { provinceCode: '54', districtCode: '3401' },
      { field: 'input.districtCode', reason: 'UNKNOWN' },
    ],
    ['an unknown office', { office: 'province:yok' }, { field: 'input.office', reason: 'UNKNOWN' }],
  ])('refuses %s', async (_what, input, refusal) => {
    expect(
      await admin.refused(unitOperations.create, {
        input: { name: 'Ad', kind: 'DEPARTMENT', parentId: governorship.id, ...input },
      }),
    ).toEqual(
      withProblem({
        code: 'BAD_USER_INPUT',
        ...refusal,
        ...(refusal.reason === 'RANGE' && { min: 1, max: 200 }),
      }),
    );
  });

  test('refuses everything that is wrong at once', async () => {
    const input = {
      name: '---',
      kind: 'DEPARTMENT',
      parentId: '1',
      provinceCode: '99',
      office: 'x',
    };

    expect(await admin.refused(unitOperations.create, { input })).toEqual(
      wrongFields([
        { field: 'input.name', reason: 'FORMAT' },
        { field: 'input.parentId', reason: 'FORMAT' },
        { field: 'input.provinceCode', reason: 'UNKNOWN' },
        { field: 'input.office', reason: 'UNKNOWN' },
      ]),
    );
  });

  test('refuses an unknown kind', async () => {
    const input = { name: 'Ad', kind: 'CASTLE', parentId: governorship.id };
    expect(await admin.refused(unitOperations.create, { input })).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'VALIDATION',
    });
  });

  test('twenty concurrent ones get different ids, and versions without gaps or repeats', async () => {
    const before = await versionNow();

    const made = await Promise.all(Array.from({ length: 20 }, (_, i) => make(`Birim ${i}`)));

    expect(new Set(made.map(({ id }) => id)).size).toBe(20);
    expect(made.map(({ version }) => version).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => before + 1 + i),
    );
    expect(await versionNow()).toBe(before + 21);
  });
});

onceInTheSuite('renameUnit', () => {
  test('returns the unit under its new name, which is in the paths of all units below', async () => {
    const made = await make('Eski Müdürlük');
    const below = await make('Şube', { kind: 'BRANCH_DIRECTORATE', parentId: made.id });

    const renamed = await admin.do<ChangedUnit>(unitOperations.rename, {
      id: made.id,
      name: 'Yeni Müdürlük',
      expectedVersion: made.version,
    });

    expect(renamed).toEqual({
      ...made,
      name: 'Yeni Müdürlük',
      path: [...path, 'Yeni Müdürlük'],
      version: below.version + 1,
    });
    expect(await read(below.id)).toMatchObject({ path: [...path, 'Yeni Müdürlük', 'Şube'] });
  });

  test('repeated, like a move and a closing, gets the same answer and makes no version', async () => {
    const [parent, successor] = [await make('Üst'), await make('Devralan')];
    const made = await make('Birim', { parentId: parent.id });
    const { id, version: expectedVersion } = made;
    const renaming = { id, name: 'Öteki', expectedVersion };
    const renamed = await admin.do<ChangedUnit>(unitOperations.rename, renaming);
    expect(await admin.do(unitOperations.rename, renaming)).toEqual(renamed);

    const moving = { id, parentId: governorship.id, expectedVersion: renamed.version };
    const moved = await admin.do<ChangedUnit>(unitOperations.move, moving);
    expect(await admin.do(unitOperations.move, moving)).toEqual(moved);

    const closing = { id, successorId: successor.id, expectedVersion: moved.version };
    const closed = await second.do<ChangedUnit>(unitOperations.close, closing);
    expect(await second.do(unitOperations.close, closing)).toEqual(closed);
    expect(await versionNow()).toBe(closed.version + 1);
  });

  test('to the same name changes nothing and makes no version', async () => {
    const made = await make('Aynı Müdürlük');

    const again = { id: made.id, name: 'Aynı Müdürlük' };

    expect(await admin.do(unitOperations.rename, again)).toEqual(made);
    expect(await versionNow()).toBe(made.version + 1);
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['a malformed id', { id: 'x' }, wrongField('id', 'FORMAT')],
    ['an unassigned id', { id: '99999999' }, { code: 'NOT_FOUND' }],
    ['no name', { name: '' }, wrongField('name', 'RANGE', { min: 1, max: 200 })],
    ['a name with a control character', { name: 'Ad\u0007' }, wrongField('name', 'FORMAT')],
  ])('refuses %s', async (_what, variables, refusal) => {
    const move = { id: governorship.id, name: 'Ad', ...variables };
    expect(await admin.refused(unitOperations.rename, move)).toEqual(refusal);
  });

  test('of two concurrent ones that expect the same version one wins, the other gets the current version', async () => {
    const { id, version: expectedVersion } = await make('Yarış Müdürlüğü');
    const rename = (name: string) =>
      admin.ask(unitOperations.rename, { id, name, expectedVersion });

    const answers = await Promise.all([rename('Bir'), rename('İki')]);

    const [lost] = answers.flatMap(({ errors }) => errors);
    const [won] = answers.flatMap(({ data }) => (data?.['renameUnit'] as ChangedUnit) ?? []); // the form of the mutation
    expect(answers.flatMap(({ errors }) => errors)).toHaveLength(1);
    expect(lost).toEqual({
      message: `The unit now has version ${won?.version}.`,
      path: ['renameUnit'],
      extensions: { code: 'CONFLICT', version: won?.version, status: 'ACTIVE' },
    });
    expect(await read(id)).toEqual(won);
  });
});

onceInTheSuite('a viewer who is not an administrator', () => {
  const nobody = { code: 'UNAUTHENTICATED' };
  const other = { code: 'FORBIDDEN' };

  test.each([
    ...(['CITIZEN', 'EVALUATOR', 'OFFICER', 'ANALYST'] as const).map(
      (role) => [role, other] as const,
    ),
    [null, nobody] as const,
  ])('(%s) changes nothing', async (role, refusal) => {
    const { id } = governorship;
    const token =
      role &&
      (await graph.token({
        role,
        citizenId: role === 'CITIZEN' ? newId('citizen') : null,
        unitId: role === 'OFFICER' ? id : null,
      }));
    const moves: [keyof typeof unitOperations, Record<string, unknown>][] = [
      ['create', { input: { name: 'Ad', kind: 'DEPARTMENT', parentId: id } }],
      ['rename', { id, name: 'Ad' }],
      ['move', { id, parentId: id }],
      ['close', { id, successorId: id }],
    ];
    const before = await read(id);

    for (const [operation, variables] of moves) {
      const answer = await graph.client.ask(unitOperations[operation], { variables, token });
      expect(answer.data).toEqual({ [`${operation}Unit`]: null });
      expect(answer.errors.map(({ extensions }) => extensions)).toEqual([refusal]);
    }
    expect(await read(id)).toEqual(before);
  });

  test('lacks the scope', () => {
    const roles = Object.entries(scopesOfRole)
      .filter(([, scopes]) => scopes.some((scope) => scope === 'directory:manage'))
      .map(([role]) => role);
    expect(roles).toEqual(['ADMIN']);
  });
});
