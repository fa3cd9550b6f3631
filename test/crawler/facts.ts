import type { Role } from '../../lib/kit/viewer.ts';

/**
 * What the crawler knows of its data: what was filed and done, not what the graph says about who
 * may see it.
 */

/** A viewer who asks. */
export interface Asker {
  /** For findings. */
  readonly name: string;
  /** Null for a viewer who is not signed in. */
  readonly role: Exclude<Role, 'SERVICE'> | null;
  readonly subject: string;
  readonly citizenId: string | null;
  readonly unitId: string | null;
  readonly token: string | null;
}

interface Reference {
  readonly id: string;
}

interface FactsOfDraft {
  readonly id: string;
  readonly kind: string;
  readonly outcome: string | null;
  readonly text: string;
  readonly draftedBy: string;
  readonly draftedAt: string;
  readonly rejectionReason: string | null;
}

export interface FactsOfReply extends Reference {
  readonly kind: string;
  readonly outcome: string | null;
  readonly text: string;
  readonly repliedAt: string;
  readonly unit: Reference;
}

export interface FactsOfReferral {
  readonly id: string;
  readonly unit: Reference;
  readonly fileNumber: string;
  readonly state: string;
  readonly referredAt: string;
  readonly closedAt: string | null;
  readonly forwardedFrom: Reference | null;
  readonly question: { readonly text: string; readonly askedAt: string } | null;
  readonly overdue: boolean;
  readonly assignee: string | null;
  readonly draft: FactsOfDraft | null;
  readonly raisedTo: Reference | null;
  readonly replies: readonly FactsOfReply[];
}

export interface FactsOfEntry extends Reference {
  readonly at: string;
  readonly event: string;
  readonly actor: string | null;
  readonly unit: Reference | null;
  readonly note: string | null;
  readonly automaticReason: string | null;
  readonly rating: Readonly<Record<string, unknown>> | null;
  readonly attachment: Reference | null;
  readonly officer: string | null;
  readonly correction: {
    readonly before: FactsOfClassification;
    readonly after: FactsOfClassification;
  } | null;
}

/** The type, topic and place of an application at one moment. */
export interface FactsOfClassification {
  readonly type: string;
  readonly topic: Reference;
  readonly province: { readonly code: string };
  readonly district: { readonly code: string } | null;
}

export interface FactsOfSupplement extends Reference {
  readonly at: string;
  readonly text: string;
}

export interface FactsOfAttachment {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly withheld: string | null;
  readonly withheldReason: string | null;
  readonly warnings: readonly string[] | null;
}

export interface FactsOfAppeal {
  readonly id: string;
  readonly referral: Reference;
  readonly kind: string;
  readonly state: string;
  readonly unit: Reference;
  readonly text: string;
  readonly appealedAt: string;
  readonly targetDate: string;
  readonly overdue: boolean;
  readonly remainingBusinessDays: number | null;
  readonly decisionText: string | null;
  readonly decidedAt: string | null;
}

interface FactsOfEarlierAnswer {
  readonly answeredAt: string;
  readonly targetDate: string;
  readonly statutoryDate: string;
  readonly overdue: boolean;
  readonly rating: Readonly<Record<string, unknown>> | null;
  readonly appeal: Reference;
}

interface FactsOfRedaction {
  readonly subject: string | null;
  readonly text: string | null;
  readonly supplements: readonly (string | null)[];
  readonly appeals: readonly (string | null)[];
  readonly attachmentsWithheld: boolean;
}

/** An application as the centre sees it, which sees everything but the tracking code. */
export interface FactsOfApplication extends FactsOfClassification {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly text: string;
  readonly stage: string;
  readonly filedAt: string;
  readonly closedAt: string | null;
  readonly targetDate: string;
  readonly statutoryDate: string;
  readonly overdue: boolean;
  readonly remainingBusinessDays: number | null;
  readonly responsibleUnit: Reference | null;
  readonly responsibleUnits: readonly Reference[];
  readonly referrals: readonly FactsOfReferral[];
  readonly replies: readonly FactsOfReply[];
  readonly timeline: readonly FactsOfEntry[];
  readonly applicant: Reference;
  readonly identityHidden: boolean;
  readonly meantUnit: Reference | null;
  readonly aboutHeadOfUnit: boolean;
  readonly answerChannel: string;
  readonly supplements: readonly FactsOfSupplement[];
  readonly attachments: readonly FactsOfAttachment[];
  readonly redaction: FactsOfRedaction | null;
  readonly claimedBy: string | null;
  readonly rating: Readonly<Record<string, unknown>> | null;
  readonly earlierAnswers: readonly FactsOfEarlierAnswer[];
  readonly appeals: readonly FactsOfAppeal[];
  readonly appealableAnswers: readonly {
    readonly referral: Reference;
    readonly kind: string;
    readonly until: string;
  }[];
  readonly refusalReason: string | null;
  readonly version: number;
}

/** The state at the moment when a unit passed an application on. */
export type Moment = Pick<
  FactsOfApplication,
  'version' | 'targetDate' | 'statutoryDate' | 'overdue' | keyof FactsOfClassification
>;

/** An application of the crawler's data. */
export interface Case {
  /** For findings. */
  readonly label: string;
  readonly number: string;
  readonly trackingCode: string;
  readonly facts: FactsOfApplication;
  /** By the ids of the referrals that were passed on, the state right after that. */
  readonly moments: ReadonlyMap<string, Moment>;
}

/** A change of an application as the centre sees it. */
export interface FactsOfEvent {
  readonly cursor: string;
  readonly kind: string;
  readonly at: string;
  readonly application: { readonly number: string };
  readonly referral: { readonly id: string; readonly unit: Reference } | null;
}

export interface FactsOfCitizen {
  readonly id: string;
  readonly name: string;
  readonly surname: string;
  readonly maskedNationalId: string;
  readonly mobilePhone: string;
  readonly email: string | null;
}

/**
 * A secret that may be known only where a rule says so, identified by a word that occurs nowhere
 * else.
 */
export interface Canary {
  readonly word: string;
  readonly secret: Secret;
}

export type Secret =
  /** The citizen's identity: name and masked identity number. */
  | { readonly kind: 'IDENTITY'; readonly citizenId: string }
  /** The citizen's contacts. */
  | { readonly kind: 'CONTACT'; readonly citizenId: string }
  /** The applicant's text at filing, and its replacement for units. */
  | { readonly kind: 'WORDS' | 'REDACTED_WORDS'; readonly label: string }
  /** The applicant's later texts (supplements, appeals), and their replacement for units. */
  | { readonly kind: 'LATER_WORDS' | 'REDACTED_LATER_WORDS'; readonly label: string }
  /**
   * Texts for everybody who works on the application and for its applicant: replies, reasons,
   * questions.
   */
  | { readonly kind: 'SHARED'; readonly label: string; readonly unitId: string | null }
  /** Drafts, notes, names of officers. */
  | { readonly kind: 'INSIDE'; readonly label: string; readonly unitId: string }
  /** The names of the applicant's files. */
  | { readonly kind: 'FILE_NAME'; readonly label: string }
  /** The number of the application. */
  | { readonly kind: 'NUMBER'; readonly label: string }
  | { readonly kind: 'TRACKING_CODE'; readonly label: string }
  /** What the centre keeps to itself. */
  | { readonly kind: 'CENTRE' }
  /** What administrators keep to themselves. */
  | { readonly kind: 'ADMINISTRATORS' }
  /** Changes of the directory as officers of some units and administrators see them. */
  | { readonly kind: 'DIRECTORY'; readonly unitIds: readonly string[] }
  /** The subject of an asker, which that asker sees, too. */
  | {
      readonly kind: 'SUBJECT';
      readonly subject: string;
      readonly unitIds: readonly string[];
    }
  /** Of one citizen alone. */
  | { readonly kind: 'OWN'; readonly citizenId: string }
  /** Never shown to anybody. */
  | { readonly kind: 'NOBODY' };

/** Everything that is known of the data. */
export interface Facts {
  readonly cases: readonly Case[];
  /** In the order of commits. */
  readonly events: readonly FactsOfEvent[];
  readonly citizens: readonly FactsOfCitizen[];
  readonly leaveDays: readonly {
    readonly date: string;
    readonly name: string;
    readonly addedBy: string;
  }[];
  readonly canaries: readonly Canary[];
  /** The unit above each unit; null for a root. */
  readonly parentOf: ReadonlyMap<string, string | null>;
  /** The successor of each closed unit. */
  readonly successorOf: ReadonlyMap<string, string>;
}
