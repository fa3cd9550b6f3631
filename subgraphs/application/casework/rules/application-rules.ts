import type { Stage } from '../../schema-types.ts';
import { openStages, stages } from '../../record/index.ts';
import type { ApplicationRule } from './rules.ts';

/** The stages in which no unit has the application. */
const atTheCentre: readonly Stage[] = ['RECEIVED', 'UNDER_EVALUATION'];

const atTheUnits = openStages.filter((stage) => !atTheCentre.includes(stage));

/** Every action on an application. */
export const applicationRules: readonly ApplicationRule[] = [
  {
    action: 'CLAIM',
    by: 'EVALUATOR',
    from: ['RECEIVED'],
    requires: [],
    to: 'UNDER_EVALUATION',
    writes: { event: 'CLAIMED', public: true },
  },
  // Taking over: from another evaluator, or when a unit has returned its part.
  {
    action: 'CLAIM',
    by: 'EVALUATOR',
    from: ['UNDER_EVALUATION', ...atTheUnits],
    requires: ['NOT_ONES_OWN'],
    to: null,
    writes: { event: 'CLAIMED', public: false },
  },
  {
    action: 'REFER',
    by: 'EVALUATOR',
    from: atTheCentre,
    requires: ['NOT_OF_ANOTHER_EVALUATOR'],
    to: 'REFERRED',
    writes: { event: 'REFERRED', public: true },
  },
  // Adds a unit to those that have the application.
  {
    action: 'REFER',
    by: 'EVALUATOR',
    from: atTheUnits,
    requires: ['NOT_OF_ANOTHER_EVALUATOR'],
    to: null,
    writes: { event: 'REFERRED', public: true },
  },
  {
    action: 'REFUSE',
    by: 'EVALUATOR',
    from: atTheCentre,
    requires: ['NOT_OF_ANOTHER_EVALUATOR', 'NOTHING_ANSWERED'],
    to: 'NOT_PROCESSED',
    writes: { event: 'REFUSED', public: true },
  },
  {
    action: 'HIDE_IDENTITY',
    by: 'EVALUATOR',
    from: stages,
    requires: ['IDENTITY_MAY_BE_HIDDEN'],
    to: null,
    writes: { event: 'IDENTITY_HIDDEN', public: true },
  },
  {
    action: 'CORRECT',
    by: 'EVALUATOR',
    from: openStages,
    requires: ['NOT_OF_ANOTHER_EVALUATOR'],
    to: null,
    writes: { event: 'CORRECTED', public: true },
  },
  {
    action: 'REDACT',
    by: 'EVALUATOR',
    from: stages,
    requires: [],
    to: null,
    writes: { event: 'REDACTED', public: false },
  },
  {
    action: 'WITHHOLD_ATTACHMENT',
    by: 'EVALUATOR',
    from: stages,
    requires: ['UNITS_HAVE_AN_ATTACHMENT'],
    to: null,
    writes: { event: 'ATTACHMENT_WITHHELD', public: false },
  },
  {
    action: 'RELEASE_ATTACHMENT',
    by: 'EVALUATOR',
    from: stages,
    requires: ['AN_ATTACHMENT_IS_WITHHELD'],
    to: null,
    writes: { event: 'ATTACHMENT_RELEASED', public: false },
  },
  {
    action: 'SUPPLEMENT',
    by: 'CITIZEN',
    from: atTheUnits,
    requires: ['A_UNIT_ASKED'],
    to: null,
    writes: { event: 'SUPPLEMENTED', public: true },
  },
  {
    action: 'WITHDRAW',
    by: 'CITIZEN',
    from: openStages,
    requires: [],
    to: 'WITHDRAWN',
    writes: { event: 'WITHDRAWN', public: true },
  },
  {
    action: 'RATE',
    by: 'CITIZEN',
    from: ['ANSWERED'],
    requires: ['NOT_RATED'],
    to: null,
    writes: { event: 'RATED', public: true },
  },
  {
    action: 'APPEAL',
    by: 'CITIZEN',
    from: ['ANSWERED'],
    requires: ['NOT_APPEALED', 'NOT_RATED_AS_SOLVED', 'APPEAL_IN_TIME'],
    to: null,
    writes: { event: 'APPEALED', public: true },
  },
  {
    action: 'DECIDE_APPEAL',
    by: 'OFFICER',
    from: ['ANSWERED'],
    decision: 'UPHELD',
    requires: ['APPEAL_PENDING', 'UNIT_OF_APPEAL', 'OTHER_THAN_WHO_ANSWERED'],
    to: 'REFERRED',
    writes: { event: 'APPEAL_UPHELD', public: true },
  },
  {
    action: 'DECIDE_APPEAL',
    by: 'OFFICER',
    from: ['ANSWERED'],
    decision: 'DISMISSED',
    requires: ['APPEAL_PENDING', 'UNIT_OF_APPEAL', 'OTHER_THAN_WHO_ANSWERED'],
    to: null,
    writes: { event: 'APPEAL_DISMISSED', public: true },
  },
];
