import type { UnitRecord } from '../../../../subgraphs/institution-directory/units/index.ts';
import type { NaiveQuestion } from './referral-steps.ts';
import type { NaiveTree } from './units.ts';

/** Applications, referrals and steps as statistics see them. */

export interface NaiveReferral {
  readonly application: NaiveApplication;
  readonly unit: string;
  readonly unitKind: string | null;
  readonly state: string;
  readonly open: boolean;
  readonly responsible: boolean;
  readonly referredOn: string;
  readonly answeredOn: string | null;
  /** The day on which it stopped being open. */
  readonly closedOn: string | null;
  readonly daysToAccept: number | null;
  readonly businessDaysToAnswer: number | null;
  readonly daysToFirstAction: number | null;
  readonly daysToAnswer: number | null;
  readonly outcome: string | null;
  readonly returned: boolean;
  readonly forwarded: boolean;
  /** By the system. */
  readonly passedOn: boolean;
  readonly wasForwarded: boolean;
  /** The unit that forwarded it. */
  readonly forwardedFrom: string | null;
  readonly hasDraft: boolean;
  readonly clarifications: number;
  /** Those of its unit. */
  readonly questions: readonly NaiveQuestion[];
  /** By the names of `ReferralMilestone`. */
  readonly days: Readonly<Record<string, string | null>>;
  readonly draftsRejected: number;
  readonly interimReplies: number;
  readonly appeals: number;
  readonly appealsUpheld: number;
  readonly appealsDismissed: number;
  /** The kind and the state of each appeal against its answer. */
  readonly contested: readonly NaiveAppeal[];
}

export interface NaiveAppeal {
  readonly kind: string;
  readonly state: string;
  readonly madeOn: string;
  readonly dueOn: string;
  readonly decidedOn: string | null;
}

export interface NaiveApplication {
  readonly id: string;
  /** Ids are ordered by their bits. */
  readonly bits: string;
  readonly person: string;
  readonly type: string;
  readonly topic: string;
  readonly province: string;
  readonly district: string | null;
  readonly stage: string;
  readonly channel: string;
  readonly unit: string | null;
  readonly unitKind: string | null;
  readonly filedOn: string;
  readonly filedHour: number;
  readonly answeredOn: string | null;
  readonly firstAnsweredOn: string | null;
  readonly closedOn: string | null;
  readonly dueOn: string;
  readonly targetOn: string;
  readonly overdueFrom: string | null;
  /** The business days until an open application that can become overdue is due; null for what is overdue already. */
  readonly dueIn: number | null;
  readonly outcome: string | null;
  readonly refusalReason: string | null;
  readonly rating: number | null;
  readonly solved: boolean | null;
  readonly open: boolean;
  readonly overdue: boolean;
  readonly late: boolean;
  /** With an answer that an upheld appeal has replaced. */
  readonly lateBefore: boolean;
  readonly saved: boolean;
  readonly savedBefore: boolean;
  readonly extended: boolean;
  /** For answers that upheld appeals have replaced, and not for the present one. */
  readonly extendedBefore: boolean;
  readonly daysToAnswer: number | null;
  readonly businessDaysToAnswer: number | null;
  readonly ageInDays: number | null;
  readonly forwards: number;
  readonly returns: number;
  readonly clarifications: number;
  readonly interimReplies: number;
  readonly appeals: number;
  readonly appealsUpheld: number;
  readonly appealsDismissed: number;
  readonly contested: readonly NaiveAppeal[];
  readonly referrals: NaiveReferral[];
  /** The lead unit at the end of a day. */
  readonly leadOn: (day: string) => string | null;
  /** Kinds and days of the steps, oldest first. */
  readonly steps: readonly { readonly kind: string; readonly day: string }[];
}

export interface NaiveData {
  readonly applications: readonly NaiveApplication[];
  /** Of all applications. */
  readonly steps: readonly NaiveStep[];
  readonly units: ReadonlyMap<string, UnitRecord>;
  readonly tree: NaiveTree;
  /** The unit itself and those above it, in the present tree. */
  readonly above: (unit: string) => readonly string[];
  readonly today: string;
  /** Those that there were at the end of a day, as they were then. */
  readonly on: (day: string) => readonly NaiveApplication[];
}

export interface NaiveStep {
  readonly application: NaiveApplication;
  readonly kind: string;
  readonly day: string;
  readonly unit: string | null;
  readonly unitKind: string | null;
  /** From a question to its answer, or from an appeal to its decision. */
  readonly daysToSettle: number | null;
}
