import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { createInternalTokenSigner } from '../../lib/platform/identity/internal-token.ts';
import { newId } from '../../lib/kit/public-id.ts';
import { GraphClient } from '../support/client.ts';
import { clientSchemaOf } from '../support/client-schema.ts';
import { countCommands } from '../support/commands.ts';
import type { StoredApplication, TestCitizen } from '../support/data.ts';
import { startGraph, type TestGraph, testOverHttp } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';

/** Analysts may not know numbers, so nothing reveals which numbers, or ids, exist. */

let graph: TestGraph;
let schema: GraphQLSchema;
let citizen: TestCitizen;
let application: StoredApplication;
let analyst: Person;
/** Of everything that an application leads to. */
let existing: Record<'number' | 'id' | 'referralId' | 'citizenId' | 'fileNumber', string>;

const missing: typeof existing = {
  number: '2500000004',
  id: newId('application'),
  referralId: newId('referral'),
  citizenId: newId('citizen'),
  fileNumber: '000-000-000',
};

/** Root fields whose arguments are public. */
const ofTheDirectory = [
  'administrativeUnit',
  'administrativeUnits',
  'searchAdministrativeUnits',
  'suggestUnits',
];

beforeAll(async () => {
  graph = await startGraph();
  schema = await clientSchemaOf(graph);
  citizen = await graph.data.citizen();
  const unit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  application = await graph.data.application({ citizen, referrals: [{ unit }] });
  const referralId = application.referralIds[0] ?? '';
  const evaluator = await personOf(graph, { role: 'EVALUATOR' });
  const { fileNumber } = await evaluator.do<{ fileNumber: string }>(
    'query ($referralId: ID) { referral(id: $referralId) { fileNumber } }',
    { referralId },
  );
  const { number, publicId: id } = application;
  existing = { number, id, referralId, citizenId: citizen.id, fileNumber };
  analyst = await personOf(graph, { role: 'ANALYST' });
});

afterAll(() => graph?.stop());

/** A value of a type: for a name of something that exists, its value; otherwise any value. */
function literal(name: string, inputType: GraphQLInputType, of: typeof existing): string {
  const type = getNullableType(inputType);
  if (isListType(type)) return `[${literal(name.replace(/s$/, ''), type.ofType, of)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map((field) => `${field.name}: ${literal(field.name, field.type, of)}`).join(', ')} }`;
  }
  const known = Object.entries(of).find(([key]) => key === name)?.[1];
  if (known !== undefined) return JSON.stringify(known);
  const named = getNamedType(type).name;
  if (named === 'ID') return JSON.stringify(of.id);
  const literals: Record<string, string> = { Int: '1', Boolean: 'true', Date: '"2026-11-02"' };
  return literals[named] ?? (name === 'trackingCode' ? '"0000-0000-0000"' : '"Uzun bir metin."');
}

const namesSomething = ({ name, type }: GraphQLArgument) =>
  name in missing || getNamedType(type).name === 'ID';

/**
 * One operation for each root field with an argument that identifies something, and for each such
 * argument.
 */
function operationsOn(of: typeof existing): string[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const;
  return roots.flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {})
      .filter(({ name }) => !ofTheDirectory.includes(name))
      .flatMap(({ name, args }) =>
        args.filter(namesSomething).map((named) => {
          const given = args.filter(
            (argument) => argument === named || isRequiredArgument(argument),
          );
          const written = given.map((each) => `${each.name}: ${literal(each.name, each.type, of)}`);
          return `${kind} { ${name}(${written.join(', ')}) { __typename } }`;
        }),
      ),
  );
}

async function answersTo(operations: readonly string[]) {
  const answers: object[] = [];
  const counts = await countCommands(graph.data, async () => {
    for (const operation of operations) {
      const { status, data, errors } = await analyst.ask(operation);
      answers.push({ field: /\w+(?=\()/.exec(operation)?.[0], status, data, errors });
    }
  });
  return { answers, counts };
}

test('every argument that identifies something gets the same answer with the same work, whether it exists or not', async () => {
  const [ofExisting, ofMissing] = [operationsOn(existing), operationsOn(missing)];

  const found = await answersTo(ofExisting);
  const notFound = await answersTo(ofMissing);

  expect(ofExisting.length).toBeGreaterThan(30);
  expect(ofExisting).not.toEqual(ofMissing);
  expect(found).toEqual(notFound);
  // All but tracking, which is open to everybody, and takes a read of each of two kinds and a write
  // of each failure, and but nodes, among which are those of the directory.
  expect(found.answers.filter((answer) => !JSON.stringify(answer).includes('FORBIDDEN'))).toEqual([
    expect.objectContaining({ field: 'trackApplication', data: { trackApplication: null } }),
    expect.objectContaining({ field: 'node', data: { node: null }, errors: [] }),
  ]);
});

test('an application is refused by its number before anything is read', async () => {
  const query = 'query ($number: String!) { application(number: $number) { stage } }';

  for (const { number } of [existing, missing]) {
    const counts = await countCommands(graph.data, async () => {
      expect(await analyst.ask(query, { number })).toMatchObject({
        data: { application: null },
        errors: [{ path: ['application'], extensions: { code: 'FORBIDDEN' } }],
      });
    });
    expect(counts).toEqual({ citizen: 0, application: 0, 'institution-directory': 0 });
  }
});

test('an attachment looks exactly like one that does not exist', async () => {
  const { attachmentId } = await withAttachment();
  const token = await graph.token({ role: 'ANALYST' });
  const get = async (id: string) => {
    const response = await fetch(`${graph.url}/attachments/${id}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: response.status, body: await response.json() };
  };

  const answers: object[] = [];
  for (const id of [attachmentId, newId('attachment')]) {
    const counts = await countCommands(graph.data, async () => answers.push(await get(id)));
    expect(counts).toMatchObject({ application: 0 });
  }

  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]).toMatchObject({ status: 404 });
});

/** A stored attachment of the application. */
async function withAttachment() {
  const attachments = graph.data.database('application').collection('attachments');
  const attachmentId = newId('attachment');
  await attachments.insertOne({
    publicId: attachmentId,
    applicationId: application._id,
    citizenId: application.citizenId,
    state: 'STORED',
  });
  return { attachmentId };
}

describe('at the subgraph’s own server', () => {
  testOverHttp(
    'a number leads to nothing, and an id to the facts without any text of a person',
    async () => {
      const origin = graph.servers.get('application')?.server.listeningOrigin;
      const client = new GraphClient(`${origin}/graphql`);
      const viewer = { subject: 'a', role: 'ANALYST', citizenId: null, unitId: null } as const;
      const token = createInternalTokenSigner(graph.keys)(viewer, 'application');
      const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Application {
      stage subject number applicant { id } responsibleUnits { id } version
      filedOn filedAt referrals { referredAt } } } }`;
      const ask = (key: object) =>
        client.ask(query, { variables: { of: [{ __typename: 'Application', ...key }] }, token });

      for (const { number } of [existing, missing]) {
        const counts = await countCommands(graph.data, async () => {
          expect((await ask({ number })).data).toEqual({ _entities: [null] });
        });
        expect(counts.application).toBe(0);
      }
      const { data, errors } = await ask({ id: existing.id });
      expect(data).toEqual({
        _entities: [
          {
            stage: 'IN_PROGRESS',
            subject: null,
            number: null,
            applicant: null,
            responsibleUnits: [{ id: expect.any(String) }],
            version: 1,
            filedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
            filedAt: null,
            referrals: [{ referredAt: null }],
          },
        ],
      });
      expect(new Set(errors.map(({ extensions }) => extensions['code']))).toEqual(
        new Set(['FORBIDDEN']),
      );
    },
  );
});
