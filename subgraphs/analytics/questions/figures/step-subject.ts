import type { StepFilter, StepKind } from '../../schema-types.ts';
import { stepConditions } from '../filter/step-conditions.ts';
import { step, stepSource } from './facts-of-steps.ts';
import { stepDimensions, stepMeasures } from './figures-of-steps.ts';
import type { Subject } from './subject.ts';

/** Those that analysts may ask about: nothing of notes, of officers, of hidden applicants, or of what is kept from units. */
const kinds: Readonly<Record<StepKind, true>> = {
  FILED: true,
  CLAIMED: true,
  CORRECTED: true,
  REFERRED: true,
  REFUSED: true,
  ACCEPTED: true,
  FORWARDED: true,
  RETURNED: true,
  CANCELLED: true,
  CLARIFICATION_REQUESTED: true,
  CLARIFICATION_ENDED: true,
  SUPPLEMENTED: true,
  REPLY_DRAFTED: true,
  REPLY_REJECTED: true,
  INTERIM_REPLIED: true,
  REPLIED: true,
  EXTENDED: true,
  WITHDRAWN: true,
  RATED: true,
  APPEALED: true,
  APPEAL_UPHELD: true,
  APPEAL_DISMISSED: true,
  TARGET_PASSED: true,
  STATUTORY_PASSED: true,
};

/** A step has one day. */
export const dayOfStep = 'STEP';

export const stepSubject: Subject<StepFilter> = {
  field: 'stepStatistics',
  source: stepSource(Object.keys(kinds)),
  conditions: stepConditions,
  dimensions: stepDimensions,
  figures: { measures: stepMeasures, others: [], withArguments: {}, names: {} },
  days: { [dayOfStep]: { day: step.day, field: 'on' } },
  onDays: null,
};
