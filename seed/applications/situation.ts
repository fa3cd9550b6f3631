import type { Types } from 'mongoose';
import type {
  RefusalReason,
  ReplyKind,
  ReplyOutcome,
} from '../../subgraphs/application/schema-types.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import type { CaseInMemory } from './case-in-memory.ts';
import type { FurtherText } from './texts/further-texts.ts';

/** The inputs that the steps themselves do not contain. */
export interface WorkDetails {
  /** Nothing happens from here on. */
  horizonMs: number;
  /** When units were closed, in this order. */
  closedAtMs: readonly number[];
  applicant: SignedInViewer;
  evaluator: SignedInViewer;
  /** The unit of each planned referral; fewer only if the directory has no more for the place. */
  units: readonly string[];
  reply(kind: ReplyKind, draftedAt: Date): { outcome: ReplyOutcome | null; text: string };
  /** Why a unit passes an application on or returns it. */
  reason(action: 'FORWARD' | 'RETURN'): string;
  /** The questions of the units, and the answers of the citizen. */
  clarification(): { question: string; answer: string };
  refusalReason(): RefusalReason;
  words(of: FurtherText): string;
}

/** An act on a case at its time. */
export interface Situation {
  work: CaseInMemory;
  details: WorkDetails;
  /** The planned referrals that were made. */
  made: ReadonlyMap<number, Types.ObjectId>;
  at: Date;
}
