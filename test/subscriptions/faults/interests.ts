import type { SignedInViewer } from '../../../lib/kit/viewer.ts';
import type { Change, KnownApplication } from './flow.ts';
import type { Place } from './place.ts';

/** Who follows what, and which changes they are to receive by the documentation of the fields. */
export interface Interest {
  readonly name: string;
  readonly viewer: Partial<SignedInViewer>;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  matches(change: Change): boolean;
}

const newApplications = /* GraphQL */ `
  subscription New(
    $unitId: ID
    $includeSubUnits: Boolean
    $types: [ApplicationType!]
    $topics: [ID!]
    $after: String
  ) {
    newApplications(
      unitId: $unitId
      includeSubUnits: $includeSubUnits
      types: $types
      topics: $topics
      after: $after
    ) {
      cursor
      application {
        number
        applicant {
          name
        }
      }
      referral {
        unit {
          id
        }
        named: unit {
          name
        }
      }
    }
  }
`;

const applicationChanged = /* GraphQL */ `
  subscription Changed($number: String, $referralId: ID, $after: String) {
    applicationChanged(number: $number, referralId: $referralId, after: $after) {
      cursor
      kind
      application {
        number
        responsibleUnit {
          name
        }
      }
      referral {
        unit {
          id
        }
      }
    }
  }
`;

const applicationEvents = /* GraphQL */ `
  query Poll($unitId: ID, $after: String) {
    applicationEvents(unitId: $unitId, first: 100, after: $after) {
      nodes {
        cursor
        kind
        application {
          number
        }
        referral {
          unit {
            id
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

interface NewFilter {
  unitId?: string;
  includeSubUnits?: boolean;
  types?: readonly string[];
  topics?: readonly string[];
}

const officerOf = (unitId: string) => ({ role: 'OFFICER', unitId }) as const;
const centre = { role: 'EVALUATOR' } as const;

/** New applications: filed ones for the centre without a unit, referred ones otherwise. */
function isNew(viewer: Interest['viewer'], filter: NewFilter, place: Place): Interest {
  const { unitId = viewer.unitId, includeSubUnits = true, types, topics } = filter;
  return {
    name: `${viewer.role} of ${viewer.unitId ?? 'the centre'}, new ${JSON.stringify(filter)}`,
    viewer,
    query: newApplications,
    variables: { ...filter },
    matches(change) {
      if (types && !types.includes(change.type)) return false;
      if (topics && !topics.includes(change.topicId)) return false;
      if (unitId == null) return change.kind === 'FILED';
      if (change.kind !== 'REFERRED' || change.unitId === null) return false;
      return includeSubUnits ? place.isWithin(change.unitId, unitId) : change.unitId === unitId;
    },
  };
}

/** Every kind of filter, for officers on each level and for the centre. */
export function newcomers(place: Place): Interest[] {
  const { region, directorates, offices, topics } = place;
  const [one, other] = directorates;
  const [first, second, third] = offices;
  const given: [Interest['viewer'], NewFilter][] = [
    [officerOf(region), {}],
    [officerOf(region), { unitId: one }],
    [officerOf(region), { unitId: region, includeSubUnits: false }],
    [officerOf(region), { unitId: third, types: ['REQUEST'] }],
    [officerOf(one), { types: ['COMPLAINT'] }],
    [officerOf(one), { topics: [topics[0]] }],
    [officerOf(one), { unitId: second, topics: [topics[1], topics[2]], types: ['REQUEST'] }],
    [officerOf(other), {}],
    [officerOf(other), { includeSubUnits: false }],
    [officerOf(first), {}],
    [officerOf(second), { types: ['REQUEST', 'SUGGESTION'] }],
    [officerOf(third), { topics: [topics[0], topics[2]] }],
    [centre, {}],
    [centre, { types: ['SUGGESTION'] }],
    [centre, { topics: [topics[1]] }],
    [centre, { unitId: one }],
    [centre, { unitId: region, includeSubUnits: false }],
  ];
  return given.map(([viewer, filter]) => isNew(viewer, filter, place));
}

/** The changes of applications that exist already, for their citizens, the centre and the officers of a unit. */
export function followersOf(known: readonly KnownApplication[]): Interest[] {
  return known.flatMap(({ number, citizenId, unitId, referralId }) => {
    const matches = (change: Change) => change.number === number;
    const common = { query: applicationChanged, matches };
    return [
      {
        ...common,
        name: `citizen of ${number}`,
        viewer: { role: 'CITIZEN' as const, citizenId },
        variables: { number },
      },
      {
        ...common,
        name: `officer of ${unitId}, referral of ${number}`,
        viewer: officerOf(unitId),
        variables: { referralId },
      },
      { ...common, name: `centre, ${number}`, viewer: centre, variables: { number } },
    ];
  });
}

/** All changes that concern a unit, or all. */
export function pollers(place: Place): Interest[] {
  const { region, directorates, offices, all } = place;
  const ofUnits = [
    ...all.map((unitId) => ({ viewer: officerOf(unitId), unitId })),
    ...directorates.map((unitId) => ({ viewer: officerOf(region), unitId })),
    ...offices.map((unitId) => ({ viewer: centre, unitId })),
  ].map(({ viewer, unitId }) => ({
    name: `${viewer.role}, changes that concern ${unitId}`,
    viewer,
    query: applicationEvents,
    variables: { unitId },
    matches: ({ concerned }: Change) => concerned.some((id) => place.isWithin(id, unitId)),
  }));
  const everything = {
    name: 'centre, all changes',
    viewer: centre,
    query: applicationEvents,
    variables: {},
    matches: () => true,
  };
  return [everything, ...ofUnits];
}
