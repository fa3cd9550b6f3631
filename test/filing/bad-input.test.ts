import { afterAll, beforeAll, expect } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import type { FileApplicationInput } from '../../subgraphs/application/schema-types.ts';
import { fileMutation, filingInput } from '../support/filing.ts';
import {
  onceInTheSuite,
  startGraph,
  type TestGraph,
  testOnceInTheSuite as test,
} from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { countStored, storedOf } from './support.ts';
import { wrongField } from '../support/wrong-field.ts';

let graph: TestGraph;
let person: Person;

beforeAll(async () => {
  graph = await startGraph();
  const citizen = await graph.data.citizen({ email: null });
  person = await personOf(graph, { role: 'CITIZEN', citizenId: citizen.id });
  // Often enough to reach the direct path of repeated operations.
  for (let time = 0; time < 4; time += 1) await file({});
});

afterAll(() => graph?.stop());

const file = (fields: Partial<FileApplicationInput>) =>
  person.do<{ number: string }>(fileMutation, { input: filingInput(graph, fields) });

/** Filings, which must be refused and leave nothing behind. */
async function refuse(fields: Record<string, unknown>) {
  const before = await countStored(graph);
  const input = { ...filingInput(graph), ...fields };
  const { data, errors } = await person.ask(fileMutation, { input });
  expect(await countStored(graph)).toEqual(before);
  return { data, errors };
}

const refusal = (
  field: string,
  reason: string,
  message: unknown = expect.any(String),
  limits: { min?: number; max?: number } = {},
) => ({
  data: { fileApplication: null },
  errors: [
    {
      message,
      path: ['fileApplication'],
      extensions: wrongField(`input.${field}`, reason, limits),
    },
  ],
});

const letters = (count: number) => 'a'.repeat(count);
const emoji = (count: number) => '😀'.repeat(count);
/** A letter and a mark, for which Unicode has one character. */
const composed = (count: number) => 'e\u0301'.repeat(count);
/** A letter and a mark, which stay two. */
const marked = (count: number) => 'x\u0335'.repeat(count);

onceInTheSuite.each([
  ['subject', 5, 200],
  ['text', 20, 10_000],
] as const)('the length of the %s', (field, min, max) => {
  test.each([
    ['the minimum', letters(min)],
    ['the maximum', letters(max)],
    ['the minimum in emoji', emoji(min)],
    ['the maximum in emoji', emoji(max)],
    ['the maximum of letters with marks', composed(max)],
    ['the maximum of letters whose marks count', marked(max / 2)],
    ['the minimum between white space', ` \n${letters(min)}\t `],
  ])('may be %s', async (_what, value) => {
    expect(await file({ [field]: value })).toEqual({ number: expect.any(String) });
  });

  test.each([
    ['nothing', ''],
    ['white space', ' '.repeat(min)],
    ['one less than the minimum', letters(min - 1)],
    ['one less than the minimum between white space', ` ${letters(min - 1)} `],
    ['one less than the minimum in emoji', emoji(min - 1)],
    ['one less than the minimum of letters with marks', composed(min - 1)],
    ['one more than the maximum', letters(max + 1)],
    ['one more than the maximum in emoji', emoji(max + 1)],
    ['one more than the maximum of letters with marks', composed(max + 1)],
    ['two more than the maximum of letters whose marks count', marked(max / 2 + 1)],
  ])('may not be %s', async (_what, value) => {
    const message = `input.${field} must have ${min} to ${max} characters.`;
    expect(await refuse({ [field]: value })).toEqual(
      refusal(field, 'RANGE', message, { min, max }),
    );
  });

  test.each([
    ['soft hyphens', '\u00ad'.repeat(min)],
    ['word joiners', '\u2060'.repeat(min)],
    ['one letter less than the minimum, and a joiner', `${letters(min - 1)}\u200d`],
  ])('may not be %s, which is invisible', async (_what, value) => {
    const message = `input.${field} must have at least ${min} visible characters.`;
    expect(await refuse({ [field]: value })).toEqual(
      refusal(field, 'RANGE', message, { min, max }),
    );
  });
});

onceInTheSuite('the subject', () => {
  test.each([
    ['a line break', 'Yol\nbozuk'],
    ['a line break of Windows', 'Yol\r\nbozuk'],
    ['a tab', 'Yol\tbozuk'],
    ['a line break of Word', 'Yol\u000bbozuk'],
    ['a line separator', 'Yol\u2028bozuk'],
  ])('may not have %s', async (_what, subject) => {
    const message = 'input.subject must be on one line, without tabs.';
    expect(await refuse({ subject })).toEqual(refusal('subject', 'FORMAT', message));
  });
});

onceInTheSuite('the text', () => {
  test('may have the breaks of word processors, which become line feeds', async () => {
    const paragraphs = ['Sokağımızdaki yol bozuk.', 'Onarılmasını', 'arz ederim.', 'Saygılarımla'];
    const [first, second, third, last] = paragraphs;
    const input = filingInput(graph, {
      text: `${first}\u000b${second}\u000c${third}\u2029${last}`,
    });
    await person.do(fileMutation, { input });

    const { contents } = await storedOf(graph, input.idempotencyKey);
    expect(contents).toEqual([expect.objectContaining({ text: paragraphs.join('\n') })]);
  });
});

onceInTheSuite.each(['subject', 'text'] as const)('the %s', (field) => {
  test.each([
    ['NUL', `${letters(20)}\u0000`],
    ['another control character', `${letters(20)}\u001b[31m`],
    ['the first half of a surrogate pair', `${letters(20)}\ud800`],
    ['the second half of a surrogate pair', `\udc00${letters(20)}`],
    ['a pair in the wrong order', `${letters(20)}\ude00\ud83d`],
    ['a letter under forty marks', `${letters(20)}${'\u0301'.repeat(40)}`],
  ])('may not have %s', async (_what, value) => {
    const message = `input.${field} contains control characters or malformed Unicode.`;
    expect(await refuse({ [field]: value })).toEqual(refusal(field, 'FORMAT', message));
  });

  test.each([
    '<img src=x onerror="alert(1)"><!-- --><![CDATA[',
    '{"$gt": ""} {"$where": "sleep(1000)"} $ne $or',
    '{{7*7}} ${7*7} <%= 7*7 %> %00 \\u0000 ../../etc',
    '\'; DROP TABLE applications; -- "; \\',
    '__proto__ constructor toString hasOwnProperty',
    'İıĞğŞşÇçÖöÜü ‏مرحبا‎ שלום 你好 👩‍👩‍👧‍👦',
  ])('is kept as it is: %j', async (value) => {
    const input = filingInput(graph, { [field]: value });
    const answered = await person.do(
      /* GraphQL */ `
        mutation File($input: FileApplicationInput!) {
          fileApplication(input: $input) {
            subject
            text
          }
        }
      `,
      { input },
    );
    const { contents } = await storedOf(graph, input.idempotencyKey);

    expect(answered).toEqual({ subject: input.subject, text: input.text });
    expect(contents).toEqual([expect.objectContaining(answered)]);
  });
});

test('a megabyte of combining characters exceeds the limit of a request', async () => {
  const before = await countStored(graph);
  const text = '\u0301\u0323'.repeat(250_000);
  const { status, data, errors } = await person.ask(fileMutation, {
    input: filingInput(graph, { text }),
  });

  expect(status).toBe(413);
  expect(data).toBeUndefined();
  expect(errors).toEqual([
    expect.objectContaining({ extensions: expect.objectContaining({ code: 'LIMIT_EXCEEDED' }) }),
  ]);
  expect(await countStored(graph)).toEqual(before);
});

test('as many combining characters as fit into a request are refused', async () => {
  const text = '\u0301'.repeat(20_000) + '\u0323'.repeat(20_000);

  expect(await refuse({ text })).toEqual(refusal('text', 'FORMAT'));
});

onceInTheSuite('a place, a topic, a unit', () => {
  const unknownDistrict = 'The province has no such district.';

  test.each([
    ['an unknown topic', { topicId: 'x' }, 'topicId', 'There is no such topic.'],
    ['an empty topic', { topicId: '' }, 'topicId', 'There is no such topic.'],
    ['NUL for a topic', { topicId: '\u0000' }, 'topicId', 'There is no such topic.'],
    ['a lone surrogate for a topic', { topicId: '\ud800' }, 'topicId', 'There is no such topic.'],
    [
      'the name of a property that every object has',
      { topicId: '__proto__' },
      'topicId',
      'There is no such topic.',
    ],
    ['an unknown province', { provinceCode: '99' }, 'provinceCode', 'There is no such province.'],
    [
      'NUL for a province',
      { provinceCode: '34\u0000' },
      'provinceCode',
      'There is no such province.',
    ],
    ['an unknown district', { districtCode: '9999' }, 'districtCode', unknownDistrict],
    ['a district of another province', { districtCode: '5401' }, 'districtCode', unknownDistrict],
    ['an empty district', { districtCode: '' }, 'districtCode', unknownDistrict],
    [
      'a lone surrogate for a district',
      { districtCode: '\udc00' },
      'districtCode',
      unknownDistrict,
    ],
    [
      'an unknown unit',
      { meantUnitId: '00000000' },
      'meantUnitId',
      'There is no such administrative unit.',
    ],
  ])('cannot be %s', async (_what, fields, field, message) => {
    expect(await refuse(fields)).toEqual(refusal(field, 'UNKNOWN', message));
  });

  test.each(['', '1234567', '123456789', 'abcdefgh', '1234567\u0000', '1234567\ud800', '١٢٣٤٥٦٧٨'])(
    'cannot be a unit like %j',
    async (meantUnitId) => {
      const message = 'A unit id has 8 digits.';
      expect(await refuse({ meantUnitId })).toEqual(refusal('meantUnitId', 'FORMAT', message));
    },
  );

  test('is required for an application about the head of a unit', async () => {
    const message = 'Name the unit whose head it is about.';
    expect(await refuse({ aboutHeadOfUnit: true })).toEqual(
      refusal('meantUnitId', 'REQUIRED', message),
    );
  });
});

test('an answer by e-mail needs an address', async () => {
  const message = 'You have no e-mail address on record.';
  expect(await refuse({ answerChannel: 'EMAIL' })).toEqual(
    refusal('answerChannel', 'UNKNOWN', message),
  );
});

onceInTheSuite('attachments', () => {
  const id = newId('attachment');
  const six = Array.from({ length: 6 }, (_, index) => `${index}${id.slice(1)}`);

  test.each([
    ['a malformed id', 'x'],
    ['NUL in an id', `${id.slice(1)}\u0000`],
  ])('cannot be %s', async (_what, unknown) => {
    const message = 'input.attachmentIds[0] is not the id of an unused upload of yours.';
    expect(await refuse({ attachmentIds: [unknown] })).toEqual(
      refusal('attachmentIds[0]', 'UNKNOWN', message),
    );
  });

  test.each([
    ['one twice', [id, id], 'RANGE', 'Name each upload once.'],
    ['more than five', six, 'RANGE', 'An application has at most 5 attachments.', { max: 5 }],
  ])('cannot be %s', async (_what, attachmentIds, reason, message, limits: object = {}) => {
    expect(await refuse({ attachmentIds })).toEqual(
      refusal('attachmentIds', reason, message, limits),
    );
  });
});

onceInTheSuite.each(['subject', 'text'] as const)('the %s', (field) => {
  test('is stored without characters that change how it reads', async () => {
    const input = filingInput(graph, {
      [field]: '\u202eSokak\u202c lam\u200bbası \u2067yanmıyor.\u2069',
    });
    const { [field]: kept } = await person.do<Record<string, string>>(
      `mutation ($input: FileApplicationInput!) { fileApplication(input: $input) { ${field} } }`,
      { input },
    );
    expect(kept).toBe('Sokak lambası yanmıyor.');
  });
});

onceInTheSuite('the idempotency key', () => {
  test.each([
    ['empty', ''],
    ['of 101 characters', letters(101)],
    ['with a space', 'a b'],
    ['with a line break at its end', 'a\n'],
    ['with a letter that is not ASCII', 'ş'],
    ['with NUL', 'a\u0000'],
    ['with DEL', 'a\u007f'],
    ['with a lone surrogate', 'a\ud800'],
    ['of 20,000 invisible characters', '\u200b'.repeat(20_000)],
  ])('cannot be one %s', async (_what, idempotencyKey) => {
    const message = 'idempotencyKey must be 1 to 100 ASCII characters without spaces.';
    expect(await refuse({ idempotencyKey })).toEqual(
      refusal('idempotencyKey', 'FORMAT', message, { min: 1, max: 100 }),
    );
  });

  test.each(['!', '~'.repeat(100), '{"$gt":""}', '__proto__', '$ne', '0'])(
    'can be %j',
    async (idempotencyKey) => {
      expect(await file({ idempotencyKey })).toEqual({ number: expect.any(String) });
    },
  );
});

onceInTheSuite('an operator for MongoDB instead of a value', () => {
  const fields = [
    'type',
    'topicId',
    'subject',
    'text',
    'provinceCode',
    'districtCode',
    'meantUnitId',
    'aboutHeadOfUnit',
    'hideIdentity',
    'answerChannel',
    'attachmentIds',
    'idempotencyKey',
  ] as const satisfies readonly (keyof FileApplicationInput)[];

  const operators: readonly unknown[] = [
    { $gt: '' },
    { $ne: null },
    [{ $gt: '' }],
    { toString: 'x' },
  ];

  test.each(fields)('is refused as %s', async (field) => {
    for (const operator of operators) {
      const { data, errors } = await refuse({ [field]: operator });

      expect(data).toBeUndefined();
      expect(errors).not.toEqual([]);
      for (const { message, extensions } of errors) {
        expect(message).toContain(`at "input.${field}`);
        expect(extensions).toEqual({ code: 'BAD_USER_INPUT', reason: 'VALIDATION' });
      }
    }
  });

  test('is refused as an unknown field', async () => {
    const { data, errors } = await refuse({ $where: 'sleep(1000)' });

    expect(data).toBeUndefined();
    expect(errors).toEqual([
      expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', reason: 'VALIDATION' } }),
    ]);
  });

  test.each(['type', 'topicId', 'subject', 'text', 'provinceCode', 'answerChannel'] as const)(
    'so is null as %s, and leaving it out',
    async (field) => {
      for (const missing of [{ [field]: null }, { [field]: undefined }]) {
        const { data, errors } = await refuse(missing);

        expect(data).toBeUndefined();
        expect(errors).toEqual([
          expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', reason: 'VALIDATION' } }),
        ]);
      }
    },
  );
});

test('omitted fields have their defaults', async () => {
  const {
    aboutHeadOfUnit: _about,
    hideIdentity: _hide,
    attachmentIds: _ids,
    ...input
  } = filingInput(graph);
  await person.do(fileMutation, { input });

  const { applications } = await storedOf(graph, input.idempotencyKey);
  expect(applications).toEqual([
    expect.objectContaining({ aboutHeadOfUnit: false, identityHidden: false, attachments: [] }),
  ]);
});
