import type { SignedInViewer } from '../../lib/kit/viewer.ts';

/** The number of evaluators at the centre. */
const evaluators = 12;

/** The evaluator of an application, by its index. */
export const evaluatorOf = (application: number): SignedInViewer => ({
  subject: `evaluator-${(application % evaluators) + 1}`,
  role: 'EVALUATOR',
  citizenId: null,
  unitId: null,
});

/** One of the officers of a unit: the first works and drafts, the second approves, the third decides appeals. */
export const officerOf = (unitId: string, officer: 1 | 2 | 3): SignedInViewer => ({
  subject: `${unitId}-officer-${officer}`,
  role: 'OFFICER',
  citizenId: null,
  unitId,
});

export const applicantOf = (citizenId: string): SignedInViewer => ({
  subject: citizenId,
  role: 'CITIZEN',
  citizenId,
  unitId: null,
});
