import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isListType,
  isRequiredArgument,
} from 'graphql';
import { createInternalTokenSigner } from '../../lib/platform/identity/internal-token.ts';
import { newId } from '../../lib/kit/public-id.ts';
import { migrations } from '../../subgraphs/application/migrations/index.ts';
import type { UnitRecord } from '../../subgraphs/institution-directory/units/index.ts';
import { GraphClient } from '../support/client.ts';
import { clientSchemaOf } from '../support/client-schema.ts';
import type { StoredApplication, TestCitizen } from '../support/data.ts';
import { startGraph, type TestGraph, testOverHttp } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { appealOf, operations, type Standing } from '../casework/operations.ts';
import { wrongField } from '../support/wrong-field.ts';

/** The number of an application with a hidden applicant would lead officers to the applicant. */

const unusedNumber = '2500000004';

let graph: TestGraph;
let schema: GraphQLSchema;
let citizen: TestCitizen;
let unit: UnitRecord;
let former: UnitRecord;
let hidden: StoredApplication;
let answered: StoredApplication;
let officer: Person;
let passer: Person;
let superior: Person;
let evaluator: Person;

beforeAll(async () => {
  graph = await startGraph();
  schema = await clientSchemaOf(graph);
  citizen = await graph.data.citizen();
  const [first, second] = graph.data.directory.units.filter(
    ({ kind }) => kind === 'DISTRICT_DIRECTORATE',
  );
  if (!first || !second) throw new Error('The directory has too few units.');
  [unit, former] = [first, second];
  const fields = { type: 'COMPLAINT', identityHidden: true } as const;
  hidden = await graph.data.application({
    citizen,
    fields,
    referrals: [{ unit: former, state: 'FORWARDED' }, { unit }],
    timeline: [{}, { event: 'REFERRED', actor: 'EVALUATOR', unitId: unit._id }],
  });
  const repliedAt = new Date();
  const reply = { kind: 'FINAL', outcome: 'REFUSED', text: 'Talep uygun değildir.', repliedAt };
  answered = await graph.data.application({
    citizen,
    fields: { ...fields, answeredAt: repliedAt },
    referrals: [{ unit, state: 'ANSWERED', closedAt: repliedAt, replies: [reply as never] }],
  });
  const inUnit = (unitId: string | null) =>
    personOf(graph, { role: 'OFFICER', unitId, subject: `officer-${unitId}` });
  officer = await inUnit(unit._id);
  passer = await inUnit(former._id);
  superior = await inUnit(unit.parentId);
  evaluator = await personOf(graph, { role: 'EVALUATOR' });
  const applicant = await personOf(graph, { role: 'CITIZEN', citizenId: citizen.id });
  const text = 'Verilen cevabı kabul etmiyorum, itiraz ederim.';
  await applicant.do(operations.appeal, { number: answered.number, text });
});

afterAll(() => graph?.stop());

const applicationFields = /* GraphQL */ `
  fragment Whole on Application {
    number
    type
    stage
    subject
    text
    version
    identityHidden
    applicant {
      id
    }
    answerChannel
    availableActions
    supplements {
      text
    }
    attachments {
      id
      name
    }
    timeline {
      event
      note
      officer
    }
    replies {
      text
    }
    rating {
      score
    }
    referrals {
      id
      fileNumber
      assignee
      draft {
        text
      }
    }
    appeals {
      id
      text
      decisionText
      referral {
        id
      }
    }
  }
`;

const referralQuery = `query ($id: ID, $fileNumber: String) {
  referral(id: $id, fileNumber: $fileNumber) {
    id fileNumber unit { id } application { ...Whole }
  }
} ${applicationFields}`;

const listsQuery = `query ($unitId: ID!) {
  unitInbox(unitId: $unitId, first: 100) { nodes { id application { ...Whole } } edges { cursor } }
  unitAppeals(unitId: $unitId) { nodes { id application { ...Whole } } edges { cursor } }
  closedReferrals(unitId: $unitId) { nodes { id application { ...Whole } } edges { cursor } }
} ${applicationFields}`;

interface SeenReferral {
  id: string;
  fileNumber: string | null;
  application: { number: string | null; referrals: { id: string; fileNumber: string | null }[] };
}

const referralIdOf = ({ referrals, referralIds }: StoredApplication, { _id }: UnitRecord): string =>
  referralIds[referrals.findIndex(({ unitId }) => unitId === _id)] ?? '';

describe('an officer', () => {
  test.each([
    ['of the unit that has it', () => officer, () => unit],
    ['of the unit above', () => superior, () => unit],
    ['of a unit that has passed it on', () => passer, () => former],
  ])(
    '%s reaches it by the referral, without a number and without an error',
    async (_which, person, own) => {
      const { data, errors } = await person().ask(referralQuery, {
        id: referralIdOf(hidden, own()),
      });

      expect(errors).toEqual([]);
      const { referral } = data as unknown as { referral: SeenReferral }; // the form of the query
      expect(referral.application.number).toBeNull();
      expect(JSON.stringify(data)).not.toContain(hidden.number);
      // The same in the domain's terms.
      const fileNumber = referral.fileNumber?.toLowerCase().replaceAll('-', ' ');
      expect((await person().ask(referralQuery, { fileNumber })).data).toEqual(data);
    },
  );

  test('finds no number in any list', async () => {
    const lists = await Promise.all([
      officer.ask(listsQuery, { unitId: unit._id }),
      superior.ask(listsQuery, { unitId: unit.parentId }),
    ]);

    expect(lists.map(({ errors }) => errors)).toEqual([[], []]);
    const text = JSON.stringify(lists.map(({ data }) => data));
    expect(text).toContain(referralIdOf(hidden, unit));
    expect(text).toContain(referralIdOf(answered, unit));
    expect(text).not.toMatch(new RegExp(`${hidden.number}|${answered.number}|${citizen.id}`));
  });

  test('sees the file number of their own referral alone', async () => {
    const own = await officer.do<SeenReferral>(referralQuery, { id: referralIdOf(hidden, unit) });
    const byId = new Map(own.application.referrals.map(({ id, fileNumber }) => [id, fileNumber]));
    const ofOther = await evaluator.do<SeenReferral>(referralQuery, {
      id: referralIdOf(hidden, former),
    });

    expect(byId.get(referralIdOf(hidden, unit))).toMatch(
      /^[\dA-HJKMNP-TV-Z]{3}(-[\dA-HJKMNP-TV-Z]{3}){2}$/,
    );
    expect(byId.get(referralIdOf(hidden, former))).toBeNull();
    expect(await officer.refused(referralQuery, { fileNumber: ofOther.fileNumber })).toEqual({
      code: 'NOT_FOUND',
    });
  });

  test('decides an appeal by the referral that it is against, and by no other', async () => {
    const decision = {
      decision: 'DISMISSED',
      text: 'Verilen cevap yerindedir, değişiklik gerekmez.',
    };
    const { referralId } = await appealOf(evaluator, answered.number);
    const { referralIds } = await graph.data.application({ citizen, referrals: [{ unit }] });

    expect(
      await superior.refused(operations.decideAppeal, {
        ...decision,
        referralId: referralIds[0],
      }),
    ).toMatchObject({ code: 'CONFLICT' });
    const decided = await superior.do<Standing>(operations.decideAppeal, {
      referralId,
      ...decision,
    });
    expect(decided).toMatchObject({ number: null, stage: 'ANSWERED' });
    // A later refusal does not name it either.
    const { errors } = await superior.ask(operations.decideAppeal, { referralId, ...decision });
    expect(errors[0]?.extensions).toMatchObject({ code: 'CONFLICT' });
    expect(JSON.stringify(errors)).not.toContain(answered.number);
  });

  test('sees the number of an application with a visible applicant', async () => {
    const open = await graph.data.application({ citizen, referrals: [{ unit }] });

    const seen = await officer.do<SeenReferral>(referralQuery, { id: referralIdOf(open, unit) });
    expect(seen.application.number).toBe(open.number);
  });
});

describe('every argument `number`', () => {
  /** Some value of a type; it need not be meaningful. */
  function literal(inputType: GraphQLInputType): string {
    const type = getNullableType(inputType);
    if (isListType(type)) return '[]';
    if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
    const literals: Record<string, string> = { Int: '1', Boolean: 'true' };
    return literals[getNamedType(type).name] ?? '"Yeterince uzun bir metin."';
  }

  const operationOf = (
    kind: string,
    { name, args }: GraphQLField<unknown, unknown>,
    number: string,
  ) => {
    const given = args
      .filter((argument) => isRequiredArgument(argument) && argument.name !== 'number')
      .map(
        (argument) =>
          `${argument.name}: ${argument.name === 'trackingCode' ? '"0000-0000-0000"' : literal(argument.type)}`,
      );
    return `${kind} { ${name}(${[`number: "${number}"`, ...given].join(', ')}) { __typename } }`;
  };

  test('has the same result for officers as an unassigned number', async () => {
    const roots = [
      ['query', schema.getQueryType()],
      ['mutation', schema.getMutationType()],
    ] as const;
    const fields = roots.flatMap(([kind, type]) =>
      Object.values(type?.getFields() ?? {})
        .filter(({ args }) => args.some(({ name }) => name === 'number'))
        .map((field) => [kind, field] as const),
    );

    expect(fields.length).toBeGreaterThan(10);
    for (const [kind, field] of fields) {
      for (const person of [officer, passer, superior]) {
        const answers = await Promise.all(
          [hidden.number, unusedNumber].map(async (number) => {
            const { status, data, errors } = await person.ask(operationOf(kind, field, number));
            return { field: field.name, status, data, errors };
          }),
        );
        expect(answers[0]).toEqual(answers[1]);
        expect(answers[0]?.errors).toHaveLength(1);
      }
    }
  });

  testOverHttp('of a reference at the subgraph’s own server, too', async () => {
    const origin = graph.servers.get('application')?.server.listeningOrigin;
    const client = new GraphClient(`${origin}/graphql`);
    const viewer = { subject: 'o', role: 'OFFICER', citizenId: null, unitId: unit._id } as const;
    const token = createInternalTokenSigner(graph.keys)(viewer, 'application');
    const query =
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Application { stage } } }';
    const open = await graph.data.application({ citizen, referrals: [{ unit }] });

    const { data } = await client.ask(query, {
      variables: {
        of: [open.number, hidden.number, unusedNumber].map((number) => ({
          __typename: 'Application',
          number,
        })),
      },
      token,
    });

    expect(data).toEqual({ _entities: [{ stage: 'IN_PROGRESS' }, null, null] });
  });
});

describe('the centre', () => {
  test('sees both numbers, and finds the referral by its file number', async () => {
    const id = referralIdOf(hidden, unit);
    const { fileNumber } = await officer.do<SeenReferral>(referralQuery, { id });

    const found = await evaluator.do<SeenReferral>(referralQuery, { fileNumber });

    expect(found).toMatchObject({ id, fileNumber, application: { number: hidden.number } });
  });
});

describe('a referral', () => {
  test.each([
    ['by neither', {}, wrongField('id', 'REQUIRED')],
    [
      'by both',
      { id: newId('referral'), fileNumber: '7K3-M9Q-XA0' },
      wrongField('fileNumber', 'CONFLICT'),
    ],
    [
      'by a malformed file number',
      { fileNumber: '7K3-M9Q-XA' },
      wrongField('fileNumber', 'FORMAT'),
    ],
    ['by a malformed id', { id: 'x' }, { code: 'NOT_FOUND' }],
    ['by an unassigned id', { id: newId('referral') }, { code: 'NOT_FOUND' }],
    ['by an unassigned file number', { fileNumber: '000-000-000' }, { code: 'NOT_FOUND' }],
  ])('is not found %s', async (_how, handle, extensions) => {
    expect(await officer.refused(referralQuery, handle)).toEqual(extensions);
  });

  test('of another unit is not found, by its id or its file number', async () => {
    const { referralIds } = await graph.data.application({ citizen, referrals: [{ unit }] });
    const id = referralIds[0];
    const { fileNumber } = await officer.do<SeenReferral>(referralQuery, { id });

    expect(await passer.refused(referralQuery, { id })).toEqual({ code: 'NOT_FOUND' });
    expect(await passer.refused(referralQuery, { fileNumber })).toEqual({ code: 'NOT_FOUND' });
  });

  test('from before there were file numbers has one', async () => {
    const referrals = graph.data.database('application').collection('referrals');
    const made = await Promise.all(
      Array.from({ length: 20 }, () => graph.data.application({ citizen, referrals: [{ unit }] })),
    );
    const _id = { $in: made.flatMap((one) => one.referrals.map(({ id }) => id)) };
    await referrals.updateMany({ _id }, { $unset: { fileNumber: 1 } });
    const migration = migrations.find(({ name }) => name === '0006-file-numbers');
    const stored = async () => referrals.distinct('fileNumber', { _id });

    await migration?.up(graph.data.databases.application.connection, graph.keys);
    const given = await stored();
    await migration?.up(graph.data.databases.application.connection, graph.keys);

    expect(given).toHaveLength(20);
    for (const fileNumber of given) {
      expect(fileNumber).toMatch(/^[\dA-HJKMNP-TV-Z]{3}(-[\dA-HJKMNP-TV-Z]{3}){2}$/);
    }
    expect(await stored()).toEqual(given);
  });
});
