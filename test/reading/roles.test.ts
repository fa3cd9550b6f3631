import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { UnitRecord } from '../../subgraphs/institution-directory/units/index.ts';
import type { TestCitizen } from '../support/data.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';

/**
 * Each role’s view of an application on which two units have worked and one has passed it on.
 */

let graph: TestGraph;
let citizen: TestCitizen;
/** Passed it on. */
let forwarding: UnitRecord;
/** Works on it now. */
let working: UnitRecord;
let number: string;
let hiddenNumber: string;
let hiddenReferral: string | undefined;

const day = (date: string) => new Date(`${date}T09:00:00Z`);

beforeAll(async () => {
  graph = await startGraph();
  citizen = await graph.data.citizen();
  forwarding = graph.data.unit({ kind: 'PROVINCIAL_DIRECTORATE', provinceCode: '34' });
  working = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '54' });
  const made = {
    citizen,
    content: { text: 'Komşum Ali Kaya hakkında.', redactedText: 'Komşum … hakkında.' },
    referrals: [
      {
        unit: forwarding,
        state: 'FORWARDED' as const,
        referredAt: day('2026-11-03'),
        closedAt: day('2026-11-04'),
        replies: [reply('INTERIM', 'İnceleniyor.', '2026-11-04')],
      },
      {
        unit: working,
        state: 'IN_PROGRESS' as const,
        referredAt: day('2026-11-04'),
        replies: [reply('INTERIM', 'Ekip gönderildi.', '2026-11-05')],
      },
    ],
    timeline: [
      { at: day('2026-11-02') },
      {
        at: day('2026-11-03'),
        event: 'REFERRED' as const,
        actor: 'EVALUATOR' as const,
        unitId: forwarding._id,
      },
      {
        at: day('2026-11-04'),
        event: 'FORWARDED' as const,
        actor: 'OFFICER' as const,
        unitId: forwarding._id,
      },
      {
        at: day('2026-11-05'),
        event: 'REPLY_DRAFTED' as const,
        actor: 'OFFICER' as const,
        unitId: working._id,
        public: false,
      },
      {
        at: day('2026-11-05'),
        event: 'INTERIM_REPLIED' as const,
        actor: 'OFFICER' as const,
        unitId: working._id,
      },
    ],
  };
  ({ number } = await graph.data.application(made));
  const hidden = await graph.data.application({ ...made, fields: { identityHidden: true } });
  hiddenNumber = hidden.number;
  hiddenReferral =
    hidden.referralIds[hidden.referrals.findIndex(({ unitId }) => unitId === working._id)];
});

afterAll(() => graph?.stop());

function reply(kind: 'INTERIM', text: string, on: string) {
  return { kind, outcome: null, text, repliedAt: day(on) };
}

const query = /* GraphQL */ `
  query Seen($number: String!) {
    application(number: $number) {
      stage
      text
      identityHidden
      applicant {
        name
      }
      referrals {
        state
        unit {
          id
        }
      }
      replies {
        text
      }
      timeline {
        event
      }
      responsibleUnit {
        id
      }
    }
  }
`;

const tokens = {
  citizen: () => graph.token({ role: 'CITIZEN', citizenId: citizen.id }),
  evaluator: () => graph.token({ role: 'EVALUATOR' }),
  admin: () => graph.token({ role: 'ADMIN' }),
  officerOf: (unitId: string | null) => graph.token({ role: 'OFFICER', unitId }),
};

const referralsSeen = () => [
  { state: 'FORWARDED', unit: { id: forwarding._id } },
  { state: 'IN_PROGRESS', unit: { id: working._id } },
];

test('the citizen sees everything except internal data of units', async () => {
  const token = await tokens.citizen();

  const data = await graph.client.data(query, { variables: { number }, token });

  expect(data['application']).toEqual({
    stage: 'IN_PROGRESS',
    text: 'Komşum Ali Kaya hakkında.',
    identityHidden: false,
    applicant: { name: 'Ayşe' },
    referrals: referralsSeen(),
    replies: [{ text: 'İnceleniyor.' }, { text: 'Ekip gönderildi.' }],
    timeline: [
      { event: 'FILED' },
      { event: 'REFERRED' },
      { event: 'FORWARDED' },
      { event: 'INTERIM_REPLIED' },
    ],
    responsibleUnit: { id: working._id },
  });
});

test('the centre sees all of it, drafts and a hidden identity included', async () => {
  const token = await tokens.evaluator();

  const data = await graph.client.data(query, { variables: { number: hiddenNumber }, token });

  expect(data['application']).toMatchObject({
    text: 'Komşum Ali Kaya hakkında.',
    identityHidden: true,
    applicant: { name: 'Ayşe' },
    timeline: [
      { event: 'FILED' },
      { event: 'REFERRED' },
      { event: 'FORWARDED' },
      { event: 'REPLY_DRAFTED' },
      { event: 'INTERIM_REPLIED' },
    ],
  });
});

describe('an officer', () => {
  test('of the unit that works on it sees the redacted text and the drafts of the unit', async () => {
    const token = await tokens.officerOf(working._id);

    const data = await graph.client.data(query, { variables: { number }, token });

    expect(data['application']).toMatchObject({
      text: 'Komşum … hakkında.',
      applicant: { name: 'Ayşe' },
      referrals: referralsSeen(),
      replies: [{ text: 'İnceleniyor.' }, { text: 'Ekip gönderildi.' }],
      timeline: [
        { event: 'FILED' },
        { event: 'REFERRED' },
        { event: 'FORWARDED' },
        { event: 'REPLY_DRAFTED' },
        { event: 'INTERIM_REPLIED' },
      ],
    });
  });

  test('of any unit above it sees the same', async () => {
    const token = await tokens.officerOf(working.parentId);

    const data = await graph.client.data(query, { variables: { number }, token });

    expect(data['application']).toMatchObject({ referrals: referralsSeen() });
  });

  test('of a unit that passed it on keeps seeing the stage and its own part, not what came after', async () => {
    const token = await tokens.officerOf(forwarding._id);

    const data = await graph.client.data(query, { variables: { number }, token });

    expect(data['application']).toMatchObject({
      stage: 'IN_PROGRESS',
      text: 'Komşum … hakkında.',
      applicant: null,
      referrals: [{ state: 'FORWARDED', unit: { id: forwarding._id } }],
      replies: [{ text: 'İnceleniyor.' }],
      timeline: [{ event: 'FILED' }, { event: 'REFERRED' }, { event: 'FORWARDED' }],
    });
  });

  test('of a unit that passed it on does not see the outcome of the application', async () => {
    const withdrawn = await graph.data.application({
      citizen,
      fields: { withdrawnAt: day('2026-11-06'), stage: 'WITHDRAWN', open: false },
      referrals: [{ unit: forwarding, state: 'CANCELLED' }],
      timeline: [
        { at: day('2026-11-02') },
        { at: day('2026-11-03'), event: 'REFERRED', actor: 'EVALUATOR', unitId: forwarding._id },
        { at: day('2026-11-04'), event: 'IDENTITY_HIDDEN', actor: 'EVALUATOR' },
        { at: day('2026-11-05'), event: 'RETURNED', actor: 'OFFICER', unitId: forwarding._id },
        { at: day('2026-11-06'), event: 'WITHDRAWN', actor: 'CITIZEN' },
        // The returned referral is cancelled then.
        {
          at: day('2026-11-06'),
          event: 'CANCELLED',
          actor: 'CITIZEN',
          unitId: forwarding._id,
          public: false,
        },
      ],
    });
    const token = await tokens.officerOf(forwarding._id);

    const data = await graph.client.data(query, {
      variables: { number: withdrawn.number },
      token,
    });

    expect(data['application']).toMatchObject({
      stage: 'WITHDRAWN',
      timeline: ['FILED', 'REFERRED', 'IDENTITY_HIDDEN', 'RETURNED'].map((event) => ({ event })),
    });
  });

  test('of a unit that passed it on does not find it among the applications of its applicant', async () => {
    const { number: another } = await graph.data.application({
      citizen,
      referrals: [{ unit: forwarding }],
    });
    const token = await tokens.officerOf(forwarding._id);

    const data = await graph.client.data(
      /* GraphQL */ `
        query ($number: String!) {
          application(number: $number) {
            applicant {
              name
              applications {
                nodes {
                  number
                }
              }
            }
          }
        }
      `,
      { variables: { number: another }, token },
    );

    expect(data['application']).toEqual({
      applicant: { name: 'Ayşe', applications: { nodes: [{ number: another }] } },
    });
  });

  test('never sees a hidden identity, but that it is hidden', async () => {
    const token = await tokens.officerOf(working._id);

    const data = await graph.client.data(
      `query ($id: ID!) {
        referral(id: $id) { application { identityHidden applicant { name } answerChannel } }
      }`,
      { variables: { id: hiddenReferral }, token },
    );

    expect(data).toEqual({
      referral: {
        application: { identityHidden: true, applicant: null, answerChannel: null },
      },
    });
  });

  test('of a unit without a referral gets the same answer as for an unknown number', async () => {
    const other = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '69' });
    const token = await tokens.officerOf(other._id);
    const unused = '2600000002';

    const [hidden, missing] = await Promise.all([
      graph.client.ask(query, { variables: { number }, token }),
      graph.client.ask(query, { variables: { number: await validUnused(unused) }, token }),
    ]);

    expect(hidden.data).toEqual({ application: null });
    expect(hidden.errors).toEqual([
      {
        message: 'There is no such application, or none that you may see.',
        path: ['application'],
        extensions: { code: 'NOT_FOUND' },
      },
    ]);
    expect(missing.errors).toEqual(hidden.errors);
  });
});

/** The number with the check digit that makes it valid. */
async function validUnused(start: string): Promise<string> {
  const { checkApplicationNumber } = await import('../../subgraphs/application/numbers/index.ts');
  const digits = Array.from({ length: 10 }, (_, digit) => `${start.slice(0, 9)}${digit}`);
  return digits.find((candidate) => checkApplicationNumber(candidate) === 'OK') ?? start;
}

test('an administrator reads no application', async () => {
  const token = await tokens.admin();

  const { data, errors } = await graph.client.ask(query, { variables: { number }, token });

  expect(data).toEqual({ application: null });
  expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
});

test('nobody reads an application without an access token', async () => {
  const { data, errors } = await graph.client.ask(query, { variables: { number } });

  expect(data).toEqual({ application: null });
  expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['UNAUTHENTICATED']);
});
