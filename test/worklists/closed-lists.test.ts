import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import {
  closedReferralIndexes,
  newReferral,
  type ReferralDocument,
  referralModel,
} from '../../subgraphs/application/record/index.ts';
import { findClosed, mostExamined } from '../../subgraphs/application/worklists/index.ts';
import { operations } from '../casework/operations.ts';
import { profiled } from '../support/commands.ts';
import type { StoredApplication, TestApplication, TestCitizen } from '../support/data.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { type District, districtsOf, faultsOf, pagesOf } from './support.ts';

/** What staff find of what is closed. */

let graph: TestGraph;
let citizen: TestCitizen;
let district: District;
let centre: Person;
let officer: Person;
const made = new Map<string, StoredApplication>();

const referralsQuery = /* GraphQL */ `
  query Closed($unitId: ID!, $filter: ClosedFilter, $first: Int, $after: String) {
    closedReferrals(unitId: $unitId, filter: $filter, first: $first, after: $after) {
      nodes {
        id
        state
        closedAt
        application {
          number
          subject
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        endCursor
      }
    }
  }
`;
const applicationsQuery = `query Ended($filter: ClosedFilter, $first: Int, $after: String) {
  closedApplications(filter: $filter, first: $first, after: $after) {
    nodes { number stage closedAt }
    pageInfo { hasNextPage endCursor } } }`;

interface Page<Node> {
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
interface FoundReferral {
  id: string;
  state: string;
  closedAt: string;
  application: { number: string | null; subject: string };
}

async function make(name: string, closedAt: string, application: Partial<TestApplication> = {}) {
  const [unit] = district.below;
  const referrals = [{ unit, state: 'ANSWERED' as const, closedAt: new Date(closedAt) }];
  const fields = { closedAt: new Date(closedAt), ...application.fields };
  const content = { subject: `${name} yanmıyor`, ...application.content };
  made.set(
    name,
    await graph.data.application({ citizen, referrals, ...application, fields, content }),
  );
}

const nameOf = (number: string | null, id?: string) =>
  [...made].find(([, one]) => one.number === number || one.referralIds[0] === id)?.[0];
const numberOf = (name: string) => made.get(name)?.number ?? '';

async function find(person: Person, filter: object | null = null, unitId = district.office._id) {
  const { nodes } = await person.do<Page<FoundReferral>>(referralsQuery, { unitId, filter });
  return nodes.map(({ id, application }) => nameOf(application.number, id));
}

async function findEnded(filter: object | null = null) {
  const { nodes } = await centre.do<Page<{ number: string }>>(applicationsQuery, { filter });
  return nodes.map(({ number }) => nameOf(number));
}

/** The subjects of what is closed are indexed in the background. */
const untilFound = (search: () => Promise<unknown[]>, count: number) =>
  until(search, (found) => found.length === count);

onceInTheSuite('what is closed', () => {
  beforeAll(async () => {
    graph = await startGraph();
    citizen = await graph.data.citizen();
    const next = districtsOf(graph);
    district = next();
    const elsewhere = next().below[0];
    const [unit, other] = district.below;
    centre = await personOf(graph, { role: 'EVALUATOR', subject: 'nermin' });
    officer = await personOf(graph, { role: 'OFFICER', unitId: district.office._id });
    const closedAt = new Date('2026-11-13T09:00:00Z');
    // The first two are closed on either side of midnight in Türkiye.
    await make('lamba', '2026-11-10T20:59:59.999Z');
    await make('lambalar', '2026-11-10T21:00:00.000Z');
    await make('gizli', '2026-11-12T09:00:00Z', {
      fields: { identityHidden: true },
      content: { subject: 'Komşumun köpeği', redactedSubject: 'Köpek şikâyeti' },
    });
    await make('iletilen', closedAt.toISOString(), {
      fields: { closedAt: null },
      referrals: [{ unit, state: 'FORWARDED', closedAt }, { unit: other }],
    });
    await make('açık', '2026-11-14T09:00:00Z', {
      fields: { closedAt: null },
      referrals: [{ unit }],
    });
    await make('başka yerde', '2026-11-15T09:00:00Z', {
      referrals: [{ unit: elsewhere, state: 'ANSWERED', closedAt }],
    });
    // Its unit was here, and the index has not followed.
    const [unitId, officeId] = [elsewhere._id, district.office._id];
    const scope = { scopeIds: [unitId, officeId], scopeVersion: 1_000_000 };
    await make('taşınan', '2026-11-15T08:00:00Z', {
      referrals: [{ unit: elsewhere, state: 'ANSWERED', closedAt, ...scope }],
    });
    await make('amiri hakkında', '2026-11-16T09:00:00Z', {
      fields: { meantUnitId: district.office._id, aboutHeadOfUnit: true },
    });
    await make('geri çekilen', '2026-11-17T09:00:00Z', {
      fields: { withdrawnAt: closedAt },
      referrals: [],
    });
  });
  afterAll(() => graph?.stop());

  const ofOffice = ['iletilen', 'gizli', 'lambalar', 'lamba'];

  test('in a unit and below it, the latest first', async () => {
    const page = await officer.do<Page<FoundReferral>>(referralsQuery, {
      unitId: district.office._id,
      first: 2,
    });

    expect(page).toEqual({
      nodes: [
        {
          id: made.get('iletilen')?.referralIds[0],
          state: 'FORWARDED',
          closedAt: '2026-11-13T09:00:00.000Z',
          application: { number: numberOf('iletilen'), subject: 'iletilen yanmıyor' },
        },
        {
          id: made.get('gizli')?.referralIds[0],
          state: 'ANSWERED',
          closedAt: '2026-11-12T09:00:00.000Z',
          application: { number: null, subject: 'Köpek şikâyeti' },
        },
      ],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, endCursor: expect.any(String) },
    });
    expect(await find(officer)).toEqual(ofOffice);
    expect(await find(officer, null, district.below[1]._id)).toEqual([]);
    expect(await find(centre)).toEqual(['amiri hakkında', ...ofOffice]);
  });

  test('of all units, for the centre', async () => {
    expect(await findEnded()).toEqual([
      'geri çekilen',
      'amiri hakkında',
      'başka yerde',
      'taşınan',
      'gizli',
      'lambalar',
      'lamba',
    ]);
    const { nodes } = await centre.do<Page<unknown>>(applicationsQuery, { first: 1 });
    const number = numberOf('geri çekilen');
    const closedAt = '2026-11-17T09:00:00.000Z';
    expect(nodes).toEqual([{ number, stage: 'WITHDRAWN', closedAt }]);
  });

  test.each<[filter: object, found: string[]]>([
    [{ closedFrom: '2026-11-11' }, ['iletilen', 'gizli', 'lambalar']],
    [{ closedTo: '2026-11-10' }, ['lamba']],
    [{ closedFrom: '2026-11-11', closedTo: '2026-11-12' }, ['gizli', 'lambalar']],
    [{ closedTo: '2999-12-31' }, ofOffice],
    [{ closedFrom: '2027-01-01' }, []],
  ])('by the days %j', async (filter, found) => {
    expect(await find(officer, filter)).toEqual(found);
  });

  test('by number, but not by that of a hidden applicant', async () => {
    const findBy = (person: Person, name: string, more = {}) =>
      find(person, { number: numberOf(name), ...more });

    expect(await findBy(officer, 'lamba')).toEqual(['lamba']);
    expect(await findBy(officer, 'lamba', { closedFrom: '2026-11-11' })).toEqual([]);
    expect(await findBy(officer, 'gizli')).toEqual([]);
    expect(await findBy(officer, 'başka yerde')).toEqual([]);
    expect(await findBy(officer, 'amiri hakkında')).toEqual([]);
    expect(await findBy(centre, 'gizli')).toEqual(['gizli']);
    expect(await findEnded({ number: numberOf('gizli') })).toEqual(['gizli']);
    expect(await findEnded({ number: numberOf('açık') })).toEqual([]);
    const word = { subject: 'lambalar' };
    expect(await findBy(officer, 'lamba', word)).toEqual([]);
  });

  test('by words of the subject that the viewer sees', async () => {
    await untilFound(() => find(officer, { subject: 'YANMIYOR' }), 3);

    expect(await find(officer, { subject: 'yanmıyor lamba' })).toEqual(['lambalar', 'lamba']);
    expect(await find(officer, { subject: 'lambal' })).toEqual(['lambalar']);
    expect(await find(officer, { subject: 'kopek sikayeti' })).toEqual(['gizli']);
    expect(await find(officer, { subject: 'komşu' })).toEqual([]);
    expect(await find(officer, { subject: 'yer' })).toEqual([]);
    const days = { closedTo: '2026-11-10' };
    expect(await find(officer, { subject: 'lamba', ...days })).toEqual(['lamba']);

    await untilFound(() => findEnded({ subject: 'yanmıyor' }), 6);
    expect(await findEnded({ subject: 'komşu' })).toEqual(['gizli']);
    expect(await findEnded({ subject: 'şikayet' })).toEqual([]);
  });

  test('by the subject that the centre has redacted since', async () => {
    await untilFound(() => find(officer, { subject: 'lambalar' }), 1);
    const redact = (redactedSubject: string | null) =>
      centre.do(
        `mutation ($number: String!, $redactedSubject: String) {
          redactApplication(number: $number, redactedSubject: $redactedSubject) { version } }`,
        { number: numberOf('lambalar'), redactedSubject },
      );

    await redact('Aydınlatma');
    expect(await find(officer, { subject: 'lambalar' })).toEqual([]);
    await untilFound(() => find(officer, { subject: 'aydınlatma' }), 1);

    await redact(null);
    expect(await find(officer, { subject: 'aydınlatma' })).toEqual([]);
    await untilFound(() => find(officer, { subject: 'lambalar' }), 1);
  });

  test('is listed as soon as it is closed, and no longer once it is open again', async () => {
    const { number } = await graph.data.application({ citizen });
    const refused = () => findEndedNumbers(number);
    expect(await refused()).toEqual([]);

    await centre.do(operations.refuse, { number, reason: 'NO_CONCRETE_FACT' });

    expect(await refused()).toEqual([number]);
  });

  const findEndedNumbers = async (number: string) => {
    const filter = { number };
    const { nodes } = await centre.do<Page<{ number: string }>>(applicationsQuery, { filter });
    return nodes.map((one) => one.number);
  };

  test('pages contain everything once', async () => {
    const filter = { subject: 'yanmıyor' };
    await untilFound(() => find(officer, filter), 3);
    const unitId = district.office._id;

    for (const [wanted, found] of [
      [null, ofOffice],
      [filter, ['iletilen', 'lambalar', 'lamba']],
    ] as const) {
      const pages = await pagesOf((after) =>
        officer.do<Page<FoundReferral>>(referralsQuery, {
          unitId,
          filter: wanted,
          first: 1,
          after,
        }),
      );
      const names = pages.flat().map(({ id, application }) => nameOf(application.number, id));
      expect(names).toEqual(found);
    }
  });

  test.each<[what: string, variables: Record<string, unknown>, fault: object]>([
    [
      'a day that does not exist',
      { filter: { closedFrom: '2026-02-30' } },
      { field: 'filter.closedFrom', reason: 'FORMAT' },
    ],
    [
      'a day that cannot be given',
      { filter: { closedTo: '3000-01-01' } },
      { field: 'filter.closedTo', reason: 'RANGE' },
    ],
    [
      'days in the wrong order',
      { filter: { closedFrom: '2026-11-02', closedTo: '2026-11-01' } },
      { field: 'filter.closedTo', reason: 'RANGE' },
    ],
    ['no words', { filter: { subject: '?' } }, { field: 'filter.subject', reason: 'RANGE' }],
    [
      'a mistyped number',
      { filter: { number: '2600000001' } },
      { field: 'filter.number', reason: 'CHECKSUM' },
    ],
    ['a bad cursor', { after: 'x' }, { field: 'after', reason: 'CURSOR' }],
    ['fewer than no items', { first: -1 }, { field: 'first', reason: 'RANGE' }],
  ])('refuses %s', async (_what, variables, fault) => {
    const unitId = district.office._id;
    for (const [query, path] of [
      [referralsQuery, 'closedReferrals'],
      [applicationsQuery, 'closedApplications'],
    ] as const) {
      const { errors } = await centre.ask(query, { unitId, ...variables });
      expect(faultsOf({ errors })).toEqual([{ path: [path], code: 'BAD_USER_INPUT', ...fault }]);
    }
  });

  test('is not for others', async () => {
    const stranger = await personOf(graph, {
      role: 'OFFICER',
      unitId: graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '69' })._id,
    });
    const unitId = district.office._id;
    const { errors } = await stranger.ask(referralsQuery, { unitId });
    expect(faultsOf({ errors })).toEqual([{ path: ['closedReferrals'], code: 'NOT_FOUND' }]);
    expect(await officer.refused(applicationsQuery)).toMatchObject({ code: 'FORBIDDEN' });
  });
});

type ClosedPosition = Parameters<typeof findClosed>[1]['after'];

onceInTheSuite('a search among thousands', () => {
  /** Of each of the two conditions, more than one read may examine. */
  const count = mostExamined + 500;
  const scopeIds = ['90000001'];
  const day = (days: number) => new Date(Date.UTC(2026, 0, 1) - days * 60_000);
  const closed = (days: number, fields: Partial<ReferralDocument>): ReferralDocument => ({
    ...newReferral(
      {
        _id: new Types.ObjectId(),
        unitId: '90000002',
        referredAt: day(days),
        scopeIds: ['90000002'],
        scopeVersion: 0,
        state: 'ANSWERED',
        open: false,
        closedAt: day(days),
      },
      { _id: new Types.ObjectId(), type: 'REQUEST', topicId: 'x', statutoryDate: '2026-01-01' },
    ),
    subjectTerms: ['zz'],
    ...fields,
  });
  const runs = [
    { filter: { open: false, scopeIds: { $in: scopeIds } }, index: closedReferralIndexes.unit },
    { filter: { open: false, subjectTerms: 'lamba' }, index: closedReferralIndexes.subject },
  ] as const;

  beforeAll(async () => {
    graph = await startGraph();
  });
  afterAll(() => graph?.stop());

  test('examines a limited number at once, and finds everything in the end', async () => {
    const model = referralModel(graph.data.databases.application.connection);
    const last = closed(3 * count, { scopeIds, subjectTerms: ['lamba'] });
    await model.collection.insertMany([
      ...Array.from({ length: count }, (_, index) => closed(index, { scopeIds })),
      ...Array.from({ length: count }, (_, index) => closed(index, { subjectTerms: ['lamba'] })),
      last,
    ]);
    const found: string[] = [];
    const work: number[] = [];
    /** @returns the position from which the next page goes on. */
    async function readPage(after: ClosedPosition): Promise<ClosedPosition> {
      const query = { runs: [runs[0], runs[1]], from: null, before: null, after } as const;
      let end: ClosedPosition = null;
      const profile = await profiled(graph.data.database('application'), async () => {
        const page = await findClosed<ReferralDocument>(model, query, 20, {});
        found.push(...page.rows.map(({ _id }) => _id.toHexString()));
        end = page.end;
      });
      const done = await profile
        .find<{ docsExamined?: number }>({
          ns: /\.referrals$/,
          'command.comment': { $exists: false },
        })
        .toArray();
      work.push(done.reduce((sum, { docsExamined }) => sum + (docsExamined ?? 0), 0));
      return end;
    }

    for (let end = await readPage(null); end !== null;) end = await readPage(end);

    expect(found).toEqual([last._id.toHexString()]);
    expect(work).toHaveLength(2);
    // Positions are read from keys alone.
    expect(Math.max(...work)).toBeLessThanOrEqual(mostExamined);
  });
});
