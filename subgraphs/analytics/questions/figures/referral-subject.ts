import type { ReferralDay, ReferralFilter } from '../../schema-types.ts';
import { referralConditions } from '../filter/referral-conditions.ts';
import { referral, referralSource } from './facts-of-referrals.ts';
import {
  referralDimensions,
  referralFiguresWithArguments,
  namesReferralFigure,
  referralMeasures,
} from './figures-of-referrals.ts';
import type { Subject } from './subject.ts';

const days: Readonly<Record<ReferralDay, Subject<ReferralFilter>['days'][string]>> = {
  REFERRED: { day: referral.referredOn, field: 'referredOn' },
  ANSWERED: { day: referral.answeredOn, field: 'answeredOn' },
  CLOSED: { day: referral.closedOn, field: 'closedOn' },
  APPEALED: { day: referral.appealedOn, field: 'appealedOn' },
  APPEAL_DECIDED: { day: referral.appealDecidedOn, field: 'appealDecidedOn' },
};

export const referralSubject: Subject<ReferralFilter> = {
  field: 'referralStatistics',
  source: referralSource,
  conditions: referralConditions,
  dimensions: referralDimensions,
  figures: {
    measures: referralMeasures,
    others: [],
    withArguments: referralFiguresWithArguments,
    names: namesReferralFigure,
  },
  days,
  onDays: null,
};
