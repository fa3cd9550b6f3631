import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { completeNationalId } from '../../lib/kit/national-id.ts';
import type { Keys } from '../../lib/platform/identity/keys.ts';
import { citizenModel, findCitizenId } from '../../subgraphs/citizen/citizens/index.ts';
import {
  checkCitizens,
  columns,
  planImport,
  type RecordedCitizen,
} from '../../subgraphs/citizen/importing/index.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { personOf } from '../support/person.ts';

/** Citizens come on record from a CSV file. */

const header = Object.keys(columns).join(',');
const fileOf = (...lines: string[]) => ({
  name: 'citizens.csv',
  // In parts that end within lines and characters of two units.
  text: () => [header, ...lines, ''].join('\r\n').match(/[^]{1,7}/g) ?? [],
});

/** An identity number of nobody else, also for repeated runs of a test. */
let made = 0;
const newNationalId = () => completeNationalId(String(700_000_000 + (made += 1)));

onceInTheSuite('an import of citizens', () => {
  let graph: TestGraph;

  beforeAll(async () => {
    graph = await startGraph();
  });

  afterAll(() => graph?.stop());

  const connection = () => graph.data.databases.citizen.connection;
  const stored = (nationalIds: readonly string[], keys: Keys = graph.keys) =>
    Promise.all(
      nationalIds.map(async (nationalId) => {
        const publicId = await findCitizenId(connection(), keys, nationalId);
        return citizenModel(connection()).findOne({ publicId }, { _id: 0 }).lean();
      }),
    );

  async function planFor(lines: readonly string[], keys: Keys = graph.keys) {
    const file = fileOf(...lines);
    const total = checkCitizens(file);
    return planImport({ connection: connection(), keys, file, total });
  }

  async function importLines(lines: readonly string[], keys: Keys = graph.keys) {
    const plan = await planFor(lines, keys);
    const ids: RecordedCitizen[] = [];
    const done = await plan.apply({ onRecorded: (citizens) => void ids.push(...citizens) });
    return { done, ids, shown: plan.describe() };
  }

  const counts = (added: number, renamed: number, same: number) =>
    `${added} new, ${renamed} with another name, ${same} unchanged`;

  test('brings people on record, whom the centre finds by their numbers', async () => {
    const numbers = [newNationalId(), newNationalId()] as const;
    const before = await citizenModel(connection()).countDocuments();

    const { done, ids, shown } = await importLines([
      `${numbers[0]},Ayşe Nur,Yılmaz,(0532) 123 45 67,Ayse@Example.ORG`,
      ` ${numbers[1]} ,"Can",O'Neil-Öz,+905051234567,`,
    ]);

    expect(shown).toEqual([`citizens: ${counts(2, 0, 0)}`]);
    expect(done).toBe(`Imported: ${counts(2, 0, 0)}.`);
    expect(await citizenModel(connection()).countDocuments()).toBe(before + 2);
    const common = {
      nationalIdHash: expect.stringMatching(/^[\w-]{43}$/),
      applicantHash: expect.stringMatching(/^[\w-]{43}$/),
    };
    expect(await stored(numbers)).toEqual([
      {
        ...common,
        publicId: ids[0]?.id,
        maskedNationalId: `70*******${numbers[0].slice(-2)}`,
        name: 'Ayşe Nur',
        surname: 'Yılmaz',
        mobilePhone: '+905321234567',
        email: 'Ayse@example.org',
      },
      {
        ...common,
        publicId: ids[1]?.id,
        maskedNationalId: `70*******${numbers[1].slice(-2)}`,
        name: 'Can',
        surname: "O'Neil-Öz",
        mobilePhone: '+905051234567',
        email: null,
      },
    ]);
    expect(ids.map(({ nationalId }) => nationalId)).toEqual(numbers);
    const evaluator = await personOf(graph, { role: 'EVALUATOR' });
    const found = await evaluator.do(
      'mutation ($id: String!) { findCitizen(nationalId: $id, reason: "Telefonda") { id name } }',
      { id: numbers[0] },
    );
    expect(found).toEqual({ id: ids[0]?.id, name: 'Ayşe Nur' });
  });

  test('can be repeated: ids stay, names follow the file, addresses and choices stay', async () => {
    const [renamed, same, fresh] = [newNationalId(), newNationalId(), newNationalId()];
    const first = await importLines([
      `${renamed},Ayşe,Yılmaz,05321234567,ayse@example.org`,
      `${same},Can,Öz,05321234568,`,
    ]);
    const citizenId = first.ids[0]?.id ?? '';
    const person = await personOf(graph, { role: 'CITIZEN', citizenId });
    await person.do(
      `mutation { changeContact(contact: { mobilePhone: "05329999999", email: "yeni@example.org" }) { id } }`,
    );
    await person.do('mutation { setNotificationPreference(preference: IMPORTANT_STEPS) { id } }');
    const before = await stored([renamed, same]);
    const lines = [
      `${fresh},Ece,Su,05321234569,`,
      `${same},Can,Öz,05551111111,can@example.org`,
      `${renamed},Ayşe,Kaya,05551111112,`,
    ];

    const second = await importLines(lines);
    const after = await stored([renamed, same]);
    const third = await planFor(lines);

    expect(second).toEqual({
      shown: [
        `citizens: ${counts(1, 1, 1)}`,
        `  ~ citizens.csv:4: 70*******${renamed.slice(-2)} has another name on record`,
      ],
      done: `Imported: ${counts(1, 1, 1)}.`,
      ids: [
        { nationalId: fresh, id: expect.stringMatching(/^cit_[\w-]{22}$/) },
        { nationalId: same, id: first.ids[1]?.id },
        { nationalId: renamed, id: citizenId },
      ],
    });
    expect(after).toEqual([{ ...before[0], surname: 'Kaya' }, before[1]]);
    expect(after[0]).toMatchObject({
      mobilePhone: '+905329999999',
      email: 'yeni@example.org',
      notificationPreference: 'IMPORTANT_STEPS',
    });
    expect(third.isEmpty).toBe(true);
  });

  test('of the same people twice at once records nobody twice', async () => {
    const numbers = Array.from({ length: 40 }, newNationalId);
    const lines = numbers.map((number) => `${number},Ali,Ak,05321234567,`);
    const plans = [await planFor(lines), await planFor(lines), await planFor(lines)];

    const ids = await Promise.all(
      plans.map(async (plan) => {
        const recorded: RecordedCitizen[] = [];
        const done = await plan.apply({ onRecorded: (batch) => void recorded.push(...batch) });
        return { recorded, added: Number(/^Imported: (\d+) new/.exec(done)?.[1]) };
      }),
    );

    expect(new Set(ids.flatMap(({ recorded }) => recorded.map(({ id }) => id))).size).toBe(40);
    expect(ids.map(({ recorded }) => recorded)).toEqual(Array(3).fill(ids[0]?.recorded));
    expect(ids.reduce((sum, { added }) => sum + added, 0)).toBe(40);
    const found = await stored(numbers);
    expect(found.map((citizen) => citizen?.publicId)).toEqual(ids[0]?.recorded.map(({ id }) => id));
  });

  test('finds who was recorded under an earlier version of the secret', async () => {
    const [known, fresh] = [await graph.data.citizen(), newNationalId()];
    const { versions } = graph.keys.secrets;
    const next = { 2: randomBytes(32).toString('base64') };
    const keys = { ...graph.keys, secrets: { current: 2, versions: { ...versions, ...next } } };
    const lines = [`${known.nationalId},Ayşe,Kaya,05321234567,`, `${fresh},Ece,Su,05321234567,`];

    const { done, ids } = await importLines(lines, keys);

    expect(done).toBe(`Imported: ${counts(1, 1, 0)}.`);
    expect(ids[0]).toEqual({ nationalId: known.nationalId, id: known.id });
    expect(await stored([known.nationalId, fresh], keys)).toMatchObject([
      { publicId: known.id, surname: 'Kaya', nationalIdHash: known.document.nationalIdHash },
      { publicId: ids[1]?.id, nationalIdHash: expect.stringMatching(/^2\./) },
    ]);
  });

  test('is refused with the keys of another installation, whose hashes would find nobody', async () => {
    const { nationalId } = await graph.data.citizen();
    const secrets = { current: 1, versions: { 1: randomBytes(32).toString('base64') } };
    const before = await citizenModel(connection()).countDocuments();

    await expect(
      planFor([`${nationalId},Ayşe,Yılmaz,05321234567,`], { ...graph.keys, secrets }),
    ).rejects.toThrow(
      /^Nothing was imported: .* a secret that this keys file does not have\. Set KEYS_FILE to/,
    );
    expect(await citizenModel(connection()).countDocuments()).toBe(before);
  });
});

onceInTheSuite('a file of citizens is refused, and each mistake has its line:', () => {
  const mistakesIn = (text: string) => {
    try {
      return checkCitizens({ name: 'citizens.csv', text: () => [text] });
    } catch (error) {
      return error instanceof Error ? error.message.split('\n') : error;
    }
  };
  const first = 'Nothing was imported. These have to be corrected:';
  const inLines = (...lines: string[]) => mistakesIn([header, ...lines].join('\n'));

  const [valid, other] = [newNationalId(), newNationalId()];
  const wrongNumber = 'An identity number has 11 digits, the first not 0.';
  const wrongPhone = 'mobilePhone must be a Turkish mobile phone number, such as 0532 123 45 67.';

  test.each([
    [`${valid.slice(1)},Ali,Ak,05321234567,`, [wrongNumber]],
    [`0${valid.slice(1)},Ali,Ak,05321234567,`, [wrongNumber]],
    [',Ali,Ak,05321234567,', [wrongNumber]],
    [
      `${valid.slice(0, -1)}${(Number(valid.at(-1)) + 1) % 10},Ali,Ak,05321234567,`,
      ['The check digits of the identity number are wrong: a digit was mistyped.'],
    ],
    [
      `${valid},,${'k'.repeat(101)},05321234567,`,
      ['name must have 1 to 100 characters.', 'surname must have 1 to 100 characters.'],
    ],
    [`${valid},${other},Ak,05321234567,`, ['name contains no letter.']],
    [`${valid},Ali,"A\nk",05321234567,`, ['surname must be on one line, without tabs.']],
    [`${valid},Ali,A\u200bk,05321234567,`, ['surname contains invisible characters.']],
    [`${valid},Ali,Ak,,`, [wrongPhone]],
    [`${valid},Ali,Ak,0212 123 45 67,`, [wrongPhone]],
    [
      `${valid},Ali,Ak,${other},ali`,
      [wrongPhone, 'email must be an e-mail address, such as ad@example.org.'],
    ],
    [`${valid},Ali,Ak`, ['The line has 3 cells, the header 5.']],
    [`${valid},Ali,Ak,05321234567,"`, ['A cell that begins with a quotation mark has no end.']],
  ])('%j', (line, messages) => {
    expect(inLines(line)).toEqual([first, ...messages.map((each) => `  citizens.csv:2: ${each}`)]);
  });

  test('numbers that occur twice, also where something else is wrong, masked', () => {
    const lines = [
      `${valid},Ali,Ak,05321234567,`,
      `${other},Ali,Ak,05321234567,`,
      `${other},Veli,Ak,5,`,
      `${valid},Ali,Ak,05321234567,`,
    ];

    expect(inLines(...lines)).toEqual([
      first,
      `  citizens.csv:4: 70*******${other.slice(-2)} is in line 3 already.`,
      `  citizens.csv:4: ${wrongPhone}`,
      `  citizens.csv:5: 70*******${valid.slice(-2)} is in line 2 already.`,
    ]);
  });

  test('its columns, without repeating what is in a file without a header', () => {
    expect(mistakesIn('')).toEqual([
      first,
      '  citizens.csv: The file is empty: it needs a line with the names of its columns.',
    ]);
    expect(mistakesIn('nationalId;name;soyadı;mobilePhone\n')).toEqual([
      first,
      '  citizens.csv:1: The column surname is missing.',
      '  citizens.csv:1: There is no column "soyadı".',
    ]);
    const [, ...missing] = mistakesIn(`${valid},Ali,Ak,05321234567,ali@example.org`) as string[];
    expect(missing).toEqual([
      ...['nationalId', 'name', 'surname', 'mobilePhone'].map(
        (name) => `  citizens.csv:1: The column ${name} is missing.`,
      ),
      '  citizens.csv:1: Cell 1 is the name of no column.',
      '  citizens.csv:1: There is no column "Ali".',
      '  citizens.csv:1: There is no column "Ak".',
      '  citizens.csv:1: Cell 4 is the name of no column.',
      '  citizens.csv:1: Cell 5 is the name of no column.',
    ]);
  });

  test('all of them, of which the first hundred are shown', () => {
    const shown = inLines(...Array<string>(150).fill('1,Ali,Ak,05321234567,')) as string[];

    expect(shown).toHaveLength(102);
    expect(shown.slice(-2)).toEqual([`  citizens.csv:101: ${wrongNumber}`, '  … and 50 more']);
  });

  test('more citizens than one file may have', () => {
    const lines = Array.from({ length: 5 }, () => `${newNationalId()},Ali,Ak,05321234567,`);

    expect(checkCitizens(fileOf(...lines), 5)).toBe(5);
    expect(() => checkCitizens(fileOf(...lines), 3)).toThrow(
      `${first}\n  citizens.csv:5: A file has at most 3 citizens: divide it.`,
    );
  });

  test('but not for missing e-mail addresses, or a missing column of them', () => {
    expect(inLines(`${valid},Ali,Ak,05321234567,`)).toBe(1);
    expect(
      mistakesIn(`mobilePhone;surname;name;nationalId\r\n05321234567;Ak;Ali;${valid}\r\n`),
    ).toBe(1);
  });
});
