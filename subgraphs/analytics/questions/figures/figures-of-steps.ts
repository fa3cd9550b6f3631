import type { StepDimension, StepMeasure } from '../../schema-types.ts';
import { type Dimension, plain, reference, timeDimensions, unitDimension } from './dimensions.ts';
import { step as s } from './facts-of-steps.ts';
import { count, distinct, type Measure, shareOfAll, summary } from './measures.ts';

/** The dimensions of steps: each is one line. */
export const stepDimensions: Readonly<Record<StepDimension, Dimension>> = {
  KIND: plain('kind', s.kind),
  TYPE: plain('type', s.type),
  TOPIC: reference('topic', s.topic, 'id'),
  PROVINCE: reference('province', s.province, 'code'),
  DISTRICT: reference('district', s.district, 'code'),
  UNIT: unitDimension(s.unit, s.unitGroup),
  UNIT_KIND: plain('unitKind', s.unitKind),
  ...timeDimensions,
};

/** The figures about steps: each is one line. */
export const stepMeasures: Readonly<Record<StepMeasure, Measure>> = {
  COUNT: count('count'),
  SHARE: shareOfAll('share'),
  APPLICATIONS: distinct('applications', s.app),
  SETTLED: count('settled', s.isSettled),
  ...summary('DAYS_TO_SETTLE', 'daysToSettle', s.daysToSettle),
};
