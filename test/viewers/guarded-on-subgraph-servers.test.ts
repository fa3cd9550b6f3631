import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCitizenProofs } from '../../lib/federation/citizen-proof.ts';
import { newId } from '../../lib/kit/public-id.ts';
import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
import { type Role, roles, scopesOf, serviceViewer, type Viewer } from '../../lib/kit/viewer.ts';
import { createInternalTokenSigner } from '../../lib/platform/identity/internal-token.ts';
import { GraphClient } from '../support/client.ts';
import type { StoredApplication, TestCitizen } from '../support/data.ts';
import { earlierAnswer } from '../support/earlier-answer.ts';
import { overHttp, startGraph, type TestGraph } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { operations } from '../casework/operations.ts';
import {
  fieldsForSubgraphs,
  inRefusedObjects,
  isReachedByClients,
  scopesOfField,
  signedInFields,
} from './field-scopes.ts';

/**
 * Guarded fields, requested at the subgraph that owns them. Through the gateway many of them lie
 * behind another field that is refused already: here each guard stands alone.
 */

/** Of several, any one; empty if it is enough to be signed in. */
const scopesNeeded: Readonly<Record<string, readonly string[]>> = {
  ...scopesOfField,
  ...Object.fromEntries(signedInFields.map((field) => [field, []])),
  ...Object.fromEntries(fieldsForSubgraphs.map((field) => [field, ['service']])),
  'Query.applicant': ['service:applicants'],
  'Query.applicants': ['service:applicants'],
  'Query.applicationFacts': ['service:facts'],
  'Query.businessDays': ['service:facts'],
  'Query.changedFacts': ['service:facts'],
  'Query.unitHistories': ['service:facts'],
};

/** Fields that are reached in one way, and how the last step is requested. */
interface Group {
  subgraph: SubgraphName;
  askers: readonly (Role | 'nobody')[];
  query: (selection: string, viewer: Viewer) => string;
  path: readonly (string | number)[];
  fields: Readonly<Record<string, () => string>>;
}

const everybody = ['nobody', ...roles] as const;

overHttp('at the server of its own subgraph', () => {
  let graph: TestGraph;
  let citizen: TestCitizen;
  let application: StoredApplication;
  let unitId: string;
  let otherUnitId: string;

  beforeAll(async () => {
    graph = await startGraph({ analytics: true });
    citizen = await graph.data.citizen();
    const unit = graph.data.unit({ kind: 'PROVINCIAL_DIRECTORATE', provinceCode: '34' });
    unitId = unit._id;
    otherUnitId = graph.data.unit({ kind: 'DISTRICT_GOVERNORSHIP', provinceCode: '54' })._id;
    const repliedAt = new Date('2026-11-20T09:00:00Z');
    const reply = { kind: 'FINAL', outcome: 'REFUSED', text: 'Yapılmadı.', repliedAt } as const;
    application = await graph.data.application({
      citizen,
      fields: {
        rating: { score: 2, solved: false, ratedAt: repliedAt },
        earlierAnswers: [
          earlierAnswer({
            targetDate: '2026-11-02',
            statutoryDate: '2026-11-09',
            reopenedAt: new Date('2026-11-10T09:00:00Z'),
          }),
        ],
      },
      referrals: [{ unit, state: 'ANSWERED', replies: [reply] }],
    });
    const applicant = await personOf(graph, { role: 'CITIZEN', citizenId: citizen.id });
    const { number } = application;
    await applicant.do(operations.appeal, { number, text: 'Verilen cevabı kabul etmiyorum.' });
  });

  afterAll(() => graph?.stop());

  async function askSubgraph(subgraph: SubgraphName, query: string, viewer: Viewer) {
    const client = new GraphClient(
      `${graph.servers.get(subgraph)?.server.listeningOrigin}/graphql`,
    );
    const token = createInternalTokenSigner(graph.keys)(viewer, subgraph);
    const { data, errors } = await client.ask(query, { token });
    return { data, errors };
  }

  /** A viewer of the role with a relation to the application, where the role can have one. */
  function viewerOf(role: Role | 'nobody'): Viewer {
    if (role === 'nobody') return null;
    if (role === 'SERVICE') return serviceViewer('institution-directory');
    const citizenId = role === 'CITIZEN' ? citizen.id : null;
    return { subject: 'somebody', role, citizenId, unitId: role === 'OFFICER' ? unitId : null };
  }

  const entity = (type: string, fields: string, selection: string) =>
    `{ _entities(representations: [{ __typename: "${type}", ${fields} }]) { ... on ${type} { ${selection} } } }`;
  const ofApplication = (selection: string) =>
    entity('Application', `id: "${application.publicId}"`, selection);

  const roots = (subgraph: SubgraphName, fields: Group['fields']): Group => ({
    subgraph,
    askers: everybody,
    query: (selection) => `{ ${selection} }`,
    path: [],
    fields,
  });
  /** Of an application that the viewer sees. */
  const inApplication = (list: string | null, fields: Group['fields']): Group => ({
    subgraph: 'application',
    askers: ['CITIZEN', 'EVALUATOR', 'OFFICER', 'ANALYST'],
    query: (selection) => ofApplication(list === null ? selection : `${list} { ${selection} }`),
    path: ['_entities', 0, ...(list === null ? [] : [list, 0])],
    fields,
  });
  const inRating = (fields: Group['fields']): Group => ({
    ...inApplication('rating', fields),
    path: ['_entities', 0, 'rating'],
  });

  const groups: readonly Group[] = [
    roots('application', {
      'Query.application': () => `application(number: "${application.number}") { stage }`,
      'Query.myApplications': () => 'myApplications { nodes { stage } }',
      'Query.myUndeliveredMessages': () => 'myUndeliveredMessages { channel }',
      'Query.similarApplications': () =>
        'similarApplications(input: { subject: "Yol", text: "Yol" }) { similarity }',
      'Query.evaluationQueue': () => 'evaluationQueue { nodes { stage } }',
      'Query.referral': () => `referral(id: "${application.referralIds[0]}") { state }`,
      'Query.unitInbox': () => `unitInbox(unitId: "${unitId}") { nodes { state } }`,
      'Query.closedReferrals': () => `closedReferrals(unitId: "${unitId}") { nodes { state } }`,
      'Query.closedApplications': () => 'closedApplications { nodes { stage } }',
      'Query.applicationEvents': () => 'applicationEvents { nodes { kind } }',
      'Query.unitAppeals': () => `unitAppeals(unitId: "${unitId}") { nodes { state } }`,
      'Query.outbox': () => 'outbox { nodes { id } }',
      'Query.notificationBacklog': () => 'notificationBacklog { failed }',
      'Query.applicationFacts': () => 'applicationFacts { total }',
      'Query.changedFacts': () => 'changedFacts { cursor }',
      'Query.businessDays': () => 'businessDays { version }',
    }),
    roots('citizen', {
      'Query.citizen': () => `citizen(id: "${citizen.id}") { id }`,
      'Query.citizenSearches': () => 'citizenSearches { nodes { reason } }',
      'Query.applicant': () => `applicant(id: "${citizen.id}") { hash }`,
      'Query.applicants': () => `applicants(ids: ["${citizen.id}"]) { hash }`,
    }),
    roots('analytics', {
      'Query.applications': () => 'applications { totalCount }',
      'Query.applicationStatistics': () => 'applicationStatistics(groupBy: [TYPE]) { totalCount }',
      'Query.referralStatistics': () => 'referralStatistics(groupBy: [UNIT]) { totalCount }',
      'Query.stepStatistics': () => 'stepStatistics(groupBy: [KIND]) { totalCount }',
    }),
    {
      ...roots('citizen', { 'Query.me': () => 'me { id }' }),
      askers: ['nobody'],
    },
    roots('institution-directory', {
      'Query.directoryChanges': () => `directoryChanges(unitId: "${unitId}") { nodes { id } }`,
      'Query.proposedUnitChanges': () => 'proposedUnitChanges { nodes { id } }',
      'Query.unitChanges': () => 'unitChanges(after: 2000000000) { more }',
      'Query.unitHistories': () => 'unitHistories(after: 2000000000) { more }',
      'Query.unknownParts': () => 'unknownParts(topicId: "su-kanalizasyon", provinceCode: "34")',
      'Query.typeOfNode': () => `typeOfNode(id: "${unitId}", isAdministrator: true)`,
    }),
    {
      ...roots('institution-directory', {
        'Mutation.stopFollowing': () => 'stopFollowing(follower: "x")',
      }),
      query: (selection) => `mutation { ${selection} }`,
    },
    inApplication(null, {
      'Application.number': () => 'number',
      'Application.trackingCode': () => 'trackingCode',
      'Application.subject': () => 'subject',
      'Application.text': () => 'text',
      'Application.filedAt': () => 'filedAt',
      'Application.closedAt': () => 'closedAt',
      'Application.updatedAt': () => 'updatedAt',
      'Application.openQuestions': () => 'openQuestions { text }',
      'Application.extension': () => 'extension { reason }',
      'Application.supplements': () => 'supplements { text }',
      'Application.attachments': () => 'attachments { id }',
      'Application.answerChannel': () => 'answerChannel',
      'Application.applicant': () => 'applicant { id }',
      'Application.redaction': () => 'redaction { text }',
      'Application.claimedBy': () => 'claimedBy',
    }),
    inRating({ 'Rating.ratedAt': () => 'ratedAt' }),
    inApplication('earlierAnswers', { 'EarlierAnswer.answeredAt': () => 'answeredAt' }),
    inApplication('appeals', {
      'Appeal.appealedAt': () => 'appealedAt',
      'Appeal.decidedAt': () => 'decidedAt',
      'Appeal.text': () => 'text',
      'Appeal.decisionText': () => 'decisionText',
    }),
    inApplication('referrals', {
      'Referral.referredAt': () => 'referredAt',
      'Referral.closedAt': () => 'closedAt',
      'Referral.fileNumber': () => 'fileNumber',
      'Referral.assignee': () => 'assignee',
      'Referral.draft': () => 'draft { text }',
      'Referral.reason': () => 'reason',
      'Referral.question': () => 'question { text }',
    }),
    inApplication('replies', { 'Reply.text': () => 'text', 'Reply.repliedAt': () => 'repliedAt' }),
    inApplication('timeline', {
      'TimelineEntry.at': () => 'at',
      'TimelineEntry.note': () => 'note',
      'TimelineEntry.officer': () => 'officer',
      'TimelineEntry.attachment': () => 'attachment { id }',
      'TimelineEntry.correction': () => 'correction { before { type } }',
    }),
    {
      subgraph: 'application',
      askers: everybody,
      query: (selection) => entity('Citizen', `id: "${citizen.id}"`, selection),
      path: ['_entities', 0],
      fields: { 'Citizen.applications': () => 'applications { nodes { stage } }' },
    },
    {
      subgraph: 'application',
      askers: everybody,
      query: (selection) => entity('AdministrativeUnit', `id: "${unitId}"`, selection),
      path: ['_entities', 0],
      fields: { 'AdministrativeUnit.officers': () => 'officers { subject }' },
    },
    {
      subgraph: 'citizen',
      askers: roles,
      // As if the referring subgraph had let this viewer follow the reference.
      query: (selection, viewer) => {
        const proof = createCitizenProofs(graph.keys).seal(citizen.id, viewer);
        return entity('Citizen', `id: "${citizen.id}", proof: ${JSON.stringify(proof)}`, selection);
      },
      path: ['_entities', 0],
      fields: {
        'Citizen.name': () => 'name',
        'Citizen.surname': () => 'surname',
        'Citizen.maskedNationalId': () => 'maskedNationalId',
        'Citizen.mobilePhone': () => 'mobilePhone',
        'Citizen.notificationPreference': () => 'notificationPreference',
        'Citizen.email': () => 'email',
      },
    },
  ];
  const cases = groups.flatMap((group) =>
    Object.entries(group.fields).map(([field, selection]) => ({ field, selection, group })),
  );

  test('every guarded field is covered', () => {
    expect(new Set(cases.map(({ field }) => field))).toEqual(
      new Set(
        Object.keys(scopesNeeded).filter(
          (field) => !isReachedByClients(field) && !inRefusedObjects.includes(field),
        ),
      ),
    );
  });

  test.each(cases)('$field is refused to viewers without its scope', async (one) => {
    const { field, selection, group } = one;
    const { subgraph, askers, query, path } = group;
    const refused = askers
      .map(viewerOf)
      .filter((viewer) => !scopesNeeded[field]?.some((scope) => scopesOf(viewer).includes(scope)));
    expect(refused).not.toEqual([]);

    for (const viewer of refused) {
      const { errors } = await askSubgraph(subgraph, query(selection(), viewer), viewer);

      expect({ viewer, errors }).toEqual({
        viewer,
        errors: [
          {
            ...(viewer
              ? { message: 'Your role does not allow this.' }
              : { message: 'Sign in first: this needs an access token.' }),
            path: [...path, field.split('.')[1]],
            extensions: { code: viewer ? 'FORBIDDEN' : 'UNAUTHENTICATED' },
          },
        ],
      });
    }
  });

  describe('an application', () => {
    const found = (stage: string | null) => ({
      data: { _entities: [stage === null ? null : { stage }] },
      errors: [],
    });

    test.each(['CITIZEN', 'EVALUATOR', 'OFFICER', 'ANALYST'] as const)(
      'is found by a related %s',
      async (role) => {
        const query = ofApplication('stage');

        expect(await askSubgraph('application', query, viewerOf(role))).toEqual(found('ANSWERED'));
      },
    );

    test.each<[who: string, viewer: () => Viewer]>([
      ['nobody', () => null],
      ['an administrator', () => viewerOf('ADMIN')],
      ['another subgraph', () => viewerOf('SERVICE')],
      ['the subgraph itself', () => serviceViewer('application')],
      [
        'another citizen',
        () => ({ subject: 'x', role: 'CITIZEN', citizenId: newId('citizen'), unitId: null }),
      ],
      [
        'an officer of another unit',
        () => ({ subject: 'x', role: 'OFFICER', citizenId: null, unitId: otherUnitId }),
      ],
    ])('is not found by %s', async (_who, viewer) => {
      expect(await askSubgraph('application', ofApplication('stage'), viewer())).toEqual(
        found(null),
      );
    });
  });
});
