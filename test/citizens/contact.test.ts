import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { wrongField, wrongFields } from '../support/wrong-field.ts';

/** Citizens correct where they are notified. */

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

const change = /* GraphQL */ `
  mutation Change($contact: ContactInput!) {
    changeContact(contact: $contact) {
      mobilePhone
      email
    }
  }
`;
const read = '{ me { mobilePhone email } }';

async function somebody(): Promise<Person> {
  const { id: citizenId } = await graph.data.citizen();
  return personOf(graph, { role: 'CITIZEN', citizenId });
}

const before = { mobilePhone: '+905551112233', email: 'ayse@example.org' };

onceInTheSuite('a citizen', () => {
  test('changes one address or both, removes the e-mail address, and may repeat that', async () => {
    const person = await somebody();
    const seen = [];
    for (const contact of [
      { mobilePhone: '0532 123 45 67' },
      { email: 'ayse@yeni.example.org' },
      { email: 'ayse@yeni.example.org' },
      { email: null },
      { mobilePhone: '+905051234567', email: 'a@b.example' },
    ]) {
      seen.push([await person.do(change, { contact }), await person.do(read)]);
    }

    const both = (mobilePhone: string, email: string | null) => [
      { mobilePhone, email },
      { mobilePhone, email },
    ];
    expect(seen).toEqual([
      both('+905321234567', before.email),
      both('+905321234567', 'ayse@yeni.example.org'),
      both('+905321234567', 'ayse@yeni.example.org'),
      both('+905321234567', null),
      both('+905051234567', 'a@b.example'),
    ]);
  });

  test.each([
    ['0532 123 45 67'],
    ['5321234567'],
    ['(0532) 123-45-67'],
    ['+90 532 123 45 67'],
    ['0090.532.1234567'],
    ['90 5321234567'],
    ['\u202a+905321234567\u202c'],
    ['０５３２ １２３ ４５ ６７'],
    ['0532\u00a0123\u00a045\u00a067'],
  ])('writes a phone number as people do: %j', async (mobilePhone) => {
    const person = await somebody();

    expect(await person.do(change, { contact: { mobilePhone } })).toEqual({
      ...before,
      mobilePhone: '+905321234567',
    });
  });

  test.each([
    ['  Ayse.Yilmaz@Example.ORG\n', 'Ayse.Yilmaz@example.org'],
    ['ayse@GMAİL.example', 'ayse@gmail.example'],
    ['ayse@örnek.com.tr', 'ayse@xn--rnek-4qa.com.tr'],
    ['ayse+cimer@example.org', 'ayse+cimer@example.org'],
    ["$o'neil@example.org", "$o'neil@example.org"],
    [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
  ])('writes an e-mail address as people do: %j', async (written, email) => {
    const person = await somebody();

    expect(await person.do(change, { contact: { email: written } })).toEqual({ ...before, email });
  });

  test('may have the addresses of somebody else, and is not told', async () => {
    const [one, other] = [await somebody(), await somebody()];
    const contact = { mobilePhone: '+905321112233', email: 'ortak@example.org' };

    expect([await one.do(change, { contact }), await other.do(change, { contact })]).toEqual([
      contact,
      contact,
    ]);
  });
});

describe('what is refused', () => {
  test('is named at once, and nothing is changed', async () => {
    const person = await somebody();
    const contact = { mobilePhone: '0212 123 45 67', email: 'ayse' };

    const { data, errors } = await person.ask(change, { contact });

    expect(data).toEqual({ changeContact: null });
    expect(errors.map(({ message }) => message)).toEqual([
      'contact.mobilePhone must be a Turkish mobile phone number, such as 0532 123 45 67. contact.email must be an e-mail address, such as ad@example.org.',
    ]);
    expect(errors.map(({ extensions }) => extensions)).toEqual([
      wrongFields([
        { field: 'contact.mobilePhone', reason: 'FORMAT' },
        { field: 'contact.email', reason: 'FORMAT' },
      ]),
    ]);
    expect(await person.do(read)).toEqual(before);
  });
});

onceInTheSuite('what is refused, too', () => {
  test.each([
    [{}, 'contact', 'REQUIRED'],
    [{ mobilePhone: null }, 'contact.mobilePhone', 'REQUIRED'],
    ...[
      '',
      '532123456',
      '05321234567 8',
      '+4915112345678',
      '+90 212 123 45 67',
      '0532 123 45 6a',
      '٠٥٣٢١٢٣٤٥٦٧',
      '0'.repeat(5_000),
    ].map((mobilePhone) => [{ mobilePhone }, 'contact.mobilePhone', 'FORMAT'] as const),
    ...[
      '',
      'ayse@',
      '@example.org',
      'ayse@localhost',
      'ayse@127.0.0.1',
      'ayse@[127.0.0.1]',
      'a@b@example.org',
      'a,b@example.org',
      'a b@example.org',
      'a\r\nBcc: x@example.org',
      'Ayşe <ayse@example.org>',
      'ayşe@example.org',
      '.ayse@example.org',
      'ayse@-example.org',
      `${'a'.repeat(65)}@example.org`,
      `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(12)}.org`,
      'a@'.repeat(5_000),
    ].map((email) => [{ email }, 'contact.email', 'FORMAT'] as const),
  ])('%j', async (contact, field, reason) => {
    const person = await somebody();

    expect(await person.refused(change, { contact })).toEqual(wrongField(field, reason));
    expect(await person.do(read)).toEqual(before);
  });

  test('in Turkish, for those who read it', async () => {
    const { id: citizenId } = await graph.data.citizen();

    const { errors } = await graph.client.ask(change, {
      variables: { contact: { mobilePhone: '1', email: '1' } },
      token: await graph.token({ role: 'CITIZEN', citizenId }),
      headers: { 'accept-language': 'tr' },
    });

    expect(errors.map(({ message }) => message)).toEqual([
      "contact.mobilePhone, 0532 123 45 67 gibi, Türkiye'de bir cep telefonu numarası olmalıdır. contact.email, ad@example.org gibi bir e-posta adresi olmalıdır.",
    ]);
  });

  test('of a citizen who is no longer on record', async () => {
    const person = await personOf(graph, { role: 'CITIZEN', citizenId: newId('citizen') });

    expect(await person.refused(change, { contact: { email: null } })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
