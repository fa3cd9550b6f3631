import type { Types } from 'mongoose';
import type { LocalDate } from '../../../lib/kit/local-date.ts';

/**
 * The stored forms that 0008 and 0012 read and write: the fields that they use, as they were when these migrations
 * landed. They do not follow the models of `record/`.
 */

export interface Pause {
  from: LocalDate;
  to: LocalDate;
}

/** The clocks of one answer. */
interface Clock {
  targetDate: LocalDate;
  statutoryDate: LocalDate;
  pauses: readonly Pause[];
  extendedOn: LocalDate | null;
  interimRepliedOn: LocalDate | null;
  targetPassedTold: boolean;
  statutoryPassedTold: boolean;
}

export interface EarlierAnswer extends Clock {
  appealId: Types.ObjectId;
  answeredAt: Date;
  overdue: boolean;
  rating: Rating | null;
  reopenedAt: Date;
}

interface Rating {
  score: number;
  solved: boolean;
  ratedAt: Date;
}

export interface PassedOn {
  version: number;
  targetDate: LocalDate;
  statutoryDate: LocalDate;
  overdue: boolean;
  on: LocalDate;
}

export interface ReferralSummary {
  id: Types.ObjectId;
  state: string;
  passedOn?: PassedOn;
}

export interface Application extends Clock {
  _id: Types.ObjectId;
  type: string;
  filedAt: Date;
  earlierAnswers?: readonly EarlierAnswer[];
  calendarVersion: number;
  awaitingCitizenSince: LocalDate | null;
  open: boolean;
  alarmOn: LocalDate | null;
  answeredAt: Date | null;
  withdrawnAt: Date | null;
  rating: Rating | null;
  referrals: readonly ReferralSummary[];
  version: number;
}

export interface Referral {
  _id: Types.ObjectId;
  applicationId: Types.ObjectId;
  open: boolean;
  closedAt: Date | null;
  statutoryDate: LocalDate;
  fallsOverdue: boolean;
}

export interface Appeal {
  _id: Types.ObjectId;
  applicationId: Types.ObjectId;
  kind: string;
  state: string;
  appealedAt: Date;
  decidedAt: Date | null;
}

export interface Timeline {
  _id: Types.ObjectId;
  entries: readonly TimelineEntry[];
}

export interface TimelineEntry {
  at: Date;
  event: string;
  referralId: Types.ObjectId | null;
  note: string | null;
}
