import type { LocalDate } from '../../../lib/kit/local-date.ts';
import type { Peers } from '../../../lib/federation/peers.ts';

const application = 'application';
const isBackground = true;

/** Of one referral: see `schema/application.graphql` for each field, of this type and the others. */
export interface ReferralFacts {
  readonly id: string;
  readonly unitId: string;
  readonly state: string;
  readonly isResponsible: boolean;
  readonly referredOn: LocalDate;
  readonly firstActionOn: LocalDate | null;
  readonly acceptedOn: LocalDate | null;
  readonly draftedOn: LocalDate | null;
  readonly finalDraftedOn: LocalDate | null;
  readonly answeredOn: LocalDate | null;
  readonly closedOn: LocalDate | null;
  readonly forwardedFromUnitId: string | null;
  readonly hasDraft: boolean;
  readonly draftsRejected: number;
  readonly clarifications: number;
  readonly interimReplies: number;
  readonly outcome: string | null;
  readonly appeals: number;
  readonly appealsUpheld: number;
  readonly appealsDismissed: number;
  readonly appeal: AppealFacts | null;
}

/** The appeal against the answer of a referral. */
interface AppealFacts {
  readonly kind: string;
  readonly state: string;
  readonly appealedOn: LocalDate;
  readonly targetDate: LocalDate | null;
  readonly decidedOn: LocalDate | null;
}

export interface EarlierAnswerFacts {
  readonly answeredOn: LocalDate;
  readonly targetDate: LocalDate;
  readonly statutoryDate: LocalDate;
  readonly extendedOn: LocalDate | null;
  readonly metOn: LocalDate | null;
  readonly rating: number | null;
  readonly isSolved: boolean | null;
  readonly ratedOn: LocalDate | null;
  readonly reopenedOn: LocalDate;
}

export interface StepFacts {
  readonly kind: string;
  readonly isAutomatic: boolean;
  readonly day: LocalDate;
  readonly hour: number;
  readonly unitId: string | null;
  readonly referral: number | null;
  readonly stage: string;
  readonly endedBy: string | null;
  readonly endedOn: LocalDate | null;
  readonly outcome: string | null;
  readonly awaitingCitizenSince: LocalDate | null;
}

export interface ApplicationFacts {
  readonly id: string;
  readonly person: string;
  readonly recordKey: number;
  readonly type: string;
  readonly topicId: string;
  readonly provinceCode: string;
  readonly districtCode: string | null;
  readonly filedType: string;
  readonly filedTopicId: string;
  readonly filedProvinceCode: string;
  readonly filedDistrictCode: string | null;
  readonly stage: string;
  readonly channel: string;
  readonly filedOn: LocalDate;
  readonly filedHour: number;
  readonly targetDate: LocalDate;
  readonly statutoryDate: LocalDate;
  readonly answeredOn: LocalDate | null;
  readonly firstAnsweredOn: LocalDate | null;
  readonly lateAnswerOn: LocalDate | null;
  readonly savedAnswerOn: LocalDate | null;
  readonly closedOn: LocalDate | null;
  readonly interimRepliedOn: LocalDate | null;
  readonly isMetByInterimReply: boolean;
  readonly extendedOn: LocalDate | null;
  readonly awaitingCitizenSince: LocalDate | null;
  readonly overdueFrom: LocalDate | null;
  readonly outcome: string | null;
  readonly refusalReason: string | null;
  readonly rating: number | null;
  readonly isSolved: boolean | null;
  readonly ratedOn: LocalDate | null;
  readonly earlierAnswers: readonly EarlierAnswerFacts[];
  readonly clarifications: number;
  readonly interimReplies: number;
  readonly appeals: number;
  readonly appealsUpheld: number;
  readonly appealsDismissed: number;
  readonly objections: number;
  readonly objectionsUpheld: number;
  readonly objectionsDismissed: number;
  readonly referrals: readonly ReferralFacts[];
  readonly steps: readonly StepFacts[];
}

/** The origin of facts: those of different sources do not belong together. */
export interface FactSource {
  readonly data: string;
  readonly keyVersion: number;
}

const facts = /* GraphQL */ `
  fragment Facts on ApplicationFacts {
    id
    person
    recordKey
    type
    topicId
    provinceCode
    districtCode
    filedType
    filedTopicId
    filedProvinceCode
    filedDistrictCode
    stage
    channel
    filedOn
    filedHour
    targetDate
    statutoryDate
    answeredOn
    firstAnsweredOn
    lateAnswerOn
    savedAnswerOn
    closedOn
    interimRepliedOn
    isMetByInterimReply
    extendedOn
    awaitingCitizenSince
    overdueFrom
    outcome
    refusalReason
    rating
    isSolved
    ratedOn
    earlierAnswers {
      answeredOn
      targetDate
      statutoryDate
      extendedOn
      metOn
      rating
      isSolved
      ratedOn
      reopenedOn
    }
    clarifications
    interimReplies
    appeals
    appealsUpheld
    appealsDismissed
    objections
    objectionsUpheld
    objectionsDismissed
    referrals {
      id
      unitId
      state
      isResponsible
      referredOn
      firstActionOn
      acceptedOn
      draftedOn
      finalDraftedOn
      answeredOn
      closedOn
      forwardedFromUnitId
      hasDraft
      draftsRejected
      clarifications
      interimReplies
      outcome
      appeals
      appealsUpheld
      appealsDismissed
      appeal {
        kind
        state
        appealedOn
        targetDate
        decidedOn
      }
    }
    steps {
      kind
      isAutomatic
      day
      hour
      unitId
      referral
      stage
      endedBy
      endedOn
      outcome
      awaitingCitizenSince
    }
  }
`;

const pageQuery = /* GraphQL */ `
  query ApplicationFacts($after: String, $first: Int!) {
    applicationFacts(after: $after, first: $first) {
      applications {
        ...Facts
      }
      endCursor
      total
      source {
        data
        keyVersion
      }
    }
  }
  ${facts}
`;

interface FactsPage {
  readonly applications: readonly ApplicationFacts[];
  /** Null at the end. */
  readonly endCursor: string | null;
  readonly total: number;
  readonly source: FactSource;
}

/** A page of the facts of all applications. @throws `CURSOR_EXPIRED`, `UNAVAILABLE`. */
export async function factsPage(
  peers: Peers,
  variables: { readonly after: string | null; readonly first: number },
): Promise<FactsPage> {
  const { applicationFacts } = await peers.query<{ applicationFacts: FactsPage }>(
    application,
    pageQuery,
    variables,
    { isBackground },
  );
  return applicationFacts;
}

const idsQuery = /* GraphQL */ `
  query FactsOfApplications($ids: [ID!]!) {
    applicationFacts(ids: $ids, first: 1) {
      applications {
        ...Facts
      }
    }
  }
  ${facts}
`;

/** The facts of some applications, in no particular order. @throws `UNAVAILABLE`. */
export async function factsWithIds(
  peers: Peers,
  ids: readonly string[],
): Promise<readonly ApplicationFacts[]> {
  const { applicationFacts } = await peers.query<{
    applicationFacts: Pick<FactsPage, 'applications'>;
  }>(application, idsQuery, { ids }, { isBackground });
  return applicationFacts.applications;
}

const changesQuery = /* GraphQL */ `
  query ChangedFacts($after: String, $first: Int!) {
    changedFacts(after: $after, first: $first) {
      applications {
        ...Facts
      }
      isReplaced
      cursor
      asOf
      isCurrent
      calendarVersion
      source {
        data
        keyVersion
      }
    }
  }
  ${facts}
`;

interface ChangedFacts {
  readonly applications: readonly ApplicationFacts[];
  readonly isReplaced: boolean;
  readonly cursor: string;
  /** An instant as text. */
  readonly asOf: string;
  readonly isCurrent: boolean;
  readonly calendarVersion: number;
  readonly source: FactSource;
}

/** The facts that have changed after a position. @throws `CURSOR_EXPIRED`, `UNAVAILABLE`. */
export async function changedFacts(
  peers: Peers,
  variables: { readonly after: string | null; readonly first: number },
): Promise<ChangedFacts> {
  const { changedFacts: changed } = await peers.query<{ changedFacts: ChangedFacts }>(
    application,
    changesQuery,
    variables,
    { isBackground },
  );
  return changed;
}

const daysQuery = /* GraphQL */ `
  query BusinessDays {
    businessDays {
      version
      days {
        date
        ordinal
        isBusinessDay
      }
    }
  }
`;

export interface BusinessDays {
  readonly version: number;
  readonly days: readonly {
    readonly date: LocalDate;
    readonly ordinal: number;
    readonly isBusinessDay: boolean;
  }[];
}

/** The calendar in force. @throws `UNAVAILABLE`. */
export async function businessDays(peers: Peers): Promise<BusinessDays> {
  const { businessDays: days } = await peers.query<{ businessDays: BusinessDays }>(
    application,
    daysQuery,
    {},
    { isBackground },
  );
  return days;
}
