import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  buildSchema,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { createRights } from '../../gateway/execution/rights.ts';
import { readSupergraph } from '../../gateway/supergraph.ts';
import type { Viewer } from '../../lib/kit/viewer.ts';
import { draftOf } from '../casework/drafts.ts';
import { operations, type Standing } from '../casework/operations.ts';
import { filingInput } from '../support/filing.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';

/**
 * A moment tells one application from all others. Analysts learn of none, and officers of none at which somebody did
 * something who is hidden from them.
 */

const supergraph = buildSchema(readSupergraph(), { assumeValidSDL: true });

/** The fields of a type that a viewer may request, as `Type.field`, from the roots on. */
function reachedBy(viewer: Viewer, typeName: string, schema: GraphQLSchema): string[] {
  const rights = createRights(schema)(viewer);
  const found: string[] = [];
  const seen = new Set<string>();
  const reach = (type: GraphQLNamedType) => {
    if (seen.has(type.name)) return;
    seen.add(type.name);
    if (isAbstractType(type)) schema.getPossibleTypes(type).forEach(reach);
    if (!isObjectType(type) && !isInterfaceType(type)) return;
    for (const field of Object.values(type.getFields())) {
      if (rights.refusalOf(type.name, field.name)) continue;
      const of = getNamedType(field.type);
      if (of.name === typeName) found.push(`${type.name}.${field.name}`);
      else reach(of);
    }
  };
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const root of roots) if (root) reach(root);
  return found.toSorted();
}

const viewer = { subject: 'a', citizenId: null, unitId: null } as const;

test('an analyst reaches no moment of an application by its id or any other way', () => {
  expect(reachedBy({ ...viewer, role: 'ANALYST' }, 'DateTime', supergraph)).toEqual([
    'ApplicationStatistics.asOf', // of the copy
    'ApplicationStatus.filedAt', // whoever has the number and the tracking code sees it, signed in or not
    // Types that `node` can return, though not to analysts. They belong to no application.
    'DirectoryChange.at',
    'DirectoryChange.decidedAt',
    'DirectoryChange.expiresAt',
    'FoundApplicationConnection.asOf', // of the copy, as those of statistics
    'LeaveDay.addedAt',
    'OutboxMessage.sentAt',
    'PublishedStatistics.asOf',
    'ReferralStatistics.asOf',
    'StepStatistics.asOf',
  ]);
});

test('the centre reaches those of everything', () => {
  const reached = reachedBy({ ...viewer, role: 'EVALUATOR' }, 'DateTime', supergraph);

  expect(reached).toEqual(
    expect.arrayContaining([
      'Appeal.appealedAt',
      'Appeal.decidedAt',
      'Application.filedAt',
      'EarlierAnswer.answeredAt',
      'Rating.ratedAt',
      'Referral.referredAt',
      'Reply.repliedAt',
      'TimelineEntry.at',
    ]),
  );
});

/** Every moment of an application. */
const referralQuery = /* GraphQL */ `
  query ($id: ID!) {
    referral(id: $id) {
      ...Dated
      draft {
        draftedAt
      }
      question {
        askedAt
      }
      application {
        filedAt
        updatedAt
        closedAt
        supplements {
          at
        }
        openQuestions {
          askedAt
        }
        extension {
          extendedAt
        }
        replies {
          repliedAt
        }
        rating {
          ratedAt
        }
        earlierAnswers {
          answeredAt
          rating {
            ratedAt
          }
        }
        appeals {
          appealedAt
          decidedAt
        }
        timeline {
          at
          event
          actor
          rating {
            ratedAt
          }
        }
        referrals {
          ...Dated
        }
      }
    }
  }
  fragment Dated on Referral {
    referredAt
    closedAt
    replies {
      repliedAt
    }
  }
`;

const eventsQuery = /* GraphQL */ `
  query ($unitId: ID!) {
    applicationEvents(unitId: $unitId, first: 100, after: "EARLIEST") {
      nodes {
        at
        kind
        cursor
        application {
          number
          identityHidden
        }
      }
    }
  }
`;

/** The fields with moments that the queries above select, as `Type.field`. */
function selected(): string[] {
  const found = new Set<string>();
  for (const query of [referralQuery, eventsQuery]) {
    const types = new TypeInfo(supergraph);
    const enter = () => {
      const type = types.getType();
      if (!type || getNamedType(type).name !== 'DateTime') return;
      found.add(`${types.getParentType()?.name}.${types.getFieldDef()?.name}`);
    };
    visit(parse(query), visitWithTypeInfo(types, { Field: enter }));
  }
  return [...found].toSorted();
}

/** The values within an object, by their paths. */
function valuesOf(of: unknown, path = ''): [string, unknown][] {
  if (typeof of !== 'object' || of === null) return [[path, of]];
  return Object.entries(of).flatMap(([key, each]) => valuesOf(each, `${path}.${key}`));
}

/** The latest moment of an application follows from those that are seen. */
const withoutUpdate = (of: readonly (readonly unknown[])[]) =>
  of.filter(([path]) => path !== '.application.updatedAt');

const latestOf = (moments: readonly string[]) => moments.toSorted().at(-1);

/** The first moment of its day in Istanbul. */
function beginningOf(at: string): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Istanbul' }).format(
    new Date(at),
  );
  return new Date(`${day}T00:00:00+03:00`).toISOString();
}

/** Here, withdrawals alone cancel referrals. */
const actsOfApplicants: ReadonlySet<string> = new Set([
  'FILED',
  'SUPPLEMENTED',
  'WITHDRAWN',
  'CANCELLED',
  'RATED',
  'APPEALED',
]);

interface SeenEvent {
  readonly cursor: string;
  readonly at: string;
  readonly kind: string;
  readonly application: { readonly number: string | null; readonly identityHidden: boolean };
}

interface SeenReferral {
  readonly application: {
    readonly updatedAt: string;
    readonly timeline: readonly { at: string; event: string; actor: string | null }[];
  };
}

onceInTheSuite('an officer who sees', () => {
  const text = 'Sokağımızdaki lambalar hâlâ yanmıyor.';
  let graph: TestGraph;
  let unitId: string;
  let otherId: string;
  let citizen: Person;
  let evaluator: Person;
  let superior: Person;
  let officer: Person;
  let colleague: Person;
  let other: Person;

  beforeAll(async () => {
    graph = await startGraph();
    const unit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
    const beside = graph.data.directory.units.find(
      ({ _id, parentId }) => parentId === unit.parentId && _id !== unit._id,
    );
    unitId = unit._id;
    otherId = beside?._id ?? '';
    const { id: citizenId } = await graph.data.citizen();
    citizen = await personOf(graph, { role: 'CITIZEN', citizenId });
    evaluator = await personOf(graph, { role: 'EVALUATOR' });
    const inUnit = (id: string | null, subject: string) =>
      personOf(graph, { role: 'OFFICER', unitId: id, subject });
    officer = await inUnit(unitId, 'officer-1');
    colleague = await inUnit(unitId, 'officer-2');
    other = await inUnit(otherId, 'officer-3');
    superior = await inUnit(unit.parentId, 'superior');
  });

  afterAll(() => graph?.stop());

  async function refer(hideIdentity: boolean, ...unitIds: string[]): Promise<Standing> {
    const input = filingInput(graph, { type: 'COMPLAINT', hideIdentity });
    const { number } = await citizen.do<Standing>(operations.file, { input });
    return evaluator.do<Standing>(operations.refer, { number, unitIds });
  }

  async function answer(number: string, referralId: string | undefined): Promise<void> {
    const reply = { kind: 'FINAL', outcome: 'REFUSED', text: 'Bu yılın bütçesinde yer yoktur.' };
    await officer.do(operations.draft, { referralId, ...reply });
    await colleague.do(operations.approve, await draftOf(colleague, number, referralId));
  }

  /** Everything that an applicant can do: answered twice, rated twice, and appealed against twice. */
  async function wholeLife(hideIdentity: boolean): Promise<Standing> {
    const { number, referrals } = await refer(hideIdentity, unitId);
    const referralId = referrals[0]?.id;
    await officer.do(operations.accept, { referralId });
    await officer.do(operations.requestClarification, { referralId, question: 'Hangi sokak?' });
    await citizen.do(operations.supplement, { number, text });
    await answer(number, referralId);
    await citizen.do(operations.rate, { number, score: 1, solved: false });
    await citizen.do(operations.appeal, { number, text });
    const upheld = { referralId, decision: 'UPHELD', text };
    await superior.do(operations.decideAppeal, upheld);
    const again = await evaluator.do<Standing>(operations.standing, { number });
    const nextId = again.referrals.find(({ state }) => state === 'PENDING')?.id;
    await officer.do(operations.accept, { referralId: nextId });
    await answer(number, nextId);
    await citizen.do(operations.rate, { number, score: 2, solved: false });
    await citizen.do(operations.appeal, { number, text });
    return again;
  }

  /** One unit has answered, the other has begun. */
  async function withdrawn(hideIdentity: boolean): Promise<Standing> {
    const referred = await refer(hideIdentity, unitId, otherId);
    const { number, referrals } = referred;
    await officer.do(operations.accept, { referralId: referrals[0]?.id });
    await answer(number, referrals[0]?.id);
    await other.do(operations.accept, { referralId: referrals[1]?.id });
    await citizen.do(operations.withdraw, { number });
    return referred;
  }

  test.each([
    ['from filing to a second appeal', wholeLife, ['SUPPLEMENTED', 'RATED', 'APPEALED']],
    ['withdrawn', withdrawn, ['WITHDRAWN', 'CANCELLED']],
  ])('a hidden applicant (%s) sees the days of their acts alone', async (_life, make, events) => {
    const { referrals } = await make(true);
    const id = referrals[0]?.id;
    const exact = await evaluator.do<SeenReferral>(referralQuery, { id });
    const acts = exact.application.timeline.filter(({ actor }) => actor === 'CITIZEN');
    expect(acts.map(({ event }) => event)).toEqual(expect.arrayContaining(['FILED', ...events]));
    const moments = new Set<unknown>(acts.map(({ at }) => at));

    const seen = await superior.do<SeenReferral>(referralQuery, { id });

    const known = valuesOf(exact).map(([path, value]) => [
      path,
      moments.has(value) ? beginningOf(String(value)) : value,
    ]);
    const { updatedAt, timeline } = seen.application;
    expect(withoutUpdate(valuesOf(seen))).toEqual(withoutUpdate(known));
    expect(updatedAt).toBe(latestOf(timeline.map(({ at }) => at)));
    // The units themselves see a part.
    for (const [person, referral] of [
      [officer, referrals[0]],
      [other, referrals[1]],
    ] as const) {
      const { data } = await person.ask(referralQuery, { id: referral?.id });
      expect(valuesOf(data).filter(([, value]) => moments.has(value))).toEqual([]);
    }
  });

  test('an applicant who is not hidden sees everything exactly', async () => {
    for (const make of [wholeLife, withdrawn]) {
      const id = (await make(false)).referrals[0]?.id;
      const exact = await evaluator.do<SeenReferral>(referralQuery, { id });

      expect(await superior.do<SeenReferral>(referralQuery, { id })).toEqual(exact);
    }
  });

  test('the changes of both sees their times as in the applications', async () => {
    await wholeLife(true);
    await withdrawn(true);
    const { number } = await withdrawn(false);
    const eventsFor = async (person: Person) =>
      (await person.do<{ nodes: SeenEvent[] }>(eventsQuery, { unitId })).nodes;
    const exact = await until(
      () => eventsFor(evaluator),
      (found) => {
        const ofLast = found.filter(({ application }) => application.number === number);
        return ['WITHDRAWN', 'CANCELLED'].every((kind) => ofLast.some((one) => one.kind === kind));
      },
    );

    expect(await eventsFor(superior)).toEqual(
      exact.map(({ at, kind, cursor, application: { number: known, identityHidden } }) => ({
        at: identityHidden && actsOfApplicants.has(kind) ? beginningOf(at) : at,
        kind,
        cursor,
        application: { number: identityHidden ? null : known, identityHidden },
      })),
    );
  });

  test('either has asked for every moment of an application that an officer reaches', () => {
    const asked = new Set(selected());

    const reached = reachedBy({ ...viewer, role: 'OFFICER', unitId }, 'DateTime', supergraph);
    expect(reached.filter((field) => !asked.has(field))).toEqual([
      'ApplicationStatus.filedAt', // whoever has the number and the tracking code sees it
      'DirectoryChange.at',
      'DirectoryChange.decidedAt',
      'DirectoryChange.expiresAt',
      'LeaveDay.addedAt',
      'OutboxMessage.sentAt', // of a type that `node` can return, though not to officers
      'PublishedStatistics.asOf',
    ]);
  });
});
