import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isRequiredArgument,
} from 'graphql';
import { type IdKind, newId } from '../../lib/kit/public-id.ts';
import { clientSchemaOf } from '../support/client-schema.ts';
import { countCommands } from '../support/commands.ts';
import { filingInput } from '../support/filing.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { mayReceive } from '../support/received-ids.ts';

/**
 * Every argument that is an id: a malformed id gets the same answer as an unassigned one, at the
 * same cost.
 */

let graph: TestGraph;
let schema: GraphQLSchema;
type Asker = 'CITIZEN' | 'OFFICER' | 'EVALUATOR' | 'ADMIN' | 'DRAFTER';
/** The viewer: by the role, or the drafter of the reply. */
const tokens: Partial<Record<Asker, string>> = {};
let drafted: { referralId: string };
let answered: { number: string; referralId: string };

beforeAll(async () => {
  graph = await startGraph();
  const citizen = await graph.data.citizen();
  const unit = graph.data.unit({ kind: 'PROVINCIAL_DIRECTORATE', provinceCode: '34' });
  const draft = {
    id: newId('draft'),
    kind: 'FINAL',
    outcome: 'GRANTED',
    text: 'Yolun onarımı tamamlanmıştır.',
    draftedBy: 'memur',
    draftedAt: new Date(),
    rejectionReason: null,
  } as const;
  const reply = {
    kind: 'FINAL',
    outcome: 'REFUSED',
    text: 'Olmaz.',
    repliedAt: new Date(),
  } as const;
  const first = await graph.data.application({
    citizen,
    referrals: [{ unit, state: 'AWAITING_APPROVAL', draft }],
  });
  drafted = { referralId: first.referralIds[0] ?? '' };
  const second = await graph.data.application({
    citizen,
    fields: { filedAt: new Date(Date.now() - 86_400_000), answeredAt: new Date() },
    referrals: [{ unit, state: 'ANSWERED', closedAt: new Date(), replies: [reply] }],
  });
  answered = { number: second.number, referralId: second.referralIds[0] ?? '' };
  tokens.CITIZEN = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
  tokens.OFFICER = await graph.token({ role: 'OFFICER', unitId: unit._id, subject: 'müdür' });
  tokens.DRAFTER = await graph.token({ role: 'OFFICER', unitId: unit._id, subject: 'memur' });
  for (const role of ['EVALUATOR', 'ADMIN'] as const) tokens[role] = await graph.token({ role });
  schema = await clientSchemaOf(graph);
});

afterAll(() => graph?.stop());

/** A malformed id, for each kind. */
const malformed = (kind: IdKind): string[] => [
  '',
  'x',
  mayReceive('0123456789abcdef01234567'),
  '{"$gt":""}',
  newId(kind === 'citizen' ? 'referral' : 'citizen'),
  `${newId(kind).slice(0, -1)}_`,
  `${newId(kind)}A`,
  `${newId(kind)}\n`,
  newId(kind).toUpperCase(),
  'ref_'.repeat(2_000),
];

interface Asked {
  query: string;
  variables: Record<string, unknown>;
  as: Asker;
}

type Root = readonly ['query' | 'mutation', GraphQLField<unknown, unknown>];

const roots = (): Root[] =>
  [
    ['query' as const, schema.getQueryType()] as const,
    ['mutation' as const, schema.getMutationType()] as const,
  ].flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {}).map((field) => [kind, field] as const),
  );

/** Codes of the directory and of the calendar, and keys that clients make. `ids` and `below` of statistics are units. */
const codes = new Set(
  'unitId unitIds topicId topicIds provinceCode provinceCodes districtCode districtCodes meantUnitId idempotencyKey parentId successorId withinId office ids below'.split(
    ' ',
  ),
);
const fieldsWithCodes = new Set([
  'administrativeUnit',
  'closeUnit',
  'moveUnit',
  'province',
  'renameUnit',
  'topic',
]);

/** Every argument, or field of one, that is an id: `mutation.acceptReferral.referralId`. */
function idArguments(): string[] {
  const within = (
    path: string,
    name: string,
    given: GraphQLInputType,
    around: readonly string[] = [],
  ): string[] => {
    const type = getNamedType(given);
    if (isInputObjectType(type)) {
      // A filter within a filter has the same fields.
      if (around.includes(type.name)) return [];
      return Object.values(type.getFields()).flatMap((field) =>
        within(`${path}.${name}`, field.name, field.type, [...around, type.name]),
      );
    }
    return type.name === 'ID' && !codes.has(name) ? [`${path}.${name}`] : [];
  };
  return (
    roots()
      // `test/viewers/nodes.test.ts` tests `node`, which has no errors.
      .filter(([, { name }]) => !fieldsWithCodes.has(name) && name !== 'node')
      .flatMap(([kind, { name, args }]) =>
        args.flatMap((argument) => within(`${kind}.${name}`, argument.name, argument.type)),
      )
  );
}

/** Some value of a type; it need not be meaningful. */
function literal(inputType: GraphQLInputType, name: string): string {
  const type = getNullableType(inputType);
  if (name === 'unitId') return '"99999999"';
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues().at(0)?.name ?? '';
  const literals: Record<string, string> = { Int: '1', Boolean: 'true' };
  return literals[getNamedType(type).name] ?? '"Yeterince uzun bir metin."';
}

/** The requested field with its required arguments, and with these. */
function asking(path: string, given: Record<string, unknown>): Omit<Asked, 'as'> {
  const [kind, name] = path.split('.');
  const root = roots().find(([kindOf, field]) => kindOf === kind && field.name === name);
  if (!root) throw new Error(`There is no ${path}.`);
  const [, field] = root;
  const args = field.args
    .filter((argument) => argument.name in given || isRequiredArgument(argument))
    .map((argument) => ({
      argument,
      value: argument.name in given ? `$${argument.name}` : literal(argument.type, argument.name),
    }));
  const declared = args
    .filter(({ argument }) => argument.name in given)
    .map(({ argument }) => `$${argument.name}: ${String(argument.type)}`);
  const values = args.map(({ argument, value }) => `${argument.name}: ${value}`);
  const type = getNamedType(field.type);
  const isBulk = type.name === 'ReferralResult';
  const selection = isBulk ? '{ error { code message field reason } }' : '{ __typename }';
  return {
    query: `${kind} (${declared.join(', ')}) { ${name}(${values.join(', ')}) ${isLeafType(type) ? '' : selection} }`,
    variables: given,
  };
}

/** How an id is given for each argument, so that nothing else is wrong. */
const cases: Record<string, [kind: IdKind, ask: (path: string, id: string) => Asked]> = {
  'query.citizen.id': ['citizen', (path, id) => ({ ...asking(path, { id }), as: 'EVALUATOR' })],
  'query.referral.id': ['referral', (path, id) => ({ ...asking(path, { id }), as: 'OFFICER' })],
  'mutation.fileApplication.input.attachmentIds': [
    'attachment',
    (path, id) => ({
      ...asking(path, { input: filingInput(graph, { attachmentIds: [id] }) }),
      as: 'CITIZEN',
    }),
  ],
  'mutation.supplementApplication.attachmentIds': [
    'attachment',
    (path, id) => ({
      ...asking(path, { number: answered.number, attachmentIds: [id] }),
      as: 'CITIZEN',
    }),
  ],
  'mutation.appealApplication.referralId': [
    'referral',
    (path, referralId) => ({
      ...asking(path, { number: answered.number, referralId }),
      as: 'CITIZEN',
    }),
  ],
  'mutation.cancelReferral.referralId': [
    'referral',
    (path, referralId) => ({ ...asking(path, { referralId }), as: 'EVALUATOR' }),
  ],
  ...Object.fromEntries(
    ['withholdAttachment', 'releaseAttachment'].map((name) => [
      `mutation.${name}.attachmentId`,
      [
        'attachment',
        (path: string, attachmentId: string) => ({
          ...asking(path, { number: answered.number, attachmentId }),
          as: 'EVALUATOR',
        }),
      ],
    ]),
  ),
  ...Object.fromEntries(
    ['approveReply', 'rejectReply', 'withdrawReply'].map((name) => [
      `mutation.${name}.draftId`,
      [
        'draft',
        (path: string, draftId: string) => ({
          ...asking(path, { ...drafted, draftId }),
          as: name === 'withdrawReply' ? 'DRAFTER' : 'OFFICER',
        }),
      ],
    ]),
  ),
  ...Object.fromEntries(
    ['acceptReferrals', 'assignReferrals', 'forwardReferrals'].map((name) => [
      `mutation.${name}.referralIds`,
      [
        'referral',
        (path: string, id: string) => ({ ...asking(path, { referralIds: [id] }), as: 'OFFICER' }),
      ],
    ]),
  ),
  ...Object.fromEntries(
    ['approveUnitChange', 'rejectUnitChange', 'withdrawUnitChange'].map((name) => [
      `mutation.${name}.id`,
      ['unitChange', (path: string, id: string) => ({ ...asking(path, { id }), as: 'ADMIN' })],
    ]),
  ),
  ...Object.fromEntries(
    'decideAppeal acceptReferral assignReferral forwardReferral returnReferral requestClarification draftReply approveReply rejectReply withdrawReply extendReferral addNote'
      .split(' ')
      .map((name) => [
        `mutation.${name}.referralId`,
        [
          'referral',
          (path: string, referralId: string) => ({
            ...asking(path, { referralId }),
            as: 'OFFICER',
          }),
        ],
      ]),
  ),
};

async function answerTo({ query, variables, as }: Asked) {
  const { status, data, errors } = await graph.client.ask(query, {
    variables,
    token: tokens[as] ?? null,
  });
  return { status, data, errors };
}

describe('a malformed id', () => {
  test('is covered below for every argument that takes an id', () => {
    expect(Object.keys(cases).toSorted()).toEqual(idArguments().toSorted());
  });

  test.each(Object.entries(cases))(
    'has the same result at %s as an unassigned one',
    async (path, [kind, ask]) => {
      const unknown = await answerTo(ask(path, newId(kind)));

      expect(JSON.stringify(unknown)).toMatch(/"code":"(NOT_FOUND|BAD_USER_INPUT|CONFLICT)"/);
      expect(JSON.stringify(unknown)).not.toMatch(/FORMAT|VALIDATION/);
      for (const id of malformed(kind)) {
        expect({ id, ...(await answerTo(ask(path, id))) }).toEqual({ id, ...unknown });
      }
    },
  );

  test.each(['query.citizen.id', 'query.referral.id', 'mutation.acceptReferral.referralId'])(
    'costs as many commands at %s as an unassigned one',
    async (path) => {
      const [kind, ask] = cases[path] ?? [];
      if (!kind || !ask) throw new Error('The kind of id is unknown.');
      const commands = (id: string) => countCommands(graph.data, () => answerTo(ask(path, id)));

      const unknown = await commands(newId(kind));

      expect(unknown.citizen + unknown.application).toBeGreaterThan(0);
      for (const id of malformed(kind).slice(0, 5)) expect(await commands(id)).toEqual(unknown);
    },
  );

  test('has the same result in the URL of an attachment as an unassigned one', async () => {
    const get = async (id: string) => {
      const headers = { authorization: `Bearer ${tokens.CITIZEN}` };
      const response = await fetch(`${graph.url}/attachments/${id}`, { headers });
      return { status: response.status, body: await response.text() };
    };
    const unknown = await get(newId('attachment'));

    expect(unknown.status).toBe(404);
    for (const id of ['x', '0123456789abcdef01234567', newId('citizen'), '%7B%22$gt%22:1%7D']) {
      expect(await get(id)).toEqual(unknown);
    }
  });
});
