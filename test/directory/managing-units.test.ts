import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import { scopesOfRole } from '../../lib/kit/viewer.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import {
  changeByTwo,
  type ChangedUnit,
  type Proposed,
  proposalOperations,
  unitOperations,
} from './unit-operations.ts';

/** Units are made, renamed, moved and closed. Each test has units of its own. */

let graph: TestGraph;
let admin: Person;
let second: Person;
let governorship: { id: string; name: string };

beforeAll(async () => {
  graph = await startGraph();
  admin = await personOf(graph, { role: 'ADMIN', subject: 'administrator' });
  second = await personOf(graph, { role: 'ADMIN', subject: 'second administrator' });
  const { _id, name } = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
  governorship = { id: _id, name };
});

afterAll(() => graph?.stop());

const path = ['Cumhurbaşkanlığı', 'İçişleri Bakanlığı', 'İstanbul Valiliği'];

const make = (name: string, input: Record<string, unknown> = {}) =>
  admin.do<ChangedUnit>(unitOperations.create, {
    input: { name, kind: 'PROVINCIAL_DIRECTORATE', parentId: governorship.id, ...input },
  });

const read = (id: string) => admin.do<ChangedUnit | null>(unitOperations.read, { id });

async function versionNow(): Promise<number> {
  const { version } = await make('Sayaç Müdürlüğü');
  return version;
}

describe('createUnit', () => {
  test('answers the new unit, which is there for the next reader', async () => {
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

  test('takes out of a name what makes it read otherwise than it is written', async () => {
    expect(await make('Da\u200bire \u202eısakşaB\u202c')).toMatchObject({ name: 'Daire ısakşaB' });
  });

  test('keeps markup as the text that it is', async () => {
    const name = '<script>alert("x")</script> {"$gt": ""}';
    expect(await make(name)).toMatchObject({ name });
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['an empty name', { name: ' ' }, { field: 'input.name', reason: 'RANGE' }],
    ['a long name', { name: 'a'.repeat(201) }, { field: 'input.name', reason: 'RANGE' }],
    [
      'a name of combining characters without end',
      { name: `a${'\u0301'.repeat(40_000)}` },
      { field: 'input.name', reason: 'RANGE' },
    ],
    ['a NUL byte', { name: 'Ad\u0000' }, { field: 'input.name', reason: 'FORMAT' }],
    ['half a surrogate pair', { name: 'Ad\ud800' }, { field: 'input.name', reason: 'FORMAT' }],
    ['a name of two lines', { name: 'Ad\nSoyad' }, { field: 'input.name', reason: 'FORMAT' }],
    ['a malformed parent', { parentId: '1' }, { field: 'input.parentId', reason: 'FORMAT' }],
    [
      'an operator for a parent',
      { parentId: '{"$gt": ""}' },
      { field: 'input.parentId', reason: 'FORMAT' },
    ],
    [
      'a parent that there is not',
      { parentId: '99999999' },
      { field: 'input.parentId', reason: 'UNKNOWN' },
    ],
    [
      'a province that there is not',
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
    [
      'an office that there is not',
      { office: 'province:yok' },
      { field: 'input.office', reason: 'UNKNOWN' },
    ],
  ])('refuses %s', async (_what, input, told) => {
    expect(
      await admin.refused(unitOperations.create, {
        input: { name: 'Ad', kind: 'DEPARTMENT', parentId: governorship.id, ...input },
      }),
    ).toEqual({ code: 'BAD_USER_INPUT', ...told });
  });

  test('refuses a kind that there is not', async () => {
    const input = { name: 'Ad', kind: 'CASTLE', parentId: governorship.id };
    expect(await admin.refused(unitOperations.create, { input })).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'VALIDATION',
    });
  });

  test('twenty at once get different ids, and versions without gaps or repeats', async () => {
    const before = await versionNow();

    const made = await Promise.all(Array.from({ length: 20 }, (_, i) => make(`Birim ${i}`)));

    expect(new Set(made.map(({ id }) => id)).size).toBe(20);
    expect(made.map(({ version }) => version).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => before + 1 + i),
    );
    expect(await versionNow()).toBe(before + 21);
  });
});

describe('renameUnit', () => {
  test('answers the unit under its new name, which is in the paths of all below', async () => {
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

  test('sent again, like a move and a closing, is answered as it was and makes no version', async () => {
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
    ['a malformed id', { id: 'x' }, { code: 'BAD_USER_INPUT', field: 'id', reason: 'FORMAT' }],
    ['an id that no unit had', { id: '99999999' }, { code: 'NOT_FOUND' }],
    ['no name', { name: '' }, { code: 'BAD_USER_INPUT', field: 'name', reason: 'RANGE' }],
    [
      'a name with a bell',
      { name: 'Ad\u0007' },
      { code: 'BAD_USER_INPUT', field: 'name', reason: 'FORMAT' },
    ],
  ])('refuses %s', async (_what, variables, told) => {
    const move = { id: governorship.id, name: 'Ad', ...variables };
    expect(await admin.refused(unitOperations.rename, move)).toEqual(told);
  });

  test('of two at once who expect the same version one wins, the other is told the version', async () => {
    const { id, version: expectedVersion } = await make('Yarış Müdürlüğü');
    const rename = (name: string) =>
      admin.ask(unitOperations.rename, { id, name, expectedVersion });

    const answers = await Promise.all([rename('Bir'), rename('İki')]);

    const [lost] = answers.flatMap(({ errors }) => errors);
    const [won] = answers.flatMap(({ data }) => (data?.['renameUnit'] as ChangedUnit) ?? []); // as asked
    expect(answers.flatMap(({ errors }) => errors)).toHaveLength(1);
    expect(lost).toEqual({
      message: `The unit has version ${won?.version} by now.`,
      path: ['renameUnit'],
      extensions: { code: 'CONFLICT', version: won?.version, status: 'ACTIVE' },
    });
    expect(await read(id)).toEqual(won);
  });
});

describe('moveUnit', () => {
  test('answers the unit at its new place, with everything below it', async () => {
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

  test('to where it is already changes nothing', async () => {
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
    const bad = (reason: string) => ({ code: 'BAD_USER_INPUT', field: 'parentId', reason });

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

  test('of two moves at once that would put two units below each other one is refused', async () => {
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

  test('refuses to make the tree deeper than what a path shows', async () => {
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

describe('closeUnit', () => {
  test('answers the closed unit with its successor; it stays on record as it is', async () => {
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
    ).toEqual({ code: 'BAD_USER_INPUT', field: 'input.parentId', reason: 'CLOSED' });
  });

  test('refuses a successor that is malformed, unknown, closed or the unit itself', async () => {
    const unit = await make('Açık Kalan');
    const closed = await make('Önce Kapanan');
    await second.do(unitOperations.close, { id: closed.id, successorId: unit.id });
    const refusedFor = (successorId: string) =>
      admin.refused(unitOperations.close, { id: unit.id, successorId });
    const bad = (reason: string) => ({ code: 'BAD_USER_INPUT', field: 'successorId', reason });

    expect(await refusedFor('')).toEqual(bad('FORMAT'));
    expect(await refusedFor('99999999')).toEqual(bad('UNKNOWN'));
    expect(await refusedFor(closed.id)).toEqual(bad('CLOSED'));
    expect(await refusedFor(unit.id)).toEqual(bad('CONFLICT'));
    expect(await read(unit.id)).toEqual(unit);
  });

  test('refuses while active units lie below, and not once they are closed or gone', async () => {
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

  test('of two units that are closed at once for each other one is refused', async () => {
    const [one, other] = await Promise.all([make('Birinci'), make('İkinci')]);

    const answers = await Promise.all([
      second.ask(unitOperations.close, { id: one.id, successorId: other.id }),
      second.ask(unitOperations.close, { id: other.id, successorId: one.id }),
    ]);

    expect(answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions))).toEqual([
      { code: 'BAD_USER_INPUT', field: 'successorId', reason: 'CLOSED' },
    ]);
  });

  test('of a closing and a new unit below at once one is refused', async () => {
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

describe('whoever is no administrator', () => {
  const nobody = { code: 'UNAUTHENTICATED' };
  const other = { code: 'FORBIDDEN' };

  test.each([
    ...(['CITIZEN', 'EVALUATOR', 'OFFICER', 'ANALYST'] as const).map(
      (role) => [role, other] as const,
    ),
    [null, nobody] as const,
  ])('(%s) changes nothing', async (role, told) => {
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
      expect(answer.errors.map(({ extensions }) => extensions)).toEqual([told]);
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
