import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Kind, parse } from 'graphql';
import { readSupergraph } from '../../gateway/supergraph.ts';
import { type Role, roles, scopesOfRole } from '../../lib/kit/viewer.ts';
import type { TestCitizen } from '../support/data.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { fieldsForSubgraphs, scopesOfField, signedInFields } from './field-scopes.ts';

/** Every field that is not open to everybody, as each role gets it. */

type Asker = Exclude<Role, 'SERVICE'> | 'nobody';
const askers: readonly Asker[] = [...roles.filter((role) => role !== 'SERVICE'), 'nobody'];

let graph: TestGraph;
let citizen: TestCitizen;
let number: string;
let filedAt: string;
let trackingCode: string;
let unitId: string;
const tokens = new Map<Asker, string>();

beforeAll(async () => {
  graph = await startGraph({ analytics: true });
  citizen = await graph.data.citizen();
  const unit = graph.data.unit({ kind: 'PROVINCIAL_DIRECTORATE', provinceCode: '34' });
  const repliedAt = new Date('2026-11-10T09:00:00Z');
  const reply = { kind: 'FINAL', outcome: 'GRANTED', text: 'Yapıldı.', repliedAt } as const;
  const replies = [reply];
  const referrals = [{ unit, state: 'ANSWERED', replies } as const];
  const fields = { attachmentsWithheld: true };
  const made = await graph.data.application({ citizen, fields, referrals });
  ({ number } = made);
  filedAt = made.filedAt.toISOString();
  trackingCode = graph.data.trackingCode(made);
  for (const role of ['EVALUATOR', 'ANALYST', 'ADMIN'] as const) {
    tokens.set(role, await graph.token({ role }));
  }
  tokens.set('CITIZEN', await graph.token({ role: 'CITIZEN', citizenId: citizen.id }));
  unitId = unit._id;
  tokens.set('OFFICER', await graph.token({ role: 'OFFICER', unitId }));
  const rename = `mutation { renameUnit(id: "${unitId}", name: "Yeni Ad") { id } }`;
  const token = await graph.token({ role: 'ADMIN', subject: 'administrator' });
  await graph.client.data(rename, { token });
});

afterAll(() => graph?.stop());

/** A field on the path to the guarded one: how it is requested, and where it is in the answer. */
interface Step {
  field: string;
  ask?: () => string;
  /** Whether its answer is a list; its first item is examined. */
  list?: true;
}

const application: Step = {
  field: 'Query.application',
  ask: () => `application(number: "${number}")`,
};
const applicant: Step = { field: 'Application.applicant' };
const lookUp: Step = { field: 'Query.citizen', ask: () => `citizen(id: "${citizen.id}")` };
const referrals: Step = { field: 'Application.referrals', list: true };
const replies: Step = { field: 'Application.replies', list: true };
const nodes: Step = { field: 'ApplicationConnection.nodes', list: true };
const ownNodes: Step = { field: 'OwnApplicationConnection.nodes', list: true };
const changes: Step = {
  field: 'Query.directoryChanges',
  ask: () => `directoryChanges(unitId: "${unitId}")`,
};
const changed: Step = { field: 'DirectoryChangeConnection.nodes', list: true };
const statistics: Step = {
  field: 'Query.applicationStatistics',
  ask: () => 'applicationStatistics(groupBy: [TYPE])',
};
const referralStatistics: Step = {
  field: 'Query.referralStatistics',
  ask: () => 'referralStatistics(groupBy: [UNIT])',
};
const stepStatistics: Step = {
  field: 'Query.stepStatistics',
  ask: () => 'stepStatistics(groupBy: [KIND])',
};
const step = (field: string): Step => ({ field });

/** Each path to a guarded field, and the value for viewers who may see it. */
const ways: { steps: Step[]; answer: () => unknown }[] = [
  { steps: [application, step('Application.number')], answer: () => number },
  { steps: [application, step('Application.trackingCode')], answer: () => trackingCode },
  { steps: [application, step('Application.subject')], answer: () => 'Yol bakımı' },
  {
    steps: [application, step('Application.text')],
    answer: () => 'Sokağımızdaki yolun onarılmasını arz ederim.',
  },
  { steps: [application, step('Application.answerChannel')], answer: () => 'SMS' },
  { steps: [application, step('Application.claimedBy')], answer: () => null },
  { steps: [application, step('Application.updatedAt')], answer: () => filedAt },
  { steps: [application, referrals, step('Referral.reason')], answer: () => null },
  {
    steps: [application, step('Application.redaction'), step('Redaction.attachmentsWithheld')],
    answer: () => true,
  },
  { steps: [application, replies, step('Reply.text')], answer: () => 'Yapıldı.' },
  { steps: [application, applicant, step('Citizen.id')], answer: () => citizen.id },
  {
    steps: [step('Query.myApplications'), ownNodes, step('Application.number')],
    answer: () => number,
  },
  {
    steps: [statistics, step('ApplicationStatistics.totalCount')],
    answer: () => expect.any(Number),
  },
  {
    steps: [referralStatistics, step('ReferralStatistics.totalCount')],
    answer: () => expect.any(Number),
  },
  {
    steps: [stepStatistics, step('StepStatistics.totalCount')],
    answer: () => expect.any(Number),
  },
  {
    steps: [step('Query.applications'), step('FoundApplicationConnection.totalCount')],
    answer: () => expect.any(Number),
  },
  {
    steps: [step('Query.notificationBacklog'), step('NotificationBacklog.failed')],
    answer: () => 0,
  },
  {
    steps: [step('Query.outbox'), step('OutboxConnection.pageInfo'), step('PageInfo.hasNextPage')],
    answer: () => false,
  },
  {
    steps: [
      step('Query.proposedUnitChanges'),
      step('DirectoryChangeConnection.pageInfo'),
      step('PageInfo.hasNextPage'),
    ],
    answer: () => false,
  },
  { steps: [changes, changed, step('DirectoryChange.kind')], answer: () => 'RENAME' },
  { steps: [changes, changed, step('DirectoryChange.by')], answer: () => 'administrator' },
  { steps: [changes, changed, step('DirectoryChange.decidedBy')], answer: () => null },
  ...[[application, applicant], [lookUp]].flatMap((steps) => [
    { steps: [...steps, step('Citizen.name')], answer: () => 'Ayşe' },
    { steps: [...steps, step('Citizen.surname')], answer: () => 'Yılmaz' },
    {
      steps: [...steps, step('Citizen.maskedNationalId')],
      answer: () => citizen.document.maskedNationalId,
    },
    { steps: [...steps, step('Citizen.mobilePhone')], answer: () => '+905551112233' },
    { steps: [...steps, step('Citizen.email')], answer: () => 'ayse@example.org' },
    { steps: [...steps, step('Citizen.notificationPreference')], answer: () => 'ALL_STEPS' },
    {
      steps: [...steps, step('Citizen.applications'), nodes, step('Application.number')],
      answer: () => number,
    },
  ]),
];

const nameOf = ({ field }: Step) => field.split('.')[1] ?? '';

function queryOf(steps: readonly Step[]): string {
  const [first, ...rest] = steps;
  if (!first) return '';
  const asked = first.ask?.() ?? nameOf(first);
  return `{ ${asked} ${queryOf(rest)} }`;
}

const pathOf = (steps: readonly Step[]) =>
  steps.flatMap((one, index) =>
    one.list && index < steps.length - 1 ? [nameOf(one), 0] : [nameOf(one)],
  );

function dataAt(path: readonly (string | number)[], leaf: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return leaf;
  const below = dataAt(rest, leaf);
  return typeof first === 'number' ? [below] : { [first]: below };
}

const unauthenticated = {
  message: 'Sign in first: this needs an access token.',
  code: 'UNAUTHENTICATED',
};
const forbidden = { message: 'Your role does not allow this.', code: 'FORBIDDEN' };

/**
 * The answer for a viewer: the first field on the path for which the role lacks the scope is
 * refused.
 */
function expectedAnswer(asker: Asker, steps: readonly Step[], answer: unknown) {
  const scopes: readonly string[] = asker === 'nobody' ? [] : scopesOfRole[asker];
  const refusedAt = steps.findIndex(({ field }) => {
    const alternatives = scopesOfField[field];
    return alternatives !== undefined && !alternatives.some((scope) => scopes.includes(scope));
  });
  if (refusedAt === -1) return { data: dataAt(pathOf(steps), answer), errors: [] };
  const refused = steps.slice(0, refusedAt + 1);
  const path = pathOf(refused);
  const { message, code } = asker === 'nobody' ? unauthenticated : forbidden;
  return { data: dataAt(path, null), errors: [{ message, path, extensions: { code } }] };
}

async function ask(query: string, token: string | undefined) {
  const { data, errors } = await graph.client.ask(query, { token: token ?? null });
  return { data, errors };
}

test('the table of guarded fields agrees with the SDL', () => {
  const declared = parse(readSupergraph()).definitions.flatMap((type) =>
    type.kind === Kind.OBJECT_TYPE_DEFINITION
      ? (type.fields ?? []).flatMap(({ name, directives = [] }) => {
          const guards = directives.filter(({ name }) =>
            ['authenticated', 'requiresScopes', 'policy'].includes(name.value),
          );
          return guards.length > 0 ? [`${type.name.value}.${name.value}`] : [];
        })
      : [],
  );
  expect(new Set(declared)).toEqual(
    new Set([...Object.keys(scopesOfField), ...signedInFields, ...fieldsForSubgraphs]),
  );
});

describe.each(askers)('%s', (asker) => {
  test.each(ways.map((way) => ({ ...way, name: pathOf(way.steps).join('.') })))(
    'gets $name according to the scopes of the role',
    async ({ steps, answer }) => {
      expect(await ask(queryOf(steps), tokens.get(asker))).toEqual(
        expectedAnswer(asker, steps, answer()),
      );
    },
  );

  test('gets themselves at `me`, or nothing', async () => {
    const answers: Record<Asker, object> = {
      CITIZEN: { data: { me: { id: citizen.id } }, errors: [] },
      EVALUATOR: { data: { me: null }, errors: [] },
      OFFICER: { data: { me: null }, errors: [] },
      ANALYST: { data: { me: null }, errors: [] },
      ADMIN: { data: { me: null }, errors: [] },
      nobody: {
        data: { me: null },
        errors: [
          {
            message: unauthenticated.message,
            path: ['me'],
            extensions: { code: unauthenticated.code },
          },
        ],
      },
    };

    expect(await ask('{ me { id } }', tokens.get(asker))).toEqual(answers[asker]);
  });

  test('gets the claims of the access token at `viewer`', async () => {
    expect(await ask('{ viewer { role scopes } }', tokens.get(asker))).toEqual({
      data: {
        viewer: asker === 'nobody' ? null : { role: asker, scopes: scopesOfRole[asker] },
      },
      errors: [],
    });
  });

  test('gets the fields that are open to everybody', async () => {
    const query = `{
      trackApplication(number: "${number}", trackingCode: "${trackingCode}") { stage }
      administrativeUnit(id: "85316115") { name }
    }`;

    expect(await ask(query, tokens.get(asker))).toEqual({
      data: {
        trackApplication: { stage: 'ANSWERED' },
        administrativeUnit: { name: 'Cumhurbaşkanlığı' },
      },
      errors: [],
    });
  });
});

test('one refused field leaves the others', async () => {
  const query = `{
    application(number: "${number}") { stage claimedBy redaction { text } referrals { state fileNumber } }
    viewer { role }
  }`;
  const refusedAt = (...path: (string | number)[]) => ({
    message: forbidden.message,
    path: ['application', ...path],
    extensions: { code: forbidden.code },
  });

  const { data, errors } = await ask(query, tokens.get('CITIZEN'));

  expect(data).toEqual({
    application: {
      stage: 'ANSWERED',
      claimedBy: null,
      redaction: null,
      referrals: [{ state: 'ANSWERED', fileNumber: null }],
    },
    viewer: { role: 'CITIZEN' },
  });
  expect(new Set(errors)).toEqual(
    new Set([
      refusedAt('claimedBy'),
      refusedAt('redaction'),
      refusedAt('referrals', 0, 'fileNumber'),
    ]),
  );
});
