import { openReferralStates } from '../../subgraphs/application/record/index.ts';

/** Parts of MongoDB's aggregations that several questions share. */

/** An expression of MongoDB's aggregation language. */
export type Expression = unknown;

/** Türkiye has kept UTC+3 all year since September 2016. */
export const timezone = '+03:00';

export const dayOf = (date: Expression): Expression => ({
  $dateToString: { date, format: '%Y-%m-%d', timezone },
});

export const monthOf = (date: Expression): Expression => ({
  $dateToString: { date, format: '%Y-%m-01', timezone },
});

/** The calendar days from one instant to another. */
export const daysBetween = (startDate: Expression, endDate: Expression): Expression => ({
  $dateDiff: { startDate, endDate, unit: 'day', timezone },
});

/** When an application was first answered, whatever an appeal has changed since. */
export const firstAnsweredAt: Expression = {
  $ifNull: [{ $first: '$earlierAnswers.answeredAt' }, '$answeredAt'],
};

export const countIf = (condition: Expression): Expression => ({
  $sum: { $cond: [condition, 1, 0] },
});

const firstAnswered: Expression = { $indexOfArray: ['$referrals.state', 'ANSWERED'] };

/** A field of the first answered referral of an application without an open one; null if there is none. */
const ofFirstAnswered = (field: 'id' | 'unitId'): Expression => ({
  $let: {
    vars: { place: firstAnswered },
    in: {
      $cond: [{ $gte: ['$$place', 0] }, { $arrayElemAt: [`$referrals.${field}`, '$$place'] }, null],
    },
  },
});

/** The lead unit of an answered application, and the `_id` of its referral. */
export const leadOfAnswered = {
  unit: ofFirstAnswered('unitId'),
  referral: ofFirstAnswered('id'),
} as const;

/** The lead unit of any application: of the first open referral, or else of the first answered one. */
export const leadUnitOf = (referrals: string): Expression => {
  const firstWith = (states: readonly string[]) => ({
    $first: {
      $filter: { input: referrals, as: 'one', cond: { $in: ['$$one.state', states] } },
    },
  });
  return {
    $let: {
      vars: { lead: { $ifNull: [firstWith(openReferralStates), firstWith(['ANSWERED'])] } },
      in: '$$lead.unitId',
    },
  };
};

/** The unit that groups are of, for each unit; units without one are left out. */
export type UnitGroups = ReadonlyMap<string, string>;

/** MongoDB looks a unit up in a constant list in constant time; `$lookup` would read a document for each application. */
export function groupOf(unit: Expression, groups: UnitGroups): Expression {
  return {
    $arrayElemAt: [
      // An unknown unit has the place -1: the last one.
      { $literal: [...groups.values(), null] },
      { $indexOfArray: [{ $literal: [...groups.keys()] }, unit] },
    ],
  };
}
